"""The pages of our own admin in their states, as the secretary meets them; called as in states.py.

Lists, forms and buttons are taken from the admin itself, so that a new one is looked at without being asked for.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import admin
from django.utils import timezone
from playwright.sync_api import Page

from clientenraad.manual import CHAPTERS
from clientenraad.models import Colleague
from events.models import Award, GetTogether, NewsItem, Series
from members.admin_tools import Verb, VerbAdmin
from members.models import Letter
from recruitment.models import Candidate
from recruitment.road import Stage
from tests.browser.dressed import somebody
from tests.browser.states import url_names
from tests.browser.ways import Way, at, button, filled, pressed

DESK = "/beheer/"
ROAD = f"{DESK}recruitment/candidate/"
CLOSED = {
    "members_letter_add": "letters are written by the road",
    "clientenraad_pagerevision_add": "made when a page is saved",
    "clientenraad_message_add": "comes from the contact page",
    "clientenraad_accessibilitystatement_add": "there is one statement",
    "members_council_add": "there is one council",
    "members_council_changelist": "leads to the one council",
}
UNSEEN = CLOSED | {
    "login": "seen in account_states.py, by who is not logged in",
    "logout": "a button",
    "password_change_done": "one sentence of Django's own",
    "jsi18n": "a script",
    "autocomplete": "a list for a script",
    "view_on_site": "leads to the site",
    "roster_sheet": "a file, not a page",
    "roster_calendar": "a file, not a page",
    "figures_sheet": "a file, not a page",
    "figures_choose": "leads to a year",
}
# Of Django's own pages about one row those of a news item are looked at; accounts are the administrator's.
UNSEEN_ENDS = ("_history", "_delete", "_photo_off")
KEEPERS = "clientenraad_colleague_"  # see account_states.py
ours = {model: desk for model, desk in admin.site._registry.items() if model is not Colleague}


def first_that(fits: Callable[[Any], bool], model: Any) -> Any:
    """The first row of which this is so."""
    found = next((row for row in model._default_manager.order_by("pk") if fits(row)), None)
    assert found, f"no {model._meta.verbose_name} to see this on"
    return found


def page_of(row: Any, *rest: str) -> str:
    return "/".join([f"{DESK}{row._meta.app_label}/{row._meta.model_name}/{row.pk}", *rest, ""])


def changing(model: Any) -> Way:
    return lambda page: page.goto(page_of(first_that(bool, model), "change"))


def doing(model: Any, verb: type[Verb]) -> Way:
    return lambda page: page.goto(page_of(first_that(verb.fits, model), "doe", verb.slug))


def done(model: Any, slug: str, name: str, *before: Way) -> Way:
    """The form of a verb, sent as it is found: it shows what is missing, or the page that the verb makes."""
    verb = next(verb for verb in ours[model].verbs if verb.slug == slug)

    def way(page: Page) -> None:
        doing(model, verb)(page)
        for step in before:
            step(page)
        button(name)(page)

    return way


def _verbs() -> Iterator[tuple[str, Way]]:
    for model, desk in ours.items():
        if isinstance(desk, VerbAdmin):
            label = f"{model._meta.app_label}_{model._meta.model_name}"
            for verb in desk.verbs:
                yield f"{label}_verb: {verb.slug}", doing(model, verb)


def _forms() -> Iterator[tuple[str, Way]]:
    for model in ours:
        label = f"{model._meta.app_label}_{model._meta.model_name}"
        address = f"{DESK}{model._meta.app_label}/{model._meta.model_name}/"
        for name, way in [("changelist", at(address)), ("add", at(f"{address}add/")), ("change", changing(model))]:
            if f"{label}_{name}" in url_names("admin") - CLOSED.keys():
                yield f"{label}_{name}", way


def at_stage(stage: str) -> Way:
    return lambda page: page.goto(page_of(somebody(stage=stage), "change"))


def draft(page: Page) -> None:
    page.goto(page_of(Letter.objects.filter(status=Letter.Status.DRAFT).earliest("pk"), "change"))


def searched(name: str) -> Way:
    def way(page: Page) -> None:
        page.goto(ROAD)
        page.get_by_label("Zoek op naam").fill(name)
        button("Zoek")(page)

    return way


def tried_letter(page: Page) -> None:
    page.goto(f"{DESK}recruitment/lettertext/agreement/")
    button("Toon voorbeeld")(page)


def tried_letter_with_a_mistake(page: Page) -> None:
    page.goto(f"{DESK}recruitment/lettertext/agreement/")
    page.get_by_label("Tekst").fill("Dag {onbekend}")
    button("Toon voorbeeld")(page)


def planned_series(page: Page) -> None:
    series = Series.objects.earliest("pk")
    Series.objects.filter(pk=series.pk).update(starts="16:00")
    page.goto(page_of(series, "doe", "dagen"))


def printed_nomination(page: Page) -> None:
    page.goto(f"{ROAD}voordracht/")
    button("Toon om af te drukken")(page)


DESKS: dict[str, Way] = {
    "index": at(DESK),
    "roster": at(f"{DESK}rooster/"),
    "figures": at(f"{DESK}cijfers/"),
    "figures: of this year": at(f"{DESK}cijfers/{timezone.localdate().year}/"),
    "figures: to come": at(f"{DESK}cijfers/2199/"),
    "figures: before the council": at(f"{DESK}cijfers/1950/"),
    "retention": at(f"{DESK}wissen/"),
    "manual": at(f"{DESK}handleiding/"),
    **{f"manual_chapter: {one.slug}": at(f"{DESK}handleiding/{one.slug}/") for one in CHAPTERS},
    "night": at(f"{DESK}nacht/"),
    "trail": at(f"{DESK}spoor/"),
    "trail: narrowed": at(f"{DESK}spoor/?soort=0"),
    "trail: nothing found": at(f"{DESK}spoor/?nummer=999999"),
    "trail: in error": at(f"{DESK}spoor/?nummer=x&van=31-02-2026"),
    "password_change": at(f"{DESK}password_change/"),
    "app_list": at(f"{DESK}recruitment/"),
    "members_member_import": at(f"{DESK}members/member/importeren/"),
    "members_member_export": at(f"{DESK}members/member/exporteren/"),
    "recruitment_candidate_nominate": at(f"{ROAD}voordracht/"),
    "recruitment_candidate_waiting": at(f"{ROAD}wachtlijst/"),
    "recruitment_lettertext_change": at(f"{DESK}recruitment/lettertext/agreement/"),
    "events_newsitem_preview": lambda page: page.goto(page_of(first_that(bool, NewsItem), "voorbeeld")),
    "events_gettogether_preview": lambda page: page.goto(page_of(first_that(bool, GetTogether), "voorbeeld")),
    "events_newsitem_history": lambda page: page.goto(page_of(first_that(bool, NewsItem), "history")),
    "events_newsitem_delete": lambda page: page.goto(page_of(first_that(bool, NewsItem), "delete")),
    "events_award_preview": lambda page: page.goto(page_of(first_that(bool, Award), "voorbeeld")),
    **{f"recruitment_candidate_change: at {stage}": at_stage(stage) for stage in Stage.values},
}
# Where one only has to go; tests/test_desk_costs.py asks what each costs.
READ = dict(_forms()) | dict(_verbs()) | DESKS
# Where one has to type or press as well.
DONE: dict[str, Way] = {
    "members_member_import: in error": pressed(f"{DESK}members/member/importeren/", "Bekijk de lijst"),
    "recruitment_candidate_nominate: printed": printed_nomination,
    "recruitment_candidate_changelist: found": searched("Noor"),
    "recruitment_candidate_changelist: nobody found": searched("Niemand"),
    "recruitment_candidate_add: in error": pressed(f"{ROAD}add/", "Bewaar"),
    "recruitment_candidate_verb: plan-kennismaking in error": done(
        Candidate, "plan-kennismaking", "Plan het kennismakingsgesprek", filled("dag en tijd", "")
    ),
    "recruitment_candidate_verb: wijs-af in error": done(Candidate, "wijs-af", "Wijs af"),
    "recruitment_candidate_verb: benoem in error": done(Candidate, "benoem", "Noteer de benoeming"),
    "recruitment_candidate_verb: overzicht printed": done(Candidate, "overzicht", "Maak een overzicht"),
    "members_letter_verb: druk-af printed": done(Letter, "druk-af", "Toon de brief om af te drukken"),
    "members_letter_change: a draft": draft,
    "recruitment_lettertext_change: tried": tried_letter,
    "recruitment_lettertext_change: in error": tried_letter_with_a_mistake,
    "events_series_verb: dagen when it changed": planned_series,
    "events_newsitem_add: in error": pressed(f"{DESK}events/newsitem/add/", "Bewaar"),
}
STATES = READ | DONE

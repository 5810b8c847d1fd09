"""Makes the rows of a demo council, by the same actions that a real one uses."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from clientenraad.demo import texts
from clientenraad.demo.accounts import make_accounts
from clientenraad.demo.days import first_of_month, moment
from clientenraad.demo.gatherings import plan_gatherings
from clientenraad.demo.last_year import remember_last_year
from clientenraad.demo.papers import file_papers
from clientenraad.demo.people import Person
from clientenraad.demo.spec import Applicant, DemoCouncil, Helper, Prize, Sitting
from clientenraad.demo.stories import STORIES, Cast, Walk
from clientenraad.models import Page
from events.models import Award, NewsItem
from members import actions, post
from members.dates import DAY, end_of_stretch
from members.models import Committee, Council, Letter, Member, Office, SeatNumber, Term
from recruitment.models import Candidate, Vacancy


def build(demo: DemoCouncil, *, now: datetime, password: str) -> None:
    """Fill an empty database with this council, all or nothing; no letter leaves."""
    # Who holds the sender's lock keeps others from sending: these letters are for people who do not exist.
    with post.held_back(), transaction.atomic():
        today = timezone.localdate(now)
        _fill_council(demo, today)
        _fill_site(demo, today)
        plan_gatherings(demo, now)
        people = {sitting.name: _seat(sitting, demo, today) for sitting in demo.members}
        for helper in demo.helpers:
            _let_help(helper, demo, today)
        accounts = make_accounts(demo, people, password)
        cast = Cast(
            now=now,
            today=today,
            secretary=accounts["secretaris"],
            secretary_name=demo.secretary,
            chair=people[demo.chair],
            delegations=[[people[name] for name in names] for names in demo.delegations],
            place=f"{demo.place}, {demo.address}",
        )
        for applicant in demo.applicants:
            _send_on_the_road(applicant, demo, cast)
        remember_last_year(demo.last_year, today.year - 1)
        _put_away_letters()


def _fill_council(demo: DemoCouncil, today: date) -> None:
    Council.objects.update(
        **demo.settings,
        secretary_name=demo.secretary,
        own_problem=_named(texts.OWN_PROBLEM, demo),
        is_demo=True,
    )
    actions.set_seats(demo.seats, starts_on=SeatNumber.objects.get().starts_on, today=today)
    Office.objects.filter(is_chair=True).update(takes_seat=demo.chair_takes_seat)
    for name, text in demo.committees.items():
        Committee.objects.create(name=name, text=text)


def _named(text: str, demo: DemoCouncil) -> str:
    """A shared text with the name of this municipality in it."""
    return text.replace("{gemeente}", str(demo.settings["municipality"]))


def _fill_site(demo: DemoCouncil, today: date) -> None:
    for slug, (title, text) in demo.pages.items():
        Page.objects.update_or_create(slug=slug, defaults={"title": title, "text": _named(text, demo)})
    Page.objects.filter(check_yearly=True).update(checked_on=today - timedelta(days=30))
    Vacancy(**demo.vacancy, order=1).written(today=today)
    Vacancy(
        **{name: _named(text, demo) for name, text in texts.COMMUNICATION_VACANCY.items()},
        kind=Vacancy.Kind.COMMITTEE,
        committee=Committee.objects.get(name=texts.COMMUNICATION),
        order=2,
    ).written(today=today)
    for item in demo.news:
        NewsItem.objects.create(
            title=item.title,
            slug=item.slug,
            summary=item.summary,
            text=item.text + (texts.INVENTED if item.invented else ""),
            published_at=moment(item.on if isinstance(item.on, date) else today - timedelta(days=item.on), 0),
        )
    file_papers(today)
    for prize in demo.prizes:
        record_prize(prize)


def record_prize(prize: Prize) -> None:
    award = Award.objects.create(
        prize=prize.name,
        slug=prize.slug,
        kind=prize.kind,
        giver=prize.giver,
        occasion=prize.occasion,
        received_on=prize.on,
        amount=prize.amount,
        recipient=prize.recipient,
        text=prize.text,
        editors_note=prize.note,
        news_item=NewsItem.objects.filter(slug=prize.news).first(),
    )
    for position, reason in enumerate(prize.reasons, 1):
        award.reasons.create(position=position, text=reason)
    for position, (who, text) in enumerate(prize.comments, 1):
        award.comments.create(position=position, said_by=who, text=text)


def _seat(sitting: Sitting, demo: DemoCouncil, today: date) -> Member:
    """A member with all terms, an office and committee places, each from the day it is said to have begun."""
    first = first_of_month(today, sitting.since)
    member = Member.objects.create(
        name=sitting.name,
        public_name=sitting.public_name,
        public_text=sitting.text,
        consent_on=first if sitting.consent else None,
        consent_how="op papier" if sitting.consent else "",
    )
    last = _give_terms(member, sitting, first, today)
    for name in sitting.committees:
        actions.join_committee(member, Committee.objects.get(name=name), first=first)
    if end_of_stretch(last + DAY, months=Council.objects.get().former_member_months) >= today:
        _fill_contact(member, demo)
    return member


def _give_terms(member: Member, sitting: Sitting, first: date, today: date) -> date:
    """The terms in a row, as the college decided them then; returns the last day of the last one."""
    office = Office.objects.get(name=sitting.office) if sitting.office else None
    for number in range(1, sitting.terms + 1):
        term = actions.appoint(
            member,
            first=first,
            decided_on=first - timedelta(days=20),
            reference=f"verzonnen besluit {first:%Y-%m}",
            office=office if number == 1 else None,
            today=first,
        )
        first = term.ends_on + DAY
    if sitting.until is not None:
        last = first_of_month(today, sitting.until) - DAY
        term = actions.leave(member, last=last, because=Term.Reason.WORK, today=last)
    return term.ends_on


def _fill_contact(member: Member, demo: DemoCouncil) -> None:
    person = Person(member.name)
    member.email, member.phone = person.email, person.phone
    member.address = person.address(str(demo.settings["municipality"]))
    member.save(update_fields=["email", "phone", "address"])


def _let_help(helper: Helper, demo: DemoCouncil, today: date) -> None:
    first = first_of_month(today, helper.since)
    member = Member.objects.create(name=helper.name, public_text=helper.text, consent_on=first, consent_how="op papier")
    _fill_contact(member, demo)
    actions.join_committee(member, Committee.objects.get(name=helper.committee), first=first)


def _send_on_the_road(applicant: Applicant, demo: DemoCouncil, cast: Cast) -> None:
    person, by_post = Person(applicant.name), applicant.contact_by == Candidate.ContactBy.POST
    candidate = Candidate(
        vacancy=Vacancy.objects.get(slug=applicant.vacancy),
        name=person.name,
        email="" if by_post else person.email,
        phone=person.phone if applicant.contact_by in ("phone", "whatsapp") else "",
        address=person.address(str(demo.settings["municipality"])) if by_post else "",
        contact_by=applicant.contact_by,
        motivation=applicant.motivation,
        keep=applicant.keep,
        way_in=applicant.way_in,
    )
    STORIES[applicant.story](Walk(cast, candidate, applicant.delegation))


def _put_away_letters() -> None:
    """Old mail was sent long ago; what the secretary must print or say yes to stays waiting."""
    Letter.objects.filter(status=Letter.Status.WAITING).update(
        status=Letter.Status.SENT, sent_at=F("written_at"), next_try_at=F("written_at"), tries=1
    )
    # The newcomer's own sign-up must still be able to say that there is work today.
    Letter.objects.filter(kind="work").delete()

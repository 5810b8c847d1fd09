"""The one trail: what goes in, what never does, and who reads it (docs/rules.md, 19)."""

import json
from datetime import date, datetime
from importlib import import_module
from zoneinfo import ZoneInfo

import pytest
from auditlog.models import LogEntry
from auditlog.receivers import log_create, log_delete, log_update
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import ADDITION, CHANGE
from django.contrib.admin.models import LogEntry as DjangosLog
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, models, transaction
from django.test import RequestFactory
from model_bakery import baker

from clientenraad import trail as followed
from clientenraad.models import Message, Word
from members import trail
from members.models import Council, Letter, Member
from members.traced import OneTrail
from members.trail import Kind
from recruitment.models import Candidate, Talk
from recruitment.road import Stage
from tests.recruitment.conftest import *  # noqa: F403
from tests.recruitment.conftest import user

SECRET = "zeldzamenaamqx"
PAGE = "/beheer/spoor/"
NOT_FOLLOWED = {
    "clientenraad.Findable": "made with every change of what can be found, which is followed",
    "clientenraad.GoodRun": "what the night did",
    "clientenraad.PastMessage": "what is left of a message after erasing, without a person",
    "clientenraad.PageRevision": "made with every change of a page, which is followed",
    "clientenraad.SiteVersion": "written by the database itself, whatever changed",
    "events.OldAddress": "made with every change of an address",
    "members.FormCount": "counted by visitors, and gone within minutes",
    "members.SeatHold": "follows the candidate's road, which has its own log",
    "recruitment.LinkRequest": "asked by applicants",
    "recruitment.Move": "the road's own log",
    "recruitment.PastRoad": "what is left after erasing, without a person",
    "recruitment.PersonalLink": "made when a letter leaves",
}


@pytest.fixture
def desk(client, secretary):
    client.force_login(secretary)
    return client


def entries() -> models.QuerySet[LogEntry]:
    """All lines, the oldest first; without the accounts that a test made for itself."""
    return LogEntry.objects.exclude(content_type__model="user").order_by("pk")


def lines() -> list[tuple]:
    """Kind, row and details of those lines."""
    rows = entries().values_list("action", "content_type__model", "object_id", "changes")
    return [(Kind(kind), model, number, changes) for kind, model, number, changes in rows]


def at_work(who: User):
    request = RequestFactory().get("/beheer/")
    request.user = who
    return trail.at_the_desk(request)


def test_every_model_is_followed_or_says_why_not():
    ours = {m._meta.label for room in ("clientenraad", "events", "members", "recruitment") for m in _models(room)}
    assert ours == {label for label in followed.FOLLOWED if not label.startswith("auth.")} | NOT_FOLLOWED.keys()


def _models(room: str):
    return apps.get_app_config(room).get_models()


def test_of_no_model_a_word_that_somebody_typed_is_kept(db):
    call_command("demo", "groningen", verbosity=0)
    secretary = User.objects.get(username="secretaris")
    for label in followed.FOLLOWED:
        model = apps.get_model(label)
        row = model._default_manager.first() or baker.prepare(model, pk=1)
        with at_work(secretary):
            _write_everywhere(row)
    assert {kind.model for kind in ContentType.objects.filter(pk__in=LogEntry.objects.values("content_type"))} >= {
        "candidate", "member", "letter", "user", "council", "message", "newsitem"
    }  # fmt: skip
    assert SECRET not in whole_table()


def _write_everywhere(row: models.Model) -> None:
    """Have the trail told of a new row, a change in every column of text, a look, and the end of the row."""
    old = type(row)._base_manager.filter(pk=row.pk).first()
    for field in row._meta.concrete_fields:
        if isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices:
            setattr(row, field.attname, [SECRET] if isinstance(field, models.JSONField) else SECRET)
    log_create(type(row), row, created=True)
    if old:
        log_update(type(row), row)
    trail.seen(row)
    log_delete(type(row), row)
    trail.note(Kind.EXPORTED, row)


def whole_table() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM auditlog_logentry")
        return str(cursor.fetchall()) + json.dumps(list(LogEntry.objects.values_list("changes", flat=True)))


def test_without_the_emptying_the_words_would_be_there(council, secretary, monkeypatch):
    monkeypatch.setattr(trail, "without_content", lambda entry: None)
    with at_work(secretary):
        member = Member.objects.create(name=SECRET)
    assert SECRET in whole_table()
    assert member.pk


def test_a_change_says_which_fields_and_by_whom(desk, secretary, candidate):
    typed = {"name": "Wolk Anders", "email": "wolk@voorbeeld.example", "contact_by": "email"}
    desk.post(f"/beheer/recruitment/candidate/{candidate.pk}/change/", typed)
    assert lines() == [(Kind.CHANGED, "candidate", candidate.pk, ["name"])]
    entry = entries().get()
    assert entry.actor == secretary
    assert (entry.object_repr, entry.remote_addr, entry.remote_port, entry.cid, entry.actor_email) == ("", *[None] * 4)


def test_a_talk_is_told_of_as_its_candidate(candidate, secretary):
    talk = baker.make(Talk, candidate=candidate, kind=Stage.INTAKE_TALK)
    with at_work(secretary):
        talk.notes = "x"
        talk.save()
        talk.delete()
    assert lines() == [
        (Kind.CHANGED, "candidate", candidate.pk, ["recruitment.talk.notes"]),
        (Kind.REMOVED, "candidate", candidate.pk, ["recruitment.talk"]),
    ]


def test_a_button_is_one_line_whatever_follows_from_it(desk, candidate):
    desk.post(f"/beheer/recruitment/candidate/{candidate.pk}/doe/trek-terug/", {"why": "x"})
    assert lines() == [(Kind.CHANGED, "candidate", candidate.pk, ["De kandidaat stopt"])]


def test_a_button_that_was_refused_leaves_no_line(desk, bring, candidate, delegation):
    bring(candidate, Stage.TRIAL)
    desk.post(f"/beheer/recruitment/candidate/{candidate.pk}/doe/verleng-proef/", {})
    assert lines() == []


@pytest.mark.parametrize("kind", ["candidate", "member", "letter", "message"])
def test_who_looks_at_somebody_is_written_down_once(desk, candidate, delegation, kind):
    baker.make(Message, kind="message", answer_by="none")
    row = {
        "candidate": candidate,
        "member": delegation[0],
        "letter": Letter.objects.first(),
        "message": Message.objects.first(),
    }[kind]
    assert desk.get(f"/beheer/{row._meta.app_label}/{kind}/{row.pk}/change/").status_code == 200
    assert lines() == [(Kind.SEEN, kind, row.pk, [])]


def test_the_page_of_a_button_shows_somebody_too(desk, candidate):
    desk.get(f"/beheer/recruitment/candidate/{candidate.pk}/doe/trek-terug/")
    assert lines() == [(Kind.SEEN, "candidate", candidate.pk, [])]


@pytest.mark.parametrize("address", ["/", "/vacatures/lid/", "/leden/", "/beheer/login/"])
def test_a_page_for_everybody_writes_nothing(client, vacancy, address):
    assert client.get(address).status_code == 200
    assert lines() == []


def test_what_the_applicant_and_the_night_do_is_not_in_it(candidate, own):
    own.post("/aanmelding/mijn/stoppen/", {"sure": "on"})
    call_command("daily", verbosity=0)
    assert {kind for kind, *_ in lines()} == {Kind.BACKED_UP}


def test_a_role_that_is_given_is_in_it_whoever_gives_it(secretary):
    LogEntry.objects.all().delete()
    secretary.groups.add(Group.objects.get(name="Redactie"))
    entry = LogEntry.objects.get()
    assert (entry.action, entry.object_id, entry.changes) == (Kind.CHANGED, secretary.pk, ["groups"])


@pytest.mark.parametrize(
    ("address", "typed", "line"),
    [
        ("members/member/exporteren/", {"csv": ""}, "member"),
        ("rooster.csv", None, "term"),
        ("rooster.ics", None, "term"),
    ],
)
def test_what_leaves_the_house_is_in_it(desk, delegation, address, typed, line):
    answer = desk.get(f"/beheer/{address}") if typed is None else desk.post(f"/beheer/{address}", typed)
    assert answer.status_code == 200
    assert lines() == [(Kind.EXPORTED, line, None, [])]


def test_a_printed_overview_letter_and_nomination_are_in_it(desk, candidate, bring, today):
    bring(candidate, Stage.NOMINATED)
    LogEntry.objects.all().delete()
    desk.post(f"/beheer/recruitment/candidate/{candidate.pk}/doe/overzicht/")
    letter = candidate.letters.first()
    desk.post(f"/beheer/members/letter/{letter.pk}/doe/druk-af/")
    desk.post("/beheer/recruitment/candidate/voordracht/", {"druk_af": today.isoformat()})
    exported = [(model, number) for kind, model, number, _ in lines() if kind == Kind.EXPORTED]
    assert exported == [("candidate", candidate.pk), ("letter", letter.pk), ("candidate", candidate.pk)]


def test_after_erasing_the_trail_leads_to_nobody(desk, secretary, candidate):
    desk.get(f"/beheer/recruitment/candidate/{candidate.pk}/change/")
    desk.post(f"/beheer/recruitment/candidate/{candidate.pk}/doe/wis-alles/", {"sure": "on"})
    assert not Candidate.objects.exists()
    assert [(kind, number) for kind, _, number, _ in lines()] == [
        (Kind.SEEN, None),
        (Kind.CHANGED, None),
        (Kind.ERASED, None),
    ]
    assert set(entries().values_list("actor", flat=True)) == {secretary.pk}


def test_a_message_that_is_erased_leaves_no_number(desk, council):
    message = baker.make(Message, kind="message", answer_by="none")
    desk.post(f"/beheer/clientenraad/message/{message.pk}/doe/wis/")
    assert {number for *_, number, _ in lines()} == {None}


# A second trail ----------------------------------------------------------------------------------


def test_a_text_of_two_lines_that_nobody_touched_is_no_change(desk):
    Word.objects.create(word="zetel", meaning="Een plaats\nin de raad.")
    LogEntry.objects.all().delete()
    word = Word.objects.get(word="zetel")
    sent_by_a_browser = {"word": "de zetel", "meaning": "Een plaats\r\nin de raad."}
    desk.post(f"/beheer/clientenraad/word/{word.pk}/change/", sent_by_a_browser)
    assert lines() == [(Kind.CHANGED, "word", word.pk, ["word"])]


def test_nothing_in_the_admin_keeps_a_trail_of_its_own():
    assert [desk for desk in admin.site._registry.values() if not isinstance(desk, OneTrail)] == []
    assert LogEntry not in admin.site._registry


def test_what_is_made_changed_and_deleted_in_the_admin_leaves_djangos_log_empty(desk):
    desk.post("/beheer/clientenraad/word/add/", {"word": "zetel", "meaning": "Een plaats in de raad."})
    word = Word.objects.get(word="zetel")
    desk.post(f"/beheer/clientenraad/word/{word.pk}/change/", {"word": "zetel", "meaning": "Een plaats."})
    desk.post(f"/beheer/clientenraad/word/{word.pk}/delete/", {"post": "yes"})
    assert [kind for kind, *_ in lines()] == [Kind.ADDED, Kind.CHANGED, Kind.REMOVED]
    assert not DjangosLog.objects.exists()


def test_the_log_of_before_goes_over_without_its_names(council, secretary):
    kind = ContentType.objects.get_for_model(Member)
    for number, flag in [("7", ADDITION), ("8", CHANGE), ("x", CHANGE)]:
        baker.make(
            DjangosLog, user=secretary, content_type=kind, object_id=number, object_repr=SECRET, action_flag=flag
        )
    LogEntry.objects.all().delete()
    import_module("clientenraad.migrations.0011_one_trail").bring_over(apps, None)
    assert lines() == [(Kind.ADDED, "member", 7, []), (Kind.CHANGED, "member", 8, [])]
    assert SECRET not in whole_table()
    assert not DjangosLog.objects.exists()


# To read -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "status"),
    [("Voorzitter", 200), ("Secretaris", 200), ("Delegatielid", 403), ("Redactie", 403), ("Beheerder", 403)],
)
def test_who_reads_the_trail(client, council, role, status):
    client.force_login(user("iemand", role))
    assert client.get(PAGE).status_code == status
    assert client.post(PAGE).status_code in (403, 405)


@pytest.fixture
def chair(client, council) -> User:
    account = user("voorzitter", "Voorzitter")
    client.force_login(account)
    return account


def shown(client, asked: str = "") -> list[str]:
    return [f"{line.what}: {line.did}" for line in client.get(f"{PAGE}?{asked}").context["lines"]]


def test_the_list_is_narrowed_by_kind_who_what_number_and_period(client, chair, secretary, candidate, time_machine):
    LogEntry.objects.all().delete()
    for day, who, kind, row in [
        (1, secretary, Kind.SEEN, candidate),
        (2, chair, Kind.EXPORTED, candidate),
        (3, secretary, Kind.CHANGED, Council.objects.get()),
    ]:
        time_machine.move_to(datetime(2026, 6, day, 0, 0, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False)
        with at_work(who):
            trail.note(kind, row)
    client.force_login(chair)
    seen, printed = f"kandidaat {candidate.pk}: bekeken", f"kandidaat {candidate.pk}: afgedrukt of gedownload"
    changed = "instellingen van de raad 1: gewijzigd"
    assert shown(client) == [changed, printed, seen]
    assert shown(client, "soort=3") == [seen]
    assert shown(client, f"wie={chair.pk}") == [printed]
    assert shown(client, f"wat=recruitment.candidate&nummer={candidate.pk}") == [printed, seen]
    assert shown(client, "wat=members.council") == [changed]
    assert shown(client, "van=2026-06-02") == [changed, printed]
    assert shown(client, "tot=2026-06-02") == [printed, seen]
    assert shown(client, "van=2026-06-02&tot=2026-06-02") == [printed]


def test_no_page_of_the_trail_says_a_name(client, chair, candidate, secretary):
    with at_work(secretary):
        candidate.name = "Wolk Anders"
        candidate.save()
        trail.note(Kind.SEEN, Member.objects.create(name="Sam Voorbeeld"))
    page = client.get(PAGE).content.decode()
    assert f"Kandidaat {candidate.pk}" in page
    assert not any(name in page for name in ["Wolk", "Sam"])


@pytest.mark.parametrize(
    "asked",
    ["soort=99", "soort=x", "wie=0", f"wie={10**30}", "wat=auth.x", "nummer=-1", f"nummer={10**30}", "van=31-02-2026",
     "van=0001-01-01", "tot=9999-12-31", "pagina=x", "pagina=99999999999999999999", "soort=%ED%A0%80", "wie=1&wie=2"],
)  # fmt: skip
def test_a_strange_question_is_no_error(client, chair, asked):
    assert client.get(f"{PAGE}?{asked}").status_code == 200


def test_the_page_asks_ten_questions_however_long_the_trail(client, chair, django_assert_max_num_queries):
    kind = ContentType.objects.get_for_model(Candidate)
    rows = (LogEntry(content_type=kind, object_id=n, object_pk=str(n), action=3, actor=chair) for n in range(3_000))
    LogEntry.objects.bulk_create(rows)
    with django_assert_max_num_queries(10):
        client.get(f"{PAGE}?pagina=9&wat=recruitment.candidate")


def test_the_history_of_a_row_is_its_trail(desk, secretary, candidate):
    desk.get(f"/beheer/recruitment/candidate/{candidate.pk}/change/")
    page = desk.get(f"/beheer/recruitment/candidate/{candidate.pk}/history/")
    assert [(line.who, line.did) for line in page.context["lines"]] == [("secretaris", "bekeken")]


# How long ----------------------------------------------------------------------------------------


def test_the_trail_is_kept_for_two_years(council, time_machine):
    for day in (30, 31):
        time_machine.move_to(datetime(2024, 5, day, 12, tzinfo=ZoneInfo("Europe/Amsterdam")), tick=False)
        trail.note(Kind.SEEN, council)
    assert trail.erase_old(date(2026, 5, 30)) == 0
    assert trail.erase_old(date(2026, 5, 31)) == 1
    assert LogEntry.objects.count() == 1
    assert LogEntry.objects.get().timestamp.day == 31


def test_a_rolled_back_change_leaves_no_line(secretary, candidate):
    with pytest.raises(ZeroDivisionError), at_work(secretary), transaction.atomic():
        candidate.name = "x"
        candidate.save()
        1 / 0  # noqa: B018
    assert lines() == []

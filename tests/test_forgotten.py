"""After erasing a search finds nothing: in every table, in the media, and on SQLite in the files (docs/rules.md, 16).

What is searched is found out from the database and the models, so that a new table is searched as well.
"""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from auditlog.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, models
from django.utils import timezone
from model_bakery import baker
from PIL import Image

from clientenraad import retention
from members import portraits, trail
from members.erasing import erase_contact, erase_name, forget_in_files
from members.models import Committee, CommitteePlace, Council, Letter, Member, Office, OfficePlace, Term
from members.pictures import squares
from recruitment import actions, applying
from recruitment.erasing import about, erase, forget_notes, withdraw_and_erase
from recruitment.models import Candidate, LinkRequest, Vacancy
from recruitment.own_page import KEY
from tests.recruitment.conftest import one_step

NAME = "zeldzamenaamqx"
TODAY = date(2026, 6, 1)


@pytest.fixture
def vacancy(council) -> Vacancy:
    return Vacancy.objects.create(slug="lid", title="Lid van de raad", summary="Denk mee.")


@pytest.fixture
def secretary(db) -> User:
    return User.objects.create_user("secretaris")


def applicant(vacancy: Vacancy, name: str = NAME) -> Candidate:
    person = baker.prepare(
        Candidate,
        vacancy=vacancy,
        name=f"{name} Voorbeeld",
        email=f"{name}@voorbeeld.example",
        motivation=f"Ik ben {name}. " * 40,
    )
    return applying.sign_up(person, today=TODAY)


def columns_to_type_in(model: type[models.Model]) -> Iterator[str]:
    """The text columns that may hold what somebody typed: no choice, no key."""
    for field in model._meta.concrete_fields:
        text = isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.SlugField)
        if text and not (field.choices or field.unique or field.name in {"about", "digest"}):
            yield field.name


def fill(rows: models.QuerySet) -> None:
    """Write the name into every text column of these rows."""
    for name in columns_to_type_in(rows.model):
        value = f"{NAME}@voorbeeld.example" if "email" in name else NAME
        models.QuerySet(rows.model).filter(pk__in=list(rows.values_list("pk", flat=True))).update(**{name: value})


def rows_of(owner: models.Model) -> list[models.QuerySet]:
    """The row itself and, by whatever relation, the rows that are its own; also what the admin noted of them."""
    relations = [*owner._meta.related_objects, *owner._meta.private_fields]
    own = [type(owner)._default_manager.filter(pk=owner.pk)]
    for relation in relations:
        if relation.is_relation and not relation.many_to_many and relation.related_model is not Candidate:
            accessor = relation.get_accessor_name() if hasattr(relation, "get_accessor_name") else relation.name
            own.append(getattr(owner, accessor).all())
    return own


def note_in_trail(user: User, rows: models.QuerySet) -> None:
    """What the trail would hold of these rows if it kept what it is told."""
    for row in rows:
        entry = trail.note(trail.Kind.CHANGED, row)
        LogEntry.objects.filter(pk=entry.pk).update(changes=[NAME], actor=user)


def tables_with(name: str) -> set[str]:
    """Every table of the database, whether a model knows it or not, in which some value holds the name."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            if name in str(cursor.fetchall()).lower():
                found.add(table)
    if any(name in str(session.get_decoded()) for session in Session.objects.all()):
        found.add("what sessions hold")
    return found


def filled(candidate: Candidate, secretary: User) -> Candidate:
    """The candidate with the name in every column that belongs to them."""
    baker.make(Letter, addressee=Council.objects.get(), about=about(candidate), subject=NAME, body=NAME, once=None)
    LinkRequest.objects.create(email=f"{NAME}@voorbeeld.example")
    link = candidate.links.create(digest="x")
    baker.make(Session, session_key="open", session_data=Session.objects.encode({KEY: {"link": link.pk}, "x": NAME}))
    for rows in rows_of(candidate):
        fill(rows)
        if rows.model in {Candidate, Letter}:
            note_in_trail(secretary, rows)
    return candidate


# An answer is a yes or a no, and a link only a hash.
CANDIDATES = {
    "auditlog_logentry",
    "members_letter",
    "recruitment_candidate",
    "recruitment_linkrequest",
    "recruitment_move",
    "recruitment_talk",
    "what sessions hold",
}


@pytest.fixture
def walked(vacancy, secretary) -> Candidate:
    """A candidate on trial, after both talks and both answers."""
    members = baker.make(Member, 2)
    candidate = applicant(vacancy)
    while candidate.stage != "trial":
        one_step(candidate, members, secretary, TODAY)
        candidate.refresh_from_db()
    return filled(candidate, secretary)


def test_of_a_candidate_who_asked_for_it_nothing_is_found(walked):
    assert tables_with(NAME) == CANDIDATES
    withdraw_and_erase(walked, by=None, today=TODAY)
    assert tables_with(NAME) == set()


def test_of_a_candidate_whose_road_ended_nothing_is_found(walked, secretary):
    actions.decline(walked, why=f"{NAME} past niet", by=secretary, today=TODAY)
    erase(walked)
    assert tables_with(NAME) == set()


def test_every_relation_of_a_candidate_goes_with_it():
    """What hangs on a candidate is deleted with it; a relation that is only cut would leave its row behind."""
    kept = [r.name for r in Candidate._meta.related_objects if r.on_delete is not models.CASCADE]
    assert kept == []


def test_of_who_was_appointed_motivation_and_notes_are_not_found(vacancy, secretary):
    candidate = applicant(vacancy)
    while candidate.stage != "appointed":
        one_step(candidate, baker.make(Member, 2), secretary, TODAY)
        candidate.refresh_from_db()
    secret = "geheimpjeqx"
    Candidate.objects.update(motivation=secret, halfway_notes=secret, trial_extended_why=secret)
    candidate.talks.update(notes=secret)
    candidate.moves.update(why=secret)
    assert tables_with(secret) == {"recruitment_candidate", "recruitment_talk", "recruitment_move"}
    forget_notes(candidate)
    assert tables_with(secret) == set()


@pytest.fixture
def former(council, secretary) -> Member:
    """A former member with the name in every column, since 30 June 2026."""
    council.former_name_years = 1
    council.save()
    member = Member.objects.create(name=NAME, user=User.objects.create_user("sam"))
    days = {"member": member, "starts_on": date(2024, 7, 1)}
    Term.objects.create(**days, ends_on=date(2026, 6, 30), decided_on=TODAY)
    OfficePlace.objects.create(**days, office=Office.objects.create(name="penningmeester van toen"))
    CommitteePlace.objects.create(**days, committee=Committee.objects.create(name="commissie Post"))
    baker.make(Letter, addressee=member, once=None)
    for rows in rows_of(member):
        if rows.model is not Term:
            fill(rows)
        note_in_trail(secretary, rows)
    Term.objects.update(decision_reference=NAME, exception_why=NAME)
    return Member.objects.get()


def test_of_a_member_whose_contact_data_went_only_the_name_is_found(former):
    email = f"{NAME}@voorbeeld.example"
    assert tables_with(email) == {"members_member", "members_letter"}
    erase_contact(former, today=date(2027, 7, 1))
    assert tables_with(email) == set()
    assert tables_with(NAME) == {"members_member", "members_term", "auditlog_logentry"}


@pytest.mark.django_db(transaction=True)
def test_of_a_portrait_no_file_is_left(former, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    upload = BytesIO()
    Image.new("RGB", (400, 300), "red").save(upload, "JPEG")
    Member.objects.update(consent_on=TODAY)
    former.refresh_from_db()
    photo = squares(SimpleUploadedFile("foto.jpg", upload.getvalue()))
    portraits.add(former, photo, consent_on=TODAY, how="mail", today=TODAY)
    assert len(list(tmp_path.rglob("*.*"))) == 6
    erase_contact(former, today=date(2027, 7, 1))
    assert list(tmp_path.rglob("*.*")) == []


def test_of_a_member_whose_name_went_nothing_is_found(former):
    erase_name(former, today=date(2027, 7, 1))
    assert tables_with(NAME) == set()


# In the files of SQLite --------------------------------------------------------------------------

on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL keeps no file beside the site")


def files_with(name: str) -> list[str]:
    """Which files of the database hold these bytes: itself, its write-ahead log, its index."""
    database = Path(str(connection.settings_dict["NAME"]))
    return [
        file.name for file in sorted(database.parent.glob(f"{database.name}*")) if name.encode() in file.read_bytes()
    ]


@pytest.fixture
def crowd(vacancy, secretary) -> list[tuple[str, Candidate]]:
    """Enough people with long letters and notes that pages of the database are split and filled again."""
    named = [(f"{NAME}{number:03}", number) for number in range(120)]
    people = [(name, applicant(vacancy, name)) for name, _ in named]
    for number, (name, candidate) in enumerate(people):
        candidate.motivation = f"{name} " * (1 + number * 7 % 300)
        candidate.save()
        actions.decline(candidate, why=f"{name} past niet", by=secretary, today=TODAY)
    return people


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_the_files_forget_who_was_erased_and_keep_the_others(crowd):
    erased, kept = crowd[::2], crowd[1::2]
    assert [name for name, _ in crowd if not files_with(name)] == []
    for _, candidate in erased:
        erase(candidate)
    assert [name for name, _ in erased if files_with(name)] == []
    assert [name for name, _ in kept if not files_with(name)] == []


@on_sqlite
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("without", ["secure_delete", "checkpoint"])
def test_without_either_measure_the_bytes_would_still_be_there(crowd, monkeypatch, without):
    """The search can find what is left: it does when one of the two measures is missing."""
    if without == "checkpoint":
        monkeypatch.setattr("recruitment.erasing.forget_in_files", lambda: None)
    with connection.cursor() as cursor:
        if without == "secure_delete":
            cursor.execute("PRAGMA secure_delete = OFF")
        for _, candidate in crowd:
            erase(candidate)
        left = [name for name, _ in crowd if files_with(name)]
        cursor.execute("PRAGMA secure_delete = ON")
    forget_in_files()
    assert left


def churn(seed: int) -> None:
    """A table whose rows come, grow and go by chance, so that pages are split; in the end all of them are gone."""
    chance = Random(seed)  # noqa: S311
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE churn (id integer primary key, text text)")
        for number in range(300):
            cursor.execute("INSERT INTO churn VALUES (%s, %s)", [number, "a" * chance.randrange(900) + NAME])
            cursor.execute("UPDATE churn SET text = %s WHERE id = %s", [NAME * chance.randrange(200), number // 2])
            if number % 3 == 0:
                cursor.execute("DELETE FROM churn WHERE id = %s", [chance.randrange(number + 1)])
        cursor.execute("DELETE FROM churn WHERE id %% 2 = %s", [seed % 2])
        cursor.execute("UPDATE churn SET text = ''")


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_the_night_takes_what_overwriting_left_behind(council):
    left = []
    for seed in range(8):
        churn(seed)
        forget_in_files()
        left += files_with(NAME)
        retention.erase_due(timezone.now())
        assert files_with(NAME) == []
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE churn")
    assert left, "this SQLite leaves nothing behind: the night need not write the file anew"


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_the_site_overwrites_what_is_deleted(council):
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA secure_delete").fetchone() == (1,)

"""The page of documents, and its files: there while they are published, gone with their row."""

import re
from datetime import UTC, date, datetime, timedelta

import html5lib
import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clientenraad import documents
from clientenraad.demo.papers import file_papers
from clientenraad.models import Document
from clientenraad.pdf import refuse_unfit
from tests.pdfs import pdf, upload

BASE = "/beheer/clientenraad/document/"
pytestmark = pytest.mark.usefixtures("council")


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def make(title: str = "Duidelijke brieven", on: date = date(2026, 6, 1), **values) -> Document:
    return Document.objects.create(title=title, dated_on=on, file=upload(), **values)


def typed(**changed) -> dict[str, object]:
    filled_in = {"kind": "advice", "title": "Duidelijke brieven", "dated_on": "2026-06-01", "is_published": "on"}
    return {**filled_in, **changed}


def files() -> set[str]:
    if not default_storage.exists("documenten"):
        return set()
    return {f"documenten/{name}" for name in default_storage.listdir("documenten")[1]}


def body(client) -> str:
    """The page's text with single spaces."""
    return " ".join(client.get("/documenten/").text.split())


# the page


def test_documents_stand_by_kind_and_year_the_newest_in_front(client):
    make("Verslag van mei", kind="minutes")
    make("Oud advies", date(2025, 3, 2))
    make("Advies een", date(2026, 1, 2))
    make("Advies twee", date(2026, 5, 2))
    page = body(client)
    words = ["<h2>Adviezen", "2026</h3>", "Advies twee", "Advies een", "2025</h3>", "Oud advies", "<h2>Verslagen"]
    places = [page.index(word) for word in words]
    assert places == sorted(places)
    assert "<h2>Verordening" not in page


def test_the_page_is_valid_html_and_sets_no_cookie(client):
    make(answer=upload(), answered_on=date(2026, 7, 1), summary="Kort & goed.")
    response = client.get("/documenten/")
    assert not response.cookies
    html5lib.HTMLParser(strict=True).parse(response.content)


def test_a_link_names_the_subject_that_it_is_a_pdf_and_its_size(client):
    found = make()
    assert f'<a href="/documenten/{found.pk}/document.pdf">Duidelijke brieven (pdf, 1 kB)</a>' in body(client)


def test_an_advice_shows_the_answer_of_the_college_or_that_there_is_none(client):
    found = make()
    assert "Hier staat nog geen antwoord van het college." in body(client)
    Document.objects.all().delete()
    found = make(answer=upload(), answered_on=date(2026, 12, 3))
    page = body(client)
    assert "Hier staat nog geen antwoord" not in page
    assert (
        f'"/documenten/{found.pk}/antwoord.pdf">Antwoord van het college op ‘Duidelijke brieven’ (pdf, 1 kB)</a>'
        in page
    )
    assert "donderdag 3 december 2026" in page


def test_an_empty_page_says_what_comes_and_where_to_look(client):
    assert "Er staan nu nog geen documenten." in body(client)


def test_the_number_of_questions_to_the_database_does_not_grow(client):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/documenten/")
        return len(queries)

    make()
    one = asked()
    for number in range(10):
        make(f"Advies {number}")
    assert asked() == one


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 kB"), (999_499, "999 kB"), (1_000_000, "1,0 MB"), (1_249_000, "1,2 MB")]
)
def test_a_size_is_given_in_kilobytes_or_megabytes(monkeypatch, size, words):
    found = make()
    found.file._committed, found.file.__dict__["file"] = False, None
    monkeypatch.setattr(type(found.file), "size", size)
    assert documents.size_in_words(found.file).replace("\N{NO-BREAK SPACE}", " ") == words


# the files


def test_a_file_comes_as_a_download_with_a_readable_name(client):
    found = make(answer=upload())
    response = client.get(f"/documenten/{found.pk}/document.pdf")
    assert b"".join(response) == pdf()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="duidelijke-brieven.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    answer = client.get(f"/documenten/{found.pk}/antwoord.pdf")
    assert b"".join(answer) == pdf()
    assert answer["Content-Disposition"] == 'attachment; filename="duidelijke-brieven-antwoord.pdf"'


def test_a_document_that_is_not_published_cannot_be_reached(client):
    found = make(is_published=False, answer=upload())
    assert "Duidelijke brieven" not in body(client)
    for end in ("document", "antwoord"):
        assert client.get(f"/documenten/{found.pk}/{end}.pdf").status_code == 404
    assert client.get(f"/media/{found.file.name}").status_code == 404


def test_what_is_not_there_is_not_found(client):
    found = make()
    assert client.get(f"/documenten/{found.pk}/antwoord.pdf").status_code == 404
    assert client.get(f"/documenten/{10**30}/document.pdf").status_code == 404


def test_a_restored_site_without_its_files_still_shows_the_page(client):
    found = make()
    default_storage.delete(found.file.name)
    assert "Duidelijke brieven (pdf)</a>" in body(client)
    assert client.get(f"/documenten/{found.pk}/document.pdf").status_code == 404


def test_a_file_is_kept_under_a_name_that_cannot_be_guessed():
    names = [make(file_name).file.name for file_name in ("a", "a")]
    assert all(re.fullmatch(r"documenten/[0-9a-f]{32}\.pdf", name) for name in names)
    assert names[0] != names[1]


# keeping them


def test_an_editor_adds_a_document(log_in):
    editor = log_in("Redactie")
    assert editor.get(f"{BASE}add/").status_code == 200
    assert editor.post(f"{BASE}add/", typed(file=upload(name="../../x.exe"))).status_code == 302
    assert Document.objects.get().title == "Duidelijke brieven"
    assert editor.get(f"{BASE}{Document.objects.get().pk}/change/").status_code == 200


@pytest.mark.parametrize("field", ["file", "answer"])
def test_a_file_that_is_not_safe_is_refused_in_words(log_in, field):
    bad = upload(pdf(b"/S /JavaScript"))
    answer = log_in("Redactie").post(f"{BASE}add/", typed(**{"file": upload(), field: bad}))
    assert "In deze pdf zit meer dan tekst en beeld" in answer.text
    assert not Document.objects.exists()
    assert files() == set()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"kind": "minutes", "answer": True}, "Alleen bij een advies hoort een antwoord van het college."),
        ({"answered_on": "2026-07-01"}, "Kies ook het bestand met het antwoord. Of laat de datum leeg."),
    ],
)
def test_an_answer_belongs_to_an_advice(log_in, changed, said):
    if changed.get("answer"):
        changed = {**changed, "answer": upload()}
    assert said in log_in("Redactie").post(f"{BASE}add/", typed(file=upload(), **changed)).text
    assert not Document.objects.exists()


def test_the_database_refuses_an_answer_to_something_else():
    with pytest.raises(IntegrityError):
        make(kind="minutes", answer=upload())


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_a_change_of_words_keeps_the_files(log_in, commit):
    found = make(answer=upload())
    before = files()
    with commit():
        log_in("Redactie").post(f"{BASE}{found.pk}/change/", typed(title="Anders"))
    found.refresh_from_db()
    assert (found.title, {found.file.name, found.answer.name}) == ("Anders", before)
    assert files() == before


def test_a_replaced_file_is_deleted(log_in, commit):
    found = make()
    with commit():
        log_in("Redactie").post(f"{BASE}{found.pk}/change/", typed(file=upload()))
    old = found.file.name
    found.refresh_from_db()
    assert found.file.name != old
    assert files() == {found.file.name}


def test_a_folder_that_cannot_be_written_to_is_told_in_words(log_in, monkeypatch):
    def refuse(*args, **options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(default_storage, "save", refuse)
    client = log_in("Redactie")
    page = client.post(f"{BASE}add/", typed(file=upload()), follow=True)
    assert page.status_code == 200
    assert "Het document kon niet worden bewaard. Dat ligt niet aan u." in page.text
    assert not Document.objects.exists()


def test_an_answer_can_be_taken_away(log_in, commit):
    found = make(answer=upload(), answered_on=date(2026, 7, 1))
    with commit():
        log_in("Redactie").post(f"{BASE}{found.pk}/change/", typed(answered_on="2026-07-01", drop_answer="on"))
    found.refresh_from_db()
    assert (found.answer.name, found.answered_on) == ("", None)
    assert files() == {found.file.name}


def test_the_files_go_with_the_document(log_in, commit):
    found = make(answer=upload())
    assert len(files()) == 2
    with commit():
        log_in("Redactie").post(f"{BASE}{found.pk}/delete/", {"post": "yes"})
    assert not Document.objects.exists()
    assert files() == set()


@pytest.mark.parametrize("role", ["Voorzitter", "Beheerder", "Delegatielid"])
def test_others_do_not_keep_documents(log_in, role):
    assert log_in(role).get(BASE).status_code == 403


def test_files_of_nobody_go_at_night_when_they_are_an_hour_old(time_machine):
    found = make()
    default_storage.save("documenten/los.pdf", upload())
    assert documents.clear_strays(timezone.now()) == 0
    assert documents.clear_strays(timezone.now() + timedelta(minutes=61)) == 1
    assert files() == {found.file.name}


def test_the_daily_work_clears_them(time_machine):
    default_storage.save("documenten/los.pdf", upload())
    time_machine.move_to(datetime.now(UTC) + timedelta(hours=2), tick=False)
    call_command("daily")
    assert files() == set()


# the demo


def test_the_papers_of_the_demo_are_fit_to_be_kept_and_past(client, today):
    file_papers(today)
    assert Document.objects.count() == 5
    for paper in Document.objects.all():
        for file in filter(None, [paper.file, paper.answer]):
            with file.open() as opened:
                refuse_unfit(upload(opened.read()))
        assert (paper.answered_on or paper.dated_on) <= today
    assert "Advies over hulp bij schulden (pdf, 1 kB)" in body(client)

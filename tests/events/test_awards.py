"""Awards as data (docs/rules.md, 18): a time line, a page each, and nothing in it that the source does not say."""

from datetime import date, datetime

import html5lib
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from events.models import Award, NewsItem
from tests.events.conftest import amsterdam

pytestmark = pytest.mark.usefixtures("council")
ADD = "/beheer/events/award/add/"
NOTHING = {f"{name}-{what}_FORMS": "0" for name in ("reasons", "comments") for what in ("TOTAL", "INITIAL")}


@pytest.fixture(autouse=True)
def _noon(time_machine):
    time_machine.move_to(amsterdam(2026, 12, 1, 12), tick=False)


def make(slug: str = "juryprijs", **more) -> Award:
    facts = {
        "prize": f"Prijs {slug}",
        "kind": "jury",
        "giver": "de jury",
        "occasion": "congres",
        "received_on": date(2012, 3, 29),
        **more,
    }
    return Award.objects.create(slug=slug, **facts)


def body(client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    assert not response.cookies
    html5lib.HTMLParser(strict=True).parse(response.content)
    return " ".join(response.text.split())


def test_without_awards_the_page_says_what_will_be_there(client):
    assert "Hier staan de prijzen die de raad krijgt." in body(client, "/prijzen/")


def test_the_time_line_has_the_last_year_in_front_and_each_year_once(client):
    make("een")
    make("twee")
    make("later", received_on=date(2025, 1, 1))
    page = body(client, "/prijzen/")
    assert [page.count(f"<h2>{year}</h2>") for year in (2025, 2012)] == [1, 1]
    assert page.index("Prijs later") < page.index("<h2>2012</h2>") < page.index("Prijs een") < page.index("Prijs twee")


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("2500", "€&nbsp;2.500 <"), ("2500.50", "€&nbsp;2.500,50 <"), ("0", "€&nbsp;0 <"), (None, None)],
)
def test_an_amount_is_written_in_dutch(client, amount, shown):
    page = make(amount=amount).get_absolute_url()
    for address in ("/prijzen/", page):
        text = body(client, address)
        assert (shown in text) if shown else ("€" not in text)


def test_an_award_tells_everything_on_its_own_page(client):
    award = make(amount=2500, recipient="Onze raad", text="<p>Over de prijs.</p>")
    award.reasons.create(position=2, text="Tweede reden")
    award.reasons.create(position=1, text="Eerste reden")
    award.comments.create(said_by="de jury", text="Slim.")
    page = body(client, "/prijzen/juryprijs/")
    for part in ["<h1>Prijs juryprijs</h1>", "donderdag 29 maart 2012", "Onze raad", "<p>Over de prijs.</p>"]:
        assert part in page
    assert page.index("Eerste reden") < page.index("Tweede reden")
    assert "<blockquote><p>Slim.</p></blockquote> <figcaption>De jury</figcaption>" in page
    assert '<link rel="canonical" href="http://testserver/prijzen/juryprijs/">' in page


def test_who_got_it_is_not_guessed(client):
    make()
    assert "<dd>Dat weten wij niet zeker.</dd>" in body(client, "/prijzen/juryprijs/")


def test_the_note_for_the_editor_is_not_public(client):
    make(editors_note="De bron is niet duidelijk.")
    assert "bron" not in body(client, "/prijzen/juryprijs/") + body(client, "/prijzen/")


def test_an_award_leads_to_the_others_of_the_same_occasion(client):
    for slug in ("een", "twee"):
        make(slug)
    make("toen", received_on=date(2012, 3, 30))
    make("elders", occasion="feest")
    make("geheim", is_published=False)
    page = body(client, "/prijzen/een/")
    others = page[page.index("Ook bij deze gelegenheid") :]
    assert "/prijzen/twee/" in others
    assert not {"/prijzen/een/", "/prijzen/toen/", "/prijzen/elders/", "/prijzen/geheim/"} & set(others.split('"'))


def test_an_award_leads_to_its_news(client):
    item = NewsItem.objects.create(title="Feest", slug="feest", summary="Kort.", published_at=amsterdam(2012, 3, 29))
    make(news_item=item)
    assert '<a href="/nieuws/feest/">Feest</a>' in body(client, "/prijzen/juryprijs/")


def test_an_award_that_is_not_on_the_site_is_nowhere(client):
    make(prize="Geheim", is_published=False)
    assert client.get("/prijzen/juryprijs/").status_code == 404
    assert "Geheim" not in body(client, "/prijzen/")


def test_an_amount_is_never_negative():
    award = make()
    award.amount = -1
    with pytest.raises(ValidationError, match="Een bedrag is 0 of meer"):
        award.full_clean()
    with pytest.raises(IntegrityError):
        make("min", amount=-1)


def test_every_page_takes_as_many_queries_for_2000_awards_as_for_20(client):
    pages = ["/prijzen/", "/prijzen/n5/"]
    fill(20)
    before = [queries_of(client, page) for page in pages]
    Award.objects.all().delete()
    fill(2000)
    assert [queries_of(client, page) for page in pages] == before


def fill(number: int) -> None:
    Award.objects.bulk_create(
        Award(prize="a", slug=f"n{n}", kind="jury", giver="a", occasion=str(n), received_on=date(1950 + n % 75, 1, 1))
        for n in range(number)
    )


def queries_of(client, page: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200
    return len(captured)


# In the admin ------------------------------------------------------------------------------------


@pytest.fixture
def form() -> dict[str, str]:
    """What the form posts when it is filled in well, with one reason and one comment."""
    return {
        "prize": "Mooie prijs",
        "slug": "",
        "kind": "public",
        "giver": "het publiek",
        "occasion": "congres",
        "received_on": "2012-03-29",
        "amount": "2500,50",
        "is_published": "on",
        **NOTHING,
        "reasons-TOTAL_FORMS": "1",
        "reasons-0-position": "1",
        "reasons-0-text": "Een reden",
        "comments-TOTAL_FORMS": "1",
        "comments-0-position": "1",
        "comments-0-said_by": "het publiek",
        "comments-0-text": "Goed zo.",
    }


def test_the_editor_records_an_award(editor, form):
    assert editor.post(ADD, form).status_code == 302
    award = Award.objects.get()
    assert (award.slug, str(award.amount), award.received_on) == ("mooie-prijs", "2500.50", date(2012, 3, 29))
    assert [reason.text for reason in award.reasons.all()] == ["Een reden"]
    assert [comment.text for comment in award.comments.all()] == ["Goed zo."]


def test_the_editor_sees_an_award_before_it_is_out(editor, client):
    award = make(is_published=False)
    response = editor.get(f"/beheer/events/award/{award.pk}/voorbeeld/")
    assert "<h1>Prijs juryprijs</h1>" in response.text
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))
    assert client.get(f"/beheer/events/award/{award.pk}/voorbeeld/").status_code == 302


def test_an_award_keeps_its_old_address(editor, client, form):
    editor.post(ADD, form)
    award = Award.objects.get()
    changed = {**form, **NOTHING, "slug": "nieuw", "seen_version": str(award.version)}
    assert editor.post(f"/beheer/events/award/{award.pk}/change/", changed).status_code == 302
    assert client.get("/prijzen/mooie-prijs/")["Location"] == "/prijzen/nieuw/"


def test_the_second_of_two_editors_is_told(editor, form):
    editor.post(ADD, form)
    award = Award.objects.get()
    page, changed = f"/beheer/events/award/{award.pk}/change/", {**form, **NOTHING, "seen_version": str(award.version)}
    assert editor.post(page, {**changed, "giver": "de eerste"}).status_code == 302
    assert "Iemand anders heeft dit intussen gewijzigd." in editor.post(page, {**changed, "giver": "de tweede"}).text
    assert Award.objects.get().giver == "de eerste"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("2500", 2500), ("2.500", 2500), ("2500,5", 2500.5), ("€ 2.500,50", 2500.5), ("2500.50", 2500.5), ("", None)],
)
def test_an_amount_may_be_typed_as_people_write_it(editor, form, typed, amount):
    assert editor.post(ADD, {**form, "amount": typed}).status_code == 302
    award = Award.objects.get()
    assert award.amount == amount
    shown = editor.get(f"/beheer/events/award/{award.pk}/change/").context["adminform"].form["amount"].value()
    assert shown == (f"{amount:.2f}".replace(".", ",") if amount else None)


@pytest.mark.parametrize(("typed", "said"), [("-1", "Een bedrag is 0 of meer."), ("1e99", ""), ("veel", "")])
def test_an_amount_that_is_none_is_refused(editor, form, typed, said):
    response = editor.post(ADD, {**form, "amount": typed})
    assert response.status_code == 200
    assert said in response.text
    assert not Award.objects.exists()


def test_the_list_and_the_forms_open(editor):
    award = make()
    for page in ("/beheer/events/award/", ADD, f"/beheer/events/award/{award.pk}/change/"):
        assert editor.get(page).status_code == 200


# Which news can be chosen ------------------------------------------------------------------------


def tell(slug: str, at: datetime) -> NewsItem:
    return NewsItem.objects.create(title=slug, slug=slug, summary="Kort.", published_at=at)


def test_an_award_can_be_about_the_first_hundred_items_from_two_months_before_it():
    tell("te-vroeg", amsterdam(2012, 1, 28, 23, 59))
    first = tell("net-op-tijd", amsterdam(2012, 1, 29))
    later = [tell(f"nieuws-{n}", amsterdam(2012, 4, 1, n % 24, n // 24)) for n in range(100)]
    offered = set(NewsItem.objects.to_choose_from(date(2012, 3, 29)))
    assert offered == {first, *sorted(later, key=lambda item: item.published_at)[:99]}


def test_a_new_award_can_be_about_the_newest_hundred_items():
    items = [tell(f"nieuws-{n}", amsterdam(2012, 4, 1 + n // 24, n % 24)) for n in range(101)]
    assert list(NewsItem.objects.to_choose_from(None)) == items[:0:-1]


def test_the_form_of_an_award_offers_the_news_around_it_and_what_was_chosen(editor):
    chosen, near = tell("lang-ervoor", amsterdam(2011, 1, 1)), tell("vlak-daarna", amsterdam(2012, 3, 30))
    tell("net-zo-lang-ervoor", amsterdam(2011, 1, 1))
    award = make(news_item=chosen)
    form = editor.get(f"/beheer/events/award/{award.pk}/change/").context["adminform"].form
    assert set(form.fields["news_item"].queryset) == {chosen, near}

"""Two people on one record: whoever saves second is told, whatever the record."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from model_bakery import baker

from clientenraad.models import Word
from members.models import Committee, Council, Letter, Member, Office
from recruitment.models import DeclineReason, Vacancy

TOLD = "Iemand anders heeft dit intussen gewijzigd. Daarom is er niets bewaard."
NOT_CHANGED_BY_A_FORM = {
    "clientenraad.message": "the sender's words stay",
    "clientenraad.pagerevision": "a version stays as it was",
    "recruitment.lettertext": "a page of its own, tried below",
}


@pytest.fixture
def desk(client, council):
    user = User.objects.create_user("secretaris", is_staff=True)
    user.groups.add(Group.objects.get(name="Secretaris"))
    client.force_login(user)
    return client


def test_every_form_of_ours_carries_what_stood_there(rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    ours = {model._meta.label_lower: desk for model, desk in admin.site._registry.items()}
    asked = {label for label in ours if not label.startswith("auth.")} - set(NOT_CHANGED_BY_A_FORM)
    assert {label for label in asked if "seen_version" not in ours[label].get_form(request).base_fields} == set()


def typed(response: Any) -> dict[str, Any]:
    """What the browser would send: every field of the form with what stands in it."""
    form = response.context["adminform"].form
    values = {field.html_name: field.value() for field in form}
    return {name: value for name, value in values.items() if value is not None and value is not False}


ROWS = [
    (lambda: Council.objects.get(), "secretary_name"),
    (lambda: baker.make(Committee, name="Communicatie"), "name"),
    (lambda: baker.make(Office, name="Oudste lid"), "name"),
    (lambda: Vacancy.objects.create(slug="lid", title="Lid", summary="Denk mee."), "title"),
    (lambda: baker.make(DeclineReason, text="te druk", order=1), "text"),
    (lambda: baker.make(Word, word="raad", meaning="Een groep."), "meaning"),
    (lambda: baker.make(Letter, status="draft", addressee=baker.make(Member), subject="Dag", body="Dag."), "subject"),
]


@pytest.mark.parametrize(("make", "field"), ROWS)
def test_the_second_who_saves_is_told_and_overwrites_nothing(desk, make, field):
    row = make()
    address = f"/beheer/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"
    first = second = typed(desk.get(address))
    saved = desk.post(address, {**first, field: "De eerste"})
    assert saved.status_code == 302, saved.context["errors"]
    answer = desk.post(address, {**second, field: "De tweede"})
    assert TOLD in answer.content.decode()
    row.refresh_from_db()
    assert getattr(row, field) == "De eerste"


@pytest.mark.parametrize(("make", "field"), ROWS[:2])
def test_who_saves_twice_from_a_fresh_page_is_not_told(desk, make, field):
    row = make()
    address = f"/beheer/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"
    for text in ("Een keer", "Nog een keer"):
        assert desk.post(address, {**typed(desk.get(address)), field: text}).status_code == 302
    row.refresh_from_db()
    assert getattr(row, field) == "Nog een keer"


def test_the_second_who_rewrites_a_letter_is_told_too(desk):
    address = "/beheer/recruitment/lettertext/received/"
    form = desk.get(address).context["form"]
    data = {**form.data, "save": ""}
    assert desk.post(address, {**data, "subject": "De eerste"}).status_code == 302
    assert TOLD in desk.post(address, {**data, "subject": "De tweede"}).content.decode()
    assert desk.get(address).context["form"].data["subject"] == "De eerste"

"""What the demo does not have: rows that only some council, on some day, would have."""

import uuid
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet
from django.utils import timezone
from PIL import Image

from clientenraad.demo.amersfoort import AMERSFOORT
from clientenraad.demo.build import record_prize
from clientenraad.models import Message
from clientenraad.models import Page as TextPage
from events import photos
from events.models import Award, GetTogether, NewsItem
from members import actions, pictures, portraits
from members.models import Council, Letter, Member
from recruitment import actions as road
from recruitment import applying, letters
from recruitment.models import Candidate, Talk, Vacancy
from recruitment.road import Stage


def dress() -> None:
    """Awards, photos on every kind of page, and a rooster that anybody may see."""
    for prize in AMERSFOORT.prizes:
        record_prize(prize)
    for owner in (Award.objects.all()[0], NewsItem.objects.all()[0], GetTogether.objects.coming(timezone.now())[0]):
        _show_photos(owner)
    QuerySet(Council).update(roster_public=True)


def _show_photos(owner: Any) -> None:
    today = timezone.localdate()
    taken = [photos.made_ready(SimpleUploadedFile("foto.jpg", _picture(colour))) for colour in ("teal", "orange")]
    photos.add(owner, taken, consent_on=today, today=today)
    owner.photos.update(alternative="Mensen rond een tafel")


def _picture(colour: str) -> bytes:
    file = BytesIO()
    Image.new("RGB", (1200, 900), colour).save(file, "JPEG")
    return file.getvalue()


def newcomer(**values: Any) -> Candidate:
    """Somebody who signed up just now, by e-mail unless said otherwise."""
    typed: dict[str, Any] = {"name": "Nieuwe Nevelvlek", "email": "nieuwe.nevelvlek@voorbeeld.example"}
    typed |= {"vacancy": Vacancy.objects.get(slug="lid"), "contact_by": "email", **values}
    return applying.sign_up(Candidate(**typed), today=timezone.localdate())


def on_the_waiting_list(*, asked: bool = False, offered: bool = False) -> Candidate:
    """Somebody who waits for a place since last year; asked whether that is still so, or offered a place."""
    today = timezone.localdate()
    candidate = newcomer()
    candidate.waits_since = today - timedelta(days=370)
    candidate.asked_to_wait_on = today if asked else None
    candidate.save()
    if offered:
        letters.write_for(candidate, "seat_free")
        candidate.letters.filter(kind="seat_free").update(status=Letter.Status.SENT, sent_at=timezone.now())
    return candidate


def somebody(**known: Any) -> Candidate:
    """The first candidate of the demo of whom this is so."""
    return Candidate.objects.filter(**known).earliest("pk")


def _go_on(stage: str, vacancy: str) -> None:
    """The talk of the first who is at this stage was held, and both sides go on."""
    talk = Talk.objects.filter(candidate=somebody(stage=stage, vacancy__slug=vacancy), kind=stage)
    talk.update(planned_at=timezone.now() - timedelta(days=1), outcome=Talk.Outcome.GO_ON)


def _receive_messages() -> None:
    """One that waits for an answer, and one that was answered."""
    known = {"kind": Message.Kind.QUESTION, "answer_by": Message.AnswerBy.EMAIL, "email": "wolk@voorbeeld.example"}
    for answered_on in (None, timezone.localdate()):
        Message.objects.create(**known, text="Hoe lid worden?", answered_on=answered_on, form_number=uuid.uuid4())


def dress_desk() -> None:
    """A row for every button of the desk."""
    today = timezone.localdate()
    on_the_waiting_list(asked=True)
    on_the_waiting_list(offered=True)  # the same person as the other, so that the two can be joined
    face = pictures.squares(SimpleUploadedFile("portret.jpg", _picture("teal")))
    named = Member.objects.members_on(today).filter(consent_on__isnull=False)[0]
    portraits.add(named, face, consent_on=today, how="op papier", today=today)
    actions.set_seats(16, starts_on=today + timedelta(days=60), today=today)
    _receive_messages()
    TextPage.objects.create(slug="armoede", title="Armoede", menu_title="Armoede", text="<p>Wij adviseren.</p>")
    about = TextPage.objects.get(slug="over-ons")
    about.revisions.create(title=about.title, text="<p>Zo stond het er eerst.</p>")
    _go_on(Stage.INTAKE_TALK, "lid")
    _go_on(Stage.APPOINTMENT_TALK, "lid")
    ready = somebody(stage=Stage.AGREEMENT, vacancy__slug="communicatie")
    road.record_answer(ready, side="council", agrees=True, given_on=today, by=None, today=today)
    ready.new_personal_link()
    sent = Letter.objects.filter(status=Letter.Status.SENT)
    Letter.objects.filter(pk=sent.earliest("pk").pk).update(status=Letter.Status.REFUSED)
    Letter.objects.filter(pk=sent.latest("pk").pk).update(status=Letter.Status.TO_TELL)

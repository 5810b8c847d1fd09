"""A person on the road, and everything that happened there; all of it is erased with the person."""

import uuid
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from members.dates import SANE_DAY
from members.models import CommitteePlace, Letter, Member, SeatHold, Term
from members.plain import plain
from recruitment.days import days_at_each_stage
from recruitment.marks import MARKS, marks_of
from recruitment.models.links import PersonalLink
from recruitment.models.vacancy import Vacancy
from recruitment.road import ENDED, Stage, Station, next_stages, stations

TOLD = {"name", "email", "phone", "address"}


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def on_the_road(self) -> Self:
        """Candidates whose road has not ended."""
        return self.exclude(stage__in=ENDED)

    def asked_of(self, member: Member, day: date) -> Self:
        """Candidates of the delegations this member is in, until their road or the membership ends (rule 14)."""
        if not Member.objects.members_on(day).filter(pk=member.pk).exists():
            return self.none()
        talks = Talk.objects.filter(kind=Talk.Kind.DELEGATION, participants=member)
        return self.on_the_road().filter(talks__in=talks)


class Candidate(models.Model):
    """Somebody who applied, at one stage of the road; moved only by ``recruitment.actions`` (docs/rules.md, 10)."""

    class ContactBy(models.TextChoices):
        EMAIL = "email", "E-mail"
        PHONE = "phone", "Telefoon"
        WHATSAPP = "whatsapp", "WhatsApp"
        POST = "post", "Post"

    class WayIn(models.TextChoices):
        WEB = "web", "formulier op de website"
        MAIL = "mail", "e-mail"
        PHONE = "phone", "telefoon"
        WHATSAPP = "whatsapp", "WhatsApp"
        LETTER = "letter", "brief"
        IN_PERSON = "in_person", "langsgekomen"

    vacancy = models.ForeignKey(Vacancy, models.PROTECT, related_name="candidates", verbose_name="vacature")
    name = models.CharField("naam", max_length=200)
    email = models.EmailField("e-mailadres", blank=True)
    phone = models.CharField("telefoonnummer", max_length=60, blank=True)
    address = models.TextField("postadres", max_length=500, blank=True)
    contact_by = models.CharField(
        "hoe wilt u van ons horen?", max_length=10, choices=ContactBy.choices, default=ContactBy.EMAIL
    )
    motivation = models.TextField("waarom wilt u meedoen?", max_length=5000, blank=True)
    keep = models.BooleanField("langer bewaren mag", default=False)
    # The proof of that consent: when it was given, and to which words.
    keep_given_on = models.DateField("toestemming gegeven op", null=True, blank=True, editable=False)
    keep_wording = models.CharField("tekst van de toestemming", max_length=300, blank=True, editable=False)
    email_confirmed_on = models.DateField("e-mailadres bevestigd op", null=True, blank=True, editable=False)
    way_in = models.CharField("binnengekomen per", max_length=10, choices=WayIn.choices, default=WayIn.WEB)
    received_at = models.DateTimeField("aangemeld op", auto_now_add=True)
    # The name and ways to reach somebody without accents and capitals, to be searched; kept in step by ``save``.
    search_text = models.TextField(blank=True, editable=False)
    # What another application of the same person has in common (recruitment.marks); kept in step by ``save``.
    name_mark = models.TextField("naam om te vergelijken", blank=True, editable=False)
    email_mark = models.TextField("e-mailadres om te vergelijken", blank=True, editable=False)
    phone_mark = models.TextField("telefoonnummer om te vergelijken", blank=True, editable=False)
    address_mark = models.TextField("postadres om te vergelijken", blank=True, editable=False)
    # A random number that outlives the person: erasing writes it down, and a restored backup erases it again.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # The number that the form itself carries: the same form sent twice is one application.
    form_number = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    stage = models.CharField("stap", max_length=20, choices=Stage.choices, default=Stage.RECEIVED)
    stage_since = models.DateField("sinds", validators=SANE_DAY)
    # Whole days at each stage that was left again, such as {"received": 4}; follows from the steps (``count_days``).
    days = models.JSONField("dagen per stap", default=dict, editable=False)
    hold = models.OneToOneField(SeatHold, models.SET_NULL, null=True, blank=True, related_name="candidate")
    trial_starts_on = models.DateField("eerste dag proefperiode", null=True, blank=True, validators=SANE_DAY)
    trial_ends_on = models.DateField("laatste dag proefperiode", null=True, blank=True, validators=SANE_DAY)
    trial_extended_why = models.CharField("reden van de verlenging", max_length=300, blank=True)
    halfway_on = models.DateField("halverwege gesproken op", null=True, blank=True, validators=SANE_DAY)
    halfway_notes = models.TextField("hoe het halverwege ging", max_length=2000, blank=True)
    nominated_on = models.DateField("voorgedragen op", null=True, blank=True, validators=SANE_DAY)
    declined_because = models.ForeignKey(
        "recruitment.DeclineReason", models.PROTECT, null=True, blank=True, verbose_name="reden van de afwijzing"
    )
    # On the waiting list since this day, because the council was full; asked anew on the second, said yes on the third.
    waits_since = models.DateField("op de wachtlijst sinds", null=True, blank=True, validators=SANE_DAY)
    asked_to_wait_on = models.DateField("gevraagd of wachten nog mag", null=True, blank=True, validators=SANE_DAY)
    still_waits_on = models.DateField("wil blijven wachten, gezegd op", null=True, blank=True, validators=SANE_DAY)
    # Numbers of candidates who look like this one; the secretary said that they are somebody else.
    not_the_same_as = models.JSONField("iemand anders dan", default=list, editable=False)
    member = models.ForeignKey(
        Member, models.SET_NULL, null=True, blank=True, related_name="candidacies", verbose_name="lid"
    )
    letters = GenericRelation(Letter, "addressee_id", "addressee_type")

    objects = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = "kandidaat"
        verbose_name_plural = "kandidaten"
        ordering = ["-received_at"]
        # With the stage, for who else on the road has the same.
        indexes = [models.Index(fields=[mark, "stage"], name=f"candidate_{mark}") for mark in MARKS]
        constraints = [
            models.CheckConstraint(
                name="one_way_to_answer",
                condition=~Q(email="", phone="", address=""),
                violation_error_message="Vul een e-mailadres, telefoonnummer of postadres in.",
            ),
            models.CheckConstraint(
                name="trial_last_day_not_before_first",
                condition=Q(trial_ends_on=None) | Q(trial_ends_on__gte=F("trial_starts_on")),
                violation_error_message="De proefperiode eindigt vóór de eerste dag.",
            ),
        ]

    def __str__(self) -> str:
        """A number, not a name: this ends up in titles and logs."""
        return f"kandidaat {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.keep_in_step()
        # A save of a few columns takes along what follows from them.
        if (fields := kwargs.get("update_fields")) and TOLD & set(fields):
            kwargs["update_fields"] = [*fields, "search_text", *MARKS]
        super().save(*args, **kwargs)

    def keep_in_step(self) -> None:
        """Write down anew what follows from the name and the ways to reach somebody."""
        self.search_text = plain(" ".join([self.name, self.email, self.phone, self.phone.replace(" ", "")]))
        for mark, text in marks_of(self.name, self.email, self.phone, self.address).items():
            setattr(self, mark, text)

    def count_days(self) -> None:
        """Write down anew, without saving, what follows from the steps that stand."""
        self.days = days_at_each_stage(self.moves.standing().values_list("to_stage", "at"))

    @property
    def next_stages(self) -> list[Stage]:
        return next_stages(self.vacancy.kind, self.stage)

    @property
    def on_the_road(self) -> bool:
        return self.stage not in ENDED

    def road(self, texts: dict[Stage, str] | None = None) -> list[Station]:
        """The stations as they are drawn for this candidate; who left stands nowhere on it."""
        return stations(self.vacancy.kind, texts=texts, at=self.stage)

    def talk_at(self, stage: str) -> "Talk | None":
        """The last talk planned for a stage, held or not."""
        # In Python, so that a list of candidates asks the database once for all their talks.
        return max((talk for talk in self.talks.all() if talk.kind == stage), key=lambda talk: talk.pk, default=None)

    def answer_of(self, side: str) -> "Answer | None":
        return next((answer for answer in self.answers.all() if answer.side == side), None)

    @property
    def letter_name(self) -> str:
        return self.name

    @property
    def letter_email(self) -> str:
        """Where letters go; who asked for post gets paper, also with an e-mail address."""
        return "" if self.contact_by == self.ContactBy.POST else self.email

    def new_personal_link(self) -> str:
        """A fresh address of the candidate's own page; only its hash is kept."""
        token = PersonalLink.objects.make(self)
        return f"{settings.SITE_URL}{reverse('own_page_door', args=[token])}"

    @property
    def place(self) -> "Term | CommitteePlace | None":
        """The last term or committee place that this road led to; None before, and once the member is erased."""
        if self.member is None:
            return None
        if self.vacancy.needs_seat:
            return self.member.terms.order_by("starts_on").last()
        return self.member.committee_places.filter(committee=self.vacancy.committee).order_by("starts_on").last()

    @property
    def last_step(self) -> "Move | None":
        """The last step that still stands and can be taken back; the application itself cannot."""
        return self.moves.standing().exclude(from_stage="").last()


class MoveQuerySet(models.QuerySet["Move"]):
    def standing(self) -> Self:
        """Steps that were taken and not taken back; what was only noted at a station is no step."""
        return self.exclude(from_stage=F("to_stage")).filter(undone_by=None, undoes=None)


class Move(models.Model):
    """One step on the road, never changed afterwards: who, when, from, to and why (docs/rules.md, 11)."""

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="moves")
    from_stage = models.CharField("van", max_length=20, choices=Stage.choices, blank=True)
    to_stage = models.CharField("naar", max_length=20, choices=Stage.choices)
    why = models.CharField("waarom", max_length=500, blank=True)
    at = models.DateTimeField("wanneer", auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="door")
    # A step that was taken by mistake stays in the log, and so does taking it back.
    undoes = models.OneToOneField("self", models.CASCADE, null=True, blank=True, related_name="undone_by")

    objects = MoveQuerySet.as_manager()

    class Meta:
        verbose_name = "stap op de weg"
        verbose_name_plural = "stappen op de weg"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_from_stage_display() or 'begin'} → {self.get_to_stage_display()}"


class Talk(models.Model):
    """A talk: planned with date, time, place and people; afterwards with what came out (docs/rules.md, 12)."""

    class Kind(models.TextChoices):
        INTAKE = Stage.INTAKE_TALK.value, "kennismakingsgesprek"
        DELEGATION = Stage.DELEGATION_TALK.value, "gesprek met een delegatie"
        APPOINTMENT = Stage.APPOINTMENT_TALK.value, "aanstellingsgesprek"

    class Way(models.TextChoices):
        VISIT = "visit", "op een plek"
        PHONE = "phone", "telefonisch"
        ONLINE = "online", "online"

    class Outcome(models.TextChoices):
        GO_ON = "go_on", "wij gaan verder"
        DOUBT = "doubt", "er is twijfel"
        STOP = "stop", "wij gaan niet verder"

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="talks", verbose_name="kandidaat")
    kind = models.CharField("gesprek", max_length=20, choices=Kind.choices)
    planned_at = models.DateTimeField("dag en tijd")
    way = models.CharField("hoe", max_length=10, choices=Way.choices, default=Way.VISIT)
    place = models.CharField("plek, nummer of adres", max_length=200, blank=True)
    participants = models.ManyToManyField(Member, blank=True, related_name="talks", verbose_name="leden")
    bring = models.CharField("wat neemt de kandidaat mee?", max_length=200, blank=True)
    # The calendar file keeps its number when the appointment moves, and counts the moves (RFC 5545).
    calendar_number = models.UUIDField(default=uuid.uuid4, editable=False)
    moved_times = models.PositiveSmallIntegerField(default=0, editable=False)
    others = models.CharField(
        "wie er nog meer bij is", max_length=200, blank=True, help_text="Zoals de ambtelijk secretaris."
    )
    notes = models.TextField("wat er is gezegd", max_length=10_000, blank=True)
    outcome = models.CharField("uitkomst", max_length=10, choices=Outcome.choices, blank=True)

    class Meta:
        verbose_name = "gesprek"
        verbose_name_plural = "gesprekken"
        ordering = ["planned_at"]

    def __str__(self) -> str:
        return self.get_kind_display()

    def get_additional_data(self) -> dict[str, Any]:
        """The trail tells of this row as of its candidate (members.trail)."""
        return {"of": "recruitment.candidate", "number": self.candidate_id}

    @property
    def where(self) -> str:
        """The way and the place in words, for letters and the candidate's own page."""
        return self.place if self.way == self.Way.VISIT else f"{self.get_way_display()}, {self.place}".rstrip(", ")

    @property
    def who(self) -> str:
        """Everybody who will be there, in words."""
        names = [member.name for member in self.participants.all()]
        return ", ".join([*names, self.others] if self.others else names)


class Answer(models.Model):
    """One of the two answers of *over en weer akkoord*: whose, what, when, and who wrote it down."""

    class Side(models.TextChoices):
        COUNCIL = "council", "de raad"
        CANDIDATE = "candidate", "de kandidaat"

    candidate = models.ForeignKey(Candidate, models.CASCADE, related_name="answers")
    side = models.CharField("antwoord van", max_length=10, choices=Side.choices)
    agrees = models.BooleanField("akkoord")
    given_on = models.DateField("gegeven op", validators=SANE_DAY)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="genoteerd door"
    )

    class Meta:
        verbose_name = "antwoord"
        verbose_name_plural = "antwoorden"
        constraints = [models.UniqueConstraint(name="one_answer_a_side", fields=["candidate", "side"])]

    def __str__(self) -> str:
        return f"{self.get_side_display()}: {'ja' if self.agrees else 'nee'}"

    def get_additional_data(self) -> dict[str, Any]:
        """The trail tells of this row as of its candidate (members.trail)."""
        return {"of": "recruitment.candidate", "number": self.candidate_id}

"""The people the council keeps, and what they do besides sitting on it."""

import uuid
from datetime import date
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import F, Q
from django_prose_editor.fields import ProseEditorField

from members.dates import FAR_AWAY, SANE_DAY, unbroken
from members.models.council import RICH_TEXT
from members.models.guard import GuardedModel, GuardedQuerySet
from members.refusals import Refusal

# The first and last days of terms, in order of time, by the number of the member.
StretchesByMember = dict[int, list[tuple[date, date]]]


class MemberQuerySet(models.QuerySet["Member"]):
    def members_on(self, day: date) -> Self:
        """Who is a member on ``day``: a term of theirs is running (docs/rules.md, 5)."""
        return self.filter(terms__starts_on__lte=day, terms__ends_on__gte=day).distinct()

    def shown_on(self, day: date) -> Self:
        """Members of ``day`` who agreed to be named on the site (docs/rules.md, 14)."""
        return self.members_on(day).exclude(consent_on=None)

    def shown_as_former_on(self, day: date) -> Self:
        """Who was a member before ``day``, is none then, and agreed to be named and to stay named."""
        # Two consents: who takes the name off the site must not come back as a former member.
        agreed = self.exclude(consent_on=None).exclude(former_consent_on=None)
        members = self.model._default_manager.members_on(day)
        return agreed.filter(terms__ends_on__lt=day).exclude(pk__in=members.values("pk")).distinct()


class Member(models.Model):
    """A person the council keeps: a member while a term runs, before that appointed, after that a former one.

    Somebody with only a committee place is kept here too, and never has a term.
    """

    name = models.CharField("naam", max_length=200)
    email = models.EmailField("e-mailadres", blank=True)
    phone = models.CharField("telefoonnummer", max_length=60, blank=True)
    address = models.TextField("postadres", blank=True, max_length=500)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="member",
        verbose_name="account",
        help_text="Alleen nodig voor wie in een delegatie zit.",
    )
    public_name = models.CharField(
        "naam op de website",
        max_length=200,
        blank=True,
        help_text="Zo staat dit lid op de website. Laat leeg voor de gewone naam.",
    )
    public_text = models.TextField("over dit lid", blank=True, max_length=600, help_text="Een paar zinnen.")
    consent_on = models.DateField(
        "toestemming voor naam op de website, gegeven op",
        null=True,
        blank=True,
        validators=SANE_DAY,
        help_text="Zonder datum staat dit lid zonder naam op de website.",
    )
    consent_how = models.CharField("hoe is de toestemming gegeven?", max_length=120, blank=True)
    show_since = models.BooleanField("laat zien sinds wanneer dit lid erbij is", default=True)
    portrait = models.ImageField("portret", upload_to="portretten", blank=True, editable=False)
    portrait_consent_on = models.DateField(
        "toestemming voor het portret, gegeven op", null=True, blank=True, validators=SANE_DAY, editable=False
    )
    portrait_consent_how = models.CharField(
        "hoe is de toestemming voor het portret gegeven?", max_length=120, blank=True, editable=False
    )
    former_consent_on = models.DateField(
        "toestemming om als oud-lid genoemd te worden, gegeven op",
        null=True,
        blank=True,
        validators=SANE_DAY,
        help_text="Zonder datum verdwijnt de naam van de website na de laatste dag als lid.",
    )
    former_consent_how = models.CharField("hoe is de toestemming als oud-lid gegeven?", max_length=120, blank=True)
    told_on = models.DateField("wist voor het laatst wat er over dit lid staat", null=True, blank=True, editable=False)
    # Counts the saves, so that the second of two people who edit at once is told.
    version = models.PositiveIntegerField(default=0, editable=False)
    # A random number that outlives the name: erasing writes it down, and a restored backup erases it again.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    letters = GenericRelation("members.Letter", "addressee_id", "addressee_type")

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = "lid"
        verbose_name_plural = "leden"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="portrait_with_consent",
                condition=Q(portrait="") | Q(portrait_consent_on__isnull=False),
                violation_error_message="Een portret mag alleen met toestemming.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """The name for public pages, or nothing without recorded consent (docs/rules.md, 14)."""
        return (self.public_name or self.name) if self.consent_on else ""

    @property
    def letter_name(self) -> str:
        return self.name

    @property
    def letter_email(self) -> str:
        return self.email


class PlaceQuerySet(GuardedQuerySet[Any]):
    def not_over_on(self, day: date) -> Self:
        """Places whose own last day is not before ``day``; no last day means open."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day))

    def running_on(self, day: date) -> Self:
        """Places held on ``day``; the first and the last day both count, and a member's end with the membership."""
        # An unbroken membership may be many terms long: that is a question for Python.
        begun = self._begun_on(day).select_related("member").prefetch_related("member__terms")
        return self.filter(pk__in=[place.pk for place in begun if place.held_until >= day])

    def held_on(self, day: date, terms: StretchesByMember) -> list[Any]:
        """The same places, for who knows the days of everybody's terms already."""
        begun = self._begun_on(day)
        return [place for place in begun if place.held_through(terms.get(place.member_id, [])) >= day]

    def _begun_on(self, day: date) -> Self:
        return self.not_over_on(day).filter(starts_on__lte=day)


class Place(models.Model):
    """Something somebody is from ``starts_on`` up to and including ``ends_on``; no last day means open.

    A member's place ends with the membership (docs/rules.md, 9), and does not come back with a later one.
    Somebody who was no member on the first day keeps the place without being one.
    """

    starts_on = models.DateField("eerste dag", validators=SANE_DAY)
    ends_on = models.DateField("laatste dag", null=True, blank=True, validators=SANE_DAY)

    class Meta:
        abstract = True

    @property
    def held_until(self) -> date:
        """The last day on which the place is really held; a far day when nothing ends it."""
        member: Member = self.member  # type: ignore[attr-defined]
        return self.held_through([(term.starts_on, term.ends_on) for term in member.terms.all()])

    def held_through(self, stretches: list[tuple[date, date]]) -> date:
        """The same day, for who knows the first and last days of all the member's terms already."""
        return unbroken(self.starts_on, self.ends_on or FAR_AWAY, stretches)


class Office(GuardedModel):
    """An office such as voorzitter; whether its holder takes a seat is its own setting (docs/rules.md, 2)."""

    name = models.CharField("naam", max_length=80, unique=True)
    is_chair = models.BooleanField("dit is de voorzitter", default=False)
    takes_seat = models.BooleanField(
        "telt mee voor het aantal plaatsen",
        default=True,
        help_text="Zet uit als de voorzitter naast het maximum aantal leden staat.",
    )
    order = models.PositiveSmallIntegerField("volgorde", default=10)

    objects = GuardedQuerySet.as_manager()

    class Meta:
        verbose_name = "functie"
        verbose_name_plural = "functies"
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(
                name="one_chair_office",
                fields=["is_chair"],
                condition=Q(is_chair=True),
                violation_error_message="Er is al een functie die de voorzitter is.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def refuse_broken_rules(self) -> None:
        """Whoever holds this office must still be allowed to when it becomes the chair's."""
        for place in self.places.select_related("member", "office"):
            place.refuse_second_chair()


class OfficePlace(GuardedModel, Place):
    """Who holds an office, and when."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="places", verbose_name="functie")
    member = models.ForeignKey(Member, models.CASCADE, related_name="office_places", verbose_name="lid")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "functie van een lid"
        verbose_name_plural = "functies van leden"
        constraints = [
            models.CheckConstraint(
                name="office_last_day_not_before_first",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="De laatste dag ligt vóór de eerste dag.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.office}: {self.member}"

    def get_additional_data(self) -> dict[str, Any]:
        """The trail tells of this row as of its member (members.trail)."""
        return {"of": "members.member", "number": self.member_id}

    def refuse_broken_rules(self) -> None:
        self.refuse_second_chair()

    def refuse_second_chair(self) -> None:
        """One chair at a time (docs/rules.md, 9)."""
        if not self.office.is_chair:
            return
        others = OfficePlace.objects.filter(office=self.office).exclude(pk=self.pk).not_over_on(self.starts_on)
        for other in others.select_related("member").prefetch_related("member__terms"):
            if other.starts_on <= self.held_until and self.starts_on <= other.held_until:
                raise Refusal(f"{other.member} is dan al {self.office}. Kies een andere dag, of beëindig dat eerst.")


class Committee(models.Model):
    """A committee of the council, such as the commissie Communicatie."""

    name = models.CharField("naam", max_length=120, unique=True)
    text = ProseEditorField("wat doet deze commissie?", extensions=RICH_TEXT, sanitize=True, blank=True)
    email = models.EmailField("e-mailadres", blank=True)

    class Meta:
        verbose_name = "commissie"
        verbose_name_plural = "commissies"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CommitteePlace(Place):
    """Somebody's place in a committee, who need not be a member (docs/rules.md, 4)."""

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="places", verbose_name="commissie")
    member = models.ForeignKey(Member, models.CASCADE, related_name="committee_places", verbose_name="persoon")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "plaats in een commissie"
        verbose_name_plural = "plaatsen in commissies"
        constraints = [
            models.CheckConstraint(
                name="committee_last_day_not_before_first",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="De laatste dag ligt vóór de eerste dag.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.committee}: {self.member}"

    def get_additional_data(self) -> dict[str, Any]:
        """The trail tells of this row as of its member (members.trail)."""
        return {"of": "members.member", "number": self.member_id}

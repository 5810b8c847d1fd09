"""Two people plan the same talk in one second: one appointment, one letter."""

from datetime import datetime

import pytest

from members.refusals import Refusal
from recruitment import talks
from recruitment.models import Candidate, Talk
from recruitment.verbs import PlanIntakeTalk
from tests.recruitment.conftest import AMSTERDAM

AT = datetime(2026, 6, 8, 14, 30, tzinfo=AMSTERDAM)


def test_the_second_of_two_old_copies_is_refused_and_writes_no_letter(
    candidate, delegation, secretary, today, time_machine
):
    time_machine.move_to(datetime(2026, 6, 1, 10, tzinfo=AMSTERDAM), tick=False)
    # Both were read before either was saved, as in two requests at once.
    copies = [Candidate.objects.get(pk=candidate.pk) for _ in range(2)]
    data = {"planned_at": "2026-06-08T14:30", "way": "visit", "place": "Stadhuis", "others": "Ada"}
    first, second = (PlanIntakeTalk(data, subject=copy, by=secretary) for copy in copies)
    assert first.is_valid()
    assert second.is_valid()
    first.perform()
    with pytest.raises(Refusal, match="Het kennismakingsgesprek is al gepland."):
        second.perform()
    assert Talk.objects.count() == 1
    assert candidate.letters.filter(kind__in=talks.ABOUT_TALK).count() == 1


def test_an_appointment_is_moved_on_purpose(candidate, delegation, secretary, today):
    plan = {"participants": delegation, "by": secretary, "today": today}
    talks.plan_talk(candidate, Talk.Kind.INTAKE, at=AT, again=False, **plan)
    talks.plan_talk(candidate, Talk.Kind.INTAKE, at=AT.replace(hour=16), **plan)
    assert Talk.objects.get().planned_at == AT.replace(hour=16)


def test_the_last_places_are_offered_once_and_the_newest_first(candidate, secretary):
    for way, place in [("visit", "Stadhuis"), ("phone", "06 0000 0000"), ("visit", "Buurthuis"), ("visit", "Stadhuis")]:
        Talk.objects.create(candidate=candidate, kind=Talk.Kind.INTAKE, planned_at=AT, way=way, place=place)
    assert talks.last_places() == ["Stadhuis", "Buurthuis"]
    field = str(PlanIntakeTalk(subject=candidate, by=secretary)["place"])
    assert '<option value="Stadhuis"></option><option value="Buurthuis"></option>' in field
    assert "06 0000 0000" not in field

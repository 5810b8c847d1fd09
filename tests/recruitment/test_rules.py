"""The check after a restore finds seats held for nobody, trials without a seat, and days that no step took (rule 3)."""

from io import StringIO

import pytest
from django.core.management import call_command

from members.models import Council, SeatHold
from recruitment.models import Candidate
from recruitment.road import Stage
from recruitment.rules import broken_rules


def test_a_candidate_on_trial_with_a_hold_breaks_no_rule(candidate, bring):
    bring(candidate, Stage.TRIAL)
    assert broken_rules() == []


def test_a_hold_for_nobody_is_found(council, today):
    SeatHold.objects.create(starts_on=today, label="kandidaat 7")
    assert broken_rules() == ["Een plaats wordt vastgehouden voor kandidaat 7, maar die is niet op proef."]


def test_a_hold_for_who_left_is_found(candidate, bring):
    bring(candidate, Stage.TRIAL)
    Candidate.objects.update(stage=Stage.DECLINED)
    assert broken_rules() == [f"Een plaats wordt vastgehouden voor {candidate}, maar die is niet op proef."]


@pytest.mark.parametrize(("holds", "found"), [(True, 1), (False, 0)])
def test_a_trial_without_a_hold_is_found_where_trials_hold_a_seat(candidate, bring, holds, found):
    bring(candidate, Stage.TRIAL)
    SeatHold.objects.all().delete()
    Council.objects.update(trial_holds_seat=holds)
    assert len(broken_rules()) == found


def test_days_that_do_not_follow_from_the_steps_are_found(candidate, bring):
    bring(candidate, Stage.INTAKE_TALK)
    Candidate.objects.update(days={"received": 3})
    assert broken_rules() == [f"Bij {candidate} passen de dagen per stap niet bij de stappen."]


def test_the_command_tells_of_both_rooms(council, today):
    SeatHold.objects.create(starts_on=today, label="kandidaat 7")
    out = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("check_rules", stdout=out)
    assert stopped.value.code == 1
    assert "kandidaat 7" in out.getvalue()

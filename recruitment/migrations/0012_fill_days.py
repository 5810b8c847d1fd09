from collections import defaultdict

from django.db import migrations
from django.db.models import F

from recruitment.days import days_at_each_stage


def fill(apps, schema_editor):
    """Whose road began before has no days yet; they follow from the steps that were taken and not taken back."""
    moves = apps.get_model("recruitment", "Move").objects.order_by("pk")
    standing = moves.exclude(from_stage=F("to_stage")).filter(undone_by=None, undoes=None)
    steps = defaultdict(list)
    for number, stage, at in standing.values_list("candidate_id", "to_stage", "at"):
        steps[number].append((stage, at))
    for candidate in apps.get_model("recruitment", "Candidate").objects.all():
        candidate.days = days_at_each_stage(steps[candidate.pk])
        candidate.save(update_fields=["days"])


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0011_days")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

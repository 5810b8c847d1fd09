from django.db import migrations
from django.db.models.functions import Substr

from recruitment.marks import LONGEST, MARKS


def cut(apps, schema_editor):
    """No mark is longer than an index can hold."""
    short = {mark: Substr(mark, 1, LONGEST) for mark in MARKS}
    apps.get_model("recruitment", "Candidate").objects.update(**short)


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0012_fill_days")]

    operations = [migrations.RunPython(cut, migrations.RunPython.noop)]

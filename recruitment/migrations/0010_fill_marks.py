from django.db import migrations

from recruitment.marks import MARKS, marks_of


def fill(apps, schema_editor):
    """Who applied before has no marks yet."""
    for candidate in apps.get_model("recruitment", "Candidate").objects.all():
        for mark, text in marks_of(candidate.name, candidate.email, candidate.phone, candidate.address).items():
            setattr(candidate, mark, text)
        candidate.save(update_fields=MARKS)


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0009_marks")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

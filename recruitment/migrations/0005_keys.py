import uuid

from django.db import migrations, models


def give_each_a_key(apps, schema_editor):
    """A new column gives all rows that are there one and the same value."""
    for candidate in apps.get_model("recruitment", "Candidate").objects.all():
        candidate.key = uuid.uuid4()
        candidate.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0004_filling")]

    operations = [
        migrations.AddField("candidate", "key", models.UUIDField(default=uuid.uuid4, editable=False)),
        migrations.RunPython(give_each_a_key, migrations.RunPython.noop),
        migrations.AlterField("candidate", "key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
    ]

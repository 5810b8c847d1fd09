import uuid

from django.db import migrations, models


def give_keys(apps, schema_editor):
    """Whoever was there before gets a number of their own."""
    for row in apps.get_model("members", "Member").objects.only("pk"):
        row.key = uuid.uuid4()
        row.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [("members", "0007_form_counts")]

    operations = [
        migrations.AddField("member", "key", models.UUIDField(default=uuid.uuid4, editable=False)),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.AlterField("member", "key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
    ]

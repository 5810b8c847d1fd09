import uuid

from django.db import migrations, models


def give_keys(apps, schema_editor):
    """Whoever was there before gets a number of their own."""
    for row in apps.get_model("clientenraad", "Message").objects.only("pk"):
        row.key = uuid.uuid4()
        row.save(update_fields=["key"])


class Migration(migrations.Migration):
    dependencies = [("clientenraad", "0013_site_version")]

    operations = [
        migrations.AddField("message", "key", models.UUIDField(default=uuid.uuid4, editable=False)),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.AlterField("message", "key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
    ]

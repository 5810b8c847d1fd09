import uuid

from django.db import migrations

from members.plain import plain

REASONS = [
    "de verwachtingen passen niet bij elkaar",
    "te weinig tijd",
    "woont niet in de gemeente",
    "hoort niet bij de doelgroep",
    "heeft een functie die niet samengaat",
    "er is geen plaats",
    "anders",
]


def fill(apps, schema_editor):
    """Rows from before have no searchable text, and share the one number that the new column was given."""
    for candidate in apps.get_model("recruitment", "Candidate").objects.all():
        ways = [candidate.name, candidate.email, candidate.phone, candidate.phone.replace(" ", "")]
        candidate.search_text = plain(" ".join(ways))
        candidate.save(update_fields=["search_text"])
    for talk in apps.get_model("recruitment", "Talk").objects.all():
        talk.calendar_number = uuid.uuid4()
        talk.save(update_fields=["calendar_number"])
    reasons = apps.get_model("recruitment", "DeclineReason").objects
    for order, text in enumerate(REASONS, start=1):
        reasons.get_or_create(text=text, defaults={"order": order})


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0003_both_sides")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]

"""The one council row, its seats and its offices, with the defaults of docs/rules.md."""

from datetime import date

from django.db import migrations

OWN_PROBLEM = """
<p>De raad helpt niet bij één persoonlijk probleem. Wel bij wat voor veel mensen geldt.</p>
<ul>
<li>Een vraag over uw uitkering? Bel uw contactpersoon bij de gemeente.</li>
<li>Hulp nodig bij formulieren, geld of regels? De sociaal raadslieden helpen u gratis.</li>
<li>Niet tevreden over de gemeente? U kunt een klacht indienen bij de gemeente.</li>
</ul>
"""


def make_defaults(apps, schema_editor):
    apps.get_model("members", "Council").objects.create(pk=1, own_problem=OWN_PROBLEM)
    apps.get_model("members", "SeatNumber").objects.create(seats=15, starts_on=date(2000, 1, 1))
    office = apps.get_model("members", "Office").objects
    office.create(name="voorzitter", is_chair=True, order=1)
    office.create(name="vicevoorzitter", order=2)
    office.create(name="penningmeester", order=3)


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial")]
    operations = [migrations.RunPython(make_defaults, migrations.RunPython.noop)]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="OldAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("agenda", "agenda"), ("nieuws", "nieuws")], max_length=10, verbose_name="onderdeel"
                    ),
                ),
                ("slug", models.SlugField(max_length=80, verbose_name="oud webadres")),
                ("object_id", models.PositiveBigIntegerField(verbose_name="nummer")),
            ],
            options={
                "verbose_name": "oud webadres",
                "verbose_name_plural": "oude webadressen",
                "constraints": [models.UniqueConstraint(fields=("kind", "slug"), name="old_address_leads_to_one_page")],
            },
        ),
    ]

import datetime
import uuid

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models
from django.utils import timezone


def keep_the_day(apps, schema_editor):
    """News came out on a Dutch day; now it comes out at a moment: where that day begins."""
    for item in apps.get_model("events", "NewsItem").objects.all():
        began = timezone.make_aware(datetime.datetime.combine(item.published_on, datetime.time.min))
        item.published_at, item.feed_id = began, uuid.uuid4()
        item.save()


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0002_get_togethers"),
    ]

    operations = [
        migrations.AlterField(
            model_name="oldaddress",
            name="kind",
            field=models.CharField(
                choices=[("agenda", "agenda"), ("nieuws", "nieuws"), ("prijzen", "prijzen")],
                max_length=10,
                verbose_name="onderdeel",
            ),
        ),
        migrations.CreateModel(
            name="Award",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("prize", models.CharField(max_length=200, verbose_name="naam van de prijs")),
                (
                    "slug",
                    models.SlugField(
                        help_text="Het laatste stuk van het webadres. Laat leeg, dan komt het uit de naam.",
                        max_length=80,
                        unique=True,
                        verbose_name="webadres",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("jury", "prijs van de jury"),
                            ("public", "prijs van het publiek"),
                            ("extra", "extra prijs"),
                        ],
                        max_length=6,
                        verbose_name="soort",
                    ),
                ),
                ("giver", models.CharField(max_length=200, verbose_name="wie geeft de prijs")),
                (
                    "occasion",
                    models.CharField(
                        help_text="Bijvoorbeeld: een congres. Schrijf het bij elke prijs van die dag hetzelfde.",
                        max_length=200,
                        verbose_name="bij welke gelegenheid",
                    ),
                ),
                (
                    "received_on",
                    models.DateField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.date(1900, 1, 1), "Kies een dag na 1 januari 1900."
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.date(2199, 12, 31), "Kies een dag vóór het jaar 2200."
                            ),
                        ],
                        verbose_name="datum",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Laat leeg als er geen geld bij hoort.",
                        max_digits=9,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0, "Een bedrag is 0 of meer.")],
                        verbose_name="bedrag (euro)",
                    ),
                ),
                (
                    "recipient",
                    models.CharField(
                        blank=True,
                        help_text="Laat leeg als dat niet zeker is. Een naam van een persoon mag alleen met toestemming.",
                        max_length=200,
                        verbose_name="wie kreeg de prijs",
                    ),
                ),
                ("text", models.TextField(blank=True, verbose_name="over deze prijs")),
                (
                    "editors_note",
                    models.TextField(
                        blank=True,
                        help_text="Staat niet op de website. Bijvoorbeeld: wat in de bron onduidelijk is.",
                        max_length=1000,
                        verbose_name="notitie voor de redactie",
                    ),
                ),
                (
                    "is_published",
                    models.BooleanField(
                        default=True,
                        help_text="Haal het vinkje weg zolang u nog schrijft.",
                        verbose_name="klaar voor de website",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                "verbose_name": "prijs",
                "verbose_name_plural": "prijzen",
                "ordering": ["-received_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AwardComment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="plaats in de rij")),
                (
                    "said_by",
                    models.CharField(
                        help_text="Bijvoorbeeld: de jury, of iemand uit het publiek. Een naam mag alleen met toestemming.",
                        max_length=120,
                        verbose_name="wie zegt dit",
                    ),
                ),
                ("text", models.TextField(max_length=500, verbose_name="wat wordt er gezegd")),
            ],
            options={
                "verbose_name": "reactie",
                "verbose_name_plural": "reacties",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AwardReason",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="plaats in de rij")),
                ("text", models.TextField(max_length=500, verbose_name="reden")),
            ],
            options={
                "verbose_name": "reden",
                "verbose_name_plural": "redenen",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="plaats in de rij")),
                ("stem", models.CharField(max_length=32, unique=True, verbose_name="bestand")),
                ("width", models.PositiveSmallIntegerField(verbose_name="breedte")),
                ("height", models.PositiveSmallIntegerField(verbose_name="hoogte")),
                ("alternative", models.CharField(blank=True, max_length=200, verbose_name="wat is er te zien")),
                (
                    "consent_on",
                    models.DateField(
                        validators=[
                            django.core.validators.MinValueValidator(
                                datetime.date(1900, 1, 1), "Kies een dag na 1 januari 1900."
                            ),
                            django.core.validators.MaxValueValidator(
                                datetime.date(2199, 12, 31), "Kies een dag vóór het jaar 2200."
                            ),
                        ],
                        verbose_name="iedereen op deze foto vindt het goed, gevraagd op",
                    ),
                ),
            ],
            options={
                "verbose_name": "foto",
                "verbose_name_plural": "foto's",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.AlterModelOptions(
            name="newsitem",
            options={
                "ordering": ["-published_at", "-pk"],
                "verbose_name": "nieuwsbericht",
                "verbose_name_plural": "nieuwsberichten",
            },
        ),
        migrations.AddField(
            model_name="newsitem",
            name="changed_at",
            field=models.DateTimeField(auto_now=True, verbose_name="laatst gewijzigd"),
        ),
        migrations.AddField(
            model_name="newsitem",
            name="feed_id",
            field=models.UUIDField(null=True, editable=False, verbose_name="nummer in de feed"),
        ),
        migrations.AddField(
            model_name="newsitem",
            name="published_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now,
                help_text="Mag een later moment zijn.",
                validators=[
                    django.core.validators.MinValueValidator(
                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC), "Kies een dag na 1 januari 1900."
                    ),
                    django.core.validators.MaxValueValidator(
                        datetime.datetime(2199, 12, 31, 0, 0, tzinfo=datetime.UTC), "Kies een dag vóór het jaar 2200."
                    ),
                ],
                verbose_name="op de website vanaf",
            ),
        ),
        migrations.AddField(
            model_name="newsitem",
            name="published_until",
            field=models.DateTimeField(
                blank=True,
                help_text="Laat leeg als het bericht mag blijven staan.",
                null=True,
                validators=[
                    django.core.validators.MinValueValidator(
                        datetime.datetime(1900, 1, 1, 0, 0, tzinfo=datetime.UTC), "Kies een dag na 1 januari 1900."
                    ),
                    django.core.validators.MaxValueValidator(
                        datetime.datetime(2199, 12, 31, 0, 0, tzinfo=datetime.UTC), "Kies een dag vóór het jaar 2200."
                    ),
                ],
                verbose_name="op de website tot",
            ),
        ),
        migrations.AddField(
            model_name="newsitem",
            name="version",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.RunPython(keep_the_day, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="newsitem",
            name="feed_id",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name="nummer in de feed"),
        ),
        migrations.RemoveField(
            model_name="newsitem",
            name="published_on",
        ),
        migrations.AlterField(
            model_name="newsitem",
            name="is_published",
            field=models.BooleanField(
                default=True,
                help_text="Haal het vinkje weg zolang u nog schrijft.",
                verbose_name="klaar voor de website",
            ),
        ),
        migrations.AlterField(
            model_name="newsitem",
            name="slug",
            field=models.SlugField(
                help_text="Het laatste stuk van het webadres. Laat leeg, dan komt het uit de titel.",
                max_length=80,
                unique=True,
                verbose_name="webadres",
            ),
        ),
        migrations.AlterField(
            model_name="newsitem",
            name="title",
            field=models.CharField(max_length=200, verbose_name="titel"),
        ),
        migrations.AddIndex(
            model_name="newsitem",
            index=models.Index(fields=["-published_at", "-id"], name="news_newest_first"),
        ),
        migrations.AddConstraint(
            model_name="newsitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_until", None), ("published_until__gt", models.F("published_at")), _connector="OR"
                ),
                name="news_ends_after_it_begins",
                violation_error_message="Het einde moet na het begin liggen.",
            ),
        ),
        migrations.AddField(
            model_name="award",
            name="news_item",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="awards",
                to="events.newsitem",
                verbose_name="nieuwsbericht",
            ),
        ),
        migrations.AddField(
            model_name="awardcomment",
            name="award",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="comments",
                to="events.award",
                verbose_name="prijs",
            ),
        ),
        migrations.AddField(
            model_name="awardreason",
            name="award",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reasons",
                to="events.award",
                verbose_name="prijs",
            ),
        ),
        migrations.AddField(
            model_name="photo",
            name="award",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="photos",
                to="events.award",
            ),
        ),
        migrations.AddField(
            model_name="photo",
            name="get_together",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="photos",
                to="events.gettogether",
            ),
        ),
        migrations.AddField(
            model_name="photo",
            name="news_item",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="photos",
                to="events.newsitem",
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount", None), ("amount__gte", 0), _connector="OR"),
                name="award_amount_not_negative",
                violation_error_message="Een bedrag is 0 of meer.",
            ),
        ),
        migrations.AddConstraint(
            model_name="photo",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("award__isnull", True), ("get_together__isnull", False), ("news_item__isnull", True)),
                    models.Q(("award__isnull", True), ("get_together__isnull", True), ("news_item__isnull", False)),
                    models.Q(("award__isnull", False), ("get_together__isnull", True), ("news_item__isnull", True)),
                    _connector="OR",
                ),
                name="photo_of_exactly_one",
            ),
        ),
    ]

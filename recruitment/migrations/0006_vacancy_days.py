from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0005_keys")]

    operations = [
        migrations.AlterField(
            "vacancy",
            "is_published",
            models.BooleanField(
                default=True,
                help_text="Drukt iemand de pagina van de vacature af? Dan is het een folder met een QR-code.",
                verbose_name="staat op de website",
            ),
        ),
        migrations.AddField(
            "vacancy",
            "posted_on",
            models.DateField(blank=True, editable=False, null=True, verbose_name="op de website sinds"),
        ),
        migrations.AddField(
            "vacancy",
            "changed_on",
            models.DateField(blank=True, editable=False, null=True, verbose_name="laatst gewijzigd op"),
        ),
    ]

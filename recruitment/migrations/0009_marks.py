from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recruitment", "0008_plain_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="candidate",
            name=name,
            field=models.TextField(blank=True, default="", editable=False, verbose_name=f"{label} om te vergelijken"),
            preserve_default=False,
        )
        for name, label in [
            ("name_mark", "naam"),
            ("email_mark", "e-mailadres"),
            ("phone_mark", "telefoonnummer"),
            ("address_mark", "postadres"),
        ]
    ]

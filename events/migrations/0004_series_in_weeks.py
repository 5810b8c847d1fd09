from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0003_news")]

    operations = [
        migrations.AlterField(
            "series",
            "number",
            models.SmallIntegerField(
                choices=[
                    (1, "eerste"),
                    (2, "tweede"),
                    (3, "derde"),
                    (4, "vierde"),
                    (-1, "laatste"),
                    (7, "week"),
                    (14, "twee weken"),
                    (21, "drie weken"),
                    (28, "vier weken"),
                    (42, "zes weken"),
                ],
                default=1,
                verbose_name="elke",
            ),
        ),
    ]

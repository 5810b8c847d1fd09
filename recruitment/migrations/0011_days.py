from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0010_fill_marks")]

    operations = [
        migrations.AddField(
            model_name="candidate",
            name="days",
            field=models.JSONField(default=dict, editable=False, verbose_name="dagen per stap"),
        )
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("recruitment", "0013_short_marks")]

    operations = [
        migrations.AddIndex(
            model_name="candidate", index=models.Index(fields=[mark, "stage"], name=f"candidate_{mark}")
        )
        for mark in ["name_mark", "email_mark", "phone_mark", "address_mark"]
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recruitment", "0008_plain_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="candidate",
            name=name,
            field=models.TextField(blank=True, default="", editable=False),
            preserve_default=False,
        )
        for name in ("name_mark", "email_mark", "phone_mark", "address_mark")
    ]

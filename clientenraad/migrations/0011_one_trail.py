from django.db import migrations

# Django's numbers for added, changed and deleted, and the trail's.
KINDS = {1: 0, 2: 1, 3: 2}


def bring_over(apps, schema_editor):
    """What Django's own log knew goes into the trail, without the names that it kept; then that log is emptied."""
    old, trail = apps.get_model("admin", "LogEntry"), apps.get_model("auditlog", "LogEntry")
    trail.objects.bulk_create(row for entry in old.objects.order_by("pk").iterator() if (row := _row(trail, entry)))
    old.objects.all().delete()


def _row(trail, entry):
    number = entry.object_id or ""
    if not entry.content_type_id or not number.isdecimal():
        return None
    return trail(
        content_type_id=entry.content_type_id, object_id=int(number), object_pk=number, object_repr="", changes=[],
        action=KINDS[entry.action_flag], actor_id=entry.user_id, timestamp=entry.action_time,
    )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("clientenraad", "0010_figures"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("auditlog", "0017_add_actor_email"),
    ]

    operations = [migrations.RunPython(bring_over, migrations.RunPython.noop)]

"""Django's own ``migrate``, which first looks whether this is the right database, and says when all was done.

Part of its work comes after the last migration (rights, groups, triggers, what search looks through): who is killed
there must begin again.
"""

from typing import Any

from django.core.management import CommandError
from django.core.management.commands import migrate

from clientenraad import mark, search_index, upgrades

# The command finds its executor by this name only.
migrate.MigrationExecutor = upgrades.WholeMigrations  # type: ignore[attr-defined]


class Command(migrate.Command):
    def execute(self, *args: Any, **options: Any) -> Any:
        # Before Django's own checks, which open the database as well.
        try:
            upgrades.refuse_unfit()
        except upgrades.DatabaseRefused as refused:
            raise CommandError(str(refused)) from refused
        return super().execute(*args, **options)

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        # With an app's name the tables of the others may be those of an older version: then it is not finished.
        if not (options["plan"] or options["check_unapplied"] or options["app_label"]):
            search_index.rebuild()
            mark.leave(upgrades.finished())

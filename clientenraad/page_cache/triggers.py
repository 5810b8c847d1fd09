"""Triggers by which the database itself gives the site another version, in the transaction of the change.

Whatever way a change comes in (a form, ``update()``, an import, another program), none can forget it, and what is
rolled back leaves the version as it was.
"""

from functools import cache
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.db import connection, transaction

from clientenraad.models import SiteVersion
from clientenraad.page_cache.watched import WATCHED

VERBS = ("insert", "update", "delete")
NAME = "site_version"
VERSION_TABLE = SiteVersion._meta.db_table
# At the end of the transaction, so that nobody waits for another's lock on the one row while holding other locks. The
# number of the transaction is one that no other has.
FUNCTION = f"""
CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
UPDATE {VERSION_TABLE} SET number = txid_current() WHERE number <> txid_current(); RETURN NULL; END $$
"""  # noqa: S608


def install() -> None:
    """Have the database watch the tables of ``WATCHED``, and let pages be kept from now on."""
    with transaction.atomic(), connection.cursor() as cursor:
        _drop(cursor)
        for statement in _statements():
            cursor.execute(statement)
        SiteVersion.objects.all().delete()
        SiteVersion.objects.create(pk=1, number=_any_number(cursor), watched=fingerprint())


def remove() -> None:
    """Watch no longer, and let no page be kept; a change of the tables themselves comes in between."""
    if VERSION_TABLE in connection.introspection.table_names():
        with transaction.atomic(), connection.cursor() as cursor:
            SiteVersion.objects.all().delete()
            _drop(cursor)


def install_where_needed() -> None:
    """Watch the tables when all are there and are not watched yet, or as an older version of the software wanted."""
    there = {VERSION_TABLE, *_tables()} <= set(connection.introspection.table_names())
    if there and not SiteVersion.objects.filter(watched=fingerprint()).exists():
        install()


@cache
def fingerprint() -> str:
    """Stands for all the triggers there should be: another list of tables, another text."""
    return sha256("\n".join(_statements()).encode()).hexdigest()[:32]


def _statements() -> list[str]:
    if connection.vendor == "sqlite":
        return [_sqlite(table, verb) for table in _tables() for verb in VERBS]
    return [FUNCTION, *(text for table in _tables() for text in _postgresql(table))]


def _tables() -> list[str]:
    return [apps.get_model(label)._meta.db_table for label in WATCHED]


def _sqlite(table: str, verb: str) -> str:
    bump = f"UPDATE {VERSION_TABLE} SET number = random()"  # noqa: S608
    return f"CREATE TRIGGER {NAME}_{table}_{verb} AFTER {verb} ON {table} BEGIN {bump}; END"


def _postgresql(table: str) -> list[str]:
    return [
        f"CREATE CONSTRAINT TRIGGER {NAME}_change AFTER INSERT OR UPDATE OR DELETE ON {table}"
        f" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {NAME}()",
        f"CREATE TRIGGER {NAME}_truncate AFTER TRUNCATE ON {table} EXECUTE FUNCTION {NAME}()",
    ]


def _drop(cursor: Any) -> None:
    """Every trigger of ours there is, also one of an older version of the software."""
    if connection.vendor == "sqlite":
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [f"{NAME}_%"])
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER {name}")
    else:
        cursor.execute(f"DROP FUNCTION IF EXISTS {NAME}() CASCADE")


def _any_number(cursor: Any) -> int:
    cursor.execute("SELECT random()" if connection.vendor == "sqlite" else "SELECT txid_current()")
    number: int = cursor.fetchone()[0]
    return number

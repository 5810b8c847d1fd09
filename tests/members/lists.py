"""Lists of members as text, for the tests that bring them in."""

from model_bakery import baker

from members.columns import headers_in, read_table
from members.importing import bring_in
from members.models import Committee, Office, Term
from members.spreadsheet import read

HEADER = "naam;e-mail;telefoon;adres;eerste dag;laatste dag;besluit;kenmerk;functie;commissie;reden vertrek"
KEPT = "Het is al gebeurd. Daarom bewaren wij het."
WOLK = "Wolk Voorbeeld;wolk@voorbeeld.example;06 0000 0000;Weg 1;1-3-2024;29-2-2028;20-2-2024;B24-7;;;"


def ready_to_bring(today):
    """Brings in lines of text below these headers, and keeps them unless told otherwise."""
    Office.objects.get_or_create(name="voorzitter", defaults={"is_chair": True})
    baker.make(Committee, name="commissie Communicatie")

    def bring(*lines: str, header: str = HEADER, keep: bool = True, **others):
        return bring_in(rows_of("\n".join([header, *lines]).encode()), today=today, keep=keep, **others)

    return bring


def rows_of(data: bytes):
    return read_table(read(data, headers_in)).rows


def errors(report):
    return {line.number: line.errors for line in report.lines if line.errors}


def warnings(report):
    return {line.number: line.warnings for line in report.lines if line.warnings}


def terms_of(name):
    return list(Term.objects.filter(member__name=name).values_list("starts_on", "ends_on"))

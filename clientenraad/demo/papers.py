"""PDFs of one page for the demo: the council's advices and what the college answered, all of it invented."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.files.base import ContentFile

from clientenraad.models import Document

NOTE = "Dit is een verzonnen document voor de demonstratie."
A4 = "595 842"  # points


@dataclass(frozen=True)
class Paper:
    """A document, dated so many days before today; ``answer`` came so many days later."""

    kind: str
    title: str
    summary: str
    days_ago: int
    lines: list[str]
    answer: list[str] | None = None
    answer_after: int = 35


PAPERS = [
    Paper(
        Document.Kind.ADVICE,
        "Advies over duidelijke brieven",
        "Brieven van de gemeente kunnen korter. Wij schrijven hoe.",
        40,
        ["Wij lazen twintig brieven van de gemeente.", "De helft kan korter.", "Zet bovenaan wat iemand moet doen."],
    ),
    Paper(
        Document.Kind.ADVICE,
        "Advies over hulp bij schulden",
        "Wie schulden heeft, moet sneller een gesprek krijgen.",
        120,
        ["Mensen wachten te lang op het eerste gesprek.", "Maak er hoogstens twee weken van."],
        ["Het college neemt uw advies bijna helemaal over.", "Het eerste gesprek is voortaan binnen drie weken."],
    ),
    Paper(
        Document.Kind.ADVICE,
        "Advies over reiskosten",
        "Wie voor een afspraak reist, moet dat geld terugkrijgen.",
        480,
        ["Een buskaartje is duur als u weinig geld hebt.", "Betaal de reis naar een verplichte afspraak."],
        ["Het college neemt uw advies over.", "De regels gelden vanaf de eerste dag van volgend jaar."],
    ),
    Paper(
        Document.Kind.ORDINANCE,
        "Verordening over de cliëntenraad",
        "De regels van de gemeenteraad: wat de raad doet en wie lid mag zijn.",
        900,
        ["De raad geeft advies over Werk & Inkomen.", "Het college benoemt de leden."],
    ),
    Paper(
        Document.Kind.RULES,
        "Huishoudelijk reglement",
        "Onze eigen afspraken over vergaderen en stemmen.",
        700,
        ["De raad vergadert elke maand.", "Elk lid heeft één stem."],
    ),
]


def file_papers(today: date) -> None:
    """Put the documents on the site."""
    for paper in PAPERS:
        day = today - timedelta(days=paper.days_ago)
        document = Document(kind=paper.kind, title=paper.title, summary=paper.summary, dated_on=day)
        document.file.save("document.pdf", _file(paper.title, paper.lines), save=False)
        if paper.answer:
            document.answer.save("antwoord.pdf", _file(f"Antwoord: {paper.title}", paper.answer), save=False)
            document.answered_on = day + timedelta(days=paper.answer_after)
        document.save()


def _file(title: str, lines: list[str]) -> ContentFile:
    return ContentFile(pdf(title, [*lines, NOTE]))


def pdf(title: str, lines: list[str]) -> bytes:
    """A page with a title and some lines, in a font that every reader has."""
    shown = [f"BT /F1 20 Tf 60 770 Td ({_text(title)}) Tj ET"]
    shown += [f"BT /F1 12 Tf 60 {730 - 22 * row} Td ({_text(line)}) Tj ET" for row, line in enumerate(lines)]
    page = "\n".join(shown).encode("cp1252")
    return _assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R /Lang (nl) /ViewerPreferences << /DisplayDocTitle true >> >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {A4}] /Contents 4 0 R"
            " /Resources << /Font << /F1 5 0 R >> >> >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            b"<< /Title (%s) >>" % _text(title).encode("cp1252"),
        ]
    )


def _text(text: str) -> str:
    for char in "\\()":
        text = text.replace(char, f"\\{char}")
    return text


def _assembled(objects: list[bytes]) -> bytes:
    """The objects one after the other, then the table that says at which byte each begins."""
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(objects), len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (size, table, end)

"""The chapters about what belongs to no room: documents, and messages from the contact page. Their questions too."""

from collections import Counter
from datetime import date

from django.db.models import Count, Q

from clientenraad.figures.numbers import split, spread
from clientenraad.figures.parts import Section, Table, count, number_of_days, within
from clientenraad.figures.year import Year
from clientenraad.models import Document, Message, PastMessage


def documents(year: Year) -> Section:
    dated = Document.objects.published().filter(dated_on__range=(year.first, year.last))
    counts = dated.order_by().values_list("kind").annotate(all=Count("pk"), answered=Count("pk", ~Q(answer="")))
    found = {kind: (number, answered) for kind, number, answered in counts}
    if not found:
        return Section("Adviezen en documenten", ["Er kwam geen document op de website."], is_empty=True)
    rows = [(str(kind.label).capitalize(), *found[kind]) for kind in Document.Kind if kind in found]
    table = Table("Documenten", ["Soort", "Aantal", "Met antwoord van het college"], rows)
    return Section("Adviezen en documenten", [_advices(*found.get(Document.Kind.ADVICE, (0, 0)))], [table])


def _advices(number: int, answered: int) -> str:
    text = f"De raad gaf {count(number, 'advies', 'adviezen')} aan het college."
    if not number:
        return text
    if not answered:
        return f"{text} Daarop staat nog geen antwoord op de website."
    return f"{text} Op {answered} daarvan gaf het college antwoord."


def messages(year: Year) -> Section:
    answered = answered_messages(year.first, year.last)
    if not answered:
        return Section("Berichten", ["Er werd geen bericht van de website beantwoord."], is_empty=True)
    text = f"De raad beantwoordde {count(len(answered), 'bericht', 'berichten')} van de website."
    if time := spread([days for _, days in answered]):
        text += f" De helft kreeg antwoord binnen {within(time.half)}."
        text += f" Negen van de tien kregen dat binnen {number_of_days(time.most)}." if time.most is not None else ""
    kinds = Counter(kind for kind, _ in answered)
    named = {str(kind.label).capitalize(): kinds[kind.value] for kind in Message.Kind}
    groups = split(named, others="Iets anders")
    tables = [Table("Berichten per soort", ["Soort", "Berichten"], list(groups.items()))] if groups else []
    return Section("Berichten", [text], [_summary(answered), *tables])


def _summary(answered: list[tuple[str, int]]) -> Table:
    rows: list[tuple[str, int | str]] = [("Beantwoord", len(answered))]
    if time := spread([days for _, days in answered]):
        rows.append(("De helft binnen", number_of_days(time.half)))
        if time.most is not None:
            rows.append(("Negen van de tien binnen", number_of_days(time.most)))
    return Table("Berichten", ["Wat", "Hoeveel"], rows)


def answered_messages(first: date, last: date) -> list[tuple[str, int]]:
    """Kind and days to the answer of every message answered in the stretch, also of those that were erased since.

    Of an erased one only the month is known; ``first`` and ``last`` begin and end a month, or are today.
    """
    kept = (
        Message.objects.filter(answered_on__range=(first, last)).order_by().only("kind", "received_at", "answered_on")
    )
    past = PastMessage.objects.filter(answered_in__range=(first, last)).order_by().values_list("kind", "days")
    return [*((row.kind, row.days_to_answer or 0) for row in kept), *past]

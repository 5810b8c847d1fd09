"""The chapter about being together, news and awards."""

from datetime import datetime

from django.utils.formats import date_format

from clientenraad.figures.parts import Section, Table, count, listed
from clientenraad.figures.year import Year
from events import figures
from events.models import Award


def together(year: Year, now: datetime) -> Section:
    held = figures.get_togethers(year.first, year.last, now)
    news, awards = figures.news(year.first, year.last, now), figures.awards(year.first, year.last)
    is_empty = not (held or news or awards)
    text = [f"{_drinks(year)} Op de website {_came(news)} {count(news, 'nieuwsbericht', 'nieuwsberichten')}."]
    if is_empty:
        text = ["Er was geen bijeenkomst en geen nieuws."]
    rows = [(line.kind.capitalize(), line.held, line.cancelled) for line in held]
    table = Table("Bijeenkomsten", ["Soort", "Gehouden", "Niet doorgegaan"], rows)
    return Section("Samen", [*text, *map(_award, awards)], [table] if held else [], is_empty=is_empty)


def _came(news: int) -> str:
    return "kwam" if news == 1 else "kwamen"


def _drinks(year: Year) -> str:
    if not year.whole_months:
        return "De eerste maand is nog niet voorbij."
    empty = figures.months_without_drinks(year.first, year.last)
    if not empty:
        return "Elke maand was er een borrel."
    if len(empty) == year.whole_months:
        return "Er was geen borrel."
    return f"Er was geen borrel in {listed([date_format(month, 'F') for month in empty])}."


def _award(award: Award) -> str:
    return f"Er was een prijs: ‘{award.prize}’ van {award.giver}."

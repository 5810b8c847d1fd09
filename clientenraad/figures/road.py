"""The chapter about everybody who applied: by which way, how far they came, and how long that took."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from clientenraad.figures.drawings import Bars, bars
from clientenraad.figures.numbers import FEW, SMALLEST, Spread, split, spread, veiled
from clientenraad.figures.parts import Cell, Section, Table, count, in_full, number_of_days, within
from clientenraad.figures.year import Year
from recruitment import figures
from recruitment.figures import WAITING, Road
from recruitment.models import Candidate
from recruitment.road import ENDED, LEFT, ROADS, Stage, VacancyKind

STATIONS = ROADS[VacancyKind.SEAT]
WHOLE = "Van aanmelding tot benoeming"
TOO_FEW = "Dat zijn er te weinig om meer te vertellen. U zou iemand kunnen herkennen."


def applications(year: Year) -> Section:
    roads = figures.roads(year.first, year.last)
    long = [road for road in roads if road.kind == VacancyKind.SEAT]
    people, others = _people(long), _people(roads) - _people(long)
    if not roads:
        return Section("Aanmeldingen", ["Niemand meldde zich aan."], is_empty=True)
    text = [_applied(people, "een plaats in de raad"), *([_applied(others, "een commissie")] if others else [])]
    if people < SMALLEST:
        return Section("Aanmeldingen", [*text, *([TOO_FEW] if long else [])])
    return Section("Aanmeldingen", [*text, *_said(long, year)], [*_tables(long), *_how_far(long), *_how_long(long)])


def _people(roads: Iterable[Road]) -> int:
    return sum(road.people for road in roads)


def _by(group: Callable[[Road], str], roads: Iterable[Road]) -> Counter[str]:
    """How many people there are in each group."""
    people: Counter[str] = Counter()
    for road in roads:
        people[group(road)] += road.people
    return people


def _applied(number: int, what: str) -> str:
    who = "meldde zich 1 persoon" if number == 1 else f"meldden zich {count(number, 'persoon', 'mensen')}"
    return f"Voor {what} {who} aan."


def _said(roads: list[Road], year: Year) -> Iterator[str]:
    if not _ways(roads):
        yield "Hoe mensen zich aanmeldden, staat hier niet. De groepen zijn te klein."
    if any(road.stands in LEFT for road in roads) and not _left(roads):
        yield "Zei de raad nee, of stopte iemand zelf? Dat staat hier niet. De groepen zijn te klein."
    whole = spread(figures.days_to_appointment(roads))
    if whole:
        yield f"De helft van de nieuwe leden was binnen {within(whole.half)} benoemd."
    yield f"De raad volgt iedereen die zich in {year.number} aanmeldde. Dit is de stand op {in_full(year.today)}."


def _ways(roads: list[Road]) -> dict[str, int]:
    ways = _by(lambda road: road.way_in, roads)
    named = {str(way.label).capitalize(): ways[way.value] for way in Candidate.WayIn}
    return split(named, others="Op een andere manier")


def _ends(roads: list[Road]) -> dict[str, int | str]:
    """Who was appointed is known to all. Of who stopped, who said no is told only where nobody can be recognised."""
    appointed = _people(road for road in roads if road.stands == Stage.APPOINTED)
    stopped = _people(road for road in roads if road.stands in LEFT)
    left = _left(roads) or ({"Gestopt of afgewezen": stopped} if stopped else {})
    ends = {"Benoemd tot lid": appointed, **left, **_going_on(roads)}
    return {name: number if name == "Benoemd tot lid" else veiled(number) for name, number in ends.items()}


def _left(roads: list[Road]) -> dict[str, int]:
    stands = _by(lambda road: road.stands, roads)
    counts = {"Afgewezen door de raad": stands[Stage.DECLINED], "Zelf gestopt": stands[Stage.WITHDRAWN]}
    return split(counts, others="Gestopt of afgewezen")


def _going_on(roads: list[Road]) -> dict[str, int]:
    waiting = _people(road for road in roads if road.stands == WAITING)
    both = _people(road for road in roads if road.stands not in ENDED)
    counts = {"Nog op weg": both - waiting, "Op de wachtlijst": waiting}
    return split(counts, others="Nog op weg of op de wachtlijst") or (
        {"Nog op weg of op de wachtlijst": both} if both else {}
    )


def _reasons(roads: list[Road]) -> dict[str, int]:
    """Why the council said no; only where the number of those people is shown as well."""
    if not _left(roads):
        return {}
    declined = [road for road in roads if road.stands == Stage.DECLINED]
    reasons = _by(lambda road: road.declined_because or "zonder reden uit de lijst", declined)
    return split(reasons, others="iets anders")


def _tables(roads: list[Road]) -> list[Table]:
    tables: list[tuple[str, str, Mapping[str, Cell]]] = [
        ("Hoe mensen zich aanmeldden", "Manier", _ways(roads)),
        ("Hoe het verder ging", "Waar", _ends(roads)),
        ("Waarom de raad nee zei", "Reden", _reasons(roads)),
    ]
    return [Table(title, [first, "Mensen"], list(groups.items())) for title, first, groups in tables if groups]


def _how_far(roads: list[Road]) -> tuple[Bars, Table]:
    """How many came to each station. One or two are drawn as two: the drawing must not tell more than the table."""
    rows = [(str(stage.label), _shown(stage, number), number) for stage, number in _reached(roads)]
    lines = [(name, 2.0 if shown == FEW else float(number), 0.0, str(shown)) for name, shown, number in rows]
    key = [("veiled", "1 of 2 mensen")] if any(shown == FEW for _, shown, _ in rows) else []
    title = "Hoe ver mensen kwamen"
    table = Table(title, ["Stap", "Mensen"], [(name, shown) for name, shown, _ in rows])
    return bars(title, lines, veiled=FEW, key=key), table


def _shown(stage: Stage, number: int) -> int | str:
    return number if stage == Stage.APPOINTED else veiled(number)


def _how_long(roads: list[Road]) -> list[Bars | Table]:
    times = _times(roads)
    if not times:
        return []
    title = "Hoe lang het duurde"
    head = ["Stap", "Mensen", "De helft hoogstens", "Negen van de tien hoogstens"]
    lines = [(name, float(time.half), float(time.most or 0), _words(time)) for name, time in times]
    key = [("bar", "de helft hoogstens")]
    if any(time.most is not None for _, time in times):
        key.append(("reach", "negen van de tien hoogstens"))
    return [bars(title, lines, key=key), Table(title, head, [_row(name, time) for name, time in times])]


def _reached(roads: list[Road]) -> list[tuple[Stage, int]]:
    return [(stage, _people(road for road in roads if road.reached(stage))) for stage in STATIONS]


def _times(roads: list[Road]) -> list[tuple[str, Spread]]:
    times = [(str(stage.label), figures.days_at(stage, roads)) for stage in STATIONS[:-1]]
    times.append((WHOLE, figures.days_to_appointment(roads)))
    return [(name, found) for name, days in times if (found := spread(days))]


def _row(name: str, time: Spread) -> tuple[str, int, str, str]:
    most = "te weinig mensen" if time.most is None else number_of_days(time.most)
    return name, time.people, number_of_days(time.half), most


def _words(time: Spread) -> str:
    half = number_of_days(time.half)
    return half if time.most is None else f"{half}, negen van de tien {number_of_days(time.most)}"

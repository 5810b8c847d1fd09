"""The chapters about the council itself: who came and went, the seats, and the offices."""

from collections import Counter

from clientenraad.figures.drawings import seat_plot
from clientenraad.figures.numbers import split
from clientenraad.figures.parts import Section, Table, count, in_full
from clientenraad.figures.year import Year
from members import figures
from members.figures import Movement, OfficeDays
from members.models import Term
from members.occupancy_plot import Step

OTHER_REASONS = "een andere reden"


def members(year: Year) -> Section:
    moved = figures.movement(year.first, year.last)
    if not (moved.began or moved.joined):
        return Section("Leden", ["Er waren dit jaar geen leden."], is_empty=True)
    text = [
        f"Het jaar begon met {count(moved.began, 'lid', 'leden')}. {_joined(moved)} {_left(moved)}"
        f" Zo {'waren er aan het einde' if year.is_over else 'zijn er nu'} {count(moved.ended, 'lid', 'leden')}.",
        f"Het college herbenoemde {count(moved.reappointed, 'lid', 'leden')}.",
    ]
    return Section("Leden", [*text, *_why(moved)], [_moves(moved), *_reasons(moved)])


def _joined(moved: Movement) -> str:
    return f"Er {'kwam' if moved.joined == 1 else 'kwamen'} {count(moved.joined, 'nieuw lid', 'nieuwe leden')} bij."


def _left(moved: Movement) -> str:
    left = moved.left.total()
    return f"Er {'stopte' if left == 1 else 'stopten'} {count(left, 'lid', 'leden')}."


def _early(moved: Movement) -> int:
    return moved.left.total() - moved.left[""]


def _moves(moved: Movement) -> Table:
    rows = [
        ("Leden aan het begin", moved.began),
        ("Nieuwe leden", moved.joined),
        ("Gestopt omdat de tijd om was", moved.left[""]),
        ("Eerder gestopt", _early(moved)),
        ("Leden aan het einde", moved.ended),
        ("Herbenoemd", moved.reappointed),
    ]
    note = "Wie stopt, telt op de laatste dag nog mee als lid. Aan het einde van het jaar telt die dan niet meer mee."
    return Table("Leden erbij en eraf", ["Wat", "Leden"], rows, note)


def _split(moved: Movement) -> dict[str, int]:
    reasons = Counter({str(reason.label): moved.left[reason.value] for reason in Term.Reason})
    return split(reasons, others=OTHER_REASONS)


def _why(moved: Movement) -> list[str]:
    if not _early(moved) or _split(moved):
        return []
    return ["Waarom iemand eerder stopte, staat hier niet. Het zijn er zo weinig dat u iemand kunt herkennen."]


def _reasons(moved: Movement) -> list[Table]:
    groups = _split(moved)
    return [Table("Waarom leden eerder stopten", ["Reden", "Leden"], list(groups.items()))] if groups else []


def seats(year: Year) -> Section:
    picture = figures.taken(year.first, year.last)
    if not any(step.members for step in picture):
        return Section("Plaatsen", ["Er was dit jaar geen plaats bezet."], is_empty=True)
    text = [f"{_all(picture)} {_extremes(picture)}", f"{_free(picture)} Een plaats voor iemand op proef telt als vrij."]
    text += [f"Wie {office} is, is wel lid en neemt geen plaats in." for office in _without_seat(year)]
    drawing = seat_plot(f"Bezette plaatsen in {year.number}", picture)
    return Section("Plaatsen", text, [drawing, _changes(picture)])


def _without_seat(year: Year) -> list[str]:
    found = figures.offices(year.first, year.last)
    return [office.office for office in found if office.days and not office.takes_seat]


def _all(picture: list[Step]) -> str:
    numbers = list(dict.fromkeys(step.seats for step in picture if step.seats))
    if not numbers:
        return "Hoeveel plaatsen de raad had, is niet bekend."
    if len(numbers) == 1:
        return f"De raad had {count(numbers[0], 'plaats', 'plaatsen')}."
    return f"Het aantal plaatsen veranderde: eerst {', daarna '.join(map(str, numbers))}."


def _extremes(picture: list[Step]) -> str:
    fullest = max(picture, key=lambda step: step.members)
    emptiest = min(picture, key=lambda step: step.members)
    if fullest.members == emptiest.members:
        return f"Elke dag {_taken(fullest)}."
    return f"De volste dag was {_on(fullest)}. De leegste dag was {_on(emptiest)}."


def _on(step: Step) -> str:
    return f"{in_full(step.first)}: toen {_taken(step)}"


def _taken(step: Step) -> str:
    return "was 1 plaats bezet" if step.members == 1 else f"waren {step.members} plaatsen bezet"


def _days(picture: list[Step]) -> int:
    return sum((step.last - step.first).days + 1 for step in picture)


def _free(picture: list[Step]) -> str:
    known = [step for step in picture if step.seats]
    free, days = _days([step for step in known if step.members < step.seats]), _days(known)
    if free in (0, days):
        return "Er was elke dag een plaats vrij." if free else "Er was geen dag een plaats vrij."
    return f"Op {free} van de {days} dagen was er een plaats vrij."


def _changes(picture: list[Step]) -> Table:
    rows = [(in_full(step.first), step.members, step.seats or "niet bekend") for step in picture]
    return Table("Bezette plaatsen, dag voor dag", ["Vanaf", "Bezet", "Plaatsen"], rows)


def offices(year: Year) -> Section:
    found = figures.offices(year.first, year.last)
    if not any(office.days for office in found):
        return Section("Functies", ["Er was dit jaar niemand met een functie."], is_empty=True)
    rows = [(office.office.capitalize(), office.days, office.people) for office in found]
    table = Table("Functies", ["Functie", "Dagen vervuld", "Mensen"], rows)
    return Section("Functies", [" ".join(_held(office, year) for office in found)], [table])


def _held(office: OfficeDays, year: Year) -> str:
    if office.days == year.days:
        return f"Er was elke dag een {office.office}."
    return f"Op {office.days} van de {year.days} dagen was er een {office.office}."

"""Every text of ours that somebody reads, taken from the sources: templates and the strings of the program.

``Unit`` is what is measured as a whole: a page, a letter, or the messages and help texts of one file.
"""

import ast
import re
from collections.abc import Iterator
from gettext import GNUTranslations
from itertools import product
from pathlib import Path
from typing import NamedTuple

from django.apps import apps
from django.db.models import Model
from django.template.base import Lexer, Token, TokenType

from tests.html_text import blocks_of, parsed

ROOT = Path(__file__).parent.parent
ROOMS = ["clientenraad", "events", "members", "recruitment"]
SOMETHING = "iets"  # what stands in the place of a value
# Words that no English text and no program has, and nearly every Dutch one.
DUTCH = re.compile(
    r"\b(?:als|bij|de|deze|dit|een|eerst|er|geen|heeft|het|hebt|kan|kies|kunt|met|meer|naar|niet|nog|om|ons|ook"
    r"|tot|u|uit|uw|van|vanaf|voor|vul|wat|wie|wij|worden|wordt|zij|zijn|zonder)\b",
    re.IGNORECASE,
)
ENGLISH = re.compile(r"\b(?:and|are|for|from|or|the|this|to|with)\b", re.IGNORECASE)
RICH = re.compile(r"</?(?:p|li|h\d)>")


class Unit(NamedTuple):
    """A text under the name by which it is found back."""

    name: str
    blocks: list[str]


def units() -> list[Unit]:
    """The texts of every template, every Python file and of what Django says here, without those that have none."""
    found = [*map(_of_template, _files("templates", "*.html")), *map(_of_python, _python_files())]
    found += map(_of_catalog, _files("locale", "*.mo"))
    return [unit for unit in found if unit.blocks]


def labels() -> list[Unit]:
    """What our models call their rows, fields and choices; too short to measure, but words that people read."""
    models = [model for app in apps.get_app_configs() if app.name in ROOMS for model in app.get_models()]
    return [Unit(model._meta.label, list(map(str, _labels(model)))) for model in models]


def _labels(model: type[Model]) -> Iterator[object]:
    yield from (model._meta.verbose_name, model._meta.verbose_name_plural)
    for field in model._meta.local_fields:  # not those of an account, which Django names
        yield from (field.verbose_name, field.help_text, *(label for _, label in field.flatchoices))


def _files(folder: str, pattern: str) -> list[Path]:
    return sorted((ROOT / folder).rglob(pattern))


def _python_files() -> list[Path]:
    # What a migration once said stays as it was; the rows that it made are looked at on their pages.
    return [path for room in ROOMS for path in _files(room, "*.py") if path.parent.name != "migrations"]


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _of_python(path: Path) -> Unit:
    texts = [text for text in python_texts(path.read_text(encoding="utf-8")) if is_dutch(text)]
    return Unit(_name(path), [block for text in texts for block in blocks_in(text)])


def blocks_in(text: str) -> list[str]:
    """The blocks of a string: rich text has tags, other text has lines."""
    return (
        blocks_of(parsed(text)) if RICH.search(text) else [line.strip() for line in text.splitlines() if line.strip()]
    )


def is_dutch(text: str) -> bool:
    return " " in text.strip() and bool(DUTCH.search(text)) and not ENGLISH.search(text)


def python_texts(source: str) -> Iterator[str]:
    """The strings of a program that are not a docstring; what is filled in stands as ``SOMETHING``."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Constant) and isinstance(child.value, str):
                if not isinstance(node, ast.Expr | ast.JoinedStr):
                    yield child.value
            elif isinstance(child, ast.JoinedStr):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else SOMETHING for part in child.values)


def _of_catalog(path: Path) -> Unit:
    with path.open("rb") as file:
        said = GNUTranslations(file)._catalog
    return Unit(_name(path), [text for key, text in said.items() if key])


def _of_template(path: Path) -> Unit:
    tokens = Lexer(path.read_text(encoding="utf-8")).tokenize()
    blocks = [block for html in template_ways(tokens) for block in blocks_of(parsed(html))]
    return Unit(_name(path), list(dict.fromkeys(blocks)))


def template_ways(tokens: list[Token]) -> Iterator[str]:
    """The HTML of a template in ways that together show every text: each branch, with what is in it and without."""
    branches = [token for token in tokens if _tag(token) in {"elif", "else", "empty"}]
    for outer, inner in product(range(len(branches) + 2), range(2)):
        yield "".join(_taken(tokens, outer, inner))


def _tag(token: Token) -> str:
    return token.split_contents()[0] if token.token_type == TokenType.BLOCK else ""


def _taken(tokens: list[Token], outer: int, inner: int) -> Iterator[str]:
    """The pieces of the ``outer``-th branch of each condition, and of the ``inner``-th of one within it."""
    reached: list[int] = []  # of each condition that is open: which of its branches we are in
    for token in tokens:
        match _tag(token):
            case "if" | "for":
                reached.append(0)
            case "elif" | "else" | "empty":
                reached[-1] += 1
            case "endif" | "endfor":
                reached.pop()
            case "block" | "endblock":
                yield "<br>"
        if reached[:1] in ([], [outer]) and all(branch == inner for branch in reached[1:]):
            yield from _shown(token)


def _shown(token: Token) -> Iterator[str]:
    if token.token_type == TokenType.TEXT:
        yield token.contents
    elif token.token_type == TokenType.VAR:
        yield SOMETHING

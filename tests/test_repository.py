"""What the repository itself must not hold, and what it must explain."""

import re
import subprocess
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import yaml

TOP = Path(__file__).parent.parent
BUILD = re.compile(r"requirements.*\.txt|.*\.lock|pyproject\.toml|start|test|\.ci/.*|tests/with_postgres")
# A path that exists on one machine only; addresses of the site itself, such as /leden/, are none.
MACHINE_PATH = re.compile(r"(?<![\w.}/])/(?:work|root|home|Users|farm)/\w")
# How start, the settings and the commands ask for a variable.
ASKS = re.compile(r'\b(?:env|read|needed|number|variable|FileAwareEnv\(\))\(\s*"([A-Z_]+)"')
ADDRESS = re.compile(r"(?<!postgres)://(?!localhost|127\.0\.0\.1|raad\.example)")


def files() -> dict[str, str]:
    """The text of every file that is in the repository, or would be after an add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=TOP, check=True, capture_output=True, text=True).stdout.split("\n")
    paths = {name: TOP / name for name in names if name}
    return {name: path.read_text(errors="ignore") for name, path in paths.items() if path.is_file()}


def lines_with(pattern: re.Pattern[str], among: dict[str, str]) -> list[str]:
    return [
        f"{name}: {line.strip()[:100]}"
        for name, text in among.items()
        for line in text.split("\n")
        if pattern.search(line)
    ]


def test_no_file_knows_a_path_of_one_machine():
    assert lines_with(MACHINE_PATH, files()) == []


def test_what_installs_and_builds_names_no_address():
    build = {name: text for name, text in files().items() if BUILD.fullmatch(name)}
    assert {"start", "test", "requirements.txt", "requirements-dev.txt", ".ci/run"} <= set(build)
    assert lines_with(ADDRESS, build) == []


def test_every_variable_that_is_read_is_explained_and_no_other():
    programs = [text for name, text in files().items() if name == "start" or re.match(r"clientenraad/.*\.py$", name)]
    read = {name for text in programs for name in ASKS.findall(text)}
    explained = re.findall(r"^\| `([A-Z_]+)` \|", (TOP / "docs" / "variables.md").read_text(), re.MULTILINE)
    assert read == set(explained)
    assert len(explained) > 10


def test_every_command_and_document_is_told_of():
    commands = {path.stem for path in (TOP / "clientenraad/management/commands").glob("[a-z]*.py")} - {"serve"}
    told = (TOP / "docs" / "addresses.md").read_text()
    assert [name for name in commands if f"manage.py {name}" not in told] == []
    readme = (TOP / "README.md").read_text()
    assert [path.name for path in (TOP / "docs").glob("*.md") if f"(docs/{path.name})" not in readme] == []


def test_no_line_of_prose_is_over_120_characters():
    prose = {name: text for name, text in files().items() if name.endswith(".md")}
    # A row of a table cannot be broken off.
    assert lines_with(re.compile(r"^(?!\s*\|).{121}"), prose) == []
    assert "README.md" in prose


def test_every_dependency_says_why_it_is_there():
    listed = re.compile(r'^\s*(?:\w+ = \[)?"[A-Za-z][\w.-]*(?:\[\w+\])?\s*[<>=~!].*$', re.MULTILINE)
    lines = listed.findall((TOP / "pyproject.toml").read_text())
    assert len(lines) == len(dependencies())
    assert [line for line in lines if not re.search(r"#\s*\S+", line)] == []


def test_every_dependency_is_in_the_lock():
    locked = re.findall(r"^([a-z0-9.-]+)(?:\[.*\])?==", (TOP / "requirements-dev.txt").read_text(), re.MULTILINE)
    assert {name.lower() for name in dependencies()} - set(locked) == set()


def test_every_test_that_a_document_names_is_there():
    named = [
        (name, path)
        for name, text in files().items()
        if name.startswith("docs/") and name.endswith(".md")
        for path in re.findall(r"`(tests/[\w/.]+)`", text)
    ]
    assert len(named) > 30
    assert [one for one in named if not (TOP / one[1]).exists()] == []


# What the standard asks of everybody (publiccode.yml 0.4).
MANDATORY = """publiccodeYmlVersion name url platforms developmentStatus softwareType legal/license maintenance/type
maintenance/contacts localisation/localisationReady localisation/availableLanguages description/nl/shortDescription
description/nl/longDescription description/nl/features"""


def test_catalogues_find_all_that_they_ask_for():
    found = [inside(public_code(), path) for path in MANDATORY.split()]
    assert [path for path, value in zip(MANDATORY.split(), found, strict=True) if value in (None, "", [])] == []
    assert inside(public_code(), "url").startswith("https://")
    nl = inside(public_code(), "description/nl")
    assert len(nl["shortDescription"]) <= 150 <= len(nl["longDescription"]) <= 10_000


def test_catalogues_read_what_the_project_says_of_itself():
    project = tomllib.loads((TOP / "pyproject.toml").read_text())["project"]
    assert inside(public_code(), "legal/license") == project["license"]
    plain = unicodedata.normalize("NFD", inside(public_code(), "name")).encode("ascii", "ignore").decode()
    assert plain.casefold() == project["name"]
    python = next(one for one in inside(public_code(), "dependsOn/open") if one["name"] == "Python")
    assert f">={python['versionMin']}" == project["requires-python"]


def test_catalogues_hear_of_no_release_before_there_is_one():
    released = re.search(r"^## (?!Nog niet uitgebracht)", (TOP / "CHANGELOG.md").read_text(), re.MULTILINE)
    told = {"softwareVersion", "releaseDate"} & set(public_code())
    assert told == ({"softwareVersion", "releaseDate"} if released else set())


def public_code() -> dict[str, Any]:
    known: dict[str, Any] = yaml.safe_load((TOP / "publiccode.yml").read_text())
    return known


def inside(known: Any, path: str) -> Any:
    """What stands at ``path``, key by key; None where nothing does."""
    for key in path.split("/"):
        known = known.get(key) if known else None
    return known


def dependencies() -> list[str]:
    project = tomllib.loads((TOP / "pyproject.toml").read_text())
    lists = [project["project"]["dependencies"], *project["project"]["optional-dependencies"].values()]
    lists += project["dependency-groups"].values()
    return [re.split(r"[\[<>=~! ]", text)[0] for several in lists for text in several]

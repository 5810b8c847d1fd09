"""``./start`` before Django is there: .venv, the data folder and the secret."""

import os
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from stat import S_IMODE

import pytest


@pytest.fixture
def start(monkeypatch, tmp_path):
    """The script as a module, with its .venv in an empty folder."""
    loader = SourceFileLoader("start", str(Path(__file__).parent.parent / "start"))
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    module = module_from_spec(spec_from_loader("start", loader))
    loader.exec_module(module)
    module.VENV, module.PYTHON = tmp_path, tmp_path / "python"
    for name in ("SECRET_KEY", "SECRET_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)
    return module


@pytest.fixture
def commands(start, monkeypatch):
    """What would have been run, last words only; a fresh .venv gets its Python."""
    seen = []

    def run(command):
        seen.append(Path(command[-1]).name)
        start.PYTHON.touch()

    monkeypatch.setattr(start, "run", run)
    monkeypatch.setattr(start, "answers", lambda python, question: Path(python).exists())
    return seen


@pytest.fixture
def lock(tmp_path):
    path = tmp_path / "requirements.txt"
    path.write_text("one==1")
    return path


def test_a_first_install_makes_the_venv_and_fills_it(start, commands, lock):
    start.install(lock)
    assert commands == [start.VENV.name, "requirements.txt"]


def test_the_same_lock_is_not_installed_twice(start, commands, lock):
    start.install(lock)
    start.install(lock)
    assert len(commands) == 2


def test_a_changed_lock_is_installed_in_the_same_venv(start, commands, lock):
    start.install(lock)
    lock.write_text("one==2")
    start.install(lock)
    assert commands[2:] == ["requirements.txt"]


def test_an_install_that_was_broken_off_starts_again(start, commands, lock, monkeypatch):
    def break_off(command):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(start, "run", break_off)
        start.install(lock)
    start.install(lock)
    assert commands == [start.VENV.name, "requirements.txt"]


def test_no_suitable_python_is_said_in_dutch(start, monkeypatch):
    monkeypatch.setattr(start, "answers", lambda python, question: False)
    with pytest.raises(SystemExit, match="^Deze site heeft Python 3.11 of nieuwer nodig"):
        start.find_python()


def test_the_data_and_the_secret_are_for_the_owner_only(start, tmp_path):
    data = tmp_path / "data"
    start.prepare_data(data)
    assert S_IMODE(data.stat().st_mode) == 0o700
    assert S_IMODE((data / "secret-key").stat().st_mode) == 0o600
    assert len((data / "secret-key").read_text()) >= 50
    assert os.environ["SECRET_KEY_FILE"] == str(data / "secret-key")


def test_the_secret_stays_the_same(start, tmp_path, monkeypatch):
    start.prepare_data(tmp_path / "data")
    first = (tmp_path / "data" / "secret-key").read_text()
    monkeypatch.delenv("SECRET_KEY_FILE")
    start.prepare_data(tmp_path / "data")
    assert (tmp_path / "data" / "secret-key").read_text() == first


@pytest.mark.parametrize("name", ["SECRET_KEY", "SECRET_KEY_FILE"])
def test_who_has_a_secret_gets_no_other(start, tmp_path, monkeypatch, name):
    monkeypatch.setenv(name, "iets")
    start.prepare_data(tmp_path / "data")
    assert list((tmp_path / "data").iterdir()) == []


def test_a_variable_may_be_in_a_file(start, tmp_path, monkeypatch):
    (tmp_path / "port").write_text("8001\n")
    monkeypatch.setenv("PORT", "8002")
    monkeypatch.setenv("PORT_FILE", str(tmp_path / "port"))
    assert start.variable("PORT", "8000") == "8001"
    monkeypatch.delenv("PORT_FILE")
    assert start.variable("PORT", "8000") == "8002"
    monkeypatch.delenv("PORT")
    assert start.variable("PORT", "8000") == "8000"

"""How many public pages a second, beside what else could send them: ``python -m tests.bench.front``.

Four servers stand side by side and are asked in turn, some seconds each, so that whatever else the machine does
falls on all of them. Prints medians of the rounds, and ratios to the constant of the same round.
"""

import json
import sys
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from tests.bench.serving import Environment, asked, cpu_seconds, get, heading, served, site

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 7
CONNECTIONS = 64  # of fewer, one worker may get nearly all
PAGES = ["/", "/nieuws/", "/leden/"]
OF_THE_SERVER = {"server", "date", "connection"}
Server = tuple[int, int]  # its port and the number of its first process


def peers(environment: Environment, stack: ExitStack) -> dict[str, Server]:
    """The four, by what they are."""
    kept = stack.enter_context(served(environment))
    file = Path(environment["DATA_DIR"], "constant.json")
    file.write_text(json.dumps({path: answer_of(kept[0], path) for path in PAGES}), encoding="latin-1")
    constant = environment | {"CONSTANT_ANSWER": str(file)}
    djangos = environment | {"DJANGO_SETTINGS_MODULE": "tests.bench.with_djangos_cache"}
    return {
        "constant": stack.enter_context(served(constant, "tests.bench.peers:constant")),
        "kept ready": kept,
        "Django's cache": stack.enter_context(served(djangos, "clientenraad.wsgi:site")),
        "made each time": stack.enter_context(served(environment, "clientenraad.wsgi:site")),
    }


def answer_of(port: int, path: str) -> tuple[list[tuple[str, str]], str]:
    """What the site sends, in the encoding that wrk asks for."""
    _, headers, body = get(port, path, {"Accept-Encoding": "gzip, br"})
    return [line for line in headers if line[0].lower() not in OF_THE_SERVER], body.decode("latin-1")


def main() -> None:
    with site() as environment, ExitStack() as stack:
        servers = peers(environment, stack)
        print(f"{heading()}. Medians of {ROUNDS} rounds: requests a second, its ratio to the constant, and")
        print("the time of the processor that one request takes.\n")
        print(f"| page | {' | '.join(servers)} |\n|{' --- |' * (len(servers) + 1)}")
        for path in PAGES:
            measure(path, servers)


def measure(path: str, servers: dict[str, Server]) -> None:
    for port, _ in servers.values():
        asked(port, path, seconds=1)
    rounds = [{name: once(path, *server) for name, server in servers.items()} for _ in range(ROUNDS)]
    cells = [in_words(name, rounds) for name in servers]
    print(f"| {path} | {' | '.join(cells)} |", flush=True)


def once(path: str, port: int, pid: int) -> tuple[float, float]:
    """Requests a second, and milliseconds of the processor for each."""
    before = cpu_seconds(pid)
    speed, answered = asked(port, path, connections=CONNECTIONS)
    return speed, 1000 * (cpu_seconds(pid) - before) / answered


def in_words(name: str, rounds: list[dict[str, tuple[float, float]]]) -> str:
    speed = median(each[name][0] for each in rounds)
    ratio = median(each[name][0] / each["constant"][0] for each in rounds)
    return f"{speed:.0f} · {ratio:.2f} · {median(each[name][1] for each in rounds):.2f} ms"


if __name__ == "__main__":
    main()

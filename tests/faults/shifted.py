"""A site, or a command of manage.py, that lives by another clock: ``python -m tests.faults.shifted COMMAND …``.

DRILL_CLOCK names a file with how many days that clock is ahead; a site that is served reads it at each request, so
that its clock can jump. What is measured (monotonic time) and the times of files stay true, as when a clock is set.
"""

import os
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import time_machine

DAY = 86400  # seconds
_file = Path(os.environ["DRILL_CLOCK"])
_started = time.time() - time.perf_counter()  # the true time, as what this process measures from


def _set() -> float:
    return _started + time.perf_counter() + int(_file.read_text()) * DAY


_clock = time_machine.travel(_set(), tick=True).start()

from clientenraad.wsgi import application as site  # noqa: E402  it must not see the true time first


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    _clock.move_to(_set())
    return site(environ, start_response)


if __name__ == "__main__":
    from django.core.management import execute_from_command_line

    execute_from_command_line(["manage.py", *sys.argv[1:]])

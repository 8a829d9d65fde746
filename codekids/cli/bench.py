"""`codekids bench`: our own figures, each a ratio within one run on this machine.

A figure says what ran and against what, and what it should be. Nothing here is
asserted by a test: a busy PC would fail for no fault of ours.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from codekids.cli.folders import content
from codekids.cli.options import common


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value and the value it should keep to."""

    name: str
    value: float
    unit: str  # "x" for a ratio
    target: str  # "<= 2"
    what: str  # what ran, and against what

    @property
    def kept(self) -> bool:
        """Whether the value keeps to its target."""
        sign, _, bound = self.target.partition(" ")
        return self.value <= float(bound) if sign == "<=" else self.value >= float(bound)


def add(commands: Any) -> None:
    """Add `bench` to the command line."""
    parser = commands.add_parser("bench", parents=[common(data=False)], help="our own figures, as ratios")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions: a first look, not a figure")
    parser.set_defaults(command=command)


def command(options: argparse.Namespace) -> int:
    """Measure and print, each figure as it comes."""
    figures = []
    for figure in measure(options.quick):
        figures.append(figure)
        if not options.json:
            mark = "✓" if figure.kept else "✗"
            print(
                f"{mark} {figure.name}: {figure.value:.3g} {figure.unit} ({figure.target})  {figure.what}",
                flush=True,
            )
    if options.json:
        print(json.dumps([asdict(figure) | {"kept": figure.kept} for figure in figures], indent=1))
    return 0


def measure(quick: bool) -> Iterator[Figure]:
    """Every figure, in the order a child meets what it measures."""
    for group in (_starting, _drawing, _running):
        yield from group(quick)


# -- starting: CPU time of whole processes


BARE_WINDOW = (
    "import pygame; pygame.display.init(); pygame.display.set_mode((1280, 720)); pygame.display.flip()"
)
FIRST_FRAME = "from codekids.cli.bench import first_frame; first_frame()"
BARE_MONTY = "import sys; sys.modules['opentelemetry'] = None; import pydantic_monty"


def _starting(quick: bool) -> Iterator[Figure]:
    times = 3 if quick else 9
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        environment = {
            **os.environ,
            "SDL_VIDEODRIVER": "dummy",
            "SDL_AUDIODRIVER": "dummy",
            "CODEKIDS_BENCH_DATA": str(Path(folder, "data")),
            "PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path),
            # A club's PC has compiled files beside the program after the first start.
            "PYTHONPYCACHEPREFIX": str(Path(folder, "compiled")),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        program = Path(folder, "program.py")
        program.write_text("move()\nmove()\n", encoding="utf-8")
        run = ["-m", "codekids", "run", str(program), "--lesson", "buna-robotule", "--json"]
        run += ["--data", str(Path(folder, "data"))]
        window, bare_window, running, bare_monty = (
            _least_cpu(arguments, environment, times)
            for arguments in (["-c", FIRST_FRAME], ["-c", BARE_WINDOW], run, ["-c", BARE_MONTY])
        )
    yield Figure(
        "first frame", window / bare_window, "x", "<= 2",
        "CPU until the first frame of the window / a bare script that opens a pygame window",
    )  # fmt: skip
    yield Figure(
        "codekids run", running / bare_monty, "x", "<= 3",
        "CPU of `codekids run` on a lesson of a pack / starting Python and importing Monty",
    )  # fmt: skip


def first_frame() -> None:
    """Start the window as `codekids` does, show one frame, and stop: what a child waits for."""
    from codekids.cli.folders import find_folders
    from codekids.cli.window import in_window

    in_window(find_folders(Path(os.environ["CODEKIDS_BENCH_DATA"])), "ro", only_first_frame=True)


def _least_cpu(arguments: list[str], environment: dict[str, str], times: int) -> float:
    """CPU seconds of a Python process with everything it starts, the least of several after a warm one."""
    took = [_cpu(arguments, environment) for _ in range(times + 1)]
    return min(took[1:])


def _cpu(arguments: list[str], environment: dict[str, str]) -> float:
    if os.name == "posix":
        import resource

        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        _python(arguments, environment)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    # Windows keeps no sum for children: the process tells its own time.
    told = "import atexit, time, sys; atexit.register(lambda: print(time.process_time(), file=sys.stderr)); "
    if arguments[0] == "-c":
        script = told + arguments[1]
    else:
        script = (
            told + f"import sys; sys.argv = {arguments[1:]!r}; import runpy; runpy.run_module('codekids')"
        )
    return float(_python(["-c", script], environment).strip().splitlines()[-1])


def _python(arguments: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{arguments} failed: {done.stderr[-500:]}")
    return done.stderr


# -- drawing


def _drawing(quick: bool) -> Iterator[Figure]:
    from codekids.ui.measure import playing

    frames = playing(content("assets"), 200 if quick else 900)
    yield Figure(
        "playing", frames.ratio(), "x", "<= 6",
        "p95 frame, 12 x 12 grid with 20 things and a 100-line program / one full-window blit (median)",
    )  # fmt: skip
    yield Figure(
        "idle", frames.redrawn_idle, "frames", "<= 0", "frames drawn in 20 rounds while nothing moved"
    )


# -- running


def _running(quick: bool) -> Iterator[Figure]:
    from codekids.engine import measure as engine

    samples = 20 if quick else 100
    yield Figure(
        "stepped run", engine.stepped_against_raw(), "x", "<= 10",
        "a stepped run with values / the same program bare in the same sandbox (geometric mean)",
    )  # fmt: skip
    yield Figure(
        "command queue", engine.queue_against_single_calls(), "x", ">= 20",
        "commands a second through the queue / one call to the host for each command",
    )  # fmt: skip
    yield Figure(
        "stop", 1000 * _p99(engine.stop_latency, samples), "ms", "<= 120",
        "p99 from Stop to the end of the run, in `while True: pass` and in a long builtin",
    )  # fmt: skip
    yield Figure(
        "next run", 1000 * max(engine.next_run_latency(samples)), "ms", "<= 50",
        "the longest wait for a one-line program right after a killed worker",
    )  # fmt: skip


def _p99(take: Callable[[int], list[float]], samples: int) -> float:
    return sorted(take(samples))[min(samples - 1, int(samples * 0.99))]

"""Our own figures, each a ratio within one run on this machine.

A figure says what ran and against what, and what it should be. Nothing here is
asserted by a test: a busy PC would fail for no fault of ours.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from codekids.cli.folders import content


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


def measure(quick: bool) -> Iterator[Figure]:
    """Every figure, in the order a child meets what it measures."""
    for group in (_starting, _drawing, _club, _blocks, _lessons, _running, _explaining):
        yield from group(quick)


# -- starting: CPU time of whole processes


BARE_WINDOW = (
    "import pygame; pygame.display.init(); pygame.display.set_mode((1280, 720)); pygame.display.flip()"
)
BARE_MONTY = "import sys; sys.modules['opentelemetry'] = None; import pydantic_monty"


def _starting(quick: bool) -> Iterator[Figure]:
    times = 3 if quick else 9
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        environment = {
            **os.environ,
            "SDL_VIDEODRIVER": "dummy",
            "SDL_AUDIODRIVER": "dummy",
            "PYTHONPATH": os.pathsep.join(path or str(Path.cwd()) for path in sys.path),
            # A club's PC has compiled files beside the program after the first start.
            "PYTHONPYCACHEPREFIX": str(Path(folder, "compiled")),
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        program = Path(folder, "program.py")
        program.write_text("move()\nmove()\n", encoding="utf-8")
        data = ["--data", str(Path(folder, "data"))]
        run = ["-m", "codekids", "run", str(program), "--lesson", "buna-robotule", "--json", *data]
        first_frame = ["-m", "codekids", "--first-frame", *data]
        first_screen = ["-m", "codekids", "--first-screen", *data]
        starts = (first_frame, first_screen, ["-c", BARE_WINDOW], run, ["-c", BARE_MONTY])
        window, screen, bare_window, running, bare_monty = _least_cpu(starts, environment, times)
    yield Figure(
        "first frame", window / bare_window, "x", "<= 2",
        "CPU until the window shows its name and Ari / a bare script that opens a pygame window",
    )  # fmt: skip
    yield Figure(
        "first screen", screen / bare_window, "x", "<= 2",
        "CPU until the first screen a child can use / the same bare script",
    )  # fmt: skip
    yield Figure(
        "codekids run", running / bare_monty, "x", "<= 3",
        "CPU of `codekids run` on a lesson of a pack / starting Python and importing Monty",
    )  # fmt: skip


def _least_cpu(starts: Sequence[list[str]], environment: dict[str, str], times: int) -> list[float]:
    """CPU seconds of Python processes with everything they start, the least of several after a warm one.

    Round by round, so that a busy minute of the machine is shared by all of them.
    """
    rounds = [[_cpu(arguments, environment) for arguments in starts] for _ in range(times + 1)]
    return [min(took) for took in zip(*rounds[1:], strict=True)]


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


# -- a full club


def _club(quick: bool) -> Iterator[Figure]:
    from codekids.ui.measure_club import opening

    took = opening(content("assets"), 5 if quick else 25)
    full = "300 children and 111 lessons"
    for name, seconds in (("cards", took.cards), ("map", took.map), ("corner", took.corner)):
        yield Figure(
            f"{name} open", took.frames(seconds), "frames", "<= 3",
            f"from the press to the drawn screen with {full} (median), in frames of 1/60 s",
        )  # fmt: skip
    yield Figure(
        "club read", took.frames(took.read), "frames", "<= 3",
        f"the snapshot of {full} out of its file, behind the window's back, in frames of 1/60 s",
    )  # fmt: skip
    yield Figure(
        "map with 12 packs", took.map_frames.ratio(), "x", "<= 4",
        "p95 of the frames that draw while the keyboard walks over the map / a full-window blit (best of 3)",
    )  # fmt: skip


# -- blocks


def _blocks(quick: bool) -> Iterator[Figure]:
    from codekids.lang.blocks.measure import edit_ratio
    from codekids.ui.widgets.blocks.measure import drag_times, layout_times

    rounds = 9 if quick else 41
    layout, parse = layout_times(content("assets"), rounds=rounds)
    yield Figure(
        "blocks laid out", layout / parse, "x", "<= 20",
        "from source to the layout of 300 blocks / `ast.parse` of the same text",
    )  # fmt: skip
    drag, blit = drag_times(content("assets"), rounds=5 * rounds)
    yield Figure(
        "block drag", drag / blit, "x", "<= 4",
        "a frame while a stack of 20 blocks is dragged / one full-window blit (medians)",
    )  # fmt: skip
    yield Figure(
        "block edit", edit_ratio(repeats=rounds), "x", "<= 20",
        "one edit of a program of 300 blocks, new blocks included / `ast.parse` of the same text",
    )  # fmt: skip


# -- lessons


def _lessons(quick: bool) -> Iterator[Figure]:
    from codekids.lessons.doctor.rate import check_rate

    yield Figure(
        "lessons checked", check_rate(content("lessons"), times=1 if quick else 3).a_second, "/s", ">= 20",
        "lessons that the doctor examines in a CPU second, each program run in every world",
    )  # fmt: skip


# -- running


def _running(quick: bool) -> Iterator[Figure]:
    from codekids.engine import measure as engine

    samples = 20 if quick else 100
    yield Figure(
        "stepped run", engine.stepped_against_raw(), "x", "<= 10",
        "a stepped run with values / the same program bare in the same sandbox (geometric mean)",
    )  # fmt: skip
    yield Figure(
        "turbo run", engine.turbo_against_cpython(), "x", "<= 6",
        "a run in turbo / the same program in CPython (geometric mean)",
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
    beside, alone = engine.frames_beside_flat_out_runs(4 if quick else 16)
    yield Figure(
        "late frames", 100 * max(0.0, beside.share - alone.share), "%", "<= 1",
        f"frames of a 60 Hz loop over 20 ms beside flat-out runs ({beside.late} of {beside.all}), less "
        f"those while nothing ran ({alone.late} of {alone.all})",
    )  # fmt: skip
    yield Figure(
        "replay", int(engine.replay_identical()), "", ">= 1",
        "a run of 10,000 moments replayed three times, the same to the last byte",
    )  # fmt: skip
    yield from _memory(500 if quick else 5_000)


def _memory(runs: int) -> Iterator[Figure]:
    """Only where the system tells what a process holds."""
    from codekids.engine import measure as engine

    growth, tree = engine.memory_growth(runs), engine.hungriest_tree()
    if growth is not None:
        yield Figure(
            "worker memory",
            growth,
            "x",
            "<= 1.1",
            f"what a worker holds after {runs:,} runs / at the first ones",
        )
    if tree is not None:
        yield Figure(
            "memory of hungry programs", tree / 2**20, "MB", "<= 300",
            "the most the engine and its workers held together while programs wanted all they could get",
        )  # fmt: skip


def _p99(take: Callable[[int], list[float]], samples: int) -> float:
    return sorted(take(samples))[min(samples - 1, int(samples * 0.99))]


# -- explaining: only in a checkout, where the corpora are


def _explaining(quick: bool) -> Iterator[Figure]:
    from codekids.engine.sandbox import Workers
    from codekids.lessons.measure import score

    tests = content("lessons").parent / "tests" / "lang"
    with Workers() as workers:
        for name, folder in (("blind mistakes", tests / "blind"), ("own mistakes", tests / "faulty")):
            if not folder.is_dir() or (quick and name == "own mistakes"):
                continue
            told = score(folder, workers)
            yield Figure(
                name, 100 * told.share, "%", ">= 80",
                f"of {told.faulty} faulty programs named by their cause at the right line",
            )  # fmt: skip
            if told.right:
                yield Figure(
                f"{name}: false alarms", told.false_alarms, "programs", "<= 0",
                f"of {told.right} right programs of which we say that something has to be mended",
            )  # fmt: skip

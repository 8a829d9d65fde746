"""The engine's own figures, each against something measured in the same run.

Programs and the ways to run them bare live here because only this room may load
the sandbox library. `codekids bench` prints what these functions give.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from codekids.engine import prelude
from codekids.engine.backend import Batch
from codekids.engine.instrument import choose_prefix
from codekids.engine.programs import HUNGRY, PROGRAMS
from codekids.engine.run import Budget, run
from codekids.engine.sandbox import Stop, Workers
from codekids.engine.timeline import Recording
from codekids.engine.turbo import instrument_for_speed
from codekids.lang.source import read_source
from codekids.world.world import Command, Done, Value, World

_MUCH = Budget(commands=10**9, lines=10**9, counted=10**9, output=10**9)
_SEES_MEMORY = Path("/proc/self/task").exists()
_SINGLE, _QUEUED = 3_000, 30_000
_FLAT_OUT = ("x = 0\nwhile True:\n    x = x + 1\n    move()", "x = 0\nwhile True:\n    x = x + 1")
_NEVER_LOOKS_UP = "x = sum(range(10**12))"


class Counter(NamedTuple):
    """The smallest world: it counts. A named tuple, so that it weighs nothing beside what is measured."""

    steps: int = 0
    kind: str = "counter"

    @property
    def commands(self) -> Mapping[str, Command]:
        return {"move": Command("move", "action")}

    def do(self, name: str, arguments: tuple[Value, ...]) -> Done:
        return Done(Counter(self.steps + 1))

    def as_json(self) -> dict[str, Any]:
        return {"steps": self.steps}


def stepped_against_raw() -> float:
    """The whole of `run`, with every line and changed value, up to the finished Timeline, against the
    same program without hooks: how many times as long, geometric mean over PROGRAMS."""
    return statistics.geometric_mean(stepped_ratios().values())


def stepped_ratios() -> dict[str, float]:
    """The ratio of `stepped_against_raw` for each of PROGRAMS."""
    with Workers() as workers:
        workers.warm()
        return {name: _ratio(_recorded, _raw, workers, program) for name, program in PROGRAMS.items()}


def turbo_against_cpython() -> float:
    """The turbo build in the sandbox against CPython in a process of its own, both without their start:
    how many times as long, geometric mean over PROGRAMS."""
    return statistics.geometric_mean(turbo_ratios().values())


def turbo_ratios() -> dict[str, float]:
    """The ratio of `turbo_against_cpython` for each of PROGRAMS."""
    with Workers() as workers:
        workers.warm()
        return {
            name: _best(_turbo, workers, program) / _cpython(program) for name, program in PROGRAMS.items()
        }


def queue_against_single_calls() -> float:
    """Commands that go through the queue and are replayed on a world, against one call to the host for
    each, carried out on the same world: how many times as many in a second."""
    with Workers() as workers:
        workers.warm()
        single = _best(_single_calls, workers, f"for i in range({_SINGLE}):\n    move()\n") / _SINGLE
        queued = _best(_queued, workers, f"for i in range({_QUEUED}):\n    move()\n") / _QUEUED
        return single / queued


def stop_latency(samples: int) -> list[float]:
    """Seconds from Stop to the end of the run, half of them in `while True: pass`, half in a
    builtin that never looks up."""
    programs = ("while True: pass", _NEVER_LOOKS_UP)
    with Workers() as workers:
        workers.warm()
        return [_stopped(workers, programs[sample % 2]) for sample in range(samples)]


def next_run_latency(samples: int) -> list[float]:
    """Seconds from Run to the end of a program of one line, right after a run whose worker was killed."""
    waits = []
    with Workers() as workers:
        workers.warm()
        for _ in range(samples):
            _stopped(workers, _NEVER_LOOKS_UP)
            start = time.perf_counter()
            run("move()", Counter(), workers)
            waits.append(time.perf_counter() - start)
    return waits


class Frames(NamedTuple):
    """How many frames of a 60 Hz loop were drawn, and how many of them took over 20 ms."""

    late: int
    all: int

    @property
    def share(self) -> float:
        """The late ones among all, 0 to 1."""
        return self.late / max(1, self.all)


def frames_beside_flat_out_runs(seconds: float = 8.0, turns: int = 8) -> tuple[Frames, Frames]:
    """Frames while programs run flat out beside the loop, one after the other, and while nothing does.

    Both are taken in turn, so that what the machine does besides is in both. Each frame works for 4 ms
    and looks at the length of the recording, as the window does.
    """
    beside, alone = Frames(0, 0), Frames(0, 0)
    with Workers() as workers:
        workers.warm()
        for turn in range(turns):
            watched = [Recording(Counter())]
            stop = Stop()
            runs = threading.Thread(target=_run_on, args=(_FLAT_OUT[turn % 2], workers, watched, stop))
            runs.start()
            late, drawn = _draw(seconds / turns / 2, lambda: len(watched[0].moments))  # noqa: B023
            beside = Frames(beside.late + late, beside.all + drawn)
            stop.request()
            runs.join()
            late, drawn = _draw(seconds / turns / 2, lambda: 0)
            alone = Frames(alone.late + late, alone.all + drawn)
    return beside, alone


def _run_on(program: str, workers: Workers, watched: list[Recording], stop: Stop) -> None:
    """Run a program again and again, each time in a recording of its own."""
    while not stop.requested:
        watched[0] = Recording(Counter())
        run(program, Counter(), workers, stop=stop, recording=watched[0])


def _draw(seconds: float, look: Callable[[], object]) -> Frames:
    late = frames = 0
    begun = last = time.perf_counter()
    while last - begun < seconds:
        look()
        while time.perf_counter() - last < 0.004:
            pass
        time.sleep(max(0.0, last + 1 / 60 - time.perf_counter()))
        now = time.perf_counter()
        late += now - last > 0.02
        frames += 1
        last = now
    return Frames(late, frames)


def replay_identical(times: int = 3) -> bool:
    """Whether a run of some ten thousand moments, with chance and answers, comes out the same to the
    last byte each time it is replayed."""
    program = (
        "import random\nname = input()\nfor i in range(1700):\n    x = random.randint(1, 6)\n"
        "    row = [x, i]\n    move()\n    if x == 6:\n        print(name, {i: row})\n    y = x * i\n"
    )
    with Workers() as workers:
        first = run(program, Counter(), workers, inputs=["Ana"], seed=7)
        told = repr((tuple(first.moments), first)).encode()
        return len(first.moments) > 10_000 and all(
            repr((tuple(again.moments), again)).encode() == told
            for again in (
                run(program, Counter(), workers, inputs=first.inputs, seed=first.seed) for _ in range(times)
            )
        )


def memory_growth(runs: int = 5_000, samples: int = 20) -> float | None:
    """What a worker holds after so many runs against the first ones; None where that cannot be seen."""
    held = worker_memory(runs, samples)
    if not held:
        return None
    quarter = max(1, len(held) // 4)
    return statistics.median(held[-quarter:]) / statistics.median(held[:quarter])


def worker_memory(runs: int = 5_000, samples: int = 20) -> list[int]:
    """Bytes a worker holds, looked at `samples` times over so many runs; empty where that cannot be seen."""
    if not _SEES_MEMORY:
        return []
    held = []
    with Workers() as workers:
        workers.warm()
        for number in range(runs):
            run("a = [i * i for i in range(200)]\nprint(sum(a))", Counter(), workers)
            if number % (runs // samples) == 0:
                with workers.session(seed=0) as session:
                    held.append(_resident(str(session.pid)))
    return held


def hungriest_tree(programs: Sequence[str] = ()) -> int | None:
    """The most bytes that this process and its workers held together while programs run that want all
    they can get (HUNGRY, or these); None where that cannot be seen.

    Counted beyond what this process held before.
    """
    if not _SEES_MEMORY:
        return None
    before, most = _resident("self"), 0
    with Workers() as workers:
        workers.warm()
        for program in programs or HUNGRY:
            beside = threading.Thread(target=run, args=(program, Counter(), workers))
            beside.start()
            while beside.is_alive():
                most = max(most, sum(map(_resident, ["self", *_children()])))
                beside.join(0.002)
    return most - before


def _children() -> list[str]:
    found: list[str] = []
    for task in Path("/proc/self/task").iterdir():
        with suppress(OSError):  # a thread that has just ended
            found += (task / "children").read_text(encoding="ascii").split()
    return found


def _resident(process: str) -> int:
    """Bytes of memory a process holds; 0 if it is gone."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _stopped(workers: Workers, program: str) -> float:
    stop = Stop()
    pressed: list[float] = []

    def press() -> None:
        pressed.append(time.perf_counter())
        stop.request()

    button = threading.Timer(0.05, press)
    button.start()
    run(program, Counter(), workers, budget=_MUCH, stop=stop)
    ended = time.perf_counter()
    button.join()
    return ended - pressed[0]


# -- ways to run a program; each gives the seconds from its first line to its last


def _raw(workers: Workers, program: str) -> float:
    """Without hooks."""
    return _driven(workers, "", program, "send", lambda _batch: None)


def _turbo(workers: Workers, program: str) -> float:
    """With the counts of the turbo build."""
    instrumented = instrument_for_speed(read_source(program), ["move"], [])
    prefix = instrumented.prefix
    words = prelude.write_prelude(
        prefix, ["move"], [], 10**9, fields=instrumented.fields, needs=instrumented.needs, turbo=True
    )
    return _driven(workers, words, instrumented.text, f"{prefix}send", lambda _batch: None)


def _cpython(program: str) -> float:
    """In a process of its own, which tells the shortest of five."""
    script = (
        "import contextlib, io, sys, time\ncode = compile(sys.stdin.read(), 'program', 'exec')\ntook = []\n"
        "for _ in range(5):\n    with contextlib.redirect_stdout(io.StringIO()):\n"
        "        start = time.perf_counter()\n        exec(code, {})\n"
        "        took.append(time.perf_counter() - start)\nprint(min(took))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", script], input=program, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def _recorded(workers: Workers, program: str) -> float:
    start = time.perf_counter()
    run(program, Counter(), workers, budget=_MUCH)
    return time.perf_counter() - start


def _single_calls(workers: Workers, program: str) -> float:
    """Every command is a call to the host."""
    world: World = Counter()

    def carry_out(_batch: Batch) -> None:
        nonlocal world
        world = world.do("move", ()).world

    return _driven(workers, "", program, "move", carry_out)


def _queued(workers: Workers, program: str) -> float:
    """Commands are noted in the sandbox, handed over in batches and replayed."""
    world: World = Counter()
    prefix = choose_prefix(program)

    def replay(batch: Batch) -> None:
        nonlocal world
        for _site in batch.sites:
            world = world.do("move", ()).world

    words = prelude.write_prelude(prefix, ["move"], [], 10**9)
    note = f"{prefix}t('a')"
    noted = f"{program.replace('move()', note)}{prefix}out()"
    return _driven(workers, words, noted, f"{prefix}send", replay)


def _driven(workers: Workers, words: str, program: str, send: str, take: Callable[[Batch], object]) -> float:
    with workers.session(seed=0) as session:
        session.begin(words, "", send)
        start = time.perf_counter()
        report = session.feed(program)
        while isinstance(report, Batch):
            take(report)
            report = session.answer(None)
        return time.perf_counter() - start


def _ratio(
    one: Callable[[Workers, str], float],
    other: Callable[[Workers, str], float],
    workers: Workers,
    program: str,
) -> float:
    """The shortest of five of one way against that of another, taken in turn."""
    pairs = [(one(workers, program), other(workers, program)) for _ in range(5)]
    return min(first for first, _ in pairs) / min(second for _, second in pairs)


def _best(take: Callable[[Workers, str], float], workers: Workers, program: str) -> float:
    """The shortest of five: what the machine does besides only ever adds."""
    return min(take(workers, program) for _ in range(5))

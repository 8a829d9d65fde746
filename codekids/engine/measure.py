"""The engine's own figures, each against something measured in the same run.

Programs and the ways to run them bare live here because only this room may load
the sandbox library. `codekids bench` prints what these functions give.
"""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from codekids.engine import prelude
from codekids.engine.backend import Batch
from codekids.engine.instrument import choose_prefix
from codekids.engine.run import Budget, run
from codekids.engine.sandbox import Stop, Workers
from codekids.world.world import Command, Done, Value, World

# What children's programs spend their time with. Raw, each takes some ten milliseconds.
LOOPS = {
    "loop": """
total = 0
i = 0
while i < 60000:
    if i % 3 == 0:
        total = total + i
    i = i + 1
""",
    "fib": """
def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)

x = fib(19)
""",
    "sieve": """
n = 20000
prime = [True] * n
for i in range(2, n):
    if prime[i]:
        for k in range(i * i, n, i):
            prime[k] = False
count = 0
for i in range(2, n):
    if prime[i]:
        count += 1
""",
    "bubble": """
a = [(i * 37) % 101 for i in range(150)]
for i in range(len(a)):
    for k in range(len(a) - 1 - i):
        if a[k] > a[k + 1]:
            a[k], a[k + 1] = a[k + 1], a[k]
""",
    "words": """
text = 'ana are mere si pere ' * 1500
counts = {}
for word in text.split():
    if word in counts:
        counts[word] += 1
    else:
        counts[word] = 1
line = ''
for i in range(8000):
    line = line + 'x'
""",
    "class": """
class Point:
    def __init__(self, x):
        self.x = x

    def step(self, by):
        self.x += by
        return self.x

p = Point(0)
for i in range(20000):
    p.step(i)
""",
    "lists": """
total = 0
for i in range(300):
    row = [k * k for k in range(100) if k % 2]
    total += sum(row)
""",
    "collatz": """
longest = 0
for n in range(1, 900):
    steps = 0
    k = n
    while k != 1:
        if k % 2 == 0:
            k = k // 2
        else:
            k = 3 * k + 1
        steps += 1
    if steps > longest:
        longest = steps
""",
}

_MUCH = Budget(commands=10**9, lines=10**9, output=10**9)
_SINGLE, _QUEUED = 3_000, 30_000
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
    same program without hooks: how many times as long, geometric mean over LOOPS."""
    return statistics.geometric_mean(stepped_ratios().values())


def stepped_ratios() -> dict[str, float]:
    """The ratio of `stepped_against_raw` for each of LOOPS."""
    with Workers() as workers:
        workers.warm()
        return {
            name: _best(_recorded, workers, program) / _best(_raw, workers, program)
            for name, program in LOOPS.items()
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


def _best(take: Callable[[Workers, str], float], workers: Workers, program: str) -> float:
    """The shortest of three: what the machine does besides only ever adds."""
    return min(take(workers, program) for _ in range(3))

"""The explainer's own figures: which mistakes of a corpus it names, at the right line, and how fast.

A corpus is a folder of text files. Programs are parted by `---`; lines that start with `##! ` are notes.
A mark `### line cause` stands on some line of a faulty program; the cause is a key (`syntax.missing_colon`),
a kind (`quotes`), or several of them parted by `|`. A program without a mark is right. Before a program
may stand what surrounds it:

    #> 12|ana      answers to input(), parted by |
    #= 6           a row of the output asked for; several such lines are several rows
    #@ > . A G     a row of the map, top row first (A is an apple); the goal is then to reach the flag
    #! apple       a thing to collect

Without a map the world is ten by ten cells, empty, the hero at the bottom left.
"""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from codekids.engine.run import Budget, dialect_of, run
from codekids.lang.catalogue import LANGUAGES, knows, say
from codekids.lang.explain.kinds import kind_of
from codekids.lang.names import find_problems
from codekids.lang.problems import Problem
from codekids.lang.source import read_source, still_wrong
from codekids.lessons.hints.misses.missed import explain_miss
from codekids.lessons.hints.misses.stopped import CUT_OFF, explain_run
from codekids.lessons.judge import evidence_of
from codekids.world.goals import Goal, judge_goal
from codekids.world.grid import GridWorld, grid_world
from codekids.world.maps import read_map

if TYPE_CHECKING:
    from codekids.engine.sandbox import Workers

MARK = re.compile(r"[ ]*### (\d+) ([\w.|]+)(?: => .*)?$", re.MULTILINE)
HEAD = re.compile(r"#([>=@!])( |$)")
FEW = Budget(commands=1000, lines=3000)
LONGEST_SENTENCE = 220
NO_ALARM = ("world.", "engine.not_yet.", "engine.no_more_input", "miss.", *CUT_OFF)


@dataclass(frozen=True, slots=True)
class Case:
    """A program, its surroundings, and what is expected of it: (line, cause); nothing for a right one."""

    text: str
    expected: tuple[tuple[int, str], ...] = ()
    inputs: tuple[str, ...] = ()
    output: str = ""
    rows: str = ""
    things: tuple[str, ...] = ()
    file: str = ""

    @property
    def world(self) -> GridWorld:
        """Where it runs. Raises ValueError for a map that cannot be read."""
        if not self.rows:
            return grid_world(10, 10)
        world = read_map(self.rows, {"A": "apple"})
        if isinstance(world, list):
            raise ValueError(f"{self.file}: the map before {self.text[:40]!r} cannot be read")
        return world

    @property
    def goals(self) -> list[Goal]:
        """What it is to do."""
        found = [Goal("reach")] if self.rows else []
        found += [Goal("collect", thing=thing) for thing in self.things]
        return [*found, Goal("print", word=self.output)] if self.output else found


@dataclass(frozen=True, slots=True)
class Missed:
    """A case that was not told as expected."""

    case: Case
    told: tuple[tuple[int, str], ...]  # what was told instead: (line, key)


@dataclass(frozen=True, slots=True)
class Figures:
    """How well a corpus is explained."""

    faulty: int
    named: int  # told by the expected cause, at the expected line, in all three languages
    right: int
    false_alarms: int
    by_kind: dict[str, tuple[int, int]]  # kind of the first expected cause -> (named, all)
    missed: tuple[Missed, ...]
    alarms: tuple[Missed, ...]
    p95_seconds: float  # to look at one program before a run
    p95_of_allowed: float  # the same as a share of ten compilations of that program and 50 ms
    seconds: list[float] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of faulty programs that were named."""
        return self.named / self.faulty if self.faulty else 1.0


def read_corpus(folder: Path) -> list[Case]:
    """Every case of a folder, file by file."""
    found = []
    for file in sorted(folder.rglob("*.txt")):
        lines = file.read_text(encoding="utf-8").split("\n")
        kept = "\n".join(line for line in lines if not line.startswith("##! "))
        parts = re.split(r"^---$", kept, flags=re.MULTILINE)
        found += [read_case(part.strip("\n"), file.name) for part in parts]
    return found


def read_case(marked: str, file: str = "") -> Case:
    """One program with its marks and surroundings."""
    head: dict[str, list[str]] = {sign: [] for sign in ">=@!"}
    lines = marked.split("\n")
    while (found := HEAD.match(lines[0])) and len(lines) > 1:
        head[found.group(1)].append(lines.pop(0)[3:])
    text = "\n".join(lines)
    marks = tuple((int(line), cause) for line, cause in MARK.findall(text))
    answers = tuple(head[">"][0].split("|")) if head[">"] else ()
    rows, things = "\n".join(head["@"]), tuple(head["!"])
    return Case(MARK.sub("", text), marks, answers, "\n".join(head["="]), rows, things, file)


def explain(case: Case, workers: Workers) -> list[Problem]:
    """Everything a child may be told about a run of a case, what is shown first at the front."""
    program = read_source(case.text)
    timeline = run(program, case.world, workers, inputs=case.inputs, budget=FEW)
    evidence = evidence_of(program, timeline)
    states = [judge_goal(goal, evidence) for goal in case.goals]
    problem = explain_run(program, timeline)
    solved = timeline.ending == "finished" and states and all(state.met for state in states)
    remarks = () if solved else explain_miss(program, timeline, states)
    return [*([problem] if problem else []), *remarks]


def score(folder: Path, workers: Workers, first: int = 1) -> Figures:
    """The figures of a corpus.

    `first` is how many of the things told about a program count; a child sees one at a time. Of a run
    that met a wall, the reason behind it counts as well. A false alarm is a right program of which we
    say that something has to be mended; what the world or the sandbox does not let happen is none.
    """
    cases = read_corpus(folder)
    missed, alarms = [], []
    by_kind: dict[str, tuple[int, int]] = {}
    for case in cases:
        told = explain(case, workers)
        if not case.expected:
            if told and type(told[0]) is Problem and not told[0].key.startswith(NO_ALARM):
                alarms.append(Missed(case, ((told[0].line, told[0].key),)))
            continue
        count = first + (1 if told and (told[0].key.startswith("world.") or told[0].key in CUT_OFF) else 0)
        named = any(_is_it(at, case.expected[0]) for at in told[:count])
        kind = _kind(case.expected[0][1])
        done, all_of_it = by_kind.get(kind, (0, 0))
        by_kind[kind] = (done + named, all_of_it + 1)
        if not named:
            missed.append(Missed(case, tuple((at.line, at.key) for at in told[: count + 2])))
    faulty = sum(1 for case in cases if case.expected)
    seconds, shares = _times(cases)
    return Figures(
        faulty, faulty - len(missed), len(cases) - faulty, len(alarms), dict(sorted(by_kind.items())),
        tuple(missed), tuple(alarms), _p95(seconds), _p95(shares), seconds,
    )  # fmt: skip


def _is_it(at: Problem, expected: tuple[int, str]) -> bool:
    line, causes = expected
    if at.line != line or not any(cause in (at.key, kind_of(at)) for cause in causes.split("|")):
        return False
    return all(knows(at.key, lang) and len(say(at.message, lang)) <= LONGEST_SENTENCE for lang in LANGUAGES)


def _kind(causes: str) -> str:
    cause = causes.split("|", maxsplit=1)[0]
    return kind_of(cause) if "." in cause else cause


def _times(cases: Sequence[Case]) -> tuple[list[float], list[float]]:
    """Seconds to look at each program, and the share of what is allowed: ten compilations and 50 ms."""
    seconds, shares = [], []
    for case in cases:
        looking = _quickest(_look, case.text)
        seconds.append(looking)
        shares.append(looking / (10 * _quickest(still_wrong, case.text) + 0.05))
    return seconds, shares


def _look(text: str) -> object:
    return find_problems(read_source(text), dialect_of(grid_world(10, 10)))


def _quickest(work: Callable[[str], object], text: str, times: int = 3) -> float:
    """The least of a few measurements, in seconds."""
    least = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        work(text)
        least = min(least, time.perf_counter() - start)
    return least


def _p95(values: Sequence[float]) -> float:
    if len(values) < 2:
        return max(values, default=0.0)
    return statistics.quantiles(values, n=20)[-1]


def table(figures: Figures) -> Iterator[str]:
    """The figures by kind, as lines of text."""
    yield f"named {figures.named} of {figures.faulty} ({figures.share:.0%})"
    yield f"false alarms {figures.false_alarms} of {figures.right}"
    milliseconds = figures.p95_seconds * 1000
    yield f"p95 {milliseconds:.1f} ms, {figures.p95_of_allowed:.0%} of ten compilations and 50 ms"
    for kind, (named, all_of_it) in figures.by_kind.items():
        yield f"{kind:18} {named:4} of {all_of_it}"

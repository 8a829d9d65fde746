"""Which hint comes next: what happened, then the lesson's own hints one by one.

Level 0 mirrors the last run: the teacher's words for a foreseen mistake, else
what the run shows. Levels 1, 2, … are the hints of the lesson. Hints are
offered, never pushed, and none gives the whole solution. When to glow and how
long to wait is the window's business.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from codekids.lang.catalogue import in_all_languages
from codekids.lang.explain.look import Remark
from codekids.lang.measure import constructs
from codekids.lang.source import Program, read_source
from codekids.lessons.hints.diagnose import diagnose
from codekids.lessons.hints.misses.missed import explain_miss
from codekids.lessons.judge import Verdict
from codekids.lessons.lesson import Lesson, Mistake, Text
from codekids.world.goals import Cell

# Remarks that are certain of a line, and remarks about a line without any effect.
CERTAIN = frozenset({"remark.command_in_quotes", "remark.command_given", "remark.commands_joined"})
DOES_NOTHING = frozenset(
    {"remark.compared_not_given", "remark.comparison_alone", "remark.text_alone", "remark.never_called",
     "remark.part_without_call"}
)  # fmt: skip
# The last hint of a lesson gives part of the program to fill in: only after this many runs.
RUNS_BEFORE_LAST = 4


@dataclass(frozen=True, slots=True)
class Hint:
    """One hint as the child reads it."""

    level: int  # 0: what happened; 1…: the hint of the lesson
    text: Text
    librarian: Text = field(default_factory=dict)  # what to ask, for the adult beside
    mistake: int | None = None  # level 0: index of the foreseen mistake, if it is one
    line: int | None = None  # of the child's program, 1-based: what it points at
    cell: Cell | None = None  # of the map: what lights up


def next_hint(lesson: Lesson, runs: Sequence[Verdict], shown: Sequence[Hint] = ()) -> Hint | None:
    """The hint to give now, or None: it is solved, or there is nothing more to say.

    `runs` are the verdicts of this sitting, oldest first; `shown` the hints
    given in it. A foreseen mistake that was not talked about yet comes first,
    then the lesson's hints in order, the last of them after a few runs only.
    The five levels with their locks, for a whole sitting, are in ladder.py.
    """
    last = runs[-1] if runs else None
    if last is not None and last.solved:
        return None
    highest = max((hint.level for hint in shown), default=-1)
    mirrored = mirror(lesson, last) if last else None
    if mirrored and mirrored.mistake is not None and mirrored.mistake not in {hint.mistake for hint in shown}:
        return mirrored
    if mirrored and highest < 0:
        return mirrored
    ladder = [
        Hint(level, text)
        for level, text in enumerate(lesson.hints, 1)
        if not any(gives_away(words, lesson.solution) for words in text.values())
    ]
    following = [hint for hint in ladder if hint.level > highest]
    if following and (len(following) > 1 or len(ladder) == 1 or len(runs) >= RUNS_BEFORE_LAST):
        return following[0]
    told = [hint for hint in ladder if hint.level <= highest]
    return told[-1] if told else None


def mirror(lesson: Lesson, verdict: Verdict) -> Hint | None:
    """What happened in a run that did not solve the lesson, or None: nothing we have words for."""
    remarks = _remarks(lesson, verdict)
    for index, mistake in enumerate(lesson.mistakes):
        if made(mistake, lesson, verdict) and not (
            says_more(remarks, verdict) and mistake.when != "program_like"
        ):
            return Hint(0, mistake.say, mistake.librarian, index)
    for remark in remarks:
        return Hint(0, in_all_languages(remark.message), line=remark.line or None)
    return None


def says_more(remarks: Sequence[Remark], verdict: Verdict) -> bool:
    """Whether the first remark says more than a foreseen symptom does: of a line that is not carried out,
    and where nothing happened at all, of the line that does nothing."""
    if not remarks or verdict.failing is None:
        return False
    key = remarks[0].key
    return key in CERTAIN or (key in DOES_NOTHING and not verdict.failing.steps)


def _remarks(lesson: Lesson, verdict: Verdict) -> tuple[Remark, ...]:
    if verdict.failing is None:
        return ()
    return explain_miss(verdict.program, verdict.failing, verdict.failing_goals, lesson.solution)


def made(mistake: Mistake, lesson: Lesson, verdict: Verdict) -> bool:
    """Whether a foreseen mistake is what happened in this run."""
    timeline = verdict.failing
    if timeline is None or verdict.outcome == "stopped":
        return False
    if mistake.when == "program_like":
        return same_program(verdict.program, read_source(mistake.program))
    if timeline.problem is not None and not timeline.problem.key.startswith("world."):
        return False  # a misspelt name or a missing bracket says nothing about the idea of the program
    first, *rest = mistake.when.split()
    if first == "unused":
        return rest[0] not in constructs(verdict.program)
    if rest:  # "collect apple failed"; after a mishap it is the mishap that failed, not the goal
        argument = rest[0] if len(rest) > 1 else ""
        return timeline.ending == "finished" and any(
            not state.met and state.goal.kind == first and argument in ("", state.goal.thing, state.goal.word)
            for state in verdict.failing_goals
        )
    symptoms = diagnose(timeline, verdict.failing_goals, lesson.solution)
    return any(symptom.kind == first for symptom in symptoms)


def same_program(one: Program, other: Program) -> bool:
    """Whether two programs are equal up to spaces, blank lines and comments."""
    if one.tree is not None and other.tree is not None:
        return ast.dump(one.tree) == ast.dump(other.tree)
    return _bare(one.text) == _bare(other.text)


def gives_away(text: str, solution: str) -> bool:
    """Whether the code inside a hint holds every line of the solution."""
    lines = code_lines(solution)
    held = [line for snippet in snippets(text) for line in code_lines(snippet)]
    return bool(lines) and set(lines) <= set(held) and len(held) >= len(lines)


def snippets(text: str) -> list[str]:
    """The pieces of code in a text: what stands between backticks."""
    return re.findall(r"`+([^`]+)`+", text)


def code_lines(source: str) -> list[str]:
    """The lines of a program that hold code, without spaces and comments."""
    return [bare for line in source.splitlines() if (bare := _bare(line))]


def _bare(text: str) -> str:
    return "".join(re.sub(r"#.*", "", text).split())

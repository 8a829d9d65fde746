"""A lesson as the program uses it: frozen, checked, with its worlds built.

Texts are mappings from language ("ro", "en", "hu") to a sentence; `pick` finds
the best one. Everything here is free of YAML and pydantic, so that a start
needs neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from codekids.world.goals import Goal
from codekids.world.world import World

Text = Mapping[str, str]


def pick(text: Text, lang: str) -> str:
    """The text in `lang`, else Romanian, else English, else whichever there is."""
    for code in (lang, "ro", "en"):
        if text.get(code):
            return text[code]
    return next(iter(text.values()), "")


@dataclass(frozen=True, slots=True)
class Case:
    """One starting world. Hidden ones are tried at the verdict but not shown first."""

    world: World
    hidden: bool = False
    inputs: tuple[str, ...] = ()  # answers to input()


@dataclass(frozen=True, slots=True)
class Limits:
    """What the lesson allows; None: no limit of its own."""

    max_blocks: int | None = None
    max_lines: int | None = None
    max_steps: int | None = None


@dataclass(frozen=True, slots=True)
class Mistake:
    """A foreseen mistake: what the child reads, and what the librarian may ask.

    `when` is one of the phrases of docs/lessons-format.md; `program` is set for `program_like`.
    """

    when: str
    say: Text
    librarian: Text = field(default_factory=dict)
    program: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One puzzle, ready to play. `id` is full: "primii-pasi/culege-merele"."""

    id: str
    title: Text
    task: Text
    cases: tuple[Case, ...]  # never empty; the first is the one shown
    goals: tuple[Goal, ...]
    story: Text = field(default_factory=dict)
    kind: str = "puzzle"
    mode: str = "either"
    concepts: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    curriculum: tuple[str, ...] = ()
    minutes: int = 0
    skin: str = "village"
    toolbox: tuple[str, ...] = ()
    limits: Limits = Limits()
    start: str = ""
    hints: tuple[Text, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    solution: str = ""
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """Lessons in the order of `pack.yaml`. A lesson that is broken stands in `broken`, the others play."""

    id: str
    title: Text
    lessons: tuple[Lesson, ...]
    summary: Text = field(default_factory=dict)
    version: str = "1"
    authors: tuple[str, ...] = ()
    licence: str = ""
    broken: tuple[tuple[str, str], ...] = ()  # (lesson id, first sentence of what is wrong)

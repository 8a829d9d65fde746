"""A lesson as the program uses it: frozen, checked, with its worlds built.

Texts are mappings from language ("ro", "en", "hu") to a sentence; `pick` finds
the best one. Everything here is free of YAML and pydantic, so that a start
needs neither.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Their many small types are needed once a lesson is built, not for the first frame of the window.
    from codekids.lessons.kinds.fields import (
        Career,
        Fix,
        Gap,
        Item,
        Parsons,
        Pointer,
        Predict,
        Project,
        Quiz,
        Review,
        Subgoal,
        Unplugged,
    )
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
    blocks: Mapping[str, int] = field(default_factory=dict)  # most blocks of a word


@dataclass(frozen=True, slots=True)
class Mistake:
    """A foreseen mistake: what the child reads, and what the librarian may ask.

    `when` is one of the phrases of docs/lessons.md; `program` is set for `program_like`.
    """

    when: str
    say: Text
    librarian: Text = field(default_factory=dict)
    program: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson, or one step of one, ready to play. `id` is full: "primii-pasi/culege-merele".

    A lesson with `steps` is played step by step (`steps_of`); its own goals, start,
    hints, mistakes and solution are those of the last step that has goals, so that
    whoever only wants to judge a program can, and say what happened.
    """

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
    locked: tuple[int, ...] = ()  # 1-based lines of `start` that stay as they are
    kept: tuple[int, ...] = ()  # … that may be moved but not taken out
    hints: tuple[Text, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    solution: str = ""
    wrong: tuple[str, ...] = ()
    pointers: tuple[Pointer, ...] = ()  # one for each hint
    librarian: Text = field(default_factory=dict)  # what an adult may ask when somebody is stuck
    steps: tuple[Lesson, ...] = ()  # empty: the lesson is its only step
    predict: Predict | None = None
    parsons: Parsons | None = None
    gap: Gap | None = None
    fix: Fix | None = None
    subgoals: tuple[Subgoal, ...] = ()
    project: Project | None = None
    quiz: Quiz | None = None  # of a step `investigate` too
    review: Review | None = None
    unplugged: Unplugged | None = None
    investigate: tuple[Item, ...] = ()  # asked after the first good run
    career: Career | None = None
    exam_item: Item | None = None
    talk: tuple[Text, ...] = ()
    ages: tuple[int, int] | None = None
    version: str = "1"
    authors: tuple[str, ...] = ()
    licence: str = ""
    drafts: tuple[str, ...] = ()  # languages no native teacher has read yet

    @property
    def screen(self) -> str:
        """Which screen shows it: puzzle predict parsons gap fix run project quiz review unplugged.

        `modify` is a puzzle, `make` a project, `investigate` a quiz; the example of
        a worked lesson is a `run`.
        """
        return SCREENS.get(self.kind, self.kind)


SCREENS = {"modify": "puzzle", "make": "project", "investigate": "quiz", "worked": "run"}


def steps_of(lesson: Lesson) -> tuple[Lesson, ...]:
    """What is played one after another: the steps, or the lesson itself."""
    return lesson.steps or (lesson,)


@dataclass(frozen=True, slots=True)
class Opening:
    """What has to be done before a pack opens on the map; nothing: it is open from the start."""

    packs: tuple[str, ...] = ()  # ids of packs whose lessons are all solved
    stars: int = 0  # won in all packs together


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
    opens_after: Opening = Opening()  # what locks it on the map; see opening.py

"""What a lesson file and a `pack.yaml` may hold, from the top.

Which fields a kind cannot do without stands in words.NEEDS; model.py tells what
is missing together with everything else.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field

from codekids.lang.catalogue import LANGUAGES
from codekids.lessons.format.file_kinds import (
    Career,
    ExamItem,
    Fix,
    Gap,
    Item,
    Parsons,
    Predict,
    Project,
    Quiz,
    Review,
    Subgoal,
    Unplugged,
)
from codekids.lessons.format.file_world import Goal, Limits, Part, Said, Words, World
from codekids.lessons.format.values import (
    Cell,
    Code,
    FormatOne,
    Level,
    ListOf,
    Name,
    Positive,
    Shape,
    Slug,
    Span,
    Text,
    by_language,
    code,
    one_of,
    refuse,
    shown,
    unknown,
)
from codekids.lessons.format.words import GOAL_KINDS, KINDS, MODES, STEP_KINDS, SYMPTOMS, nearest

FAILED = re.compile(r"(?P<goal>[a-z_]+)(?: (?P<argument>\S+))? failed")


def read_when(value: object) -> str | dict[str, str]:
    """When a foreseen mistake is the one that was made; the phrases stand in docs/lessons.md."""
    if isinstance(value, dict):
        if list(value) != ["program_like"]:
            raise refuse("unknown_when", seen=shown(next(iter(value), "")), known=", ".join(SYMPTOMS))
        return {"program_like": code(value["program_like"])}
    if not isinstance(value, str):
        raise refuse("unknown_when", seen=shown(value), known=", ".join(SYMPTOMS))
    phrase = " ".join(value.split())
    failed = FAILED.fullmatch(phrase)
    if failed:
        if failed["goal"] not in GOAL_KINDS:
            raise unknown(failed["goal"], GOAL_KINDS)
        return phrase
    unused = re.fullmatch(r"unused ([a-z_][a-z0-9_]*)", phrase)
    if unused or phrase in SYMPTOMS:
        return phrase
    meant = nearest(phrase, SYMPTOMS)
    if meant:
        raise refuse("unknown_value_meant", seen=shown(value), meant=meant)
    raise refuse("unknown_when", seen=shown(value), known=", ".join(SYMPTOMS))


WHEN: dict[str, object] = {
    "anyOf": [
        {"enum": list(SYMPTOMS)},
        {"type": "string", "pattern": "^(unused [a-z_][a-z0-9_]*|[a-z_]+( \\S+)? failed)$"},
        {
            "type": "object",
            "properties": {"program_like": {"type": "string"}},
            "required": ["program_like"],
            "additionalProperties": False,
        },
    ]
}


class Mistake(Part):
    """A foreseen mistake and what is said about it."""

    when: Annotated[str | dict[str, str], BeforeValidator(read_when), Shape(WHEN)]
    say: Said
    librarian: Said | None = None


class Hint(Words):
    """One hint in its languages, and what it points at."""

    level: Level | None = None
    line: Positive | None = None
    cell: Cell | None = None


class Play(Part):
    """What can be played: a lesson, or one step of it."""

    task: Said | None = None
    mode: Annotated[str, one_of(*MODES)] | None = None
    minutes: Positive | None = None
    world: World | None = None
    toolbox: ListOf[Name] = Field(default_factory=list)
    limits: Limits = Limits()
    start: Code = ""
    locked: ListOf[Positive] = Field(default_factory=list)
    kept: ListOf[Positive] = Field(default_factory=list)
    goals: ListOf[Goal] = Field(default_factory=list)
    hints: ListOf[Annotated[Hint, BeforeValidator(by_language)]] = Field(default_factory=list)
    mistakes: ListOf[Mistake] = Field(default_factory=list)
    librarian: Said | None = None
    solution: Code = ""
    wrong: ListOf[Code] = Field(default_factory=list)
    predict: Predict | None = None
    parsons: Parsons | None = None
    gap: Gap | None = None
    fix: Fix | None = None
    subgoals: ListOf[Subgoal] = Field(default_factory=list)
    project: Project | None = None
    investigate: ListOf[Item] = Field(default_factory=list)


class Step(Play):
    """One step of a lesson; what it does not say is as in the lesson."""

    kind: Annotated[str, one_of(*STEP_KINDS)]


class Modify(Play):
    """What to change after a worked example; what it does not say is as in the lesson."""

    task: Said


class LessonFile(Play):
    """A lesson as a teacher writes it."""

    format: FormatOne = "1"
    id: Slug
    version: Text = "1"
    title: Said
    story: Said | None = None
    task: Said
    kind: Annotated[str, one_of(*KINDS)] = "puzzle"
    concepts: ListOf[Text] = Field(default_factory=list)
    needs: ListOf[Text] = Field(default_factory=list)
    curriculum: ListOf[Text] = Field(default_factory=list)
    ages: Span | None = None
    steps: Annotated[ListOf[Step], Field(min_length=1)] | None = None
    modify: Modify | None = None
    quiz: Quiz | None = None
    review: Review | None = None
    unplugged: Unplugged | None = None
    career: Career | None = None
    exam_item: ExamItem | None = None
    talk: ListOf[Said] = Field(default_factory=list)
    authors: ListOf[Text] = Field(default_factory=list)
    licence: Text = ""
    drafts: ListOf[Annotated[str, one_of(*LANGUAGES)]] = Field(default_factory=list)


class Audience(Part):
    """For whom a pack is: from and to."""

    ages: Span | None = None
    grades: Span | None = None


class OpensAfter(Part):
    """What has to be done before the pack opens."""

    packs: ListOf[Slug] = Field(default_factory=list)
    stars: Positive | None = None


class PackFile(Part):
    """`pack.yaml`: the lessons in order."""

    format: FormatOne = "1"
    id: Slug
    version: Text = "1"
    title: Said
    summary: Said | None = None
    authors: ListOf[Text] = Field(default_factory=list)
    licence: Text = ""
    audience: Audience | None = None
    opens_after: OpensAfter | None = None
    lessons: Annotated[ListOf[Slug], Field(min_length=1)]

"""What a lesson file may say of its kind: predictions, pieces to order, gaps, bugs, questions, cards.

`answer` counts options from 1, as a teacher does. What two fields must agree on
(an answer that is one of the options, a row as long as the columns) is looked
at in agree.py, so that it is told at its place.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from codekids.lang.catalogue import LANGUAGES
from codekids.lessons.format.file_world import Part, Said
from codekids.lessons.format.values import (
    Cell,
    Code,
    Decimal,
    ListOf,
    Misconception,
    Name,
    Positive,
    Shape,
    Slug,
    Span,
    Text,
    Truth,
    one_of,
    refuse,
    shown,
)
from codekids.lessons.format.words import CHECK_KINDS, ITEM_KINDS

Yes = Annotated[str, one_of("true"), Shape({"const": True})]


def one_key(value: object, kinds: tuple[str, ...], known: set[str], what: str) -> None:
    """Refuse a mapping that has none, or two, of the keys that say what it is."""
    if not isinstance(value, dict):
        raise refuse(f"{what}_not_mapping", seen=shown(value), known=", ".join(kinds))
    found = [kind for kind in kinds if kind in value]
    if len(found) > 1:
        raise refuse("two_kinds", first=found[0], second=found[1])
    if not found and value.keys() <= known:
        raise refuse(f"no_{what}", known=", ".join(kinds))


def as_option(value: object) -> object:
    """A plain text, or a text by language, is an option of that text."""
    if isinstance(value, str):
        return {"text": value}
    if isinstance(value, dict) and value and value.keys() <= set(LANGUAGES):
        return {"text": value}
    return value


class Option(Part):
    """One answer to choose: a text, or a cell to mark on the map."""

    text: Said | None = None
    cell: Cell | None = None
    why: Said | None = None
    means: Misconception | None = None

    @model_validator(mode="before")
    @classmethod
    def one_answer(cls, value: object) -> object:
        value = as_option(value)
        one_key(value, ("text", "cell"), set(cls.model_fields), "option")
        return value


class Predict(Part):
    """What the child says before Run."""

    ask: Said
    options: Annotated[ListOf[Option], Field(min_length=2)]
    answer: Positive


class Distractor(Part):
    """A piece that does not belong, and why."""

    code: Code
    why: Said | None = None
    means: Misconception | None = None


class Parsons(Part):
    """Lines to put in order."""

    lines: ListOf[Code] = Field(default_factory=list)
    distractors: ListOf[Distractor] = Field(default_factory=list)
    indentation: Truth | None = None


class Gap(Part):
    """A program with gaps, written `___` in `start`."""

    free: Truth = False
    distractors: ListOf[Distractor] = Field(default_factory=list)


class Fix(Part):
    """The planted bug."""

    planted: Misconception
    line: Positive | None = None
    most: Positive = 1
    why: Said | None = None


class Subgoal(Part):
    """A label over lines of the program: what they are for."""

    label: Said
    lines: Span


class Check(Part):
    """One thing a project must have: exactly one of the first fields."""

    uses: Name | None = None
    least_actions: Positive | None = None
    finishes: Yes | None = None
    saved: Yes | None = None
    solvable: Yes | None = None
    text: Said | None = None

    @model_validator(mode="before")
    @classmethod
    def one_check(cls, value: object) -> object:
        if isinstance(value, str) and value.strip() in ("finishes", "saved", "solvable"):
            raise refuse("check_is_true", seen=value.strip())
        one_key(value, CHECK_KINDS, set(cls.model_fields), "check")
        return value


class Project(Part):
    """Something of one's own: what to look at together, and what the program is asked for."""

    rubric: Annotated[ListOf[Said], Field(min_length=1)]
    checks: ListOf[Check] = Field(default_factory=list)
    paints_map: Truth = False


class Slip(Part):
    """A wrong number that is foreseen."""

    number: Decimal
    why: Said | None = None
    means: Misconception | None = None


class Pair(Part):
    """Two things that belong together."""

    left: Said
    right: Said


class Card(Part):
    """A statement that is true or false."""

    says: Said
    answer: Truth
    why: Said | None = None


class Trace(Part):
    """A table of variables: a row for each line that runs."""

    columns: Annotated[ListOf[Text], Field(min_length=1)]
    rows: Annotated[ListOf[ListOf[Code]], Field(min_length=1)]


class Item(Part):
    """One question: exactly one of options, number, pairs, order, cards, trace."""

    ask: Said
    id: Slug | None = None
    program: Code = ""
    options: Annotated[ListOf[Option], Field(min_length=2)] | None = None
    answer: Positive | None = None
    number: Decimal | None = None
    near: Decimal | None = None
    slips: ListOf[Slip] = Field(default_factory=list)
    pairs: Annotated[ListOf[Pair], Field(min_length=2)] | None = None
    order: Annotated[ListOf[Said], Field(min_length=2)] | None = None
    cards: Annotated[ListOf[Card], Field(min_length=2)] | None = None
    trace: Trace | None = None
    why: Said | None = None
    concepts: ListOf[Text] = Field(default_factory=list)
    curriculum: ListOf[Text] = Field(default_factory=list)

    @model_validator(mode="before")
    @classmethod
    def one_item(cls, value: object) -> object:
        one_key(value, ITEM_KINDS, set(cls.model_fields), "item")
        return value


Items = Annotated[ListOf[Item], Field(min_length=1)]


class Quiz(Part):
    """Questions, one after another."""

    items: Items
    exam: Truth = False
    enough: Positive | None = None


class Review(Part):
    """Questions drawn from earlier lessons."""

    concepts: ListOf[Text] = Field(default_factory=list)
    packs: ListOf[Slug] = Field(default_factory=list)
    count: Positive = 5
    enough: Positive | None = None
    items: ListOf[Item] = Field(default_factory=list)


class Unplugged(Part):
    """A card for the table: no computer needed."""

    materials: ListOf[Said] = Field(default_factory=list)
    steps: Annotated[ListOf[Said], Field(min_length=1)]


class Career(Part):
    """Who does this for a living."""

    card: Slug
    title: Said | None = None
    fact: Said
    source: Text
    year: Positive


class ExamItem(Part):
    """A question in the form of the National Assessment: four options, one of them right."""

    stem: Said
    options: Annotated[ListOf[Option], Field(min_length=4, max_length=4)]
    answer: Positive
    why: Said | None = None
    curriculum: ListOf[Text] = Field(default_factory=list)

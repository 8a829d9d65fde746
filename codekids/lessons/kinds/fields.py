"""The parts a kind of lesson adds to a `Lesson`, as the program uses them: frozen, checked, free of YAML.

Texts are mappings from language to a sentence, as in lesson.py. Indices count
from 0 here (the file counts from 1); lines of a program are 1-based. What a
child does with these parts is kept by the small states of predict.py,
parsons.py, gap.py, repair.py, quiz.py, project.py, review.py and unplugged.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from codekids.world.goals import Cell

Text = Mapping[str, str]
ItemKind = Literal["choice", "number", "pairs", "order", "cards", "trace"]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose: a text, or a cell of the map."""

    text: Text = field(default_factory=dict)
    cell: Cell | None = None
    why: Text = field(default_factory=dict)  # said when it was chosen
    means: str = ""  # the misconception behind it: "off_by_one"


@dataclass(frozen=True, slots=True)
class Predict:
    """What the child says before Run. With cells, any cell of the map may be marked, listed or not."""

    ask: Text
    options: tuple[Option, ...]
    answer: int  # index of the right option

    @property
    def marks_cell(self) -> bool:
        """Whether a cell is marked on the map instead of choosing from a list."""
        return self.options[self.answer].cell is not None


@dataclass(frozen=True, slots=True)
class Distractor:
    """A piece that does not belong."""

    code: str
    why: Text = field(default_factory=dict)
    means: str = ""


@dataclass(frozen=True, slots=True)
class Parsons:
    """Pieces to put in order, each one or more lines."""

    lines: tuple[str, ...]  # in an order that solves, with their indentation
    distractors: tuple[Distractor, ...] = ()
    indentation: bool = False  # the child indents too; else each piece keeps its own


@dataclass(frozen=True, slots=True)
class Gap:
    """How the gaps of `start` are filled: typed, or from pieces offered."""

    free: bool = False
    distractors: tuple[Distractor, ...] = ()


@dataclass(frozen=True, slots=True)
class Fix:
    """The planted bug of `start`."""

    planted: str  # the misconception it shows
    line: int | None = None
    most: int = 1  # lines a good repair changes
    why: Text = field(default_factory=dict)  # said when it is mended


@dataclass(frozen=True, slots=True)
class Subgoal:
    """A label over lines of the program, first and last."""

    label: Text
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Check:
    """One thing a project must have. `kind` is a word of words.CHECK_KINDS."""

    kind: str
    word: str = ""  # uses: "loop", "for", "say"
    count: int = 0  # least_actions
    text: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Project:
    """Something of one's own."""

    rubric: tuple[Text, ...]  # rows to look at together
    checks: tuple[Check, ...] = ()
    paints_map: bool = False  # the child draws the world, too


@dataclass(frozen=True, slots=True)
class Slip:
    """A wrong number that is foreseen."""

    number: float
    why: Text = field(default_factory=dict)
    means: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A statement that is true or false."""

    says: Text
    answer: bool
    why: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """One question. Which fields count depends on `kind`.

    choice: `options`, `answer`. number: `number`, `near`, `slips`. pairs: `pairs`
    (left, right), the rights are shown shuffled. order: `order` as it is right.
    cards: `cards`. trace: `program`, `columns`, `rows` (a row a line that runs; ""
    is not asked).
    """

    id: str  # unique: "primii-pasi/pas-cu-pas#2", "…#exam"
    kind: ItemKind
    ask: Text
    why: Text = field(default_factory=dict)  # said afterwards
    program: str = ""  # shown with the question
    options: tuple[Option, ...] = ()
    answer: int = 0  # index of the right option
    number: float = 0.0
    near: float = 0.0  # how far from `number` still counts
    slips: tuple[Slip, ...] = ()
    pairs: tuple[tuple[Text, Text], ...] = ()
    order: tuple[Text, ...] = ()
    cards: tuple[Card, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    concepts: tuple[str, ...] = ()
    curriculum: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quiz:
    """Questions one after another; `enough` right ones solve it."""

    items: tuple[Item, ...]
    exam: bool = False  # four options a question, marks only at the end
    enough: int = 1


@dataclass(frozen=True, slots=True)
class Review:
    """What to draw from earlier lessons; empty `concepts` or `packs` mean any."""

    concepts: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    count: int = 5
    enough: int = 4
    items: tuple[Item, ...] = ()  # for when there is not enough to draw


@dataclass(frozen=True, slots=True)
class Unplugged:
    """A card for the table."""

    materials: tuple[Text, ...]
    steps: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Career:
    """Who does this for a living."""

    card: str  # id of a picture card: "postal-worker"
    fact: Text
    source: str
    year: int
    title: Text = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pointer:
    """What a hint points at, beside its text."""

    level: int  # 0 mirror, 1 question, 2 place, 3 example, 4 fill the gap
    line: int | None = None
    cell: Cell | None = None

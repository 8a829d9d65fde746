"""Questions and answers: choice, number, pairs, order, cards, trace table.

An answer is plain data, by the kind of the question:
choice: the index of an option. number: the text as typed. pairs: for each left
the index of a right, or None. order: the indices in the order made. cards: True,
False or None for each. trace: a list of texts for each row.

Outside an exam each question is marked by itself and may be tried again; the
first try counts. In an exam nothing is marked before everything is handed in.
Frozen; every method gives a new state. Nothing raises for what was answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from codekids.lessons.kinds.fields import Item, Quiz, Text
from codekids.lessons.kinds.result import MOST_STARS, Result, shuffled
from codekids.lessons.kinds.typed import same_number, same_value

Answer = int | str | tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A question after its answer was looked at."""

    right: bool
    done: int  # parts that are right: cards, pairs, cells of the table; 0 or 1 elsewhere
    of: int
    why: Text = field(default_factory=dict)  # of the option, card or number chosen; else of the question
    means: str = ""  # the misconception behind it
    wrong: tuple[int, ...] = ()  # indices of the parts that are not right; cells of a table row by row


@dataclass(frozen=True, slots=True)
class QuizState:
    """One child's answers."""

    quiz: Quiz
    answers: tuple[Answer | None, ...] = ()
    first: tuple[bool | None, ...] = ()  # whether the first try was right; None: not marked yet
    handed_in: bool = False

    def answer(self, index: int, answer: Answer | None) -> QuizState:
        """Answer a question, or think again; nothing changes after handing in."""
        if self.handed_in or not 0 <= index < len(self.quiz.items):
            return self
        answers = self.all_answers
        return replace(self, answers=(*answers[:index], answer, *answers[index + 1 :]))

    def mark(self, index: int) -> tuple[QuizState, Marked | None]:
        """Look at an answer. None where there is none yet, or in an exam that was not handed in."""
        answer = self.all_answers[index]
        if answer is None or (self.quiz.exam and not self.handed_in):
            return self, None
        marked = mark(self.quiz.items[index], answer)
        first = self.all_first
        if first[index] is None:
            first = (*first[:index], marked.right, *first[index + 1 :])
        return replace(self, first=first), marked

    def hand_in(self) -> QuizState:
        """The end: every question is marked, those without an answer are wrong."""
        first = tuple(
            known if known is not None else answer is not None and mark(item, answer).right
            for item, answer, known in zip(self.quiz.items, self.all_answers, self.all_first, strict=True)
        )
        return replace(self, first=first, handed_in=True)

    @property
    def all_answers(self) -> tuple[Answer | None, ...]:
        """One for each question."""
        return self.answers or (None,) * len(self.quiz.items)

    @property
    def all_first(self) -> tuple[bool | None, ...]:
        """One for each question."""
        return self.first or (None,) * len(self.quiz.items)

    @property
    def next_open(self) -> int | None:
        """The first question that was not marked yet (in an exam: not answered yet)."""
        open_ones = self.all_answers if self.quiz.exam else self.all_first
        return next((index for index, held in enumerate(open_ones) if held is None), None)

    @property
    def score(self) -> int:
        """Questions that were right at the first try."""
        return sum(right is True for right in self.all_first)

    @property
    def is_over(self) -> bool:
        """Whether every question was marked."""
        return None not in self.all_first

    def result(self) -> Result:
        """Solved with enough right first tries; three stars when all were."""
        of = len(self.quiz.items)
        solved = self.is_over and self.score >= min(self.quiz.enough, of)
        stars = (MOST_STARS if self.score == of else MOST_STARS - 1) if solved else 0
        return Result(solved, stars, self.score, of)

    def to_data(self) -> dict[str, Any]:
        """Plain data, as JSON has it, by the ids of the questions."""
        return {
            "answers": {
                item.id: answer
                for item, answer in zip(self.quiz.items, self.all_answers, strict=True)
                if answer is not None
            },
            "first": {
                item.id: right
                for item, right in zip(self.quiz.items, self.all_first, strict=True)
                if right is not None
            },
            "handed_in": self.handed_in,
        }

    @classmethod
    def from_data(cls, quiz: Quiz, data: Mapping[str, Any]) -> QuizState:
        """The state as it was kept; questions that are gone are left out."""
        answers, first = data.get("answers"), data.get("first")
        answers = answers if isinstance(answers, dict) else {}
        first = first if isinstance(first, dict) else {}
        return cls(
            quiz,
            tuple(_frozen(answers.get(item.id)) for item in quiz.items),
            tuple(known if type(known := first.get(item.id)) is bool else None for item in quiz.items),
            data.get("handed_in") is True,
        )


def _frozen(answer: Any) -> Any:
    """A list from JSON as the tuple it was."""
    return tuple(_frozen(part) for part in answer) if isinstance(answer, list) else answer


def shown_order(item: Item, *, exam: bool = False) -> tuple[int, ...]:
    """In which order the options, the rights of pairs or the pieces to order are shown: their indices.

    The options of an exam stay as they are written; a), b), c), d) are part of the question.
    """
    if item.kind == "choice":
        return tuple(range(len(item.options))) if exam else shuffled(len(item.options), item.id)
    if item.kind == "pairs":
        return shuffled(len(item.pairs), item.id)
    return shuffled(len(item.order), item.id) if item.kind == "order" else ()


def is_complete(item: Item, answer: Any) -> bool:
    """Whether there is enough of an answer to look at: every card, pair and cell. An order always is."""
    match item.kind:
        case "order":
            return True
        case "cards" | "pairs":
            return answer is not None and None not in answer
        case "trace":
            cells = [cell for row in item.rows for cell in row]
            typed = [cell for row in _list(answer) for cell in _list(row)]
            return len(cells) == len(typed) and all(
                text for cell, text in zip(cells, typed, strict=True) if cell
            )
        case _:
            return answer is not None


def mark(item: Item, answer: Any) -> Marked:
    """Whether an answer is right, and what to say about it. An answer of a wrong shape is wrong."""
    return _MARK[item.kind](item, answer)


def _choice(item: Item, answer: Any) -> Marked:
    if type(answer) is not int or not 0 <= answer < len(item.options):
        return Marked(False, 0, 1, item.why)
    option = item.options[answer]
    right = answer == item.answer
    return Marked(right, int(right), 1, option.why or (item.why if right else {}), option.means)


def _number(item: Item, answer: Any) -> Marked:
    if same_number(answer, item.number, item.near):
        return Marked(True, 1, 1, item.why)
    for slip in item.slips:
        if same_number(answer, slip.number):
            return Marked(False, 0, 1, slip.why, slip.means)
    return Marked(False, 0, 1)


def _pairs(item: Item, answer: Any) -> Marked:
    given = _list(answer)
    rights = [right for _, right in item.pairs]
    wrong = tuple(
        index
        for index, right in enumerate(rights)
        # Two lefts may share a right: what it says counts, not which card it is.
        if not (
            index < len(given)
            and type(given[index]) is int
            and 0 <= given[index] < len(rights)
            and rights[given[index]] == right
        )
    )
    return _parts(item, len(rights), wrong)


def _order(item: Item, answer: Any) -> Marked:
    given = _list(answer)
    whole = sorted(one for one in given if type(one) is int) == list(range(len(item.order)))
    wrong = tuple(
        index
        for index, text in enumerate(item.order)
        if not whole or len(given) != len(item.order) or item.order[given[index]] != text
    )
    return _parts(item, len(item.order), wrong)


def _cards(item: Item, answer: Any) -> Marked:
    given = _list(answer)
    wrong = tuple(
        index
        for index, card in enumerate(item.cards)
        if index >= len(given) or given[index] is not card.answer
    )
    marked = _parts(item, len(item.cards), wrong)
    return replace(marked, why=item.cards[wrong[0]].why or item.why) if wrong else marked


def _trace(item: Item, answer: Any) -> Marked:
    given = _list(answer)
    asked = 0
    wrong = []
    for row, cells in enumerate(item.rows):
        typed = _list(given[row]) if row < len(given) else []
        for column, cell in enumerate(cells):
            if cell:
                asked += 1
                if column >= len(typed) or not same_value(typed[column], cell):
                    wrong.append(row * len(item.columns) + column)
    return _parts(item, asked, tuple(wrong))


def _parts(item: Item, of: int, wrong: tuple[int, ...]) -> Marked:
    return Marked(not wrong, of - len(wrong), of, item.why, "", wrong)


def _list(answer: Any) -> list[Any]:
    return list(answer) if isinstance(answer, tuple | list) else []


_MARK = {
    "choice": _choice,
    "number": _number,
    "pairs": _pairs,
    "order": _order,
    "cards": _cards,
    "trace": _trace,
}

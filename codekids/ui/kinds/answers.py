"""One widget for each kind of question: it shows an answer and tells a new one.

Answers are the plain data of `lessons.kinds.quiz`. After marking, `show` gets what is wrong.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import partial
from typing import Any

from codekids.lessons.kinds.fields import Item, Option
from codekids.lessons.kinds.quiz import Marked, shown_order
from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.kinds.choices import ChoiceList, Sign
from codekids.ui.kinds.pair_board import PairBoard
from codekids.ui.kinds.piece_board import BoardWords, Moves, PieceBoard, Row
from codekids.ui.kinds.pieces import Piece
from codekids.ui.screens.puzzle.goals_panel import draw_goal_sign
from codekids.ui.shell import Shell
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.field import TextField
from codekids.ui.widgets.tabs import Segmented

OnAnswer = Callable[[Any], None]


def answer_widget(shell: Shell, item: Item, on_answer: OnAnswer, *, exam: bool) -> AnyAnswer:
    """The widget for a question."""
    made: dict[str, Any] = {
        "choice": lambda: ChoiceAnswer(shell, item, on_answer, exam=exam),
        "number": lambda: NumberAnswer(shell, on_answer),
        "pairs": lambda: PairsAnswer(shell, item, on_answer),
        "order": lambda: OrderAnswer(shell, item, on_answer),
        "cards": lambda: CardsAnswer(shell, item, on_answer),
        "trace": lambda: TraceAnswer(shell, item, on_answer),
    }
    return made[item.kind]()


def option_text(shell: Shell, option: Option) -> str:
    """An option in words: its text, or its cell."""
    if option.cell is not None and not option.text:
        return shell.say("kinds.cell", column=option.cell[0], row=option.cell[1])
    return shell.pick(option.text)


class ChoiceAnswer(ChoiceList):
    """One of several; the index of the option is the answer."""

    def __init__(self, shell: Shell, item: Item, on_answer: OnAnswer, *, exam: bool) -> None:
        self.order = shown_order(item, exam=exam)
        texts = [option_text(shell, item.options[index]) for index in self.order]
        super().__init__(
            shell.say("kinds.answers"), texts, lambda at: on_answer(self.order[at]), letters=exam
        )
        self.item = item

    def show_answer(self, answer: Any, marked: Marked | None, *, locked: bool) -> None:
        chosen = self.order.index(answer) if type(answer) is int and answer in self.order else None
        signs: list[Sign] = ["" for _ in self.order]
        if marked is not None and chosen is not None:
            signs[chosen] = "right" if marked.right else "wrong"
        if marked is not None and locked:
            signs[self.order.index(self.item.answer)] = "right"
        self.show(chosen, signs, locked=locked)


class FieldAnswer(Widget, ABC):
    """The base of those whose parts stand below one another."""

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        return self.lay_out(view, Rect(0, 0, width, 0), place=False)

    def arrange(self, view: View, rect: Rect) -> None:
        """Stand at `rect`."""
        self.place(rect)
        self.lay_out(view, rect, place=True)

    @abstractmethod
    def lay_out(self, view: View, rect: Rect, *, place: bool) -> int:
        """Place the parts; the height they take."""

    @abstractmethod
    def show_answer(self, answer: Any, marked: Marked | None, *, locked: bool) -> None:
        """Show an answer, and what is wrong with it."""


class NumberAnswer(FieldAnswer):
    """A number, typed."""

    def __init__(self, shell: Shell, on_answer: OnAnswer) -> None:
        super().__init__()
        self.field = TextField(
            shell.say("kinds.your_number"),
            longest=14,
            on_change=lambda text: on_answer(text.strip() or None),
        )
        self.add(self.field)
        self.right: bool | None = None

    def show_answer(self, answer: Any, marked: Marked | None, *, locked: bool) -> None:
        if isinstance(answer, str) and answer != self.field.text.strip():
            self.field.say(answer)
        self.field.set(enabled=not locked)
        self.set(right=None if marked is None else marked.right)

    def lay_out(self, view: View, rect: Rect, *, place: bool) -> int:
        height = self.field.height_for(view)
        if place:
            self.field.place(Rect(rect.x, rect.y, min(rect.w - view.px(44), view.px(260)), height))
        return height

    def draw(self, view: View) -> None:
        if self.right is not None:
            side = view.px(28)
            box = self.field.rect
            y = box.bottom - view.px(look.FIELD_HEIGHT) // 2 - side // 2
            draw_goal_sign(view, Rect(box.right + view.px(10), y, side, side),
                           "met" if self.right else "missed", False)  # fmt: skip


class PairsAnswer(PairBoard):
    """For each left the index of a right, or None."""

    def __init__(self, shell: Shell, item: Item, on_answer: OnAnswer) -> None:
        self.answer: tuple[int | None, ...] = (None,) * len(item.pairs)

        def join(left: int, right: int) -> None:
            # A right belongs to one left only.
            freed = [None if held == right else held for held in self.answer]
            freed[left] = right
            on_answer(tuple(freed))

        super().__init__(
            shell.say("kinds.pairs"),
            [shell.pick(left) for left, _ in item.pairs],
            [(index, shell.pick(item.pairs[index][1])) for index in shown_order(item)],
            join,
        )
        self.show(self.answer)

    def show_answer(self, answer: Any, marked: Marked | None, *, locked: bool) -> None:
        if isinstance(answer, tuple) and len(answer) == len(self.lefts):
            self.answer = answer
        self.show(self.answer, locked=locked, wrong=marked.wrong if marked else None)


class OrderAnswer(PieceBoard):
    """The indices in the order made."""

    def __init__(self, shell: Shell, item: Item, on_answer: OnAnswer) -> None:
        self.answer: tuple[int, ...] = shown_order(item)

        def move(row: int, to: int) -> None:
            order = list(self.answer)
            one = order.pop(row)
            order.insert(max(0, min(to, len(order))), one)
            on_answer(tuple(order))

        def nothing(*args: Any) -> None: ...

        pieces = [Piece(index, shell.pick(text), "words") for index, text in enumerate(item.order)]
        super().__init__(
            shell.say("kinds.order"),
            pieces,
            board_words(shell),
            Moves(nothing, nothing, move, nothing),
            has_tray=False,
        )
        self.show([Row(index) for index in self.answer])

    def show_answer(self, answer: Any, marked: Marked | None, *, locked: bool) -> None:
        if isinstance(answer, tuple) and sorted(answer) == list(range(len(self.pieces))):
            self.answer = answer
        signs = []
        if marked is not None:
            signs = ["wrong" if row in marked.wrong else "right" for row in range(len(self.answer))]
        self.show([Row(index) for index in self.answer], locked=locked, signs=signs)


def board_words(shell: Shell) -> BoardWords:
    """What a board of pieces says."""
    say = shell.say
    return BoardWords(
        tray=say("kinds.tray"),
        rows=say("kinds.my_order"),
        empty=say("kinds.drop_here"),
        up=say("kinds.up"),
        down=say("kinds.down"),
        less=say("kinds.less"),
        more=say("kinds.more"),
        back=say("kinds.back_to_tray"),
    )


class _Statement(Widget):
    """A card that is true or false."""

    def __init__(self, shell: Shell, text: str, on_choose: Callable[[bool], None]) -> None:
        super().__init__(text, "text")
        self.text = text
        choices = [("true", shell.say("kinds.true"), None), ("false", shell.say("kinds.false"), None)]
        self.switch = Segmented(text, choices, "", lambda value: on_choose(value == "true"))
        self.sign = ""
        self.add(self.switch)

    def lay_out(self, view: View, rect: Rect, *, place: bool) -> int:
        pad = view.px(14)
        wide, high = self.switch.measure(view)
        beside = rect.w - wide - 3 * pad >= view.px(200)
        room = rect.w - 2 * pad - (wide + pad if beside else 0) - view.px(36)
        words = view.paragraph_size(self.text, room, look.BODY, line_height=25)[1]
        height = max(words, high) if beside else words + view.px(8) + high
        if place:
            self.place(Rect(rect.x, rect.y, rect.w, height + view.px(20)))
            self._words = Rect(rect.x + pad + view.px(36), rect.y + view.px(10), room, words)
            if beside:
                self._words = self._words.moved(0, (height - words) // 2)
                y = rect.y + view.px(10) + (height - high) // 2
                self.switch.place(Rect(rect.right - pad - wide, y, wide, high))
            else:
                top = rect.y + view.px(10) + words + view.px(8)
                self.switch.place(Rect(self._words.x, top, min(wide, room), high))
        return height + view.px(20)

    def draw(self, view: View) -> None:
        colours = view.colours
        edge = {"": colours.edge, "right": colours.green, "wrong": colours.red}[self.sign]
        view.round_rect(self.rect, colours.paper, look.RADIUS_BUTTON, edge, 3 if self.sign else 2)
        side = view.px(26)
        spot = Rect(self.rect.x + view.px(12), self._words.y, side, side)
        if self.sign:
            draw_goal_sign(view, spot, "met" if self.sign == "right" else "missed", False)
        else:
            view.icon("say", spot, colours.soft)
        view.paragraph(self.text, self._words, look.BODY, line_height=25)


class CardsAnswer(FieldAnswer):
    """True, False or None for each card."""

    def __init__(self, shell: Shell, item: Item, on_answer: OnAnswer) -> None:
        super().__init__(shell.say("kinds.cards"), "list")
        self.answer: tuple[bool | None, ...] = (None,) * len(item.cards)

        def choose(index: int, value: bool) -> None:
            on_answer((*self.answer[:index], value, *self.answer[index + 1 :]))

        self.cards = [
            _Statement(shell, shell.pick(card.says), partial(choose, index))
            for index, card in enumerate(item.cards)
        ]
        self.add(*self.cards)

    def show_answer(self, answer: Any, marked: Marked | None, *, locked: bool) -> None:
        if isinstance(answer, tuple) and len(answer) == len(self.cards):
            self.answer = answer
        for index, (card, held) in enumerate(zip(self.cards, self.answer, strict=True)):
            card.switch.set(chosen="" if held is None else "true" if held else "false")
            for tab in card.switch.tabs:
                tab.set(enabled=not locked)
            sign = "" if marked is None else "wrong" if index in marked.wrong else "right"
            card.set(sign=sign)

    def lay_out(self, view: View, rect: Rect, *, place: bool) -> int:
        y = rect.y
        for card in self.cards:
            y += card.lay_out(view, Rect(rect.x, y, rect.w, 0), place=place) + view.px(10)
        return y - view.px(10) - rect.y


class TraceAnswer(FieldAnswer):
    """A table to fill: what each variable is after each line that runs."""

    def __init__(self, shell: Shell, item: Item, on_answer: OnAnswer) -> None:
        super().__init__(shell.say("kinds.table"), "list")
        self.item = item
        self.shell = shell
        self.answer: tuple[tuple[str, ...], ...] = tuple(("",) * len(item.columns) for _ in item.rows)
        self.wrong: tuple[int, ...] | None = None
        self.on_answer = on_answer
        self.fields: dict[tuple[int, int], TextField] = {}
        for row, cells in enumerate(item.rows):
            for column, cell in enumerate(cells):
                if cell:
                    field = TextField("", longest=24, code=True, on_change=partial(self._typed, row, column))
                    field.name = shell.say("kinds.table_cell", name=item.columns[column], row=row + 1)
                    self.fields[row, column] = field
        self.add(*self.fields.values())
        self._grid: list[tuple[Rect, str, bool]] = []

    def _typed(self, row: int, column: int, text: str) -> None:
        cells = self.answer[row]
        cells = (*cells[:column], text.strip(), *cells[column + 1 :])
        self.answer = (*self.answer[:row], cells, *self.answer[row + 1 :])
        filled = any(cell for one in self.answer for cell in one)
        self.on_answer(self.answer if filled else None)

    def show_answer(self, answer: Any, marked: Marked | None, *, locked: bool) -> None:
        if _is_table(answer, len(self.item.rows), len(self.item.columns)):
            self.answer = answer
        for (row, column), field in self.fields.items():
            if field.text.strip() != self.answer[row][column]:
                field.say(self.answer[row][column])
            field.set(enabled=not locked)
        self.set(wrong=marked.wrong if marked else None)

    def lay_out(self, view: View, rect: Rect, *, place: bool) -> int:
        head, gap = view.px(36), view.px(8)
        first = view.px(64)
        count = len(self.item.columns)
        wide = min(view.px(170), (rect.w - first - gap * count) // max(1, count))
        high = view.px(look.FIELD_HEIGHT)
        grid: list[tuple[Rect, str, bool]] = []
        for column, name in enumerate(self.item.columns):
            grid.append((Rect(rect.x + first + column * (wide + gap), rect.y, wide, head), name, True))
        y = rect.y + head
        for row in range(len(self.item.rows)):
            grid.append((Rect(rect.x, y, first - gap, high), str(row + 1), False))
            for column in range(count):
                spot = Rect(rect.x + first + column * (wide + gap), y, wide, high)
                field = self.fields.get((row, column))
                if field is None:
                    grid.append((spot, "–", False))
                elif place:
                    field.place(spot)
            y += high + gap
        if place:
            self._grid = grid
        return y - gap - rect.y

    def draw(self, view: View) -> None:
        for spot, text, name in self._grid:
            view.text(text, spot, look.BODY, view.colours.heading if name else view.colours.soft,
                      code=name, align="centre" if name or text == "–" else "right")  # fmt: skip

    def draw_above(self, view: View) -> None:
        if self.wrong is None:
            return
        side = view.px(22)
        for (row, column), field in self.fields.items():
            bad = row * len(self.item.columns) + column in self.wrong
            spot = Rect(field.rect.right - side - 6, field.rect.centre[1] - side // 2, side, side)
            draw_goal_sign(view, spot, "missed" if bad else "met", False)


def _is_table(answer: Any, rows: int, columns: int) -> bool:
    return (
        isinstance(answer, tuple)
        and len(answer) == rows
        and all(
            isinstance(row, tuple) and len(row) == columns and all(isinstance(cell, str) for cell in row)
            for row in answer
        )
    )


AnyAnswer = ChoiceAnswer | NumberAnswer | PairsAnswer | OrderAnswer | CardsAnswer | TraceAnswer

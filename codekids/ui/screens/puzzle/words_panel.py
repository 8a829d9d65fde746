"""The words of a lesson: what they are called, what a press writes, and their panel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from codekids.lang.dialect import Dialect
from codekids.lang.names import example
from codekids.ui import theme as look
from codekids.ui.document import Document, Place
from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.label import fitting_size


@dataclass(frozen=True, slots=True)
class Word:
    """Something to press: how it looks, and what a press writes (`caret` counts from its start)."""

    shown: str
    icon: str
    text: str
    caret: int
    alone: bool  # a line of its own


STRUCTURES = {
    "for": Word("for … in", "loop", "for pas in range(3):\n", 21, True),
    "while": Word("while …", "loop", "while :\n", 6, True),
    "if": Word("if …", "fork", "if :\n", 3, True),
    "elif": Word("elif …", "fork", "elif :\n", 5, True),
    "else": Word("else", "fork", "else:\n", 6, True),
    "def": Word("def …", "func", "def ():\n", 4, True),
    "return": Word("return", "func", "return ", 7, True),
    "break": Word("break", "stop", "break", 5, True),
    "not": Word("not", "maths", "not ", 4, False),
    "and": Word("and", "maths", " and ", 5, False),
    "or": Word("or", "maths", " or ", 4, False),
}
ICONS = {
    "move": "foot", "turn_left": "turnl", "turn_right": "turnr", "take": "apple", "put": "drop",
    "build_wall": "wall", "paint": "brush", "say": "say", "done": "flag", "think": "clock", "pause": "clock",
    "print": "doc", "input": "keyb", "range": "list", "random": "maths",
}  # fmt: skip
WORDLESS = ("variables", "operators", "lists")  # blocks without a word to write
USUAL_STRUCTURES = ("for", "if", "while", "def")


def words_of(dialect: Dialect) -> tuple[list[Word], list[Word]]:
    """What a lesson offers, in its order: commands, and structures of Python. An empty toolbox offers all."""
    names = dialect.toolbox or (*dialect.commands, *USUAL_STRUCTURES)
    commands: list[Word] = []
    structures: list[Word] = []
    for name in names:
        if name in STRUCTURES:
            structures.append(STRUCTURES[name])
        elif name in dialect.commands:
            signature = dialect.commands[name]
            text = example(signature)
            icon = ICONS.get(name, "eye" if signature.answers else "code")
            commands.append(Word(text, icon, text, len(text), not signature.answers))
        elif name not in WORDLESS:
            text = f"{name}()"
            commands.append(Word(text, ICONS.get(name, "code"), text, len(text) - 1, name in {"print"}))
    return commands, structures


def write_word(document: Document, word: Word) -> None:
    """Write a word where the caret is: on a line of its own if it is a statement, else in place."""
    if word.alone:
        if document.selection is None and document.line.strip():
            document.line_end()
            document.newline()
        start = document.selection[0] if document.selection else document.caret
        head, _, rest = word.text.partition("\n")
        document.paste(head)
        if rest == "" and "\n" in word.text and word.caret >= len(head):
            document.newline()
        else:
            document.go(Place(start.row, start.column + min(word.caret, len(head))))
        return
    start = document.selection[0] if document.selection else document.caret
    document.paste(word.text)
    document.go(Place(start.row, start.column + word.caret))


class WordButton(Button):
    """One word of the toolbox: its picture and its text, or, on the rail, one above the other."""

    def __init__(self, word: Word, name: str, on_press: Callable[[], None]) -> None:
        super().__init__(word.shown, on_press, name=name)
        self.word = word
        self.stacked = False
        self.lit = False  # the word a problem speaks of

    def measure(self, view: View) -> tuple[int, int]:
        """Width and height it needs."""
        text = view.text_size(self.label, look.SECONDARY, code=True)[0]
        if self.stacked:
            return view.px(80), view.px(12 + 22 + 4) + len(self._lines()) * view.px(19)
        return text + view.px(22 + 10) + 2 * view.px(10), view.px(40)

    def _lines(self) -> list[str]:
        """The word on the rail: without brackets, broken at its underscores."""
        bare = self.label.partition("(")[0]
        pieces = bare.split("_")
        lines = [pieces[0]]
        for piece in pieces[1:]:
            if len(lines[-1]) + 1 + len(piece) <= 7:
                lines[-1] += "_" + piece
            else:
                lines[-1] += "_"
                lines.append(piece)
        return lines

    def draw(self, view: View) -> None:
        colours = view.colours
        face = self.rect.moved(0, 1 if self.pressed else 0)
        fill = colours.blue_tint if self.hovered else colours.well
        edge, width = (
            (colours.green, 3)
            if self.lit
            else (colours.edge if view.theme.high_contrast else colours.line, 2)
        )
        view.round_rect(face, fill, look.RADIUS_CHIP, edge, width)
        side = view.px(22)
        if self.stacked:
            icon = Rect(face.x, face.y + view.px(7), face.w, side)
            view.icon(self.word.icon, icon.centred(side, side), colours.heading)
            y = face.y + view.px(7) + side + view.px(3)
            for line in self._lines():
                view.text(
                    line,
                    Rect(face.x, y, face.w, view.px(19)),
                    look.SMALLEST,
                    colours.ink,
                    code=True,
                    align="centre",
                )
                y += view.px(19)
        else:
            view.icon(self.word.icon, Rect(face.x + view.px(8), face.y, side, face.h), colours.heading)
            room = Rect(face.x + view.px(8 + 10) + side, face.y, 0, face.h)
            room = Rect(room.x, room.y, face.right - room.x - 4, room.h)
            size = fitting_size(view, self.label, room.w, look.SECONDARY, code=True) or look.SMALLEST - 1
            with view.clip(face):
                view.text(self.label, room, size, colours.ink, code=True)
        if self.ringed:
            view.focus_ring(face, look.RADIUS_CHIP)


class WordList(Widget):
    """The words one below the other under their headings; arrows move in it."""

    arrows = True

    def __init__(self, groups: Sequence[tuple[str, Sequence[WordButton]]], help_text: str) -> None:
        super().__init__(role="list")
        self.groups = [(head, list(buttons)) for head, buttons in groups if buttons]
        self.help_text = help_text
        self.stacked = False
        self._heads: list[tuple[str, Rect]] = []
        self._help = Rect(0, 0, 0, 0)
        for _, buttons in self.groups:
            self.add(*buttons)

    def height_for(self, view: View, width: int) -> int:
        """Pixels of the words; the help at the end is not counted."""
        return self._stand(view, Rect(0, 0, width, 0), really=False)

    def arrange(self, view: View, rect: Rect) -> None:
        """Place the words; the help stands at the foot if there is room."""
        self.place(rect)
        used = self._stand(view, rect, really=True)
        needed = view.paragraph_size(self.help_text, rect.w, look.SMALLEST, line_height=20)[1]
        fits = not self.stacked and used + needed + view.px(16) <= rect.h
        self._help = Rect(rect.x, rect.bottom - needed, rect.w, needed) if fits else Rect(0, 0, 0, 0)

    def _stand(self, view: View, rect: Rect, *, really: bool) -> int:
        y = rect.y
        heads = []
        for index, (head, buttons) in enumerate(self.groups):
            if index and not self.stacked:
                heads.append((head, Rect(rect.x + 4, y, rect.w, view.px(26))))
                y += view.px(28)
            for button in buttons:
                button.stacked = self.stacked
                height = button.measure(view)[1]
                if really:
                    button.place(Rect(rect.x, y, rect.w, height))
                y += height + view.px(6)
        if really:
            self._heads = heads
        return y - rect.y

    def draw(self, view: View) -> None:
        for head, spot in self._heads:
            view.text(head, spot, look.SECONDARY, view.colours.soft)
        if not self._help.empty:
            view.paragraph(self.help_text, self._help, look.SMALLEST, view.colours.soft, line_height=20)

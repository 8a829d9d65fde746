"""The child's collection of mended mistakes, in a dialog over the map."""

from __future__ import annotations

from datetime import date

from codekids.progress.bugs import ITEM, Bug, read_bugs
from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.screens.parts import ScrollDialog, Stack
from codekids.ui.shell import Shell
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.label import Paragraph
from codekids.ui.widgets.root import Root
from codekids.ui.widgets.scroll import ScrollView


def day_said(day: str) -> str:
    """A day of the calendar as it is written in Romanian and Hungarian schools alike: "6.10.2025"."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return ""
    return f"{found.day}.{found.month:02}.{found.year}"


class BugCard(Widget):
    """One mended mistake: what was read then, the line before, the line now."""

    def __init__(self, said: str, where: str, before: tuple[str, str], after: tuple[str, str]) -> None:
        """`before` and `after` are (what it is called, the code)."""
        super().__init__(f"{where}. {said} {before[0]}: {before[1]}. {after[0]}: {after[1]}", "text")
        self.said = said
        self.where = where
        self.rows = (("pencil", *before), ("check", *after))

    def _words(self, view: View, width: int) -> int:
        return view.paragraph_size(self.said, width - 2 * view.px(14), look.SECONDARY, line_height=24)[1]

    def _code_width(self, view: View, width: int) -> int:
        return width - 2 * view.px(14) - view.px(24 + 8) - self._called(view) - view.px(12)

    def _called(self, view: View) -> int:
        return max(view.text_size(called, look.SECONDARY)[0] for _, called, _ in self.rows)

    def _lines(self, view: View, code: str, width: int) -> list[str]:
        room = max(8, self._code_width(view, width) // view.code_cell(look.SECONDARY))
        return [line[at : at + room] for line in code.split("\n") for at in range(0, max(1, len(line)), room)]

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        lines = sum(len(self._lines(view, code, width)) for _, _, code in self.rows)
        return (
            view.px(12 + 24 + 4) + self._words(view, width) + view.px(8) + lines * view.px(26) + view.px(14)
        )

    def draw(self, view: View) -> None:
        colours, pad = view.colours, view.px(14)
        edge = colours.edge if view.theme.high_contrast else colours.line
        view.round_rect(self.rect, colours.well, look.RADIUS_BUTTON, edge, 2)
        x, y = self.rect.x + pad, self.rect.y + view.px(12)
        view.text(self.where, (x, y), look.SECONDARY, colours.soft)
        y += view.px(24 + 4)
        words = Rect(x, y, self.rect.w - 2 * pad, self.rect.h)
        y += view.paragraph(self.said, words, look.SECONDARY, line_height=24) + view.px(8)
        left = x + view.px(24 + 8) + self._called(view) + view.px(12)
        for icon, called, code in self.rows:
            side = view.px(24)
            view.icon(icon, Rect(x, y, side, view.px(26)), colours.heading)
            view.text(
                called, Rect(x + side + view.px(8), y, self.rect.w, view.px(26)), look.SECONDARY, colours.soft
            )
            for line in self._lines(view, code, self.rect.w):
                view.text(line, Rect(left, y, self.rect.w, view.px(26)), look.SECONDARY, code=True)
                y += view.px(26)


class BugsDialog:
    """Opened over a screen; reads the collection of whoever sits here when it is opened."""

    def __init__(self, shell: Shell, root: Root) -> None:
        self.shell = shell
        self.root = root
        self.dialog: ScrollDialog | None = None

    def bugs(self) -> tuple[Bug, ...]:
        """The newest first."""
        services = self.shell.services
        draft = services.journal.draft(services.learner, ITEM)
        return read_bugs(draft.view if draft else "")

    def open(self, view: View) -> None:
        """Show the collection."""
        say = self.shell.say
        cards: list[Widget] = [self._card(bug) for bug in self.bugs()]
        stack = Stack(cards or [Paragraph(say("puzzle.my_bugs_none"))])
        scroll = ScrollView(stack, say("puzzle.my_bugs"))
        close = Button(say("window.ready"), self.close, "confirm")
        width = min(view.px(look.DIALOG_WIDTH), view.rect.w - 32) - 2 * view.px(28)
        height = stack.height_for(view, width - 16)
        most = view.rect.h - view.px(56 + 40 + 76) - 30
        self.dialog = ScrollDialog(
            say("puzzle.my_bugs"), "", [close], on_escape=self.close, content=scroll,
            content_height=round(min(height, most) / view.scale), width=look.DIALOG_WIDTH,
        )  # fmt: skip
        self.dialog.show(self.root, view)

    def _card(self, bug: Bug) -> BugCard:
        say = self.shell.say
        lesson = self.shell.lesson_of(bug.item)
        title = self.shell.pick(lesson.title) if lesson else bug.item
        where = say("puzzle.bug_of", lesson=title, day=day_said(bug.day))
        after = bug.after or say("puzzle.bug_gone")
        return BugCard(
            self.shell.say_message(bug.message), where,
            (say("puzzle.bug_before"), bug.before), (say("puzzle.bug_after"), after),
        )  # fmt: skip

    def close(self) -> None:
        """Put it away."""
        if self.dialog is not None:
            self.root.close(self.dialog)
            self.dialog = None

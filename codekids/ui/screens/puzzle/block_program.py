"""The program as blocks, and as blocks and text side by side, for the pane of the program.

Both edit the session's document: an edit of blocks is written into it as one change, so that there
is one undo for whatever was done where. What the text does not hold (loose pieces, places, what is
folded, and the history of these) is handed to `keep`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from codekids.lang.blocks.rules import rules_for
from codekids.lang.blocks.splice import Change
from codekids.lang.blocks.workspace import view as blocks_of
from codekids.lang.dialect import Dialect
from codekids.lang.problems import Problem
from codekids.lessons.lesson import Lesson
from codekids.ui import theme as look
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.blocks.comfort import comfort
from codekids.ui.widgets.blocks.editing import written
from codekids.ui.widgets.blocks.editor import BlockEditor
from codekids.ui.widgets.bubble import ErrorBubble, Tone
from codekids.ui.widgets.card import Card
from codekids.ui.widgets.timeline_bar import QuietButton
from codekids.world.words import COLOURS

if TYPE_CHECKING:
    from codekids.ui.document import Document
    from codekids.ui.screens.puzzle.program_editor import TextEditing

TEXT_SHARE = 0.42  # of the pane's width for the text beside blocks
SIDE_BY_SIDE = 660  # pixels at 100 %: a narrower pane has the text below the blocks


class BlockEditing:
    """A `ProgramEditor` of blocks alone."""

    has_own_words = True

    def __init__(
        self,
        document: Document,
        lesson: Lesson,
        dialect: Dialect,
        lang: str,
        *,
        solved: int,
        busy: Callable[[], bool],
        on_change: Callable[[], None],
        keep: Callable[[Mapping[str, Any]], None],
        kept: Mapping[str, Any] | None = None,
        hear: Callable[[str], None] = lambda name: None,
        on_hover: Callable[[int | None], None] | None = None,
    ) -> None:
        """`solved` lessons make a beginner or not; `kept` is what `keep` got in an earlier sitting.

        `hear` plays a sound.
        """
        self.document = document
        self.busy = busy
        self.on_change = on_change
        self.keep = keep
        self.hear = hear
        start = blocks_of(lesson.start, dialect=dialect)
        rules = rules_for(
            start,
            lesson.toolbox,
            lesson.limits.blocks,
            lesson.limits.max_blocks,
            locked_lines=lesson.locked,
            kept_lines=lesson.kept,
        )
        workspace = blocks_of(document.text, start, dialect)
        self.blocks = BlockEditor(
            workspace, lang, rules, self._edited, self._undo, self._redo, on_hover,
            on_floor=self._remember, words=_words(lesson), can_step=self._can_step,
        )  # fmt: skip
        self.blocks.editing.restore(kept)
        self.blocks.set_comfort(comfort(solved))
        self.blocks.set_locked(busy())

    @property
    def widget(self) -> Widget:
        return self.blocks

    @property
    def target(self) -> Widget:
        return self.blocks

    # -- the program

    def _edited(self, change: Change) -> None:
        written(self.document, change)
        self.hear("snap")
        self._remember()
        self.on_change()

    def _can_step(self, back: bool) -> bool:
        return self.document.can_undo if back else self.document.can_redo

    def _remember(self) -> None:
        self.keep(self.blocks.editing.to_data())

    def _undo(self) -> None:
        if self.document.undo():
            self._went()

    def _redo(self) -> None:
        if self.document.redo():
            self._went()

    def _went(self) -> None:
        self.refresh()
        self._remember()
        self.on_change()

    def refresh(self) -> None:
        self.blocks.set_text(self.document.text)

    def undo(self) -> None:
        self.blocks.undo()

    def redo(self) -> None:
        self.blocks.redo()

    # -- what is shown

    def arrange(self, view: View, rect: Rect) -> None:
        self.blocks.arrange(rect, view)

    def settle(self) -> None:
        self.blocks.entry.close(keep=True)

    def set_now(self, line: int | None) -> None:
        self.blocks.set_locked(self.busy())
        self.blocks.show_history()
        if self.blocks.editing.workspace.source != self.document.text:
            self.refresh()
        self.blocks.set_running(line)

    def show_problem(self, problem: Problem, bubble: ErrorBubble, tone: Tone) -> None:
        self.blocks.show_problem(problem.line, problem.column, bubble)

    def clear_problem(self) -> None:
        self.blocks.clear_problem()


def _words(lesson: Lesson) -> dict[str, tuple[str, ...]]:
    """The things that lie about in a lesson, and the colours there are."""
    worlds = [case.world for case in lesson.cases]
    things = dict.fromkeys(kind for world in worlds for _, kind, _ in getattr(world, "things", ()))
    return {"thing": tuple(things), "colour": COLOURS} if things else {"colour": COLOURS}


class Pair(Widget):
    """Blocks and a card of text beside or below them."""

    def __init__(self, blocks: BlockEditor, card: Card, text: Widget) -> None:
        super().__init__("", "group")
        self.blocks, self.card, self.text = blocks, card, text
        self.add(card, text, blocks)

    def covers(self, spot: Rect) -> bool:
        return self.blocks.covers(spot)

    def arrange(self, view: View, rect: Rect) -> None:
        """Share the room."""
        self.place(rect)
        left, right = rect, NOWHERE
        if rect.w >= view.px(SIDE_BY_SIDE):
            left, right = rect.split_right(round(rect.w * TEXT_SHARE), view.px(look.GAP))
            if view.theme.left_handed:
                right, left = rect.split_left(round(rect.w * TEXT_SHARE), view.px(look.GAP))
        else:
            left, right = rect.split_bottom(round(rect.h * TEXT_SHARE), view.px(look.GAP))
        self.blocks.arrange(left, view)
        self.card.scale = view.scale
        low = right.h < view.px(260)
        self.card.title = "" if low else self.card.name
        for head in self.card.heads:
            head.set(visible=not low)
        self.card.place(right)
        top = 8 if low else self.card.head_height + view.px(10)
        self.text.place(Rect(right.x + 8, right.y + top, right.w - 16, right.h - top - 8))


class BothEditing:
    """A `ProgramEditor` of blocks and text: edit either, both change; both light up together."""

    has_own_words = True

    def __init__(self, blocks: BlockEditing, text: TextEditing, title: str, undo: str, redo: str) -> None:
        self.blocks, self.text = blocks, text
        heads = (QuietButton("undo", undo, self.undo, "ghost"), QuietButton("redo", redo, self.redo, "ghost"))
        self.card = Card(title, heads=heads)
        self.pair = Pair(blocks.blocks, self.card, text.editor)
        self._version = text.editor.document.version
        blocks.blocks.on_hover = self._hovered
        text.editor.on_hover = self._hovered

    def _hovered(self, line: int | None) -> None:
        """The pointer is on a line here or there."""
        self.blocks.blocks.set_hovered(line)
        self.text.editor.set_hovered(line)

    @property
    def widget(self) -> Widget:
        return self.pair

    @property
    def target(self) -> Widget:
        return self.text.target if self.text.target.focused else self.blocks.target

    def arrange(self, view: View, rect: Rect) -> None:
        self.pair.arrange(view, rect)

    def refresh(self) -> None:
        self.text.refresh()
        self.blocks.refresh()

    def settle(self) -> None:
        self.blocks.settle()

    def set_now(self, line: int | None) -> None:
        if self._version != self.text.editor.document.version:
            self._version = self.text.editor.document.version
            self.text.refresh()
        self.text.set_now(line)
        self.blocks.set_now(line)

    def show_problem(self, problem: Problem, bubble: ErrorBubble, tone: Tone) -> None:
        self.blocks.blocks.show_problem(problem.line, problem.column)
        self.text.show_problem(problem, bubble, tone)

    def clear_problem(self) -> None:
        self.text.clear_problem()
        self.blocks.clear_problem()

    def undo(self) -> None:
        self.blocks.undo()
        self.text.refresh()

    def redo(self) -> None:
        self.blocks.redo()
        self.text.refresh()

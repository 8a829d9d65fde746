"""The pane of the program: whatever edits it, undo and redo, and the panel of a kind of lesson."""

from __future__ import annotations

from collections.abc import Mapping

from codekids.engine.run import dialect_of
from codekids.lang.problems import Fix
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.screens.puzzle.kind_panel import panel_for
from codekids.ui.screens.puzzle.layout import PuzzleLayout
from codekids.ui.screens.puzzle.modes import Mode, mode_to_open, modes_of
from codekids.ui.screens.puzzle.program_editor import ProgramEditor, TextEditing
from codekids.ui.screens.puzzle.region import Desk, Region, stand
from codekids.ui.screens.puzzle.words_panel import Word, write_word
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.card import Card
from codekids.ui.widgets.field import TextField
from codekids.ui.widgets.timeline_bar import QuietButton


class ProgramPane(Region):
    """Holds one `ProgramEditor`, and the `KindPanel` of the step that is on, if its kind has one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.dialect = dialect_of(self.lesson.cases[0].world, self.lesson.toolbox)
        self.modes = modes_of(self.lesson.mode)
        liked = self.shell.services.journal.setting("view", "", self.shell.services.learner)
        self.mode = mode_to_open(self.lesson.mode, self.lesson.kind, self.session.seen("mode"), liked)
        self.editor: ProgramEditor = self._made(self.mode)
        self.undo = QuietButton("undo", self.say("window.undo"), self._undo, "ghost")
        self.redo = QuietButton("redo", self.say("window.redo"), self._redo, "ghost")
        self.card = Card(self.say("window.my_program"), heads=(self.undo, self.redo))
        self.panel = panel_for(desk)
        if self.panel:
            self.panel.look_as(self.mode)

    def _made(self, mode: Mode) -> ProgramEditor:
        """The editor of a mode; that of blocks is read when one is wanted."""
        if mode == "text":
            return self._text()
        from codekids.ui.screens.puzzle.block_program import BlockEditing, BothEditing

        kept = self.session.seen("blocks")
        blocks = BlockEditing(
            self.session.document,
            self.lesson,
            self.dialect,
            self.shell.lang,
            solved=sum(how.stars > 0 for how in self.shell.progress().values()),
            busy=lambda: self.session.busy,
            on_change=self.edited,
            keep=lambda data: self.session.remember("blocks", data),
            kept=kept if isinstance(kept, Mapping) else None,
            hear=self.shell.hear,
        )
        if mode == "blocks":
            return blocks
        return BothEditing(
            blocks,
            self._text(),
            self.say("blockeditor.mode_text"),
            self.say("window.undo"),
            self.say("window.redo"),
        )

    def _text(self) -> TextEditing:
        return TextEditing(
            self.session.document, self.dialect, self.say("window.my_program"), self.say("window.words"),
            self.edited,
        )  # fmt: skip

    def look_as(self, mode: Mode, *, remember: bool = True) -> None:
        """Blocks, text or both, from now on; remembered for this lesson and for the next ones."""
        if mode == self.mode or mode not in self.modes:
            return
        self.mode = mode
        if remember:
            self.session.remember("mode", mode)
            self.shell.services.journal.set_setting("view", mode, self.shell.services.learner)
        if self.panel:
            self.panel.look_as(mode)
        self.hold(self._made(mode))

    @property
    def widgets(self) -> list[Widget]:
        """In the order of the keyboard."""
        return [self.card, *([self.panel.widget] if self.panel else []), self.editor.widget]

    @property
    def is_covered(self) -> bool:
        """A panel stands in the editor's place, so nothing can be written."""
        return self.panel is not None and self.panel.where == "over"

    @property
    def target(self) -> Widget | None:
        """What gets the keys: the editor, or the first thing to do in the panel that covers it."""
        if self.panel is None or not self.is_covered:
            return self.editor.target
        return next((one for one in self.panel.targets() if one.focusable and one.enabled), None)

    @property
    def inside(self) -> list[Widget]:
        """Everything in the pane that can have the keys now."""
        if self.panel is not None and self.is_covered:
            return list(self.panel.targets())
        return list(self.editor.widget.walk())

    @property
    def tells_facts(self) -> bool:
        """A run may have variables or output: where nothing can be written, one look at the program says."""
        return not self.is_covered or _has_facts(self.lesson.start + self.lesson.solution)

    def hold(self, editor: ProgramEditor) -> None:
        """Put another editor in the place of the one there; a problem that is shown moves over."""
        had_focus = self.editor.target.focused and not self.is_covered
        self.editor.clear_problem()
        self.desk.root.exchange(self.editor.widget, editor.widget)
        self.editor = editor
        if had_focus:
            self.desk.root.give_focus(editor.target)
        self.desk.lay_out()

    def _undo(self) -> None:
        if self.panel is not None and self.is_covered:
            self.panel.undo()
        else:
            self.editor.undo()

    def _redo(self) -> None:
        if self.panel is not None and self.is_covered:
            self.panel.redo()
        else:
            self.editor.redo()

    def undo_covered(self, *, again: bool) -> bool:
        """Ctrl+Z, or Ctrl+Y (`again`), where a panel stands in the editor's place; False: not for us."""
        if not self.is_covered or isinstance(self.desk.root.focus, TextField):
            return False
        self._redo() if again else self._undo()
        return True

    # -- keeping in step ---------------------------------------------------------------

    def refresh(self) -> None:
        session, playback = self.session, self.session.playback
        over = playback.finished and not playback.length
        line = None if session.stale or over else playback.line
        self.editor.set_now(self.desk.lit_line() or line)
        if self.panel:
            self.panel.refresh()
        covered = self.panel if self.is_covered else None
        self.undo.set(enabled=covered.can_undo if covered else session.document.can_undo)
        self.redo.set(enabled=covered.can_redo if covered else session.document.can_redo)

    def lay_out(self, view: View, place: PuzzleLayout) -> None:
        widget, own = self.editor.widget, self.editor.has_own_words
        stand(self.card, place.editor)
        widget.set(visible=self.card.visible)
        if self.panel:
            self.panel.widget.set(visible=self.card.visible)
        if place.editor.empty:
            widget.place(NOWHERE)
            return
        if own and (self.panel is None or self.panel.where == "beside"):
            self._share_without_card(view, place.editor)
            return
        card, small = self.card, place.small
        card.scale = view.scale
        card.title = "" if small else self._title()
        card.place(place.editor)
        for head in card.heads:
            head.set(visible=not small)
            if small:
                head.place(NOWHERE)
        top = 8 if small else card.head_height + view.px(10)
        self._share(
            view,
            Rect(place.editor.x + 8, place.editor.y + top, place.editor.w - 16, place.editor.h - top - 8),
        )

    def _share_without_card(self, view: View, room: Rect) -> None:
        """An editor that brings its own cards; paper is needed under the panel alone."""
        self.card.title = ""
        for head in self.card.heads:
            head.set(visible=False)
        if self.panel is None:
            stand(self.card, NOWHERE)
            self.editor.arrange(view, room)
            return
        wanted = self.panel.height_for(view, room.w - 24)
        if not wanted:
            stand(self.card, NOWHERE)
            self.panel.widget.set(visible=False)
            self.editor.arrange(view, room)
            return
        height = min(wanted + 24, room.h // 2)
        upper, lower = room.split_top(height, view.px(12))
        self.card.place(upper)
        self.panel.arrange(view, upper.inset(12))
        self.editor.arrange(view, lower)

    def _title(self) -> str:
        return (self.panel.title if self.panel else "") or self.say("window.my_program")

    def _share(self, view: View, room: Rect) -> None:
        """The room of the pane for the editor, or for the panel and the editor."""
        panel = self.panel
        if panel is None:
            self.editor.arrange(view, room)
            return
        if panel.where == "over":
            self.editor.widget.set(visible=False)
            panel.arrange(view, room)
            return
        height = min(panel.height_for(view, room.w), room.h * 2 // 3)
        upper, lower = room.split_top(height, view.px(8))
        panel.arrange(view, upper)
        self.editor.arrange(view, lower)

    # -- what the child does -------------------------------------------------------------

    def write(self, word: Word) -> None:
        """A word of the list was pressed."""
        write_word(self.session.document, word)
        self.editor.refresh()
        self.shell.hear("snap")
        self._changed()

    def mend(self, fix: Fix) -> None:
        """Write a repair."""
        self.session.apply_fix(fix)
        self.editor.refresh()
        self._changed()

    def _changed(self) -> None:
        self.desk.root.give_focus(self.target)
        self.edited()

    def edited(self) -> None:
        """The program may have changed."""
        self.session.edited()
        self.desk.refresh()


def _has_facts(text: str) -> bool:
    return "=" in text or "print(" in text or "input(" in text

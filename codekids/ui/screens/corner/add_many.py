"""Adding children, one or thirty: a name a line, typed or pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codekids.lang.problems import Message
from codekids.progress import roster
from codekids.progress.roster import Added
from codekids.progress.store import Store
from codekids.ui import theme as look
from codekids.ui.document import Document
from codekids.ui.events import Event, Key
from codekids.ui.geometry import Rect
from codekids.ui.screens.corner.lists import Outcome, outcome
from codekids.ui.screens.corner.page import Page
from codekids.ui.screens.parts import MIDDLE, Stack
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.card import Card
from codekids.ui.widgets.clipboard import Clipboard
from codekids.ui.widgets.editor import CodeEditor
from codekids.ui.widgets.label import Paragraph
from codekids.ui.widgets.scroll import ScrollView

if TYPE_CHECKING:
    from codekids.ui.screens.corner.screen import CornerScreen

MOST_NOTES = 20  # that are said; further ones come when these are mended


class ListClipboard:
    """Columns of a spreadsheet come with tabs between; in a list they are commas."""

    def __init__(self, inner: Clipboard) -> None:
        self.inner = inner

    def get(self) -> str:
        """What was copied, as a list of names."""
        return self.inner.get().replace("\t", ", ")

    def put(self, text: str) -> None:
        """Keep it for others."""
        self.inner.put(text)


class AddPage(Page):
    """What could be added goes from the list; what could not stays in it, and why is said beside it."""

    def __init__(self, corner: CornerScreen) -> None:
        super().__init__(corner, corner.say("add_children"))
        say = self.say
        self.editor = CodeEditor(
            Document(corner.names_begun),
            say("names"),
            on_change=self._typed,
            placeholder=say("names_here"),
            clipboard=ListClipboard(corner.clipboard),
            size=look.BODY,
        )
        self.notes = Stack([])
        self.notes_view = ScrollView(self.notes, say("to_mend"))
        self.notes_view.set(visible=False)
        self.add_button = Button(say("add_all"), self._add_all, "go", icon="plus")
        self.sheet, self.notes_sheet = Card(say("names")), Card(say("to_mend"))
        self.notes_sheet.set(visible=False)
        self.add(self.sheet, self.notes_sheet)
        self.build(say("add_purpose"), body=self.editor)
        self.add(self.notes_view)
        self.offer(self.add_button)

    def first(self) -> Widget:
        return self.editor

    def _typed(self) -> None:
        self.corner.names_begun = self.editor.document.text

    def handle(self, event: Event) -> bool:
        """Ctrl+Enter adds, without leaving the list."""
        if isinstance(event, Key) and event.pressed and event.name == "enter" and event.ctrl:
            self._add_all()
            return True
        return False

    def _add_all(self) -> None:
        text = self.editor.document.text
        if self.corner.busy:
            return
        if not text.strip():
            self.told.say(self.say("no_names"), "info")
            self.corner.lay_out_again()
            self.corner.root.give_focus(self.editor)
            return
        lines = text.split("\n")
        self.add_button.set(enabled=False)
        self.told.say(self.say("adding"), "clock")
        self.corner.lay_out_again()

        def add(store: Store) -> list[Added]:
            return roster.add_learners(store, lines)

        self.corner.do(add, lambda answer: self._answered(text, answer))

    def _answered(self, text: str, answer: list[Added] | Message) -> None:
        self.add_button.set(enabled=True)
        if isinstance(answer, Message):
            self.tell(answer)
        else:
            self._added(text, outcome(answer, text.split("\n")))

    def _added(self, text: str, came: Outcome) -> None:
        if self.editor.document.text == text:  # nobody typed on meanwhile
            self.editor.document.set_text("\n".join(came.left))
            self.editor.document.finish()
            self.editor.touch()
            self._typed()
        self._show_notes(came)
        n, left = len(came.added), len(came.left)
        words = self.say("added_n", n=n) if n else ""
        if left:
            words = " ".join(filter(None, (words, self.say("left_n", n=left))))
        self.told.say(words, "check" if not left else "info")
        self.corner.lay_out_again()
        if self.corner.page is self:
            self.corner.root.give_focus(self.editor)

    def _show_notes(self, came: Outcome) -> None:
        said = []
        for note in came.notes[:MOST_NOTES]:
            about = self.shell.say_message(note.about)
            said.append(f"{about} {self.shell.say_message(note.why)}" if note.why else about)
        self.notes.show([Paragraph(words, look.SECONDARY) for words in said])
        for widget in (self.notes_sheet, self.notes_view):
            widget.set(visible=bool(said))
        self.notes_view.scroll_to(0)

    def arrange_body(self, view: View, rect: Rect) -> None:
        """The list, and what is to be mended beside it; below it where there is little room."""
        room = rect
        self.sheet.scale = self.notes_sheet.scale = view.scale
        if self.notes_view.visible:
            if rect.w / view.scale >= MIDDLE - 100:
                left, right = rect.columns(2, view.px(16))
            else:
                left, right = rect.rows(2, view.px(8))
            if view.theme.left_handed and left.y == right.y:
                left, right = right, left
            room = left
            self.notes_sheet.place(right)
            right = self.notes_sheet.inside
            self.notes_view.place(right)
            needed = self.notes.height_for(view, right.w)
            if needed > right.h:
                needed = self.notes.height_for(view, self.notes_view.inner_width)
            self.notes_view.set_content_height(needed)
            self.notes.arrange(view, self.notes.rect)
        self.sheet.place(room)
        self.editor.place(self.sheet.inside.inset(-8, 0))

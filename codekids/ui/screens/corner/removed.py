"""What was taken off the lists: children for 30 days, circles; to bring back, or to erase for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codekids.lang.problems import Message
from codekids.progress import roster
from codekids.progress.retention import DAY, REMOVED_KEPT
from codekids.progress.rows import Circle, Learner
from codekids.ui.screens.corner.erasing import Erasing
from codekids.ui.screens.corner.page import Page
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.dialog import Dialog
from codekids.ui.widgets.field import TextField
from codekids.ui.widgets.rows import Row, RowList

if TYPE_CHECKING:
    from codekids.ui.screens.corner.screen import CornerScreen


class RemovedPage(Page):
    """The last removed first."""

    def __init__(self, corner: CornerScreen) -> None:
        super().__init__(corner, corner.say("removed_list"))
        say = self.say
        self.list = RowList(say("removed_list"), lambda _: self.go_on(self.restore), lambda _: self._chosen(),
                            empty=say("nothing_removed"))  # fmt: skip
        self.restore = Button(say("undo"), self._restore, "confirm", icon="undo")
        self.erase = Button(say("erase"), self._erase, "stop", icon="trash")
        self.build(say("removed_purpose"), body=self.list)
        self.offer(self.restore, self.erase)

    def refresh(self) -> None:
        """Children with the days that are left, then circles."""
        now = self.corner.journal.store.now
        rows = []
        for one in self.club.removed:
            days = max(0, -(-((one.removed or 0) + REMOVED_KEPT - now) // DAY))
            more = self.say("days_left", n=min(days, REMOVED_KEPT // DAY))
            rows.append(Row(one.id, one.name or "–", more, picture=f"avatars/{one.avatar}.svg"))
        for circle in self.club.removed_circles:
            rows.append(Row(circle.id, circle.name, self.say("a_circle"), icon="people"))
        self.list.show(rows)
        self._chosen()

    def _chosen(self) -> None:
        if self.restore.visible != bool(self.list.rows) or self.erase.visible != bool(self._child()):
            self.restore.set(visible=bool(self.list.rows))
            self.erase.set(visible=self._child() is not None)
            self.corner.lay_out_again()

    def _child(self) -> Learner | None:
        row = self.list.chosen
        return next((one for one in self.club.removed if row and one.id == row.key), None)

    def _circle(self) -> Circle | None:
        row = self.list.chosen
        return next((one for one in self.club.removed_circles if row and one.id == row.key), None)

    def _restore(self) -> None:
        child, circle = self._child(), self._circle()
        if child is not None:
            self._restore_child(child, None)
        elif circle is not None:
            said = self.shell.say("librarian.restored", name=circle.name)
            self.do(lambda store: roster.restore_circle(store, circle.id), lambda _: self.tell(said))

    def _restore_child(self, child: Learner, name: str | None) -> None:
        def then(answer: Learner | Message) -> None:
            self.corner.close_dialog()
            if isinstance(answer, Message) and answer.key == "progress.name_taken":
                self._ask_name(child, answer)
            elif isinstance(answer, Message):
                self.tell(answer)
            else:
                self.tell(self.shell.say("librarian.restored", name=answer.name))

        self.corner.do(lambda store: roster.restore_learner(store, child.id, name), then)

    def _ask_name(self, child: Learner, taken: Message) -> None:
        """Somebody else has the name by now."""
        say = self.say
        name = TextField(
            say("name"),
            text=str(taken.args["free"]),
            on_enter=lambda text: self._restore_child(child, text),
            clipboard=self.corner.clipboard,
        )
        buttons = [
            Button(say("leave_it"), self.corner.close_dialog, icon="left"),
            Button(say("undo"), lambda: self._restore_child(child, name.text), "confirm", icon="undo"),
        ]
        self.corner.ask(
            Dialog(
                say("undo"), self.shell.say_message(taken), buttons, on_escape=self.corner.close_dialog,
                content=name, content_height=76, width=720,
            )
        )  # fmt: skip
        self.corner.root.give_focus(name)

    def _erase(self) -> None:
        child = self._child()
        if child is not None:
            Erasing(self, child, self.tell).ask()

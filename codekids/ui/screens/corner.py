"""The librarian's corner: behind a PIN, every child and every lesson in one grid, and what to do there.

Everything that asks the disk runs on the journal's thread; the grid is drawn from its snapshot.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from codekids.lang.problems import Message
from codekids.progress import logins, roster
from codekids.progress.assignments import Assignment, Target, assign
from codekids.progress.club import GridRow
from codekids.progress.erasure import Erased, erase_learner
from codekids.progress.export import export_learner
from codekids.progress.logins import PinChecked
from codekids.progress.names import comparable, same_name
from codekids.progress.rows import Learner
from codekids.progress.seats import IDLE, idle
from codekids.progress.store import Store
from codekids.ui import theme as look
from codekids.ui.events import Event, Key
from codekids.ui.geometry import Rect
from codekids.ui.screens.corner_papers import print_cards, write_table
from codekids.ui.screens.parts import Bar, bar_height
from codekids.ui.shell import Shell
from codekids.ui.view import View
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.card import Card
from codekids.ui.widgets.clipboard import CLIPBOARD, Clipboard
from codekids.ui.widgets.dialog import Dialog
from codekids.ui.widgets.dropdown import Dropdown
from codekids.ui.widgets.field import TextField
from codekids.ui.widgets.label import Label, Paragraph
from codekids.ui.widgets.root import Root
from codekids.ui.widgets.table import Table, is_stuck

T = TypeVar("T")
ASIDE = "login-cards.pdf", "club-progress.csv"  # in the data folder


class PinField(TextField):
    """Shows a dot for each digit; `pin` is what was typed. Nothing can be copied out of it."""

    @property
    def pin(self) -> str:
        return self.document.text

    @property
    def text(self) -> str:
        return "•" * len(self.document.text)

    def handle(self, event: Event) -> bool:
        if isinstance(event, Key) and event.ctrl and event.name in {"c", "x"}:
            return True
        return super().handle(event)


class CornerScreen:
    """First the gate, then the grid. It closes by itself when nobody is there for a while."""

    def __init__(self, shell: Shell, clipboard: Clipboard = CLIPBOARD) -> None:
        self.shell = shell
        self.journal = shell.club_journal
        self.open = False
        self._busy = False
        self._left = False
        self._view: View | None = None
        say = self.say
        self.root = Root(say("title"))
        self.bar = Bar(say("title"))
        self.back = Button(say("back"), self.go_back, "bar", icon="left")
        self.has_pin = self.journal.club.has_pin
        self.sheet = Card()
        self.says = Paragraph(say("ask_pin" if self.has_pin else "set_pin"), look.BODY, role="status")
        folder = self.journal.store.folder
        self.reset = Paragraph(say("reset", folder=str(folder)) if folder else "", look.SECONDARY)
        self.pin = PinField(say("pin"), longest=12, on_enter=self._pin_entered)
        self.again = PinField(say("pin_again"), longest=12, on_enter=lambda _: self._try())
        self.enter = Button(say("enter"), self._try, "confirm", icon="unlock")
        self.gate = [self.sheet, self.says, self.pin, self.again, self.enter, self.reset]
        self.again.set(visible=not self.has_pin)

        self.search = TextField(say("search"), on_change=lambda _: self.refresh(), clipboard=clipboard)
        self.add = TextField(say("add"), placeholder=say("add_hint"), on_enter=self._add, clipboard=clipboard)
        self.packs = shell.packs or []
        chosen = self.packs[0].id if self.packs else ""
        options = [(pack.id, shell.pick(pack.title)) for pack in self.packs]
        self.pack = Dropdown(say("pack"), options, chosen, lambda _: self.refresh())
        self.status = Label("", look.SECONDARY, role="status")
        self.table = Table(say("children"), say("children"), self._chosen)
        self.undo = Button(say("undo"), self._undo, icon="undo")
        self.undo.set(visible=False)
        self.buttons = [
            Button(say("pictures"), self._new_pictures, icon="eye"),
            Button(say("remove"), self._remove, icon="x"),
            Button(say("give"), self._ask_whom, icon="people"),
            Button(say("cards"), self._print, icon="print"),
            Button(say("table"), self._save_table, icon="save"),
        ]
        self.export = Button(say("export"), self._export, "bar", icon="usb")
        self.erase = Button(say("erase"), self._ask_erase, "stop", icon="trash")
        self.dialog: Dialog | None = None
        self.inside = [self.search, self.add, self.pack, self.table, self.status, self.undo, *self.buttons]
        self.inside += [self.export, self.erase]
        self.root.add(self.bar, self.back, *self.gate, *self.inside)
        for widget in self.inside:
            widget.set(visible=False)
        self.root.give_focus(self.pin)
        self._removed: Learner | None = None
        self._touched = shell.services.clock()
        self._cancel = shell.services.after(IDLE, self._watch)

    def say(self, key: str, **args: str | int) -> str:
        """A sentence of the corner."""
        return self.shell.say(f"corner.{key}", **args)

    # -- coming and going ----------------------------------------------------------

    def go_back(self) -> None:
        """Out of the corner, to where children are."""
        if self._left:
            return
        self._left = True
        self._cancel()
        here = {one.id for one in self.journal.club.learners}
        if self.shell.seat is not None and not here.issuperset(self.shell.seat.learners):
            self.shell.get_up()  # somebody who sat here was removed or erased
        elif self.shell.seat is not None or self.shell.guest:
            self.shell.open_map()
        else:
            self.shell.begin()

    def _watch(self) -> None:
        now = self.shell.services.clock()
        if self._left or getattr(self.shell.port, "screen", None) is not self:
            return  # another screen has taken its place
        if idle(self._touched, now):
            self.go_back()
        else:
            self._cancel = self.shell.services.after(max(1.0, self._touched + IDLE - now), self._watch)

    def _do(self, action: Callable[[Store], T], then: Callable[[T | Message], None]) -> None:
        """On the journal's thread; one thing after the other."""
        if self._busy:
            return
        self._busy = True

        def done(answer: T | Message) -> None:
            self._busy = False
            if not self._left:
                then(answer)
                self._lay_out_again()

        notify = self.shell.services.notify
        self.journal.do(action, lambda answer: notify(lambda: done(answer)))

    # -- the gate ----------------------------------------------------------------

    def _pin_entered(self, _: str) -> None:
        if self.has_pin:
            self._try()
        else:
            self.root.give_focus(self.again, visible=True)

    def _try(self) -> None:
        pin = self.pin.pin
        if self.has_pin:
            self._do(lambda store: logins.check_pin(store, pin), self._checked)
        elif pin != self.again.pin:
            self._refuse(self.say("not_same"))
        else:
            self._do(lambda store: logins.set_pin(store, pin), self._set)

    def _set(self, answer: Message | None) -> None:
        if answer is None:
            self._open()
        else:
            self._refuse(self.shell.say_message(answer))

    def _checked(self, answer: PinChecked | Message) -> None:
        if isinstance(answer, Message):
            self._refuse(self.shell.say_message(answer))
        elif answer.right:
            self._open()
        else:
            key = "wait" if answer.seconds else "wrong"
            self._refuse(self.say(key, seconds=answer.seconds))
            if not self.journal.club.has_pin:  # reset with the data folder in hand: choose a new one
                self.has_pin = False
                self.again.set(visible=True)
                self.says.say(self.say("set_pin"))

    def _refuse(self, words: str) -> None:
        self.says.say(words)
        self.pin.say("")
        self.again.say("")
        self.root.give_focus(self.pin)
        self._lay_out_again()

    def _open(self) -> None:
        self.open = True
        self.pin.say("")
        self.again.say("")
        for widget in self.gate:
            widget.set(visible=False)
        for widget in self.inside:
            widget.set(visible=widget is not self.undo)
        self.root.give_focus(self.table)
        self.refresh()

    # -- the grid ----------------------------------------------------------------

    def refresh(self) -> None:
        """The children that were searched for, as the snapshot of the club has them."""
        wanted = _searchable(self.search.text.strip())
        club = self.journal.club
        children = [one for one in club.learners if one.name and wanted in _searchable(one.name)]
        pack = self._pack()
        items = [lesson.id for lesson in pack.lessons] if pack else []
        self.table.show(club.grid(items, children), len(items))

    def _pack(self):  # type: ignore[no-untyped-def]
        return next((pack for pack in self.packs if pack.id == self.pack.chosen), None)

    def _row(self) -> GridRow | None:
        rows = self.table.rows
        return rows[self.table.row] if rows else None

    def _chosen(self, row: int, column: int) -> None:
        """Say in words what the chosen cell tells."""
        one, pack = self._row(), self._pack()
        if one is None:
            self.status.say(self.shell.say("librarian.nobody"))
        elif pack is not None and pack.lessons:
            lesson = pack.lessons[column]
            cell = one.standing.items.get(lesson.id)
            args: dict[str, str | int] = {"name": one.learner.name, "lesson": self.shell.pick(lesson.title)}
            if cell is None:
                self.status.say(self.say("not_opened", **args))
            else:
                key = "cell_stuck" if is_stuck(cell) else "cell"
                args |= {"tries": cell.tries, "hints": cell.hints}
                self.status.say(
                    self.say(key, stars=cell.stars, **args) if key == "cell" else self.say(key, **args)
                )

    # -- what can be done ----------------------------------------------------------

    def _told(self, words: str | Message) -> None:
        self.refresh()
        self.status.say(self.shell.say_message(words) if isinstance(words, Message) else words)

    def _add(self, name: str) -> None:
        lang = self.shell.lang

        def then(answer: Learner | Message) -> None:
            if isinstance(answer, Message):
                self._told(answer)
                return
            self.add.say("")
            self.search.say("")
            self._told(self.shell.say("librarian.added", name=answer.name))

        def make(store: Store) -> Learner | Message:
            return roster.add_learner(store, name, language=lang)

        self._do(make, then)

    def _remove(self) -> None:
        row = self._row()
        if row is None:
            return
        child = row.learner

        def then(answer: Message | None) -> None:
            if answer is None:
                self._removed = child
                self.undo.set(visible=True)
            self._told(answer or self.say("removed", name=child.name))

        self._do(lambda store: roster.remove_learner(store, child.id), then)

    def _undo(self) -> None:
        child = self._removed
        if child is None:
            return

        def then(answer: Learner | Message) -> None:
            if not isinstance(answer, Message):
                self._removed = None
                self.undo.set(visible=False)
                self.root.give_focus(self.table)
                self._told(self.shell.say("librarian.restored", name=answer.name))
            else:
                self._told(answer)

        self._do(lambda store: roster.restore_learner(store, child.id), then)

    def _new_pictures(self) -> None:
        row = self._row()
        if row is None:
            return
        child = row.learner

        def then(answer: tuple[str, ...] | Message) -> None:
            if isinstance(answer, Message):
                self._told(answer)
                return
            words = ", ".join(self.shell.say(f"picture.{part}") for part in answer)
            self._told(self.shell.say("librarian.pictures", name=child.name, words=words))

        self._do(lambda store: logins.new_pictures(store, child.id), then)

    def _ask_whom(self) -> None:
        """The chosen pack is for the chosen child, for one of its circles, or for all."""
        row, pack = self._row(), self._pack()
        if pack is None or self._view is None or self.dialog is not None:
            return
        buttons = [Button(self.say("back"), self._close_dialog, icon="left")]
        if row is not None:
            child = row.learner
            buttons.append(Button(child.name, lambda: self._give("learner", child.id)))
            for circle in self.journal.club.circles_of(child.id):
                buttons.append(Button(circle.name, partial(self._give, "circle", circle.id), icon="people"))
        buttons.append(Button(self.shell.say("librarian.all"), lambda: self._give("all", None), "confirm"))
        self.dialog = Dialog(
            self.say("give"), self.shell.pick(pack.title), buttons, on_escape=self._close_dialog, width=720
        )
        self.dialog.show(self.root, self._view)
        self.root.give_focus(buttons[0])

    def _give(self, target: Target, whom: UUID | None) -> None:
        self._close_dialog()
        pack = self._pack()
        if pack is None:
            return

        def then(answer: Assignment | Message) -> None:
            given = self.say("given", pack=self.shell.pick(pack.title))
            self._told(answer if isinstance(answer, Message) else given)

        self._do(lambda store: assign(store, pack.id, target, whom), then)

    def _export(self) -> None:
        row = self._row()
        if row is None:
            return
        child, lang = row.learner, self.shell.lang
        path = self._folder() / f"{child.id}.zip"  # a name may hold what no file may
        said = self.shell.say("librarian.exported", name=child.name, file=str(path))
        self._keep_file(path, said, lambda store: export_learner(store, child.id, path, lang))

    def _ask_erase(self) -> None:
        """For ever: the name must be typed once more."""
        row = self._row()
        if row is None or self._view is None or self.dialog is not None:
            return
        child = row.learner
        name = TextField(child.name, on_enter=lambda _: self._erase(child, name.text))
        self.dialog = Dialog(
            self.say("erase"),
            self.shell.say("librarian.erase_ask", name=child.name),
            [
                Button(self.say("back"), self._close_dialog, icon="left"),
                Button(self.say("erase"), lambda: self._erase(child, name.text), "stop", icon="trash"),
            ],
            on_escape=self._close_dialog,
            content=name,
            content_height=76,
            width=720,
        )
        self.dialog.show(self.root, self._view)
        self.root.give_focus(name)

    def _close_dialog(self) -> None:
        if self.dialog is not None:
            self.root.close(self.dialog)
            self.dialog = None
            self.root.give_focus(self.table)

    def _erase(self, child: Learner, typed: str) -> None:
        self._close_dialog()
        if not same_name(typed.strip(), child.name):
            self._told(self.shell.say("librarian.not_erased", name=child.name))
            return

        def then(answer: Erased | Message) -> None:
            trouble = answer if isinstance(answer, Message) else answer.trouble
            self._told(trouble or self.shell.say("librarian.erased", name=child.name))

        self._do(lambda store: erase_learner(store, child.id), then)

    def _folder(self) -> Path:
        return self.journal.store.folder or Path.cwd()

    def _print(self) -> None:
        children = [row.learner for row in self.table.rows]
        path, assets, lang = self._folder() / ASIDE[0], self.shell.assets, self.shell.lang
        if children:
            self._write("cards", path, len(children), lambda s: print_cards(s, children, path, assets, lang))

    def _save_table(self) -> None:
        club, path, lang = self.journal.club, self._folder() / ASIDE[1], self.shell.lang
        titles = {pack.id: self.shell.pick(pack.title) for pack in self.packs}
        titles |= {one.id: self.shell.pick(one.title) for pack in self.packs for one in pack.lessons}
        packs = self.packs
        self._write("table", path, len(club.learners), lambda _: write_table(club, packs, titles, path, lang))

    def _write(self, key: str, path: Path, count: int, write: Callable[[Store], Message | None]) -> None:
        """A file beside the data; where it is, or why it is not, is said."""
        where = self.shell.say(f"librarian.{key}", n=count, file=str(path))
        self._keep_file(path, where, write)

    def _keep_file(self, path: Path, where: str, write: Callable[[Store], Message | None]) -> None:
        trouble = Message("corner.cannot_write", {"folder": str(path.parent)})

        def tried(store: Store) -> Message | None:
            try:
                return write(store)
            except OSError:
                return trouble

        self._do(tried, lambda answer: self._told(answer or where))

    # -- where it is -------------------------------------------------------------

    def _lay_out_again(self) -> None:
        if self._view is not None:
            self.layout(self._view, self._view.rect[2:])

    def layout(self, view: View, size: tuple[int, int]) -> None:
        """The gate is a sheet in the middle; the grid takes all the room there is."""
        self._view = view
        w, h = size
        top = bar_height(view, w)
        self.bar.place(Rect(0, 0, w, top))
        back = min(self.back.measure(view)[0], w // 3)
        self.back.place(Rect(12, 4, back, top - view.px(5) - 8))
        right = w - 12
        if self.open:
            for button in (self.erase, self.export):
                wide = min(button.measure(view)[0], w // 5)
                button.place(Rect(right - wide, 4, wide, self.back.rect.h))
                right -= wide + 10
        self.bar.left, self.bar.right = back + 28, w - right
        room = Rect(0, top, w, h - top).inset(16, view.px(10))
        if self.open:
            self._lay_out_grid(view, room)
        else:
            self._lay_out_gate(view, room)
        if self.dialog is not None:
            self.dialog.arrange(view)

    def _lay_out_gate(self, view: View, room: Rect) -> None:
        width = min(room.w, view.px(620))
        self.sheet.place(Rect(room.x + (room.w - width) // 2, room.y, width, room.h))
        rest = self.sheet.rect.inset(view.px(20), view.px(12))
        gap = view.px(8)
        says, rest = rest.split_top(self.says.height_for(view, rest.w), gap)
        self.says.place(says)
        fields, rest = rest.split_top(self.pin.height_for(view), gap)
        columns = fields.columns(2, 12) if not self.has_pin else [fields]
        for field, spot in zip((self.pin, self.again), columns, strict=False):
            field.place(spot)
        button, rest = rest.split_top(view.px(look.BUTTON_HEIGHT), gap)
        self.enter.place(Rect(button.x, button.y, min(button.w, view.px(220)), button.h))
        self.reset.place(Rect(rest.x, rest.y, rest.w, self.reset.height_for(view, rest.w)))

    def _lay_out_grid(self, view: View, room: Rect) -> None:
        gap = view.px(8)
        head, rest = room.split_top(self.search.height_for(view), gap)
        for widget, spot in zip((self.search, self.add, self.pack), head.columns(3, 12), strict=True):
            lower = spot.split_bottom(view.px(look.FIELD_HEIGHT))[1]
            widget.place(lower if widget is self.pack else spot)
        rest, row = rest.split_bottom(view.px(look.BUTTON_HEIGHT), gap)
        buttons = [self.undo, *self.buttons] if self.undo.visible else self.buttons
        for button, spot in zip(buttons, row.columns(len(buttons), 12), strict=True):
            button.place(spot)
        rest, status = rest.split_bottom(view.px(44), gap)
        self.status.place(status)
        self.table.arrange(view, rest)

    # -- what it does --------------------------------------------------------------

    def handle(self, event: Event) -> bool:
        """The widgets know what to do; Esc leaves."""
        self._touched = self.shell.services.clock()
        if self.root.handle(event):
            return True
        if isinstance(event, Key) and event.pressed and event.name == "escape":
            self.go_back()
            return True
        return False

    def tick(self, seconds: float) -> bool:
        """Nothing moves here."""
        return False


def _searchable(name: str) -> str:
    """Without the marks above and below letters: not every keyboard has them."""
    apart = unicodedata.normalize("NFD", comparable(name))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))

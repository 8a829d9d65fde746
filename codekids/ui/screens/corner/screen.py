"""The corner as a screen: the gate, then four sections, and one page at a time in each.

Everything that asks the disk runs on the journal's thread; pages are drawn from
its snapshot. The corner closes by itself when nobody is there for a while.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from codekids.lang.problems import Argument, Message
from codekids.lessons.lesson import Lesson, Pack
from codekids.progress.seats import IDLE, idle
from codekids.progress.store import Store
from codekids.ui.events import Event, Key
from codekids.ui.geometry import Rect
from codekids.ui.screens.corner.gate import Gate
from codekids.ui.screens.corner.page import Page
from codekids.ui.screens.parts import MIDDLE, Bar, bar_height
from codekids.ui.shell import Shell
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.clipboard import CLIPBOARD, Clipboard
from codekids.ui.widgets.dialog import Dialog
from codekids.ui.widgets.root import Root
from codekids.ui.widgets.tabs import Segmented

T = TypeVar("T")
SECTIONS = (
    ("children", "list"),
    ("circles", "people"),
    ("packs", "book"),
    ("papers", "print"),
)


class Sections(Segmented):
    """The section that is open already leads back to its first page."""

    def choose(self, value: str) -> None:
        self.set(chosen=value)
        self.on_choose(value)


class CornerScreen:
    """First the gate; then `pages`, of which the last is shown."""

    def __init__(self, shell: Shell, clipboard: Clipboard = CLIPBOARD) -> None:
        self.shell = shell
        self.clipboard = clipboard
        self.journal = shell.club_journal
        self.open = False
        self.packs: list[Pack] = shell.packs or []
        self.pack_id = ""  # the pack whose lessons are looked at
        self.names_begun = ""  # a list that was typed and not added yet
        self.dialog: Dialog | None = None
        self._waiting = 0  # for the store
        self._left = False
        self._view: View | None = None
        self._elsewhere: Any = None  # a screen that belongs to the corner: a replay
        say = self.say
        self.root = Root(say("title"))
        self.bar = Bar(say("title"))
        self.back = Button(say("back"), self.go_back, "bar", icon="left")
        names = [(name, say(name), icon) for name, icon in SECTIONS]
        self.sections = Sections(say("sections"), names, "children", self.open_section, on_bar=True)
        self.sections.set(visible=False)
        self.gate = Gate(self)
        self.pages: list[Page] = [self.gate]
        self._holder = Widget()  # of the page that is shown: before the bar, in the order of the keyboard
        self._holder.add(self.gate)
        self.root.add(self.bar, self._holder, self.back, self.sections)
        self.root.give_focus(self.gate.first())
        self._touched = shell.services.clock()
        self._cancel = shell.services.after(IDLE, self._watch)
        self._look()

    def say(self, key: str, **args: Argument) -> str:
        """A sentence of the corner."""
        return self.shell.say(f"corner.{key}", **args)

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self.pages[-1]

    @property
    def busy(self) -> bool:
        """The store was asked for something and has not answered yet."""
        return self._waiting > 0

    # -- coming and going ----------------------------------------------------------

    def come_in(self) -> None:
        """The PIN was right."""
        self.open = True
        self.sections.set(visible=True)
        self.open_section("children")
        self._look()

    def _look(self) -> None:
        """See what other windows have changed."""
        self.journal.look(lambda _: self.shell.services.notify(self._looked))

    def _looked(self) -> None:
        if not self._left:
            self.page.refresh()
            self.lay_out_again()

    def again(self) -> CornerScreen:
        """The same corner once more: the lessons have arrived, or a replay is over."""
        arrived = self.packs != (self.shell.packs or [])
        self.packs = self.shell.packs or []
        self._elsewhere = None
        if self.open and arrived and len(self.pages) == 1:
            self.open_section(self.sections.chosen)
        elif self.open:
            self.page.refresh()
        return self

    def open_section(self, name: str) -> None:
        """The first page of a section."""
        from codekids.ui.screens.corner.children import ChildrenPage
        from codekids.ui.screens.corner.circles import CirclesPage
        from codekids.ui.screens.corner.packs import PacksPage
        from codekids.ui.screens.corner.papers_page import PapersPage

        kinds: dict[str, Callable[[CornerScreen], Page]] = {
            "children": ChildrenPage,
            "circles": CirclesPage,
            "packs": PacksPage,
            "papers": PapersPage,
        }
        self.sections.set(chosen=name)
        self._show([kinds[name](self)])

    def go_to(self, page: Page) -> None:
        """A further page; Esc and the button lead back."""
        self._show([*self.pages, page])

    def close_page(self, words: str | Message = "") -> None:
        """Back to the page before, which says how it went."""
        self._show(self.pages[:-1])
        if words:
            self.page.tell(words)

    def _show(self, pages: list[Page]) -> None:
        self.close_dialog()
        focus = self.root.focus
        if self.page not in pages:
            self.page.leaving()
        by_keyboard = focus is not None and self.root.shows_focus(focus)
        self._holder.clear()
        self.pages = pages
        self._holder.add(self.page)
        self.root.damage(self.root.rect)
        self.page.refresh()
        self.bar.set(title=self.page.title, name=self.page.title)
        self.lay_out_again()
        self.root.give_focus(self.page.first(), visible=by_keyboard)

    def go_back(self) -> None:
        """One page back; from the first one out of the corner, to where children are."""
        if self.open and len(self.pages) > 1:
            self.close_page()
        else:
            self.leave()

    def leave(self) -> None:
        """Out of the corner."""
        if self._left:
            return
        self._left = True
        self._cancel()
        self.page.leaving()
        if self._elsewhere is not None:
            self._elsewhere.end()
        here = {one.id for one in self.journal.club.learners}
        if self.shell.seat is not None and not here.issuperset(self.shell.seat.learners):
            self.shell.get_up()  # somebody who sat here was removed or erased
        elif self.shell.seat is not None or self.shell.guest:
            self.shell.open_map()
        else:
            self.shell.begin()

    def touched(self) -> None:
        """A hand is at the mouse or the keys."""
        self._touched = self.shell.services.clock()

    def _watch(self) -> None:
        now = self.shell.services.clock()
        shown = getattr(self.shell.port, "screen", None)
        if self._left or (shown is not self and (shown is None or shown is not self._elsewhere)):
            return  # another screen has taken its place
        if idle(self._touched, now):
            self.leave()
        else:
            self._cancel = self.shell.services.after(max(1.0, self._touched + IDLE - now), self._watch)

    def replay(self, lesson: Lesson, name: str, text: str) -> None:
        """Show a child's program where it can be played but not changed."""
        from codekids.ui.screens.corner.replay import ReplayScreen, ReplaySession

        session = ReplaySession(lesson, self.shell.services, text)

        def make() -> ReplayScreen:
            self._elsewhere = ReplayScreen(self.shell, session, name, self.touched, self._back_from_replay)
            return self._elsewhere

        self.shell.present(make)

    def _back_from_replay(self) -> None:
        if self._elsewhere is not None:
            self._elsewhere.end()
        self.shell.present(self.again, follows_lessons=True)

    # -- having things done ------------------------------------------------------

    def do(
        self, action: Callable[[Store], T], then: Callable[[T | Message], None], *, queued: bool = False
    ) -> None:
        """On the journal's thread; the page then shows what has changed.

        A second press before the answer counts for nothing, unless it is `queued`.
        """
        if self._waiting and not queued:
            return
        self._waiting += 1

        def done(answer: T | Message) -> None:
            self._waiting -= 1
            if not self._left:
                then(answer)
                if gone := self.page.gone():
                    self.close_page(gone)
                self.page.refresh()
                self.lay_out_again()

        notify = self.shell.services.notify
        self.journal.do(action, lambda answer: notify(lambda: done(answer)))

    def ask(self, dialog: Dialog) -> None:
        """A question over the page."""
        self.close_dialog()
        if self._view is not None:
            self.dialog = dialog
            dialog.show(self.root, self._view)

    def close_dialog(self) -> None:
        """No question any more."""
        if self.dialog is not None:
            self.root.close(self.dialog)
            self.dialog = None

    @property
    def pack(self) -> Pack | None:
        """The pack whose lessons are looked at: the chosen one, else the one that was given out last."""
        given = [one.pack for one in reversed(self.journal.club.assignments) if one.ended is None]
        for wanted in (self.pack_id, *given):
            for pack in self.packs:
                if pack.id == wanted:
                    return pack
        return self.packs[0] if self.packs else None

    # -- where it is -------------------------------------------------------------

    def lay_out_again(self) -> None:
        """Something has changed its size."""
        if self._view is not None:
            self.layout(self._view, self._view.rect[2:])

    def layout(self, view: View, size: tuple[int, int]) -> None:
        """The bar, and below it the page."""
        self._view = view
        w, h = size
        top = bar_height(view, w)
        self.bar.place(Rect(0, 0, w, top))
        high = top - view.px(5) - 8
        narrow = w / view.scale < MIDDLE
        back = min(self.back.measure(view)[0], high + 8 if narrow else w // 4)
        self.back.place(Rect(12, 4, back, high))
        right = 12
        if self.sections.visible:
            wide = self.sections.measure(view)[0]
            if narrow or wide > w - back - view.px(240):
                wide = min(w // 2, 4 * (high + view.px(16)))
            self.sections.place(Rect(w - 12 - wide, 4, wide, high))
            right = wide + 24
        self.bar.left, self.bar.right = back + 28, right
        self.bar.touch()
        low = h / view.scale < 500
        self.page.arrange(view, Rect(0, top, w, h - top).inset(16, view.px(8 if low else 14)))
        if self.dialog is not None:
            self.dialog.arrange(view)

    # -- what it does --------------------------------------------------------------

    def handle(self, event: Event) -> bool:
        """The widgets know what to do; Esc goes back."""
        self.touched()
        if self.root.handle(event):
            return True
        if isinstance(event, Key) and event.pressed and event.name == "escape":
            self.go_back()
            return True
        return False

    def tick(self, seconds: float) -> bool:
        """Nothing moves here."""
        return False

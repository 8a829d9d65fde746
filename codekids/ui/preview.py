"""A lesson as its teacher is writing it: played in the window, with what the doctor says, new at each save.

Nothing is kept. Every step is open, for a teacher may look at the last one first.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from codekids.lessons.doctor.preview import Looked, stamp_of
from codekids.lessons.kinds.result import Result
from codekids.lessons.lesson import Lesson, Pack
from codekids.progress.journal import Journal
from codekids.progress.store import Store
from codekids.ui import theme as look
from codekids.ui.app import Window, draw_screen, surface_bytes
from codekids.ui.events import Event
from codekids.ui.geometry import Rect
from codekids.ui.screens.parts import Stack
from codekids.ui.services import Sandbox, Services
from codekids.ui.shell import Shell
from codekids.ui.theme import CONTRAST, LIGHT, Theme
from codekids.ui.view import View
from codekids.ui.visit import Visit, preview_questions
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.card import Card
from codekids.ui.widgets.label import Label, Paragraph, Picture
from codekids.ui.widgets.root import Root
from codekids.ui.widgets.scroll import ScrollView

if TYPE_CHECKING:
    from codekids.lessons.format.findings import Finding

LOOK_AGAIN = 0.4  # seconds between two looks at the file
DOCK = 340  # effective pixels of the findings beside the lesson
BESIDE = 1240  # effective pixels from which they stand beside it; else below
LOW_DOCK = 0.34  # share of the height they take below
DONE = Result(True, 0)

Read = Callable[[], Looked]  # reads and examines the file; takes its time


class PreviewVisit(Visit):
    """A visit in which every stop is open."""

    def __init__(self, lesson: Lesson, services: Services, at: int = 0) -> None:
        super().__init__(lesson, services, afresh=True)
        self.course = replace(
            self.course, results={stop.id: DONE for stop in self.course.stops if stop.needed}, answers={}
        ).go(min(at, len(self.course.stops) - 1))

    @property
    def stars(self) -> int:
        """None: that every stop is open is no merit."""
        return 0

    def draw_questions(self, packs: list[Pack], ready: Callable[[Lesson, dict[str, Lesson]], None]) -> None:
        """As for somebody who has solved everything before it."""
        pack = next(iter(packs), None)
        lesson = preview_questions(self.stop.lesson, pack)
        self.services.notify(lambda: ready(lesson, {}))


class PreviewShell(Shell):
    """A shell without a map: the way back begins the lesson anew."""

    def open_map(self, lesson: Lesson | None = None) -> None:
        whole = self.visit.lesson if self.visit is not None else lesson
        if whole is not None:
            self.preview(whole)

    def preview(self, lesson: Lesson, at: int = 0) -> None:
        """Show a lesson, from one of its stops on."""
        self.open_visit(PreviewVisit(lesson, self.services, at))


# -- what stands beside ----------------------------------------------------------------


class FindingRow(Widget):
    """One finding: its line, its field, what is wrong and what to write instead."""

    def __init__(self, place: str, finding: Finding) -> None:
        said = f"{finding.message}. {finding.instead}" if finding.instead else finding.message
        super().__init__(f"{place}, {finding.field}: {said}", "text")
        self.place_said, self.finding = place, finding

    def _parts(self, view: View, width: int) -> tuple[int, int]:
        room = width - view.px(20)
        message = view.paragraph_size(self.finding.message, room, look.SECONDARY, line_height=22)[1]
        instead = view.paragraph_size(self.finding.instead, room, look.SECONDARY, line_height=22)[1]
        return message, instead if self.finding.instead else 0

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        message, instead = self._parts(view, width)
        return view.px(44) + message + (instead + view.px(6) if instead else 0)

    def draw(self, view: View) -> None:
        colours, error = view.colours, self.finding.severity == "error"
        fill, edge = (colours.red_tint, colours.red) if error else (colours.sun_tint, colours.sun_edge)
        view.round_rect(self.rect, fill, look.RADIUS_CHIP, edge, 2)
        inside = self.rect.inset(view.px(10), view.px(8))
        side = view.px(20)
        view.icon("warn" if error else "eye", Rect(inside.x, inside.y, side, side), colours.ink)
        head = Rect(inside.x + side + 6, inside.y, inside.w - side - 6, side)
        field = "" if self.finding.field == "-" else f" · {self.finding.field}"
        with view.clip(inside):
            view.text(self.place_said + field, head, look.SECONDARY, colours.ink, strong=True)
        message, instead = self._parts(view, self.rect.w)
        y = inside.y + side + view.px(6)
        spot = Rect(inside.x, y, inside.w, message)
        view.paragraph(self.finding.message, spot, look.SECONDARY, line_height=22)
        if instead:
            spot = Rect(inside.x, y + message + view.px(6), inside.w, instead)
            view.paragraph(self.finding.instead, spot, look.SECONDARY, colours.soft, line_height=22)


class Dock:
    """The doctor's card, beside or below the lesson."""

    def __init__(self, shell: Shell, title: str, findings: Sequence[Finding], checking: bool) -> None:
        say = shell.say
        self.card = Card(title)
        rows: list[Widget] = [
            FindingRow(say("kinds.preview.line", line=finding.line), finding) for finding in findings
        ]
        if checking:
            rows = [Paragraph(say("kinds.preview.checking"), look.BODY)]
        elif not rows:
            rows = [Paragraph(say("kinds.preview.fine"), look.BODY, line_height=25)]
        self.stack = Stack(rows)
        self.scroll = ScrollView(self.stack, title)

    @property
    def widgets(self) -> tuple[Widget, ...]:
        """What is put on the screen."""
        return (self.card, self.scroll)

    def arrange(self, view: View, rect: Rect) -> None:
        """Stand at `rect`."""
        self.card.scale = view.scale
        self.card.place(rect)
        inside = self.card.inside
        top = inside.y + view.px(8)
        self.scroll.place(Rect(inside.x, top, inside.w, rect.bottom - top - view.px(10)))
        needed = self.stack.height_for(view, self.scroll.rect.w)
        if needed > self.scroll.rect.h:
            needed = self.stack.height_for(view, self.scroll.inner_width)
        self.scroll.set_content_height(needed)
        self.stack.arrange(view, self.stack.rect)


def divided(size: tuple[int, int], scale: float) -> tuple[tuple[int, int], Rect]:
    """What the lesson gets of a window, and where the dock stands."""
    w, h = size
    if w / scale >= BESIDE:
        wide = round(DOCK * scale)
        return (w - wide - 2 * look.GAP, h), Rect(w - wide - look.GAP, look.GAP, wide, h - 2 * look.GAP)
    low = round(h * LOW_DOCK)
    return (w, h - low), Rect(look.GAP, h - low, w - 2 * look.GAP, low - look.GAP)


def put_beside(screen: Any, dock: Dock) -> None:
    """Have a screen leave room for the dock, whenever it is laid out, by the window or by itself."""
    screen.root.add(*dock.widgets)
    inner = screen.layout

    def layout(view: View, size: tuple[int, int]) -> None:
        room, spot = divided(size, view.scale)
        inner(view, room)
        dock.arrange(view, spot)

    screen.layout = layout


class BrokenScreen:
    """What is shown while the file is no lesson: why, and Ari, who waits."""

    def __init__(self, shell: Shell, title: str, text: str) -> None:
        self.root = Root(title)
        self.card = Card()
        self.title = Label(title, look.CARD_TITLE, strong=True, role="heading")
        self.text = Paragraph(text, look.BODY, line_height=26)
        self.ari = Picture("hero/ari-south.svg", "Ari")
        self.root.add(self.card, self.title, self.text, self.ari)

    def layout(self, view: View, size: tuple[int, int]) -> None:
        """A sheet in the middle."""
        room = Rect(0, 0, *size).inset(look.MARGIN)
        pad = view.px(28)
        width = min(room.w, view.px(640))
        words = self.text.height_for(view, width - 2 * pad)
        side = min(view.px(150), max(0, room.h - words - view.px(120)))
        height = min(room.h, words + side + view.px(110))
        box = room.centred(width, height)
        self.card.place(box)
        inside = box.inset(pad)
        self.title.place(Rect(inside.x, inside.y, inside.w, view.px(36)))
        self.text.place(Rect(inside.x, inside.y + view.px(44), inside.w, words))
        self.ari.place(Rect(inside.x, box.bottom - pad - side, inside.w, side))

    def handle(self, event: Event) -> bool:
        """The widgets know what to do."""
        return self.root.handle(event)

    def tick(self, seconds: float) -> bool:
        """Nothing moves."""
        return False

    def open_settings(self) -> None:
        """There is no gear."""


# -- the window and the picture ------------------------------------------------------------


class _Port:
    """Between shell and window: each screen gets the dock before it is shown."""

    def __init__(self, window: Window | None) -> None:
        self.window = window
        self.dock: Callable[[], Dock] | None = None
        self.screen: Any = None

    def show(self, screen: Any) -> None:
        if self.dock is not None:
            put_beside(screen, self.dock())
        self.screen = screen
        if self.window is not None:
            self.window.show(screen)

    def set_look(self, theme: Theme | None = None, scale: float | None = None) -> None:
        if self.window is not None:
            self.window.set_look(theme, scale)


class Preview:
    """One file, looked at again and again. `read` works on a thread of its own where there is a window."""

    def __init__(self, path: Path, read: Read, assets: Path, lang: str, window: Window | None = None) -> None:
        self.path, self.read = path, read
        self.store = Store.in_memory()
        self.store.trouble = None  # nothing here is meant to be kept
        self.journal = Journal(self.store)
        self.sandbox = Sandbox()
        self.port = _Port(window)
        services = Services(
            sandbox=self.sandbox,
            journal=self.journal,
            learner=self.store.first_learner().id,
            notify=window.post if window is not None else lambda call: call(),
        )
        self.shell = PreviewShell(services, self.port, assets, [], lang)
        self.looked: Looked | None = None
        self._stamp = stamp_of(path)
        self._closed = False
        self._cancel: Callable[[], None] = lambda: None
        self.port.dock = self._dock

    def _dock(self) -> Dock:
        looked = self.looked
        title = self.shell.say("kinds.preview.doctor")
        findings = looked.findings if looked is not None else ()
        return Dock(self.shell, title, findings, checking=looked is None)

    def show(self, looked: Looked, at: int | None = None) -> None:
        """Show a lesson anew, at the stop that was on the screen."""
        before = self.shell.visit
        self.looked = looked
        if looked.lesson is None:
            self.shell.leave()
            title = self.shell.say("kinds.preview.broken")
            text = self.shell.say("kinds.preview.broken_text", file=self.path.name)
            self.shell.present(lambda: BrokenScreen(self.shell, title, text))
            return
        self.shell.preview(looked.lesson, at if at is not None else before.course.at if before else 0)

    # -- in a window -----------------------------------------------------------------

    def begin(self) -> None:
        """Show that something comes, read, and go on looking."""
        title, text = self.shell.say("kinds.preview.title"), self.shell.say("kinds.preview.checking")
        self.shell.present(lambda: BrokenScreen(self.shell, title, text))
        self._read_again()
        self._watch()

    def _watch(self) -> None:
        if self._closed:
            return
        stamp = stamp_of(self.path)
        if stamp != self._stamp:
            self._stamp = stamp
            self._read_again()
        self._cancel = self.shell.services.after(LOOK_AGAIN, self._watch)

    def _read_again(self) -> None:
        stamp = self._stamp

        def work() -> None:
            looked = self.read()

            def arrived() -> None:
                # Saved once more meanwhile: that one is read already.
                if stamp == self._stamp and not self._closed:
                    self.show(looked)

            self.shell.services.notify(arrived)

        threading.Thread(target=work, name="preview", daemon=True).start()

    def close(self) -> None:
        """The window is closed."""
        self._closed = True
        self._cancel()
        self.shell.leave()
        self.journal.close()
        self.store.close()
        self.sandbox.__exit__()


def open_preview(path: Path, read: Read, *, assets: Path, lang: str) -> None:
    """Open the window and stay until it is closed. Raises `WindowError` where no window can open."""
    window = Window(assets)
    preview = Preview(path, read, assets, lang, window)
    try:
        preview.begin()
        assert window.screen is not None
        window.run(window.screen)
    finally:
        preview.close()
        window.close()


def picture_of_preview(
    path: Path,
    looked: Looked,
    *,
    assets: Path,
    lang: str,
    size: tuple[int, int] = (1280, 720),
    scale: float = 1.0,
    theme: Literal["light", "contrast"] = "light",
    stop: int = 1,
) -> tuple[tuple[int, int], bytes]:
    """The preview as a picture, with no display: (width, height) and RGB bytes. `stop` counts from 1."""
    preview = Preview(path, lambda: looked, assets, lang)
    try:
        preview.show(looked, stop - 1)
        colours = CONTRAST if theme == "contrast" else LIGHT
        return surface_bytes(draw_screen(preview.port.screen, size, scale, assets=assets, theme=colours))
    finally:
        preview.close()

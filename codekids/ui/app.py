"""The window of the operating system: opens it, feeds screens with events, shows what they drew.

The loop sleeps while nothing happens and nothing moves. Other threads reach the
window with `post` only. Without a screen, `draw_screen` draws one into memory.
"""

from __future__ import annotations

import os
import queue
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

import pygame

from codekids.lang import catalogue
from codekids.lang.problems import Message
from codekids.ui import events
from codekids.ui.geometry import Rect
from codekids.ui.theme import LIGHT, Theme
from codekids.ui.view import View
from codekids.ui.widgets.root import Root

FRAMES = 60  # a second, at most
IDLE = 0.5  # seconds the loop sleeps at a stretch: the longest a lost wake-up can cost
LONGEST_TICK = 0.1  # seconds; after a pause of the computer nothing jumps
PRESSING = frozenset({"enter", "space", "escape"})  # keys that press a thing; held down, they press it once
SIZE, SMALLEST = (1280, 720), (1024, 600)
WITHOUT_SCREEN = {"offscreen", "dummy", "evdev"}


class WindowError(Exception):
    """The window cannot open. `problem` words it for the person at the computer, in any language."""

    def __init__(self, problem: Message) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return catalogue.say(self.problem, "en")


class Screen(Protocol):
    """One screen of the window. It owns a `Root` of widgets.

    The window calls `layout` first and whenever the size, theme or text scale changes; the view
    measures texts and knows the scale. `handle` is asked for every event and normally passes it to
    `root.handle` before its own shortcuts. `tick` moves things and answers whether more frames are
    needed; it is not called while nothing moves, except once after each event.
    """

    root: Root

    def layout(self, view: View, size: tuple[int, int]) -> None: ...

    def handle(self, event: events.Event) -> bool: ...

    def tick(self, seconds: float) -> bool: ...


def check_pygame() -> None:
    """Raise `WindowError` where upstream pygame stands in the place of pygame-ce."""
    if not getattr(pygame, "IS_CE", False):
        raise WindowError(Message("widgets.wrong_pygame"))


def has_display() -> bool:
    """Whether a window can be seen here. A driver the caller asked for by SDL_VIDEODRIVER counts."""
    check_pygame()
    asked = bool(os.environ.get("SDL_VIDEODRIVER") or os.environ.get("SDL_VIDEO_DRIVER"))
    if sys.platform.startswith("linux"):
        # Without it the Wayland library complains on the terminal while SDL only looks whether it is there.
        os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.gettempdir())
    try:
        pygame.display.init()
        driver = pygame.display.get_driver()
    except pygame.error:
        return False
    return asked or driver not in WITHOUT_SCREEN


class Window:
    """The one window. `assets` is the folder of pictures; `scale` the text scale, 1.0 to 2.0."""

    def __init__(
        self,
        assets: Path,
        *,
        title: str = "CODE Kids",
        theme: Theme = LIGHT,
        scale: float = 1.0,
        size: tuple[int, int] = SIZE,
        full_screen: bool = False,
    ) -> None:
        check_pygame()
        # The display only: no sound device, no joystick is touched before the first frame.
        try:
            pygame.display.init()
            pygame.display.set_caption(title)
            self._surface = self._open(size, full_screen)
        except pygame.error as error:
            raise WindowError(Message("widgets.no_window", {"reason": str(error)})) from error
        self.full_screen = full_screen
        self.view = View(self._surface, theme, assets, scale)
        self.screen: Screen | None = None
        self.on_quit: Callable[[], bool] = lambda: True  # False keeps the window open
        self.on_touch: Callable[[], None] = lambda: None  # a hand is at the mouse or the keys
        self.frames = 0  # drawn so far, for tests and figures
        self._running = False
        self._moving = False
        self._down: set[str] = set()  # of the keys that press things
        self._clock = pygame.time.Clock()
        self._posted: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._wake = pygame.event.custom_type()
        self._after_first_frame: list[Callable[[], None]] = []
        pygame.key.set_repeat(400, 35)
        pygame.key.start_text_input()

    # -- the window itself -----------------------------------------------------

    def _open(self, size: tuple[int, int], full_screen: bool) -> pygame.Surface:
        if full_screen:
            return pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
        return pygame.display.set_mode(_within_desktop(size), pygame.RESIZABLE)

    def set_icon(self, path: str) -> None:
        """A picture of the assets folder as the window's icon."""
        pygame.display.set_icon(self.view.picture_image(path, 64, 64))

    def toggle_full_screen(self) -> None:
        """F11."""
        self.full_screen = not self.full_screen
        self._resurface(self._open(SIZE, self.full_screen))

    def _resurface(self, surface: pygame.Surface) -> None:
        self._surface = surface
        self.view.surface = surface
        self._lay_out()

    def set_look(self, theme: Theme | None = None, scale: float | None = None) -> None:
        """Another theme or text scale: everything is laid out and drawn anew."""
        self.view = View(
            self._surface,
            theme or self.view.theme,
            self.view.assets,
            self.view.scale if scale is None else scale,
        )
        self._lay_out()

    def _lay_out(self) -> None:
        if self.screen:
            size = self._surface.get_size()
            self.screen.root.place(Rect(0, 0, *size))
            self.screen.layout(self.view, size)
            self.screen.root.relayout(self.view)
            self.screen.root.damage(Rect(0, 0, *size))
            self._moving = True

    def save_picture(self, path: Path) -> None:
        """Write what the window shows as a PNG."""
        pygame.image.save(self._surface, str(path))

    def close(self) -> None:
        """Take the window away."""
        pygame.display.quit()

    # -- from other threads ------------------------------------------------------

    def post(self, call: Callable[[], None]) -> None:
        """Have `call` run on the window's thread soon; may be called from any thread."""
        self._posted.put(call)
        # The queue may be full or the window closing; the loop looks again by itself.
        with suppress(pygame.error):
            pygame.event.post(pygame.event.Event(self._wake))

    def after_first_frame(self, call: Callable[[], None]) -> None:
        """Have `call` run once the first frame is on the screen: what is slow to import goes here."""
        if self.frames:
            self.post(call)
        else:
            self._after_first_frame.append(call)

    # -- the loop -----------------------------------------------------------------

    def show(self, screen: Screen) -> None:
        """Change to a screen."""
        self.screen = screen
        self._lay_out()

    def stop(self) -> None:
        """Leave `run` after this frame."""
        self._running = False

    def run(self, screen: Screen) -> None:
        """Show a screen and stay until the window is closed."""
        self.show(screen)
        self._running = True
        while self._running:
            self.step(wait=not self._moving)

    def step(self, wait: bool = False) -> None:
        """One round of the loop: events, posted calls, time, drawing."""
        waiting = wait and self._posted.empty() and not (self.screen and self.screen.root.stale)
        happened = [pygame.event.wait(round(IDLE * 1000))] if waiting else []
        happened += pygame.event.get()
        woken = False
        for event in happened:
            woken = woken or event.type != pygame.NOEVENT
            self._take(event)
        while True:
            try:
                call = self._posted.get_nowait()
            except queue.Empty:
                break
            woken = True
            call()
        seconds = self._clock.tick(FRAMES if self._moving else 0) / 1000
        if waiting:
            seconds = 0.0  # it slept; nothing was moving
        if self.screen and (self._moving or woken):
            root, seconds = self.screen.root, min(seconds, LONGEST_TICK)
            moving = root.tick(seconds)
            self._moving = self.screen.tick(seconds) or moving or root.tip_due
        self.draw()

    def draw(self) -> None:
        """Draw what has changed and bring just that to the screen."""
        if not self.screen or not (self.screen.root.stale or self.screen.root.tip_due):
            return
        self._moving = self._moving or self.screen.root.tip_due
        spots = self.screen.root.draw_all(self.view)
        if not spots:
            return
        pygame.display.update(spots)
        self.frames += 1
        first, self._after_first_frame = self._after_first_frame, []
        for call in first:
            self.post(call)

    def _repeats(self, event: events.Event) -> bool:
        """Whether a key that presses things only repeats: its next press would be for a screen just come."""
        if not isinstance(event, events.Key) or event.name not in PRESSING:
            return False
        repeats = event.pressed and event.name in self._down
        (self._down.add if event.pressed else self._down.discard)(event.name)
        return repeats

    def _take(self, event: pygame.event.Event) -> None:
        if event.type == pygame.VIDEORESIZE:
            self._resize()
            return
        if event.type in {pygame.WINDOWEXPOSED, pygame.WINDOWRESTORED} and self.screen:
            self.screen.root.damage(self.view.rect)
            return
        ours = translate(event)
        if ours is None or self._repeats(ours):
            return
        self.on_touch()
        if isinstance(ours, events.Quit):
            if self.on_quit():
                self.stop()
        elif isinstance(ours, events.Key) and ours.name == "f11":
            if ours.pressed:
                self.toggle_full_screen()
        elif self.screen:
            self.screen.handle(ours)

    def _resize(self) -> None:
        surface = pygame.display.get_surface()
        if surface is None:
            return
        w, h = surface.get_size()
        if not self.full_screen and (w < SMALLEST[0] or h < SMALLEST[1]):
            least = _within_desktop(SMALLEST)
            wanted = (max(w, least[0]), max(h, least[1]))
            if wanted != (w, h):
                surface = pygame.display.set_mode(wanted, pygame.RESIZABLE)
        self._resurface(surface)


def _within_desktop(size: tuple[int, int]) -> tuple[int, int]:
    """No larger than the screen; drivers that show nothing have no screen to mind."""
    desktops = pygame.display.get_desktop_sizes()
    if not desktops or pygame.display.get_driver() in WITHOUT_SCREEN:
        return size
    return min(size[0], desktops[0][0]), min(size[1], desktops[0][1])


_KEY_NAMES = {
    "return": "enter",
    "enter": "enter",
    "left ctrl": "ctrl",
    "right ctrl": "ctrl",
    "left shift": "shift",
    "right shift": "shift",
    "left alt": "alt",
    "right alt": "alt",
}


def translate(event: pygame.event.Event) -> events.Event | None:
    """One of our events for one of pygame's, or None for what nobody needs."""
    if event.type in {pygame.KEYDOWN, pygame.KEYUP}:
        name = pygame.key.name(event.key)
        name = _KEY_NAMES.get(name, name.removeprefix("[").removesuffix("]") if len(name) > 1 else name)
        # AltGr types letters (ș on some layouts, @ in Hungarian); Windows reports it as Ctrl + Alt.
        alt_graph = bool(event.mod & (pygame.KMOD_RALT | pygame.KMOD_MODE))
        return events.Key(
            name,
            shift=bool(event.mod & pygame.KMOD_SHIFT),
            ctrl=bool(event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META)) and not alt_graph,
            alt=bool(event.mod & pygame.KMOD_LALT),
            pressed=event.type == pygame.KEYDOWN,
        )
    if event.type == pygame.TEXTINPUT:
        return events.Text(event.text)
    if event.type == pygame.MOUSEBUTTONDOWN and event.button <= 3:
        shift = bool(pygame.key.get_mods() & pygame.KMOD_SHIFT)
        ctrl = bool(pygame.key.get_mods() & (pygame.KMOD_CTRL | pygame.KMOD_META))
        x, y = event.pos
        clicks = _CLICKS.count_press(pygame.time.get_ticks(), x, y, event.button)
        return events.PointerDown(x, y, event.button, clicks, shift, ctrl)
    if event.type == pygame.MOUSEBUTTONUP and event.button <= 3:
        x, y = event.pos
        return events.PointerUp(x, y, event.button)
    if event.type == pygame.MOUSEMOTION:
        x, y = event.pos
        return events.PointerMove(x, y, bool(event.buttons[0]))
    if event.type == pygame.MOUSEWHEEL:
        x, y = pygame.mouse.get_pos()
        ctrl = bool(pygame.key.get_mods() & pygame.KMOD_CTRL)
        dy = event.dict.get("precise_y", event.y)
        return events.Wheel(x, y, dy, event.dict.get("precise_x", event.x), ctrl)
    if event.type == pygame.QUIT:
        return events.Quit()
    return None


class Clicks:
    """Counts presses in a row at one spot, to three. pygame does not pass SDL's own count on."""

    def __init__(self) -> None:
        self.then = self.x = self.y = self.count = 0

    def count_press(self, milliseconds: int, x: int, y: int, button: int) -> int:
        near = abs(x - self.x) <= 4 and abs(y - self.y) <= 4
        again = button == 1 and near and milliseconds - self.then < 400
        self.count = self.count % 3 + 1 if again else 1
        self.then, self.x, self.y = milliseconds, x, y
        return self.count


_CLICKS = Clicks()


# -- without a window ---------------------------------------------------------


def draw_screen(
    screen: Screen,
    size: tuple[int, int] = SIZE,
    scale: float = 1.0,
    *,
    assets: Path,
    theme: Theme = LIGHT,
) -> pygame.Surface:
    """The screen drawn into memory; needs no display."""
    check_pygame()
    view = View(pygame.Surface(size), theme, assets, scale)
    screen.root.place(Rect(0, 0, *size))
    screen.layout(view, size)
    screen.root.damage(Rect(0, 0, *size))
    # Some widgets know their size only once drawn; the second round settles them.
    screen.root.draw_all(view)
    screen.root.damage(Rect(0, 0, *size))
    screen.root.draw_all(view)
    return view.surface


def surface_bytes(surface: pygame.Surface) -> tuple[tuple[int, int], bytes]:
    """Size, and the pixels as RGB triples from the upper left corner."""
    return surface.get_size(), pygame.image.tobytes(surface, "RGB")


def save_surface(surface: pygame.Surface, path: Path) -> None:
    """Write a surface as a PNG."""
    pygame.image.save(surface, str(path))

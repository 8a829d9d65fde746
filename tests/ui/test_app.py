"""The window itself: it wakes for events and posts, sleeps otherwise, and starts light."""

import subprocess
import sys
import threading

import pygame
import pytest

from codekids.lang import catalogue
from codekids.ui import events
from codekids.ui.app import (
    Clicks,
    Window,
    WindowError,
    check_pygame,
    draw_screen,
    has_display,
    save_surface,
    surface_bytes,
    translate,
)
from codekids.ui.geometry import Rect
from codekids.ui.theme import CONTRAST
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.dialog import Dialog
from codekids.ui.widgets.root import Root


class OneButton:
    """The smallest screen there is."""

    def __init__(self):
        self.root = Root("one")
        self.pressed = []
        self.button = Button("Rulează", lambda: self.pressed.append(True), "go", icon="play")
        self.root.add(self.button)
        self.heard = []
        self.laid_out = []
        self.ticks = 0
        self.moving = 0

    def layout(self, view, size):
        self.laid_out.append((size, view.scale))
        self.button.place(Rect(size[0] - 200, 20, *self.button.measure(view)))

    def handle(self, event):
        self.heard.append(event)
        return self.root.handle(event)

    def tick(self, seconds):
        self.ticks += 1
        self.moving -= 1
        return self.moving > 0


@pytest.fixture
def window(assets):
    made = Window(assets)
    pygame.event.clear()
    yield made
    made.close()


@pytest.fixture
def screen(window):
    made = OneButton()
    window.show(made)
    window.step()
    window.step()
    return made


def press(x, y):
    for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
        pygame.event.post(pygame.event.Event(kind, pos=(x, y), button=1, touch=False))


def test_a_click_posted_to_the_window_presses_the_button(window, screen):
    press(1100, 40)
    window.step()

    assert screen.pressed == [True]


def test_an_idle_window_draws_nothing_and_asks_nobody(window, screen):
    frames, ticks = window.frames, screen.ticks

    for _ in range(5):
        window.step()

    assert (window.frames, screen.ticks) == (frames, ticks)


def test_while_something_moves_the_screen_is_asked_each_frame_and_then_no_more(window, screen):
    screen.moving = 4
    pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_a, mod=0, unicode="a", scancode=0))
    before = screen.ticks

    for _ in range(10):
        window.step()

    assert screen.ticks == before + 4


def test_another_thread_wakes_the_sleeping_window(window, screen):
    done = []
    thread = threading.Thread(target=lambda: window.post(lambda: (done.append(1), window.stop())))

    window.after_first_frame(thread.start)
    window.run(screen)
    thread.join()

    assert done == [1]


def test_a_full_event_queue_loses_no_call(window, screen):
    done = []
    for i in range(70_000):
        window.post(lambda i=i: done.append(i))

    window.step()

    assert len(done) == 70_000 and done == sorted(done)


def test_what_is_slow_waits_for_the_first_frame(assets):
    window = Window(assets)
    seen = []
    window.after_first_frame(lambda: seen.append(window.frames))
    assert seen == []

    window.show(OneButton())
    window.step()
    window.step()
    window.close()

    assert seen == [1]


def test_closing_asks_first(window, screen):
    answers = [False, True]
    window.on_quit = lambda: answers.pop(0)
    window._running = True

    for still_open in (True, False):
        pygame.event.post(pygame.event.Event(pygame.QUIT))
        window.step()
        assert window._running is still_open


def test_larger_text_and_another_theme_are_laid_out_anew(window, screen):
    window.set_look(CONTRAST, 2.0)
    window.step()

    assert screen.laid_out[-1] == ((1280, 720), 2.0)
    assert window._surface.get_at((2, 2))[:3] == (0, 0, 0)


def test_another_size_is_laid_out_anew_and_closes_lists_but_not_dialogs(window, screen):
    answer = Dialog("Închizi?", buttons=[Button("Nu", lambda: None)], on_escape=lambda: None)
    answer.show(screen.root, window.view)
    open_list = Button("list", lambda: None)
    open_list.place(Rect(20, 20, 100, 100))
    screen.root.open(open_list)
    pygame.display.set_mode((1100, 650), pygame.RESIZABLE)
    pygame.event.post(pygame.event.Event(pygame.VIDEORESIZE, w=1100, h=650, size=(1100, 650)))
    window.step()

    assert screen.laid_out[-1] == ((1100, 650), 1.0)
    assert [overlay.widget for overlay in screen.root.overlays] == [answer]
    assert answer.rect == window.view.rect.centred(answer.rect.w, answer.rect.h)


def test_a_window_made_too_small_grows_back(window, screen):
    pygame.display.set_mode((500, 300), pygame.RESIZABLE)
    pygame.event.post(pygame.event.Event(pygame.VIDEORESIZE, w=500, h=300, size=(500, 300)))
    window.step()

    assert screen.laid_out[-1][0] == (1024, 600)


def test_presses_are_counted_to_three_at_one_spot():
    clicks = Clicks()

    counts = [clicks.count_press(at, 10, 10, 1) for at in (1000, 1200, 1400, 1600)]
    assert counts == [1, 2, 3, 1]
    assert clicks.count_press(1700, 90, 10, 1) == 1, "elsewhere"
    assert clicks.count_press(3000, 90, 10, 1) == 1, "too late"


def test_what_the_window_shows_can_be_saved(window, screen, tmp_path):
    path = tmp_path / "poză cu ș.png"
    window.save_picture(path)

    assert pygame.image.load(str(path)).get_size() == (1280, 720)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(1280, 720), (1024, 600)])
def test_a_screen_can_be_drawn_without_a_window(assets, tmp_path, size, scale):
    surface = draw_screen(OneButton(), size, scale, assets=assets)

    (w, h), pixels = surface_bytes(surface)
    assert (w, h) == size and len(pixels) == 3 * w * h
    assert len({pixels[i : i + 3] for i in range(0, len(pixels), 999)}) > 1
    save_surface(surface, tmp_path / "a.png")
    assert (tmp_path / "a.png").stat().st_size > 500


def key(code, mod=0, kind=pygame.KEYDOWN):
    return translate(pygame.event.Event(kind, key=code, mod=mod, unicode="", scancode=0))


def test_keys_have_their_own_names():
    assert key(pygame.K_RETURN) == key(pygame.K_KP_ENTER) == events.Key("enter")
    assert key(pygame.K_z, pygame.KMOD_LCTRL | pygame.KMOD_LSHIFT) == events.Key("z", shift=True, ctrl=True)
    assert key(pygame.K_F8).name == "f8" and key(pygame.K_PAGEUP).name == "page up"
    assert key(pygame.K_KP7).name == "7" and key(pygame.K_LEFTBRACKET).name == "["
    assert not key(pygame.K_a, kind=pygame.KEYUP).pressed


def test_alt_gr_is_for_letters_and_no_shortcut():
    # Windows says Ctrl + Alt when AltGr is held; on a Hungarian keyboard AltGr+V types @.
    pressed = key(pygame.K_v, pygame.KMOD_LCTRL | pygame.KMOD_RALT)

    assert not pressed.ctrl and not pressed.alt


def test_upstream_pygame_in_place_of_pygame_ce_gets_a_clear_sentence(monkeypatch):
    monkeypatch.delattr(pygame, "IS_CE")

    with pytest.raises(WindowError, match="pip install pygame-ce") as caught:
        check_pygame()

    for lang in ("ro", "en", "hu"):
        assert "pygame-ce" in catalogue.say(caught.value.problem, lang)


def test_a_driver_that_was_asked_for_counts_as_a_display(monkeypatch):
    assert has_display()
    monkeypatch.delenv("SDL_VIDEODRIVER")
    assert not has_display(), "the dummy driver alone shows nothing to anybody"


FIRST_FRAME = """
import sys
from pathlib import Path
from codekids.ui.app import Window
from codekids.ui.document import Document
from codekids.ui.geometry import Rect
from codekids.ui.widgets.editor import CodeEditor
from codekids.ui.widgets.root import Root

class Screen:
    def __init__(self):
        self.root = Root()
        self.editor = CodeEditor(Document("move()"), "Program")
        self.root.add(self.editor)
    def layout(self, view, size): self.editor.place(Rect(0, 0, 600, 400))
    def handle(self, event): return self.root.handle(event)
    def tick(self, seconds): return False

window = Window(Path(sys.argv[1]))
window.show(Screen())
window.step()
assert window.frames == 1
heavy = {"pydantic", "yaml", "pydantic_monty", "PIL", "pygments", "numpy", "asyncio", "sqlalchemy", "fastapi"}
print(sorted(heavy & set(sys.modules)), "mixer" if __import__("pygame").mixer.get_init() else "no sound yet")
"""


def test_the_first_frame_needs_nothing_heavy_and_no_sound(assets):
    command = [sys.executable, "-c", FIRST_FRAME, str(assets)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")

    assert done.stdout.strip() == "[] no sound yet", "and the library's greeting is not printed either"


def test_only_pygame_ce_is_installed():
    from importlib.metadata import PackageNotFoundError, version

    version("pygame-ce")
    with pytest.raises(PackageNotFoundError):
        version("pygame")


def test_a_key_held_down_does_not_press_what_comes_next(window, screen):
    """While a slow screen opens the system repeats the key; its button must not be pressed by that."""

    def key(kind):
        pygame.event.post(pygame.event.Event(kind, key=pygame.K_RETURN, mod=0, unicode="", scancode=0))

    screen.root.give_focus(screen.button)
    slow = OneButton()
    slow.root.give_focus(slow.button)
    screen.button.on_press = lambda: window.show(slow)
    for kind in (pygame.KEYDOWN, pygame.KEYDOWN, pygame.KEYDOWN, pygame.KEYUP):
        key(kind)
    window.step()

    assert window.screen is slow
    assert slow.pressed == []

    key(pygame.KEYDOWN)
    window.step()
    assert slow.pressed == [True]

"""What the tests of the window share: no real screen, the real pictures, ready-made views."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from codekids.engine.sandbox import Workers
from codekids.lessons.format.cache import load_packs
from codekids.progress import logins, roster
from codekids.progress.journal import Journal
from codekids.progress.store import Store
from codekids.progress.store import now as store_now
from codekids.ui.app import Window
from codekids.ui.geometry import Rect
from codekids.ui.start import make_shell
from codekids.ui.theme import LIGHT
from codekids.ui.view import View
from codekids.ui.widgets.root import Root, accessible_tree

ASSETS = Path(__file__).resolve().parents[2] / "assets"
MANY = 60  # times the window may fall asleep, each for up to half a second
KEYS = {"enter": pygame.K_RETURN, "escape": pygame.K_ESCAPE, "right": pygame.K_RIGHT, "tab": pygame.K_TAB}


@pytest.fixture
def assets() -> Path:
    return ASSETS


@pytest.fixture
def view() -> View:
    """1280 x 720, light, text at 100 %."""
    return View(pygame.Surface((1280, 720)), LIGHT, ASSETS)


@pytest.fixture
def root() -> Root:
    """An empty screen as large as the view."""
    made = Root("test")
    made.place(Rect(0, 0, 1280, 720))
    return made


@dataclass
class Clock:
    """Seconds that pass when the story says so, and what was asked to happen then."""

    now: float = 1000.0

    def __post_init__(self):
        self.due = []

    def __call__(self):
        return self.now

    def wait(self, seconds, call):
        entry = (self.now + seconds, call)
        self.due.append(entry)
        return lambda: self.due.remove(entry) if entry in self.due else None

    def passes(self, seconds):
        end = self.now + seconds
        while soon := [entry for entry in self.due if entry[0] <= end]:
            entry = min(soon, key=lambda one: one[0])
            self.due.remove(entry)
            self.now = max(self.now, entry[0])
            entry[1]()
        self.now = end


class ClubPc:
    """The window on a data folder, and somebody before it."""

    def __init__(self, folder, packs, workers=None, now=store_now):
        self.closed = False
        self.clock = Clock()
        self.store = Store.open(folder, now)
        self.journal = Journal(self.store, pause=0.0)
        self.window = Window(ASSETS)
        self.shell = make_shell(
            self.window,
            assets=ASSETS,
            journal=self.journal,
            sandbox=lambda: workers,
            packs=packs,
            lang="ro",
            clock=self.clock,
            wait=self.clock.wait,
        )

    def starts(self):
        self.shell.begin()
        self.window.step()

    def closes(self):
        if self.closed:
            return
        self.closed = True
        self.shell.leave()
        self.journal.close()
        self.store.close()
        self.window.close()

    @property
    def screen(self):
        return self.window.screen

    def sees(self):
        return [name for name, _, _ in accessible_tree(self.screen.root)]

    def clicks(self, name):
        tree = accessible_tree(self.screen.root)
        found = [rect for said, _, rect in tree if said == name]
        assert found, f"nothing is called {name!r}: {self.sees()}"
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            pygame.event.post(pygame.event.Event(kind, pos=found[-1].centre, button=1))
        self.window.step()
        self.window.step()

    def presses(self, *keys):
        for key in keys:
            for kind in (pygame.KEYDOWN, pygame.KEYUP):
                pygame.event.post(pygame.event.Event(kind, key=KEYS[key], mod=0, unicode="", scancode=0))
            self.window.step()

    def types(self, text):
        pygame.event.post(pygame.event.Event(pygame.TEXTINPUT, text=text))
        self.window.step()

    def waits_until(self, something):
        asleep = 0
        while asleep < MANY:
            if something():
                return
            asleep += not self.window._moving
            self.window.step(wait=not self.window._moving)
        pytest.fail(f"it never happened; on the screen: {self.sees()}")

    def sees_screen(self, kind):
        self.waits_until(lambda: type(self.screen) is kind)
        self.window.step()

    def shows_pictures(self, learner):
        for picture in logins.pictures_of(self.store, learner.id):
            self.clicks(self.shell.say(f"window.word_{picture}"))

    def shows_other_pictures(self, learner):
        wrong = list(reversed(logins.pictures_of(self.store, learner.id)))
        for picture in wrong:
            self.clicks(self.shell.say(f"window.word_{picture}"))
        self.waits_until(lambda: not self.screen._busy)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory):
    """The packs as they are shipped."""
    return load_packs(ASSETS.parent / "lessons", tmp_path_factory.mktemp("cache") / "lessons.json")


@pytest.fixture(scope="session")
def packs(shipped):
    """The shipped packs, each lesson as the one program it is judged by: most stories sit down at that."""
    return [replace(pack, lessons=tuple(map(as_one_program, pack.lessons))) for pack in shipped]


def as_one_program(lesson):
    """A lesson without its steps and what comes after them."""
    return replace(lesson, kind="puzzle", steps=(), investigate=(), exam_item=None, talk=(), career=None)


@pytest.fixture(scope="session")
def workers():
    with Workers() as made:
        yield made


@pytest.fixture
def make_pc(packs, workers):
    """A PC on a data folder, as often as the story starts it anew; `now` is its clock, milliseconds."""
    made = []

    def start(folder, now=store_now):
        made.append(ClubPc(folder, packs, workers, now))
        return made[-1]

    yield start
    for pc in made:
        pc.closes()


@pytest.fixture
def pc(tmp_path, make_pc):
    return make_pc(tmp_path)


@pytest.fixture
def club(pc):
    """Ana, Bogdan, Csilla and Dan have cards."""
    pc.children = [roster.add_learner(pc.store, name) for name in ("Ana", "Bogdan", "Csilla", "Dan")]
    pc.journal.look()
    pc.journal.flush()
    pc.starts()
    return pc

"""A librarian at the window: real events, a real store in a folder, time that stands still unless told."""

from pathlib import Path

import pygame
import pytest

from codekids.engine.sandbox import Workers
from codekids.lessons.format.cache import load_packs
from codekids.progress import logins, roster
from codekids.progress.events import Attempt, Completion, Hint
from codekids.progress.journal import Journal
from codekids.progress.store import Store
from codekids.ui.app import Window
from codekids.ui.start import make_shell

ROOT = Path(__file__).resolve().parents[3]
MONDAY = 1_792_998_000_000  # 26 October 2026, 07:00 UTC
DAY = 24 * 60 * 60 * 1000
KEYS = {
    "enter": pygame.K_RETURN, "escape": pygame.K_ESCAPE, "tab": pygame.K_TAB, "space": pygame.K_SPACE,
    "down": pygame.K_DOWN, "up": pygame.K_UP, "right": pygame.K_RIGHT, "left": pygame.K_LEFT,
    "page up": pygame.K_PAGEUP, "page down": pygame.K_PAGEDOWN, "f8": pygame.K_F8, "v": pygame.K_v,
    "a": pygame.K_a, "backspace": pygame.K_BACKSPACE,
}  # fmt: skip


class Copied:
    """A clipboard that holds what a test puts there."""

    def __init__(self):
        self.text = ""

    def get(self):
        return self.text

    def put(self, text):
        self.text = text


class Librarian:
    """The window with the corner before its gate, and two hands."""

    def __init__(self, folder, packs, children=("Ana", "Dan"), workers=None):
        self.seconds = 1000.0
        self.now = MONDAY
        self.due = []
        self.folder = folder
        self.packs = packs
        self.store = Store.open(folder, clock=lambda: self.now)
        made = [roster.add_learner(self.store, name) for name in children]
        if len(made) >= 2:
            first, second = packs[0].lessons[:2]
            self.store.append_all(
                [Completion(made[0].id, first.id, 2), Hint(made[0].id, first.id, 1)]
                + [Attempt(made[1].id, second.id, "not_solved", 0, 2, "move()\nmove()\n")] * 6
            )
        self.journal = Journal(self.store, pause=0.0)
        self.window = Window(ROOT / "assets")
        self.clipboard = Copied()
        self.shell = make_shell(
            self.window,
            assets=ROOT / "assets",
            journal=self.journal,
            sandbox=lambda: workers,
            packs=packs,
            lang="ro",
            clock=lambda: self.seconds,
            wait=self.wait,
        )
        self.shell.open_corner()
        self.screen.clipboard = self.clipboard
        self.answered()

    def opens_the_corner(self):
        self.shell.open_corner()
        self.screen.clipboard = self.clipboard
        self.answered()

    def close(self):
        self.journal.close()
        self.store.close()
        self.window.close()

    def wait(self, seconds, call):
        self.due.append(call)
        return lambda: self.due.remove(call) if call in self.due else None

    @property
    def screen(self):
        return self.window.screen

    @property
    def page(self):
        return self.screen.page

    @property
    def told(self):
        return self.page.told.text

    @property
    def club(self):
        return self.journal.club

    @property
    def children(self):
        return [one.name for one in self.club.learners]

    def say(self, key, **args):
        return self.shell.say(key, **args)

    def types(self, text):
        pygame.event.post(pygame.event.Event(pygame.TEXTINPUT, text=text))
        self.window.step()

    def presses(self, *keys, ctrl=False):
        for key in keys:
            for kind in (pygame.KEYDOWN, pygame.KEYUP):
                mod = pygame.KMOD_LCTRL if ctrl else 0
                pygame.event.post(pygame.event.Event(kind, key=KEYS[key], mod=mod, unicode="", scancode=0))
            self.window.step()
        self.answered()

    def clicks(self, widget):
        assert widget.visible and not widget.rect.empty, f"{widget.name!r} cannot be pressed"
        self.clicks_at(*widget.rect.centre)

    def clicks_at(self, x, y):
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            pygame.event.post(pygame.event.Event(kind, pos=(x, y), button=1))
        self.window.step()
        self.answered()

    def answered(self):
        """Until the store has answered everything."""
        for _ in range(100):
            if not getattr(self.screen, "busy", False):
                break
            self.window.step(wait=True)
        self.journal.flush()
        self.window.step()

    def goes_to(self, section):
        sections = self.screen.sections
        self.clicks(next(tab for tab in sections.tabs if tab.value == section))

    def writes(self, field, text):
        """Into an emptied field."""
        self.clicks_at(field.rect.centre[0], field.rect.bottom - 10)
        self.presses("a", ctrl=True)
        self.presses("backspace")
        self.types(text)

    def pastes(self, text):
        self.clipboard.text = text
        self.presses("v", ctrl=True)

    def chooses(self, words):
        """The row of the page's list that begins so, by mouse."""
        rows = self.page.list
        index = next(place for place, row in enumerate(rows.rows) if row.words.startswith(words))
        rows.choose(index)
        self.window.step()
        y = rows.rect.y + 4 + (index - rows.top) * rows._row + rows._row // 2
        self.clicks_at(rows.rect.x + 60, y)

    def opens(self, name):
        """A child's page, from the grid."""
        table = self.page.table
        self.screen.root.give_focus(table)
        table.choose([row.learner.name for row in table.rows].index(name), table.column)
        self.presses("enter")

    def comes_in(self, pin="2468"):
        self.types(pin)
        self.presses("enter")
        if not self.screen.open and not self.screen.gate.has_pin:
            self.types(pin)
            self.presses("enter")
        assert self.screen.open

    def leaves_it_alone(self, seconds):
        self.seconds += seconds
        due, self.due = self.due, []
        for call in due:
            call()
        self.window.step()


@pytest.fixture(scope="session")
def packs(tmp_path_factory):
    return load_packs(ROOT / "lessons", tmp_path_factory.mktemp("cache") / "lessons.json")


@pytest.fixture(scope="session")
def workers():
    with Workers() as made:
        yield made


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "clubul nostru ș"
    made.mkdir()
    return made


@pytest.fixture
def corner(folder, packs):
    """Two children, nobody came in yet."""
    made = Librarian(folder, packs)
    yield made
    made.close()


@pytest.fixture
def empty_corner(folder, packs, workers):
    """A new club."""
    made = Librarian(folder, packs, (), workers)
    yield made
    made.close()


@pytest.fixture
def office(corner):
    """Two children, and the librarian is in."""
    logins.set_pin(corner.store, "2468")
    corner.screen.come_in()
    corner.answered()
    return corner

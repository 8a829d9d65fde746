"""A librarian's hour in the window: the PIN, the children, a pack, cards and a table."""

from pathlib import Path

import pygame
import pytest

from codekids.lessons.format.cache import load_packs
from codekids.progress import logins, roster
from codekids.progress.events import Attempt, Completion, Hint
from codekids.progress.journal import Journal
from codekids.progress.seats import IDLE
from codekids.progress.store import Store
from codekids.ui.app import Window
from codekids.ui.screens.cards import CardsScreen
from codekids.ui.screens.corner import CornerScreen
from codekids.ui.start import make_shell

ROOT = Path(__file__).resolve().parents[2]
KEYS = {
    "enter": pygame.K_RETURN,
    "escape": pygame.K_ESCAPE,
    "tab": pygame.K_TAB,
    "down": pygame.K_DOWN,
    "right": pygame.K_RIGHT,
}


class Corner:
    """The window with the corner open, before its gate."""

    def __init__(self, folder, packs):
        self.now = 1000.0
        self.due = []
        self.store = Store.open(folder)
        ana, dan = (roster.add_learner(self.store, name) for name in ("Ana", "Dan"))
        first, second = packs[0].lessons[:2]
        self.store.append_all(
            [Completion(ana.id, first.id, 2), Hint(ana.id, first.id, 1)]
            + [Attempt(dan.id, second.id, "not_solved")] * 6
        )
        self.journal = Journal(self.store, pause=0.0)
        self.window = Window(ROOT / "assets")
        self.shell = make_shell(
            self.window,
            assets=ROOT / "assets",
            journal=self.journal,
            sandbox=lambda: None,
            packs=packs,
            lang="ro",
            clock=lambda: self.now,
            wait=self.wait,
        )
        self.shell.open_corner()
        self.window.step()

    def wait(self, seconds, call):
        self.due.append(call)
        return lambda: None

    @property
    def screen(self):
        return self.window.screen

    @property
    def children(self):
        return [row.learner.name for row in self.screen.table.rows]

    def types(self, text):
        pygame.event.post(pygame.event.Event(pygame.TEXTINPUT, text=text))
        self.window.step()

    def presses(self, *keys):
        for key in keys:
            for kind in (pygame.KEYDOWN, pygame.KEYUP):
                pygame.event.post(pygame.event.Event(kind, key=KEYS[key], mod=0, unicode="", scancode=0))
            self.window.step()

    def clicks(self, widget):
        for kind in (pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP):
            pygame.event.post(pygame.event.Event(kind, pos=widget.rect.centre, button=1))
        self.window.step()
        self.answered()

    def answered(self):
        for _ in range(60):
            if not getattr(self.screen, "_busy", False):
                break
            self.window.step(wait=True)
        self.window.step()

    def comes_in(self):
        self.types("2468")
        self.presses("enter")
        if not self.screen.has_pin:
            self.types("2468")
            self.presses("enter")
        self.answered()
        assert self.screen.open


@pytest.fixture(scope="module")
def packs(tmp_path_factory):
    return load_packs(ROOT / "lessons", tmp_path_factory.mktemp("cache") / "lessons.json")


@pytest.fixture
def corner(tmp_path, packs):
    made = Corner(tmp_path, packs)
    yield made
    made.journal.close()
    made.store.close()
    made.window.close()


def test_the_first_pin_is_typed_twice_and_then_asked_for(corner):
    corner.types("2468")
    corner.presses("enter")
    corner.types("2469")
    corner.presses("enter")
    assert not corner.screen.open and not logins.has_pin(corner.store)

    corner.comes_in()
    corner.shell.open_corner()
    corner.window.step()
    assert corner.screen.has_pin and not corner.screen.open
    corner.types("1111")
    corner.presses("enter")
    corner.answered()
    assert corner.screen.says.text == corner.shell.say("corner.wrong")
    corner.comes_in()


def test_five_wrong_pins_cost_a_wait(corner):
    logins.set_pin(corner.store, "2468")
    corner.screen.has_pin = True
    for _ in range(5):
        corner.types("1111")
        corner.presses("enter")
        corner.answered()
    assert corner.screen.says.text == corner.shell.say("corner.wait", seconds=60)


def test_the_pin_is_never_on_the_screen(corner):
    corner.types("2468")
    assert corner.screen.pin.text == "••••"


def test_what_a_cell_shows_is_also_said(corner):
    corner.comes_in()
    assert "Ana" in corner.screen.status.text and "stele 2" in corner.screen.status.text
    corner.presses("down", "right")
    assert "Dan" in corner.screen.status.text and "împotmolit" in corner.screen.status.text


def test_a_child_is_added_found_removed_and_taken_back(corner):
    corner.comes_in()
    corner.clicks(corner.screen.add)
    corner.types("Ștefan")
    corner.presses("enter")
    corner.answered()
    assert corner.children == ["Ana", "Dan", "Ștefan"]
    corner.clicks(corner.screen.search)
    corner.types("stef")
    assert corner.children == ["Ștefan"]
    corner.clicks(corner.screen.buttons[1])
    assert corner.children == []
    assert [one.name for one in corner.journal.club.removed] == ["Ștefan"]
    corner.clicks(corner.screen.undo)
    assert corner.children == ["Ștefan"]


def test_new_pictures_are_shown_in_words(corner):
    corner.comes_in()
    corner.clicks(corner.screen.buttons[0])
    word = logins.pictures_of(corner.store, corner.journal.club.named("Ana")[0].id)
    assert all(corner.shell.say(f"picture.{part}") in corner.screen.status.text for part in word)


@pytest.mark.parametrize(("place", "target"), [(-1, "all"), (1, "learner"), (2, "circle")])
def test_a_pack_is_given_to_a_child_a_circle_or_all(corner, packs, place, target):
    ana = corner.journal.club.named("Ana")[0]
    roster.join(corner.store, roster.add_circle(corner.store, "Luni").id, ana.id)
    corner.journal.look()
    corner.journal.flush()
    corner.comes_in()
    corner.clicks(corner.screen.buttons[2])
    corner.clicks(corner.screen.dialog.buttons[place])
    given = [(one.pack, one.target) for one in corner.journal.club.assignments]
    assert given == [(packs[0].id, target)]
    assert corner.screen.dialog is None


def test_cards_and_table_are_written_beside_the_data(corner, tmp_path):
    corner.comes_in()
    corner.clicks(corner.screen.buttons[3])
    assert (tmp_path / "login-cards.pdf").read_bytes().startswith(b"%PDF")
    assert str(tmp_path / "login-cards.pdf") in corner.screen.status.text
    corner.clicks(corner.screen.buttons[4])
    assert "Ana" in (tmp_path / "club-progress.csv").read_text(encoding="utf-8-sig")


def test_a_corner_left_alone_closes(corner):
    corner.comes_in()
    corner.now += IDLE + 1
    corner.due[-1]()
    corner.window.step()
    assert type(corner.screen) is CardsScreen


def test_esc_leaves(corner):
    assert type(corner.screen) is CornerScreen
    corner.presses("escape")
    assert type(corner.screen) is CardsScreen


def test_a_corner_that_was_left_does_not_call_a_child_away_later(corner):
    corner.comes_in()
    watch = corner.due[-1]
    corner.shell.play_as_guest()
    before = corner.screen
    corner.now += IDLE + 1
    watch()
    assert corner.screen is before


def test_erasing_wants_the_name_once_more(corner):
    corner.comes_in()
    corner.clicks(corner.screen.erase)
    corner.types("Dan")
    corner.presses("enter")
    corner.answered()
    assert corner.children == ["Ana", "Dan"]

    corner.clicks(corner.screen.erase)
    corner.types("Ana")
    corner.presses("enter")
    corner.answered()
    assert corner.children == ["Dan"] and not corner.journal.club.removed


def test_one_child_is_exported_beside_the_data(corner, tmp_path):
    corner.comes_in()
    ana = corner.journal.club.named("Ana")[0]
    corner.clicks(corner.screen.export)
    assert (tmp_path / f"{ana.id}.zip").read_bytes().startswith(b"PK")
    assert corner.screen.status.text.startswith("Datele copilului Ana")


def test_whoever_was_removed_sits_here_no_more(corner):
    ana = corner.journal.club.named("Ana")[0]
    corner.shell.sit_down((ana.id,))
    corner.shell.open_corner()
    corner.window.step()
    corner.comes_in()
    corner.clicks(corner.screen.buttons[1])
    corner.presses("escape")
    assert type(corner.screen) is CardsScreen and corner.shell.seat is None

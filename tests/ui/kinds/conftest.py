"""A child in front of a lesson of any kind: real window (without a screen), real events, real workers."""

from pathlib import Path

import pygame
import pytest

from codekids.engine.sandbox import Workers
from codekids.lessons.format.compiler import read_lesson
from codekids.lessons.format.template import lesson_template
from codekids.lessons.lesson import Pack
from codekids.progress.journal import Journal
from codekids.progress.store import Store
from codekids.ui.app import Window
from codekids.ui.start import make_shell
from codekids.ui.widgets.root import accessible_tree

ROOT = Path(__file__).resolve().parents[3]
KEYS = {
    "enter": pygame.K_RETURN, "escape": pygame.K_ESCAPE, "tab": pygame.K_TAB, "space": pygame.K_SPACE,
    "left": pygame.K_LEFT, "right": pygame.K_RIGHT, "up": pygame.K_UP, "down": pygame.K_DOWN,
    "delete": pygame.K_DELETE, "backspace": pygame.K_BACKSPACE,
}  # fmt: skip
# Rounds of the window's loop, far more than any of these stories takes.
MANY, MANY_ASLEEP = 3000, 40


@pytest.fixture(scope="session")
def workers():
    with Workers() as made:
        yield made


@pytest.fixture(scope="session")
def lesson_of():
    """The lesson of a kind's starting file, after some replacements: each must be there to be replaced."""

    def read(kind, *changes):
        [text] = lesson_template(Path(f"{kind}.yaml"), kind).values()
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        lesson = read_lesson(text.encode(), "proba").lesson
        assert lesson is not None
        return lesson

    return read


class Child:
    """Somebody at a lesson: presses, drags, types, looks."""

    def __init__(self, workers, lessons, store, **settings):
        self.store = store
        self.journal = Journal(store, pause=0.0)
        for key, value in {"speed": "end", **settings}.items():
            self.journal.set_setting(key, value)
        self.window = Window(ROOT / "assets")
        self.shell = make_shell(
            self.window,
            assets=ROOT / "assets",
            journal=self.journal,
            sandbox=lambda: workers,
            packs=[Pack("proba", {"ro": "Probă"}, tuple(lessons))],
            lang="ro",
        )

    def sits_down(self, learner=None, view="text"):
        self.learner = learner or self.store.first_learner().id
        self.journal.set_setting("view", view, self.learner)
        self.shell.sit_down((self.learner,))
        self.rounds()

    def opens(self, lesson):
        self.shell.open_lesson(lesson)
        self.rounds()

    def leaves(self):
        self.shell.leave()
        self.journal.close()
        self.window.close()

    # -- looking

    @property
    def screen(self):
        return self.window.screen

    @property
    def session(self):
        return self.screen.session

    @property
    def panel(self):
        return self.screen.program.panel

    def tree(self):
        return accessible_tree(self.screen.root)

    def sees(self, text=""):
        """Every name on the screen that has this in it, as a screen reader would say them."""
        return [name for name, _, _ in self.tree() if text in name]

    def place_of(self, name):
        """The middle of whatever has this name, or begins with it, or has it inside."""
        tree = self.tree()
        for fits in (str.__eq__, str.startswith, str.__contains__):
            found = [rect for said, _, rect in tree if fits(said, name)]
            if found:
                return found[-1].centre
        pytest.fail(f"nothing is called {name!r}: {self.sees()}")

    def tells(self, kind):
        """The events of that kind in the log, as their data."""
        self.journal.flush()
        return [event.data for event in self.store.events(self.learner) if event.kind == kind]

    def progress(self, lesson):
        self.journal.flush()
        return self.store.progress(self.learner).get(lesson.id)

    # -- doing

    def rounds(self, count=3):
        for _ in range(count):
            self.window.step()

    def waits_until(self, something):
        asleep = 0
        for _ in range(MANY):
            if something():
                return
            asleep += not self.window._moving
            if asleep > MANY_ASLEEP:
                break
            self.window.step(wait=not self.window._moving)
        pytest.fail(f"it never happened; on the screen: {self.sees()}")

    def points(self, at):
        pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=at, button=1))
        pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=at, button=1))
        self.rounds(2)

    def clicks(self, name):
        self.points(self.place_of(name))

    def drags(self, start, end):
        pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=start, button=1))
        for step in range(1, 7):
            at = tuple(one + (other - one) * step // 6 for one, other in zip(start, end, strict=True))
            pygame.event.post(pygame.event.Event(pygame.MOUSEMOTION, pos=at, rel=(1, 1), buttons=(1, 0, 0)))
            self.rounds(1)
        pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=end, button=1))
        self.rounds(2)

    def presses(self, *keys):
        for key in keys:
            *modifiers, name = key.split("+")
            mod = (pygame.KMOD_LCTRL if "ctrl" in modifiers else 0) | (
                pygame.KMOD_LSHIFT if "shift" in modifiers else 0
            )
            code = KEYS[name] if name in KEYS else ord(name)
            pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=code, mod=mod, unicode="", scancode=0))
            pygame.event.post(pygame.event.Event(pygame.KEYUP, key=code, mod=mod, unicode="", scancode=0))
            self.window.step()

    def types(self, text):
        for letter in text:
            if letter == "\n":
                self.presses("enter")
                continue
            pygame.event.post(
                pygame.event.Event(pygame.KEYDOWN, key=ord(letter.lower()), mod=0, unicode=letter, scancode=0)
            )
            pygame.event.post(pygame.event.Event(pygame.TEXTINPUT, text=letter))
            self.window.step()

    def focuses(self, name, most=60):
        """Tab until the keys are at something with that in its name."""
        for _ in range(most):
            focus = self.screen.root.focus
            if focus is not None and name in focus.name:
                return
            self.presses("tab")
        pytest.fail(f"the keys never came to {name!r}; they are at {self.screen.root.focus}")

    def writes(self, program):
        """A program in the place of the one there is, pasted in one piece."""
        self.session.document.set_text(program.rstrip("\n"))
        self.screen.edited()
        self.rounds()

    def runs(self):
        before = self.session.tries
        self.clicks("Rulează")
        self.waits_until(lambda: self.session.tries > before and not self.session.busy)
        self.rounds()


@pytest.fixture
def store():
    made = Store.in_memory()
    made.trouble = None
    yield made
    made.close()


@pytest.fixture
def sits(workers, store):
    """`sits(lesson, …)`: a child at the first of these lessons; `view` is text or blocks."""
    here = []

    def sit(*lessons, learner=None, view="text", **settings):
        child = Child(workers, lessons, store, **settings)
        here.append(child)
        child.sits_down(learner, view)
        child.opens(lessons[0])
        return child

    yield sit
    for child in here:
        child.leaves()

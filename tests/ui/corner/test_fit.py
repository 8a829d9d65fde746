"""The corner in three languages and at every text size: nothing leaves the window, overlaps or is cut."""

from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import pygame
import pytest

from codekids.lang.catalogue import LANGUAGES
from codekids.progress import roster
from codekids.progress.assignments import assign
from codekids.progress.events import Attempt
from codekids.progress.journal import Journal
from codekids.progress.store import Store
from codekids.ui.geometry import Rect
from codekids.ui.screens.corner import CornerScreen
from codekids.ui.screens.corner.add_many import AddPage
from codekids.ui.screens.corner.change_child import ChangePage
from codekids.ui.screens.corner.child import ChildPage
from codekids.ui.screens.corner.circles import CirclePage
from codekids.ui.screens.corner.erasing import Erasing
from codekids.ui.screens.corner.give import GivePage
from codekids.ui.screens.corner.labelled import Labelled
from codekids.ui.screens.corner.picture_word import PictureWordDialog
from codekids.ui.screens.corner.removed import RemovedPage
from codekids.ui.services import Services
from codekids.ui.shell import Shell
from codekids.ui.theme import LIGHT
from codekids.ui.view import View
from codekids.ui.widgets.button import Button, IconButton
from codekids.ui.widgets.field import TextField
from codekids.ui.widgets.label import fitting_size

ROOT = Path(__file__).resolve().parents[3]
WINDOWS = [
    ((1280, 720), 1.0),
    ((1280, 720), 2.0),
    ((1024, 768), 1.0),
    ((1024, 768), 1.5),
    ((1366, 768), 1.25),
]


class NoWindow:
    def show(self, screen):
        self.screen = screen

    def set_look(self, theme=None, scale=None):
        pass


@pytest.fixture
def shell(packs):
    store = Store.in_memory()
    store.trouble = None
    learner = roster.add_learner(store, "W" * 24)
    gone = roster.add_learner(store, "M" * 24)
    roster.remove_learner(store, gone.id)
    circle = roster.add_circle(store, "Cercul de după-amiază")
    roster.join(store, circle.id, learner.id)
    lesson = packs[0].lessons[0]
    store.append_all([Attempt(learner.id, lesson.id, "not_solved", 0, 1, "move()\n")] * 6)
    assign(store, packs[0].id, "circle", circle.id, first_day=date(2026, 9, 30), last_day=date(2026, 10, 30))
    journal = Journal(store, pause=0.0)
    services = Services(
        lambda: None, journal, learner.id, notify=lambda call: call(), wait=lambda *_: lambda: None
    )
    yield Shell(services, NoWindow(), ROOT / "assets", packs, "ro")
    journal.close()
    store.close()


def pages(corner):
    """Every page there is, by name, each opened as the librarian would."""
    club = corner.journal.club
    yield "gate", lambda: None
    for section in ("children", "circles", "packs", "papers"):
        yield section, lambda section=section: corner.open_section(section)
    yield "add", lambda: corner.go_to(AddPage(corner))
    yield "child", lambda: corner.go_to(ChildPage(corner, club.learners[0]))
    yield (
        "pictures",
        lambda: PictureWordDialog(corner.page, club.learners[0])._show(("sun", "mushroom", "fish")),
    )
    yield "change", lambda: corner.go_to(ChangePage(corner, club.learners[0]))
    yield "erase", lambda: Erasing(corner.page, club.learners[0], lambda _: None).ask()
    yield "erase again", lambda: Erasing(corner.page, club.learners[0], lambda _: None)._ask_again()
    yield "removed", lambda: corner.go_to(RemovedPage(corner))
    yield "circle", lambda: corner.go_to(CirclePage(corner, club.circles[0]))
    yield "give", lambda: corner.go_to(GivePage(corner, club.circles[0].id))


def check(corner, view, where):
    layer = corner.dialog or corner.root
    seen = [
        one for one in layer.walk() if one.focusable and one.visible and not one.rect.empty and shown(one)
    ]
    assert len(seen) >= 2, where
    for one in seen:
        assert view.rect.intersection(one.rect) == one.rect, f"{where}: {one.name!r} leaves the window"
        word = one.label if type(one) is TextField else ""
        assert fitting_size(view, word, one.rect.w, 16), f"{where}: {word!r} is cut"
        if isinstance(one, Button) and not isinstance(one, IconButton):
            alone = one._fit(view, one.rect.w - 40) or one._two_lines(view, one.rect.w - 40, one.rect.h)
            assert alone or one.icon, f"{where}: {one.label!r} has neither room nor a picture"
    for one, other in combinations(seen, 2):
        assert not one.rect.overlaps(other.rect), f"{where}: {one.name!r} lies over {other.name!r}"
    for one in layer.walk():
        if isinstance(one, Labelled):
            assert fitting_size(view, one.label, one.rect.w, 16), f"{where}: {one.label!r} is cut"
    told = corner.page.told
    if told.visible and told.text:
        assert told.height_for(view, told.rect.w) <= told.rect.h, f"{where}: {told.text!r} is cut"
    body = corner.page.body
    if body is not None:
        assert body.rect.h >= view.px(90), f"{where}: nothing is seen"


def shown(widget):
    while widget is not None:
        if not widget.visible:
            return False
        widget = widget.parent
    return True


@pytest.mark.parametrize(("size", "scale"), WINDOWS, ids=str)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_fits(shell, lang, size, scale):
    shell.lang = lang
    corner = CornerScreen(shell)
    corner.journal.flush()
    for theme in (LIGHT, replace(LIGHT, left_handed=True)):
        view = View(pygame.Surface(size), theme, ROOT / "assets", scale)
        corner.root.place(Rect(0, 0, *size))
        corner.layout(view, size)
        for name, show in pages(corner):
            if name != "gate" and not corner.open:
                corner.come_in()
            show()
            corner.journal.flush()
            corner.layout(view, size)
            corner.root.draw_all(view)
            check(corner, view, f"{name} {lang} {size} {scale}")


def test_left_handed_buttons_stand_at_the_right_in_mirror_order(shell):
    corner = CornerScreen(shell)
    right = View(pygame.Surface((1280, 720)), LIGHT, ROOT / "assets")
    left = View(pygame.Surface((1280, 720)), replace(LIGHT, left_handed=True), ROOT / "assets")
    corner.come_in()
    corner.layout(right, (1280, 720))
    assert corner.page.open.rect.x == 16
    corner.layout(left, (1280, 720))
    assert corner.page.open.rect.right == 1280 - 16

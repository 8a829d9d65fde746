"""The librarian's corner in three languages and at every text size: nothing leaves the window or overlaps."""

from itertools import combinations
from pathlib import Path

import pygame
import pytest

from codekids.lang.catalogue import LANGUAGES
from codekids.lessons.format.cache import load_packs
from codekids.progress import roster
from codekids.progress.journal import Journal
from codekids.progress.store import Store
from codekids.ui.screens.corner import CornerScreen
from codekids.ui.services import Services
from codekids.ui.shell import Shell
from codekids.ui.theme import LIGHT
from codekids.ui.view import View
from codekids.ui.widgets.label import fitting_size

ROOT = Path(__file__).resolve().parents[2]
WINDOWS = [((1280, 720), 1.0), ((1280, 720), 2.0), ((1024, 768), 1.0), ((1024, 768), 1.5)]


class NoWindow:
    def show(self, screen):
        self.screen = screen

    def set_look(self, theme=None, scale=None):
        pass


@pytest.fixture
def shell(tmp_path):
    store = Store.in_memory()
    store.trouble = None
    learner = roster.add_learner(store, "W" * 24)
    journal = Journal(store, pause=0.0)
    services = Services(
        lambda: None, journal, learner.id, notify=lambda call: call(), wait=lambda *_: lambda: None
    )
    packs = load_packs(ROOT / "lessons", tmp_path / "lessons.json")
    yield Shell(services, NoWindow(), ROOT / "assets", packs, "ro")
    journal.close()
    store.close()


@pytest.mark.parametrize(("size", "scale"), WINDOWS, ids=str)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_gate_and_grid_fit(shell, lang, size, scale):
    shell.lang = lang
    screen = CornerScreen(shell)
    view = View(pygame.Surface(size), LIGHT, ROOT / "assets", scale)
    for part in ("gate", "grid", "grid with undo"):
        if part == "grid":
            screen._open()
        screen.undo.set(visible=part == "grid with undo")
        screen.layout(view, size)
        where = f"{part} {lang} {size} {scale}"
        seen = [one for one in screen.root.walk() if one.focusable and one.visible and not one.rect.empty]
        assert len(seen) >= 4, where
        for one in seen:
            assert view.rect.intersection(one.rect) == one.rect, f"{where}: {one.name!r} leaves the window"
        for one, other in combinations(seen, 2):
            assert not one.rect.overlaps(other.rect), f"{where}: {one.name!r} lies over {other.name!r}"
        for field in (screen.pin, screen.again, screen.search, screen.add):
            if field.visible:
                assert fitting_size(view, field.label, field.rect.w, 16), f"{where}: {field.label!r} is cut"
        if screen.says.visible:
            assert screen.says.height_for(view, screen.says.rect.w) <= screen.says.rect.h
        else:
            assert screen.table.rect.h >= 2 * view.px(30) + 4, f"{where}: no child is seen"

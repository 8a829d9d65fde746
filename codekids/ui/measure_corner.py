"""How long the librarian's grid takes to open, from a club that was read already."""

from __future__ import annotations

import os
import time
from pathlib import Path

from codekids.progress import roster
from codekids.progress.events import Completion
from codekids.progress.journal import Journal
from codekids.progress.rows import Learner
from codekids.progress.store import Store
from codekids.ui.app import Window
from codekids.ui.geometry import Rect
from codekids.ui.theme import LIGHT
from codekids.ui.view import View
from codekids.ui.widgets.root import Root
from codekids.ui.widgets.table import Table

SIZE = 1280, 720


def opening(assets: Path, children: int = 300, lessons: int = 111, times: int = 20) -> list[float]:
    """Seconds from the snapshot to the drawn grid, each time with a new table; the pictures are warm."""
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    items = [f"pack/lesson-{number}" for number in range(lessons)]
    store = Store.in_memory()
    store.trouble = None
    learners = [roster.add_learner(store, f"Copil {number}") for number in range(children)]
    store.append_all(
        [
            Completion(one.id, item, 1 + place % 3)
            for one in learners
            if isinstance(one, Learner)
            for place, item in enumerate(items[:20])
        ]
    )
    journal = Journal(store, pause=0.0)
    window = Window(assets)
    try:
        view = View(window.view.surface, LIGHT, assets)
        taken = []
        for _ in range(times + 1):
            start = time.perf_counter()
            _draw(view, journal, items)
            taken.append(time.perf_counter() - start)
        return taken[1:]  # the first one fills the caches of letters and stars
    finally:
        window.close()
        journal.close()
        store.close()


def _draw(view: View, journal: Journal, items: list[str]) -> None:
    root = Root()
    root.place(Rect(0, 0, *SIZE))
    table = Table("grid", "grid", lambda row, column: None)
    root.add(table)
    table.show(journal.club.grid(items), len(items))
    table.arrange(view, root.rect.inset(16))
    root.draw_all(view)

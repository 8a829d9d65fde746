"""How long a full club takes to open: 300 children, 12 packs of 111 lessons, everything they did.

The screens open from the snapshot the journal keeps; the data is in a file, and
the pictures are in memory, as at the second opening of a day. Drawn with SDL's
dummy driver, like `measure.py`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from codekids.lessons.lesson import Case, Lesson, Pack
from codekids.progress import roster
from codekids.progress.club import read_club
from codekids.progress.events import Attempt, Completion
from codekids.progress.journal import Journal
from codekids.progress.rows import Learner
from codekids.progress.store import Store
from codekids.ui.app import Window
from codekids.ui.events import Key
from codekids.ui.measure import FRAME, Frames, one_blit, work_of
from codekids.ui.screens.cards import CardsScreen
from codekids.ui.screens.corner import CornerScreen
from codekids.ui.screens.lesson_list import LessonList
from codekids.ui.shell import Shell
from codekids.ui.start import make_shell
from codekids.world.goals import Goal
from codekids.world.grid import grid_world

CHILDREN, LESSONS, PACKS = 300, 111, 12
WALKS = 3
DONE = 40  # lessons each child has done something in


@dataclass(frozen=True, slots=True)
class Opening:
    """Seconds from the press to the drawn screen, each time anew."""

    cards: list[float]
    map: list[float]
    corner: list[float]
    read: list[float]  # the snapshot itself, which another thread renews
    map_frames: Frames  # while the keyboard walks over the map

    @staticmethod
    def frames(seconds: list[float]) -> float:
        """The median, in frames at 60 Hz."""
        return sorted(seconds)[len(seconds) // 2] / FRAME


def opening(assets: Path, times: int = 15, children: int = CHILDREN) -> Opening:
    """Open each screen several times; the first time warms pictures and letters and does not count."""
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    with _club(assets, children) as (shell, window, learner):
        cards = _opened(window, lambda: CardsScreen(shell), times)
        corner = _opened(window, lambda: _corner(shell), times)
        shell.sit_down((learner.id,))
        map_ = _opened(window, lambda: LessonList(shell), times)
        # The best of several walks: a neighbour's busy second is none of ours.
        walks = [_walked(window, shell, 20 * times) for _ in range(WALKS)]
        frames = min(walks, key=Frames.ratio)
        store = shell.club_journal.store
        read = [_seconds(lambda: read_club(store)) for _ in range(max(3, times // 3))]
        return Opening(cards, map_, corner, read, frames)


def _opened(window: Window, make: Callable[[], Any], times: int) -> list[float]:
    def show() -> None:
        window.show(make())
        window.draw()

    return [_seconds(show) for _ in range(times + 1)][1:]


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def _corner(shell: Shell) -> CornerScreen:
    """Behind its gate: the grid."""
    corner = CornerScreen(shell)
    corner.come_in()
    return corner


def _walked(window: Window, shell: Shell, frames: int) -> Frames:
    """The frames that draw while the keyboard moves over the map, lesson by lesson and pack by pack."""
    screen = LessonList(shell)
    window.show(screen)
    window.draw()
    blit = one_blit(window)
    work: list[float] = []
    blits: list[float] = []
    for number in range(frames + 20):
        screen.handle(Key("tab" if number % 3 == 0 else "right"))

        def frame() -> None:
            screen.root.tick(FRAME)
            screen.tick(FRAME)
            window.draw()

        before = window.frames
        seconds = work_of(frame)
        if number >= 20 and window.frames > before:  # the first ones fill the caches
            work.append(seconds)
            blits.append(work_of(blit))
    return Frames(work, blits)


@contextmanager
def _club(assets: Path, children: int) -> Iterator[tuple[Shell, Window, Learner]]:
    packs = _packs()
    items = [lesson.id for pack in packs for lesson in pack.lessons]
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        store = Store.open(Path(folder))
        made = [roster.add_learner(store, f"Copil {number}") for number in range(children)]
        learners = [one for one in made if isinstance(one, Learner)]
        store.append_all(
            [
                deed
                for number, one in enumerate(learners)
                for place, item in enumerate(items[:DONE])
                for deed in (
                    Attempt(one.id, item, "not_solved", 0, 3, "move()\n"),
                    Completion(one.id, item, 1 + (place + number) % 3),
                )
            ]
        )
        journal = Journal(store, pause=0.0)
        window = Window(assets)
        shell = make_shell(
            window,
            assets=assets,
            journal=journal,
            sandbox=lambda: None,  # type: ignore[arg-type, return-value]
            packs=packs,
            lang="ro",
            wait=lambda seconds, call: lambda: None,
        )
        try:
            yield shell, window, learners[0]
        finally:
            window.close()
            journal.close()
            store.close()


def _packs() -> list[Pack]:
    """Twelve packs, as the programme has them: nine or ten lessons each."""
    world = grid_world(5, 5, goals={(5, 5)})
    lesson = Lesson(
        id="", title={}, task={"ro": "Du-l pe Ari la steag."}, cases=(Case(world),), goals=(Goal("reach"),)
    )
    packs = []
    for number in range(PACKS):
        count = LESSONS // PACKS + (number < LESSONS % PACKS)
        lessons = [
            replace(lesson, id=f"pack-{number}/lesson-{place}", title={"ro": f"Lecția numărul {place + 1}"})
            for place in range(count)
        ]
        packs.append(Pack(f"pack-{number}", {"ro": f"Pachetul {number + 1}"}, tuple(lessons)))
    return packs

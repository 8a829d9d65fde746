"""The window's own figures, each against one full-window blit of the same surface in the same run.

Drawn with SDL's dummy driver: what presenting costs on a PC is the same for every program.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from codekids.lessons.lesson import Case, Lesson
from codekids.ui.app import Window
from codekids.ui.pictures import Sitting
from codekids.world.goals import Goal
from codekids.world.grid import grid_world

FRAME = 1 / 60
WARM_FRAMES = 30  # the first frames fill caches; they are start-up, not playing


@dataclass(frozen=True, slots=True)
class Frames:
    """Seconds of work a frame, and of one full-window blit beside it."""

    frame: list[float]
    blit: list[float]
    redrawn_idle: int = 0  # frames drawn while nothing moved

    def ratio(self, share: float = 0.95) -> float:
        """The `share` quantile of the frames, in blits (median)."""
        frames, blits = sorted(self.frame), sorted(self.blit)
        return frames[int(len(frames) * share)] / blits[len(blits) // 2]


def playing(assets: Path, frames: int = 600) -> Frames:
    """Play a 100-line program in a 12 x 12 grid with 20 things on it, at the usual speed."""
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    with Sitting(_busy_lesson(), "ro", assets, "light") as sitting:
        window = Window(assets)
        sitting.run()
        window.show(sitting.screen)
        window.draw()
        playback = sitting.session.playback
        playback.go_to(-1)
        playback.play()
        work: list[float] = []
        blits: list[float] = []
        blit = one_blit(window)
        for number in range(frames + WARM_FRAMES):
            if not playback.playing:
                playback.go_to(-1)
                playback.play()
            seconds = work_of(lambda: _one_frame(sitting, window))
            if number >= WARM_FRAMES:
                work.append(seconds)
                blits.append(blit())
        playback.pause()
        sitting.screen.refresh()
        window.draw()
        drawn = window.frames
        for _ in range(20):
            window.step()
            window.draw()
        window.close()
        return Frames(work, blits, window.frames - drawn)


def _one_frame(sitting: Sitting, window: Window) -> None:
    sitting.screen.root.tick(FRAME)
    sitting.screen.tick(FRAME)
    window.draw()


def work_of(call: Callable[[], object]) -> float:
    """Seconds of this thread's own work, where the computer counts them finely: a frame is too short
    for a clock that goes on while others have their turn."""
    fine = time.get_clock_info("thread_time").resolution < 1e-6
    clock = time.thread_time if fine else time.perf_counter
    start = clock()
    call()
    return clock() - start


def one_blit(window: Window) -> Callable[[], float]:
    """A function that blits a full window once and gives the seconds it took."""
    layer = window.view.layer(*window.view.surface.get_size(), "#DCE8F4")
    target = window.view.layer(*window.view.surface.get_size(), "#000000")

    return lambda: work_of(lambda: target.surface.blit(layer.surface, (0, 0)))


def _busy_lesson() -> Lesson:
    """A large map and a long program: the most a lesson of the first packs shows at once."""
    things = [((2 + n % 10, 2 + 2 * (n // 10)), ("apple", "nut", "book")[n % 3], 1) for n in range(20)]
    world = grid_world(12, 12, things=things, goals={(12, 12)})
    program = "\n".join(_there_and_back()) + "\n"
    return Lesson(
        id="bench/busy",
        title={"ro": "Măsurătoare"},
        task={"ro": "Ari se plimbă."},
        cases=(Case(world),),
        goals=(Goal("reach"),),
        start=program,
    )


def _there_and_back() -> list[str]:
    """100 lines of a walk that never meets the edge."""
    walk = ["move(2)", "turn_left()", "move()", "turn_right()", "steps = steps + 1"]
    back = ["turn_left()", "turn_left()", "move(2)", "turn_left()", "move()", "turn_left()"]
    program = ["steps = 0"]
    while len(program) + len(walk) + len(back) <= 100:
        program += walk + back
    return program + ["steps = steps + 1"] * (100 - len(program))

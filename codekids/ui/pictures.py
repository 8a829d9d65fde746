"""The puzzle screen as pictures, with no window: one of them, or a solved lesson that plays by itself.

Pictures are RGB bytes, rows from the top, so that whoever saves them needs no pygame.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from codekids.engine.sandbox import Workers
from codekids.engine.timeline import Recording
from codekids.lang.source import read_source
from codekids.lessons.judge import Verdict, run_lesson
from codekids.progress.journal import Journal
from codekids.progress.store import Store
from codekids.ui.app import draw_screen, surface_bytes
from codekids.ui.preview import PreviewVisit
from codekids.ui.screens.page import PageScreen
from codekids.ui.screens.puzzle import PuzzleScreen
from codekids.ui.screens.puzzle.modes import Mode
from codekids.ui.services import Services
from codekids.ui.session import PuzzleSession
from codekids.ui.shell import Shell
from codekids.ui.theme import CONTRAST, LIGHT, Theme

if TYPE_CHECKING:
    from codekids.lessons.lesson import Lesson, Pack
    from codekids.papers.animation import Frame

Picture = tuple[tuple[int, int], bytes]  # (width, height) in pixels, RGB
LETTERS_AT_ONCE = 2  # typed between two pictures of the demo
FRAMES_PER_MOMENT = 3
STAR_FRAMES = 13  # until all stars have appeared
TYPING, GLIDING, RESTING, ENDING = 70, 110, 500, 3500  # milliseconds a picture of the demo stays


class StepOutside(Exception):
    """The run has fewer moments than that; `most` is how many it has."""

    def __init__(self, most: int) -> None:
        super().__init__(f"the run has {most} moments")
        self.most = most


def picture_of_puzzle(
    lesson: Lesson,
    code: str | None = None,
    *,
    step: int | None = None,
    mode: Mode = "text",
    lang: str = "ro",
    size: tuple[int, int] = (1280, 720),
    scale: float = 1.0,
    theme: Literal["light", "contrast"] = "light",
    assets: Path,
    packs: Sequence[Pack] = (),
    part: int = 1,
) -> Picture:
    """The screen of a lesson with this program (None: the lesson's own) after `step` moments.

    `part` says which of its stops, from 1: a lesson of several steps has more than one, and a page
    (questions, a card, a career) has no program to run.

    Step 0 is before the first moment; None is the end of the run, or, without code, the lesson as it
    opens. `mode` is how the program is seen, where the lesson leaves the choice. `scale` is that of
    the text, 1.0 to 2.0. `packs` give the lesson its place. Raises `StepOutside`.
    """
    with Sitting(lesson, lang, assets, theme, packs, part, mode) as sitting:
        if sitting.page is not None:
            page = draw_screen(sitting.page, size, scale, assets=assets, theme=sitting.theme)
            return surface_bytes(page)
        session, screen = sitting.session, sitting.screen
        if code is not None:
            session.document.set_text(code)
            session.document.start()
        if code is not None or step is not None:
            sitting.run()
            most = session.playback.length
            if step is not None and not 0 <= step <= most:
                raise StepOutside(most)
            session.playback.go_to(most - 1 if step is None else step - 1)
        screen.program.editor.refresh()
        screen.refresh()
        return surface_bytes(draw_screen(screen, size, scale, assets=assets, theme=sitting.theme))


def demo_frames(
    lesson: Lesson,
    *,
    lang: str = "ro",
    assets: Path,
    size: tuple[int, int] = (1280, 720),
    packs: Sequence[Pack] = (),
) -> Iterator[Frame]:
    """A lesson solved before one's eyes: the program is typed, it runs, the stars come."""
    from codekids.papers.animation import Frame

    with Sitting(lesson, lang, assets, "light", packs) as sitting:
        session, screen = sitting.session, sitting.screen

        def frame(milliseconds: int) -> Frame:
            screen.refresh()
            surface = draw_screen(screen, size, assets=assets, theme=sitting.theme)
            return Frame(*surface_bytes(surface), milliseconds)

        session.document.set_text("")
        yield frame(RESTING)
        typed = lesson.solution.rstrip("\n")
        for end in range(LETTERS_AT_ONCE, len(typed) + LETTERS_AT_ONCE, LETTERS_AT_ONCE):
            session.document.set_text(typed[:end])
            session.document.finish()
            yield frame(TYPING)
        yield frame(RESTING)
        sitting.run()
        playback = session.playback
        playback.to_start()
        for moment in range(playback.length):
            playback.go_to(moment)
            for share in range(1, FRAMES_PER_MOMENT + 1):
                playback.fraction = share / FRAMES_PER_MOMENT
                yield frame(GLIDING)
        yield frame(RESTING)
        screen.tick(0.0)
        for _ in range(STAR_FRAMES):
            screen.root.tick(TYPING / 1000)
            yield frame(TYPING)
        yield frame(ENDING)


class Sitting:
    """A lesson with everything a sitting needs, kept in memory only. A context manager."""

    def __init__(
        self,
        lesson: Lesson,
        lang: str,
        assets: Path,
        theme: str,
        packs: Sequence[Pack] = (),
        part: int = 1,
        mode: Mode = "text",
    ) -> None:
        """`page` is the screen of a stop that runs nothing; there `screen` has nothing to run.

        `mode` is how the program is seen, where the lesson leaves the choice.
        """
        self.theme: Theme = CONTRAST if theme == "contrast" else LIGHT
        self.workers = Workers()
        store = Store.in_memory()
        store.trouble = None  # nothing here is meant to be kept
        self.journal = Journal(store)
        self.journal.set_setting("view", mode, store.first_learner().id)
        services = Services(
            sandbox=lambda: self.workers,
            journal=self.journal,
            learner=store.first_learner().id,
            notify=lambda call: call(),
            wait=_never,
        )
        self.shell = Shell(services, _NoWindow(), assets, list(packs), lang)
        visit = self.shell.visit = PreviewVisit(lesson, services, max(0, part - 1))
        self.session = PuzzleSession(visit.stop.lesson, services, whole=lesson)
        self.page = None if visit.stop.runs else PageScreen(self.shell, visit)
        self.screen = PuzzleScreen(self.shell, self.session)

    def __enter__(self) -> Sitting:
        return self

    def __exit__(self, *error: object) -> None:
        self.session.close()
        self.journal.close()
        self.workers.close()

    def run(self) -> Verdict:
        """Run the program here and now, and put it on the screen as if it had just been played."""
        recording = Recording(self.session.lesson.cases[0].world)
        program = read_source(self.session.text)
        verdict = run_lesson(self.session.lesson, program, self.workers, recording=recording)
        self.session.show_finished(recording, verdict)
        return verdict


def _never(seconds: float, call: Callable[[], None]) -> Callable[[], None]:
    return lambda: None


class _NoWindow:
    """The place of the window where there is none."""

    def show(self, screen: Any) -> None: ...

    def set_look(self, theme: Theme | None = None, scale: float | None = None) -> None: ...

"""The doors to the window: open it, draw a puzzle without one, play a solved lesson as pictures.

`open_window` shows its first frame before anything slow is imported: no Monty,
YAML, Pygments. Lessons that are not in a cache are read behind the first frame.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from codekids.progress.journal import Journal
from codekids.progress.store import Store
from codekids.ui.app import Window
from codekids.ui.services import Sandbox, Services
from codekids.ui.shell import Shell
from codekids.ui.widgets.sound import Sounds

if TYPE_CHECKING:
    from codekids.engine.sandbox import Workers
    from codekids.lessons.lesson import Lesson, Pack


def open_window(
    *,
    assets: Path,
    journal: Journal,
    packs: list[Pack] | None,
    load: Callable[[], list[Pack]],
    lang: str = "",
    lesson: Lesson | None = None,
    full_screen: bool = False,
    only_first_frame: bool = False,
    window: Window | None = None,
) -> None:
    """Open the window and stay until it is closed.

    `packs` are the lessons if a cache holds them; else None, and `load` is called on a
    thread of its own after the first frame. `lang` wins over the one kept. `lesson` is opened
    at once. `only_first_frame` leaves once that is on the screen, for measuring. `window` is one
    that is open already. Raises `WindowError` where no window can open. The journal is not closed here.
    """
    window = window or Window(assets, full_screen=full_screen)
    with Sandbox() as sandbox:
        shell = make_shell(window, assets=assets, journal=journal, sandbox=sandbox, packs=packs, lang=lang)
        window.set_look(shell.theme, shell.scale)
        if only_first_frame:
            window.after_first_frame(window.stop)
        else:
            window.after_first_frame(lambda: _behind_the_first_frame(window, shell, load))
        if lesson is not None:
            shell.open_lesson(lesson)
        else:
            shell.begin()
        _stay(window, shell, settled=only_first_frame)


def play_demo(*, assets: Path, packs: list[Pack], lesson: Lesson, lang: str = "") -> None:
    """A solved lesson plays by itself in a window: typed, run, stars. Then the window is the child's.

    Nothing is kept. Raises `WindowError` where no window can open.
    """
    from codekids.ui.screens.demo import DemoScreen

    store = Store.in_memory()
    store.trouble = None  # nothing here is meant to be kept
    journal = Journal(store)
    window = Window(assets)
    with Sandbox() as sandbox:
        shell = make_shell(window, assets=assets, journal=journal, sandbox=sandbox, packs=packs, lang=lang)
        window.after_first_frame(lambda: _behind_the_first_frame(window, shell, lambda: packs))
        shell.open_lesson(lesson, DemoScreen)
        _stay(window, shell)
    journal.close()
    store.close()


def _stay(window: Window, shell: Shell, settled: bool = False) -> None:
    """Until the window is closed; what is being written is kept. `settled`: no icon, no sounds."""
    sounds = Sounds(shell.assets)
    shell.play = sounds.play
    if not settled:
        window.after_first_frame(lambda: _settle(window, sounds))
    try:
        if window.screen is not None:
            window.run(window.screen)
    finally:
        shell.leave()
        sounds.close()
        window.close()


def _settle(window: Window, sounds: Sounds) -> None:
    """What belongs to the window's own thread and can wait until it is seen."""
    window.set_icon("hero/ari-south.svg")
    sounds.open()


def make_shell(
    window: Window,
    *,
    assets: Path,
    journal: Journal,
    sandbox: Callable[[], Workers],
    packs: list[Pack] | None,
    lang: str = "",
    clock: Callable[[], float] = time.monotonic,
    wait: Callable[[float, Callable[[], None]], Callable[[], None]] | None = None,
) -> Shell:
    """The shell over a window. Nobody sits there yet: `Shell.begin` asks who it is.

    `clock` gives seconds and never runs back; `wait` has a call run in so many of them.
    """
    services = Services(
        sandbox=sandbox, journal=journal, learner=uuid4(), notify=window.post, clock=clock, wait=wait
    )
    shell = Shell(services, window, assets, packs, lang)
    window.on_touch = shell.touched
    journal.on_trouble = lambda: window.post(lambda: None)  # the strip that tells it follows each round
    return shell


def _behind_the_first_frame(window: Window, shell: Shell, load: Callable[[], list[Pack]]) -> None:
    """What is slow: lessons that must be compiled, the first sandbox, the colours of code,
    and what the club's data has due at a start: a PIN to forget, an erasure to finish."""
    from codekids.progress.retention import tidy

    shell.services.journal.do(tidy)

    def work() -> None:
        if shell.packs is None:
            packs = load()
            window.post(lambda: shell.lessons_arrived(packs))
        from codekids.lang.colouring import colour

        colour("")
        try:
            shell.services.sandbox().warm()
        except (OSError, RuntimeError) as error:
            # The window was closed meanwhile, or no process can be started now; a run will say so calmly.
            import logging

            logging.getLogger(__name__).info("the sandbox is not warm: %s", error)

    threading.Thread(target=work, name="after the first frame", daemon=True).start()

"""`codekids` alone: the window. Without a screen, the demo instead."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from codekids.cli.folders import Folders, find_folders
from codekids.cli.options import EXIT_USAGE
from codekids.lang import catalogue

if TYPE_CHECKING:
    from codekids.lessons.lesson import Lesson, Pack

Until = Literal["frame", "screen", "closed"]


def command(options: argparse.Namespace) -> int:
    """Open the window and stay until it is closed."""
    from codekids.ui.app import WindowError, has_display

    try:
        if not has_display():
            return instead_of_window(options)
    except WindowError as error:
        return _no_window(error, options.lang)
    until: Until = "frame" if options.first_frame else "screen" if options.first_screen else "closed"
    return in_window(find_folders(options.data), options.asked_lang, until)


def instead_of_window(options: argparse.Namespace) -> int:
    """No screen: say so, and play the demo into a picture."""
    from codekids.cli.demo import NAME, write_demo

    print(catalogue.text("cli.no_screen", options.lang))
    return write_demo(find_folders(options.data), Path(NAME), options.lang)


def in_window(folders: Folders, lang: str, until: Until = "closed") -> int:
    """Wire the rooms together and hand over to the window. `lang` is "" for the one kept.

    `until` is how long it stays: to its first frame, to the first screen that can be used, or
    until somebody closes it.
    """
    from codekids.ui.app import WindowError
    from codekids.ui.welcome import welcome

    try:
        window = welcome(folders.assets)
    except WindowError as error:
        return _no_window(error, lang)
    if until == "frame":
        window.close()
        return 0

    from codekids.progress.journal import Journal
    from codekids.progress.store import Store
    from codekids.ui.start import open_window

    store = Store.open_or_memory(folders.data)
    journal = Journal(store)

    def load() -> list[Pack]:
        # Who sits here comes first; the lessons are read behind the first frame.
        from codekids.lessons.format.cache import load_packs

        return load_packs(folders.lessons, folders.cache, lang or "ro", folders.own_lessons)

    try:
        return _opened(
            lambda: open_window(
                assets=folders.assets,
                journal=journal,
                packs=None,
                load=load,
                lang=lang,
                window=window,
                only_first_frame=until == "screen",
            ),
            lang,
        )
    finally:
        journal.close()
        store.close()


def play_demo(folders: Folders, lesson: Lesson, packs: list[Pack], lang: str) -> int:
    """The demo in a window; nothing it does is kept."""
    from codekids.ui import start

    return _opened(
        lambda: start.play_demo(assets=folders.assets, packs=packs, lesson=lesson, lang=lang), lang
    )


def _opened(work: Callable[[], None], lang: str) -> int:
    from codekids.ui.app import WindowError

    try:
        work()
    except WindowError as error:
        return _no_window(error, lang)
    return 0


def _no_window(error: Exception, lang: str) -> int:
    """A window that cannot open: one sentence."""
    problem = getattr(error, "problem", None)
    said = catalogue.say(problem, lang or "ro") if problem else str(error)
    print(f"codekids: {said}", file=sys.stderr)
    return EXIT_USAGE

"""`codekids` alone: the window. Without a screen, the demo instead."""

from __future__ import annotations

import argparse
import sys

from codekids.cli.folders import Folders, find_folders
from codekids.cli.options import EXIT_USAGE, Refusal
from codekids.lang import catalogue
from codekids.lessons.lesson import Lesson, Pack


def command(options: argparse.Namespace) -> int:
    """Open the window and stay until it is closed."""
    from codekids.ui.app import has_display

    if not has_display():
        from codekids.cli.demo import NAME, write_demo

        print(catalogue.text("cli.no_screen", options.lang))
        from pathlib import Path

        return write_demo(find_folders(options.data), Path(NAME), options.lang)
    folders = find_folders(options.data)
    return in_window(folders, chosen_language(options.lang))


def chosen_language(lang: str) -> str:
    """The language asked for on the command line; else "" and the one kept from last time is used."""
    return lang if "--lang" in " ".join(sys.argv[1:]) else ""


def in_window(folders: Folders, lang: str, lesson: Lesson | None = None) -> int:
    """Wire the rooms together and hand over to the window."""
    from codekids.lessons.cache import fresh_packs, load_packs
    from codekids.progress.journal import Journal
    from codekids.progress.store import Store
    from codekids.ui.app import WindowError
    from codekids.ui.start import open_window

    store = Store.open_or_memory(folders.data)
    journal = Journal(store)

    def load() -> list[Pack]:
        return load_packs(folders.lessons, folders.cache, lang or "ro")

    try:
        open_window(
            assets=folders.assets,
            journal=journal,
            packs=fresh_packs(folders.lessons, folders.cache, lang or "ro"),
            load=load,
            lang=lang,
            lesson=lesson,
        )
    except WindowError as error:
        print(f"codekids: {error}", file=sys.stderr)
        return EXIT_USAGE
    finally:
        journal.close()
        store.close()
    return 0


def play_demo(folders: Folders, lesson: Lesson, lang: str) -> int:
    """The demo in a window of its own: nothing it does is kept."""
    raise Refusal("cli.no_lessons", folder=str(folders.lessons))

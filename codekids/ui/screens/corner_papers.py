"""What the librarian takes away from the window: login cards as a PDF, the grid as a table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from codekids.lang import catalogue
from codekids.lang.problems import Message
from codekids.progress import logins
from codekids.progress.club import Club
from codekids.progress.export import write_whole
from codekids.progress.tables import club_table
from codekids.ui.geometry import Rect
from codekids.ui.theme import LIGHT
from codekids.ui.widgets.label import Picture
from codekids.ui.widgets.root import Root

if TYPE_CHECKING:
    from codekids.lessons.lesson import Pack
    from codekids.papers import cards
    from codekids.progress.rows import Learner
    from codekids.progress.store import Store
    from codekids.ui.events import Event
    from codekids.ui.view import View

SIDE = 300  # pixels of a printed picture


def print_cards(
    store: Store, learners: Sequence[Learner], path: Path, assets: Path, lang: str
) -> Message | None:
    """Writes the login cards to `path`; None: done. Who has no picture word gets one. OSError: the disk."""
    from codekids.papers.cards import Card, write_cards

    drawn: dict[str, cards.Picture] = {}

    def picture(name: str) -> cards.Picture:
        if name not in drawn:
            drawn[name] = _picture(assets, name)
        return drawn[name]

    made = []
    for one in learners:
        word = logins.pictures_of(store, one.id) or logins.new_pictures(store, one.id)
        if isinstance(word, Message):
            return word
        pictures = [(picture(f"words/{part}"), catalogue.text(f"picture.{part}", lang)) for part in word]
        made.append(Card(one.name, picture(f"avatars/{one.avatar}"), pictures))
    write_cards(made, path, lang)
    return None


def write_table(club: Club, packs: Sequence[Pack], titles: dict[str, str], path: Path, lang: str) -> None:
    """Writes every child's progress as a table. OSError: the disk."""
    items = [lesson.id for pack in packs for lesson in pack.lessons]
    write_whole(path, club_table(club, items, lang, titles=titles))


def _picture(assets: Path, name: str) -> cards.Picture:
    from codekids.papers.cards import Picture as Printed
    from codekids.ui.app import draw_screen, surface_bytes

    return Printed(
        *surface_bytes(draw_screen(_Sheet(f"{name}.svg"), (SIDE, SIDE), assets=assets, theme=LIGHT))
    )


class _Sheet:
    """A screen with nothing on it but one picture, on white."""

    def __init__(self, path: str) -> None:
        self.root = Root(background="#FFFFFF")
        self.drawing = Picture(path)
        self.root.add(self.drawing)

    def layout(self, view: View, size: tuple[int, int]) -> None:
        self.drawing.place(Rect(0, 0, *size))

    def handle(self, event: Event) -> bool:
        return False

    def tick(self, seconds: float) -> bool:
        return False

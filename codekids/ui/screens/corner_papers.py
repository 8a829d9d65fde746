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

if TYPE_CHECKING:
    from codekids.lessons.lesson import Pack
    from codekids.papers import cards
    from codekids.progress.rows import Learner
    from codekids.progress.store import Store


def print_cards(
    store: Store, learners: Sequence[Learner], path: Path, assets: Path, lang: str
) -> Message | None:
    """Writes the login cards to `path`; None: done. Who has no picture word gets one. OSError: the disk."""
    from codekids.papers.cards import Card, write_cards
    from codekids.ui.card_pictures import card_picture

    drawn: dict[str, cards.Picture] = {}

    def picture(name: str) -> cards.Picture:
        if name not in drawn:
            drawn[name] = card_picture(assets, name)
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

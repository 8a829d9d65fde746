"""What the librarian takes away from the window: login cards as a PDF, the grid as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    from codekids.progress.journal import Journal
    from codekids.progress.rows import Learner
    from codekids.progress.store import Store
    from codekids.ui.screens.corner.page import Page

CARDS, TABLE = "login-cards.pdf", "club-progress.csv"


def papers_folder(journal: Journal) -> Path:
    """Where papers go on this computer: the folder that was chosen, else the club's own."""
    chosen = journal.setting("papers_folder", "")
    if isinstance(chosen, str) and chosen:
        return Path(chosen)
    return journal.store.folder or Path.cwd()


def keep_file(page: Page, path: Path, where: str, write: Callable[[Store], Message | None]) -> None:
    """Have a file written; the page says where it is, or why it is not."""
    refused = page.say("cannot_write", folder=str(path.parent))

    def tried(store: Store) -> Message | bool:
        try:
            return write(store) or True
        except OSError:
            return False

    def then(there: bool) -> None:
        # The librarian may look at another page by now.
        page.corner.page.tell(where if there else refused, "check" if there else "info")

    if not page.corner.busy:
        page.tell(page.say("preparing"), "clock")
    page.do(tried, then)


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


def write_table(
    club: Club,
    children: Sequence[Learner],
    packs: Sequence[Pack],
    titles: dict[str, str],
    path: Path,
    lang: str,
) -> None:
    """Writes the progress of some children as a table. OSError: the disk."""
    items = [lesson.id for pack in packs for lesson in pack.lessons]
    write_whole(path, club_table(club, items, lang, titles=titles, learners=children))

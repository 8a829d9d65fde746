"""How people show who they are: three pictures for a child, a PIN for the librarian.

A picture word is no real secret, it stops mix-ups and mischief: five misses,
then a minute's wait, then one more try, then the librarian opens. The PIN's
misses only slow down, so that no child can lock the librarian out.
Picture words are given out here and changed by the librarian alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from codekids.lang.problems import Message
from codekids.progress import audit
from codekids.progress.database import StoreTrouble
from codekids.progress.scrypt import Hidden, hide, proves, seconds_left
from codekids.progress.store import Store

# Names of assets/words; the order is that of the twelve keys on the screen.
PICTURES = (
    *("apple", "bell", "boat", "book", "drum", "fish"),
    *("flower", "house", "key", "leaf", "mushroom", "sun"),
)
WORD_LENGTH = 3
MISSES = 5
WAIT = 60  # seconds
# 1,320 words are guessed at any price; a cheap hash spares an old PC and thirty new children at once.
PICTURE_COST = 1 << 11
PIN_COST = 1 << 14
SHORTEST_PIN, LONGEST_PIN = 4, 12  # digits
FREE_MISSES = 5  # of the PIN, before waits begin
LONGEST_WAIT = 15 * 60  # seconds
RESET_FILES = ("reset-pin", "reset-pin.txt")  # Windows likes to add an ending that it does not show


@dataclass(frozen=True, slots=True)
class Login:
    """How it stands with a learner's picture word. No word yet: the card alone is enough."""

    has_word: bool = False
    misses: int = 0
    missed_at: int = 0  # the last, milliseconds UTC

    def state(self, now: int) -> Literal["open", "wait", "librarian"]:
        """What the screen should do: show the pictures, wait, or send for the librarian."""
        if self.misses > MISSES:
            return "librarian"
        return "wait" if self.seconds(now) else "open"

    def seconds(self, now: int) -> int:
        """Whole seconds to wait."""
        return seconds_left(self.missed_at, WAIT, now) if self.misses == MISSES else 0


@dataclass(frozen=True, slots=True)
class Checked:
    """Three pictures were shown to us: right or not, and how it stands now."""

    right: bool
    login: Login


@dataclass(frozen=True, slots=True)
class PinChecked:
    """A PIN was typed: right or not, and whole seconds until the next try counts."""

    right: bool
    seconds: int = 0


# Children


def new_pictures(store: Store, learner: UUID, pictures: Sequence[str] = ()) -> tuple[str, ...] | Message:
    """Gives the learner another picture word, one of chance unless `pictures` says which; opens the card too.

    ValueError for pictures that make no word.
    """
    word = tuple(pictures) or tuple(store.chance.sample(PICTURES, WORD_LENGTH))
    if len(word) != WORD_LENGTH or len(set(word)) != WORD_LENGTH or not set(word) <= set(PICTURES):
        raise ValueError(f"a picture word is {WORD_LENGTH} different ones of {', '.join(PICTURES)}")
    hidden = hide(".".join(word), PICTURE_COST, store.chance)
    with store.transaction() as connection:
        known = connection.execute(
            "SELECT 1 FROM learner WHERE library_id = ? AND id = ?", (store.library, learner.bytes)
        ).fetchone()
        if not known:
            return Message("progress.no_such_learner")
        connection.execute(
            "INSERT OR REPLACE INTO picture_word (library_id, learner_id, pictures) VALUES (?, ?, ?)",
            (store.library, learner.bytes, ".".join(word)),
        )
        connection.execute(
            "INSERT OR REPLACE INTO login (library_id, learner_id, salt, hash, cost, misses, missed_at)"
            " VALUES (?, ?, ?, ?, ?, 0, 0)",
            (store.library, learner.bytes, hidden.salt, hidden.hash, hidden.cost),
        )
    return word


def pictures_of(store: Store, learner: UUID) -> tuple[str, ...]:
    """The picture word, for the librarian and for whoever has just got it; () when there is none."""
    with store.reader() as connection:
        row = connection.execute(
            "SELECT pictures FROM picture_word WHERE library_id = ? AND learner_id = ?",
            (store.library, learner.bytes),
        ).fetchone()
        return tuple(row[0].split(".")) if row else ()


def check_pictures(store: Store, learner: UUID, pictures: Sequence[str]) -> Checked:
    """Whether these are the learner's pictures, in their order. A miss is counted, also over a restart.

    While waiting, nothing is looked at and nothing counted.
    """
    with store.reader() as connection:
        row = connection.execute(
            "SELECT salt, hash, cost, misses, missed_at FROM login WHERE library_id = ? AND learner_id = ?",
            (store.library, learner.bytes),
        ).fetchone()
    if row is None:
        return Checked(True, Login())
    login = Login(True, *row[3:])
    now = store.now
    if login.state(now) != "open":
        return Checked(False, login)
    right = proves(".".join(pictures), Hidden(*row[:3]))
    if right and not login.misses:
        return Checked(True, login)
    return Checked(right, _counted(store, learner, right))


def open_login(store: Store, learner: UUID) -> Login:
    """The librarian opens a card that was missed too often; the pictures stay."""
    return _counted(store, learner, True)


def _counted(store: Store, learner: UUID, right: bool) -> Login:
    with store.transaction() as connection:
        connection.execute(
            "UPDATE login SET misses = CASE WHEN ? THEN 0 ELSE misses + 1 END, missed_at = ?"
            " WHERE library_id = ? AND learner_id = ?",
            (right, store.now, store.library, learner.bytes),
        )
        row = connection.execute(
            "SELECT misses, missed_at FROM login WHERE library_id = ? AND learner_id = ?",
            (store.library, learner.bytes),
        ).fetchone()
    return Login(True, *row) if row else Login()


# The librarian


def has_pin(store: Store) -> bool:
    """A PIN was set; without one, whoever enters the corner first sets it."""
    with store.reader() as connection:
        found = connection.execute("SELECT 1 FROM librarian WHERE library_id = ?", (store.library,))
        return found.fetchone() is not None


def set_pin(store: Store, pin: str, old: str | None = None) -> Message | None:
    """Sets the first PIN, or with the `old` one another; None: done, else why not."""
    if not (pin.isascii() and pin.isdigit() and SHORTEST_PIN <= len(pin) <= LONGEST_PIN):
        return Message("progress.pin_digits", {"least": SHORTEST_PIN})
    hidden = hide(pin, PIN_COST, store.chance)
    if old is not None and not check_pin(store, old).right:
        return Message("progress.pin_wrong")
    with store.transaction() as connection:
        if old is not None:
            connection.execute("DELETE FROM librarian WHERE library_id = ?", (store.library,))
        done = connection.execute(
            "INSERT INTO librarian (library_id, salt, hash, cost, misses, missed_at)"
            " VALUES (?, ?, ?, ?, 0, 0) ON CONFLICT (library_id) DO NOTHING",
            (store.library, hidden.salt, hidden.hash, hidden.cost),
        )
        if not done.rowcount:
            return Message("progress.pin_there")  # another window was quicker
    return None


def check_pin(store: Store, pin: str) -> PinChecked:
    """Whether it is the PIN. The fifth miss costs a wait of a minute, each further one the double, up to 15.

    While waiting, nothing is looked at and nothing counted. Without a PIN nothing is right.
    """
    honour_reset(store)
    with store.reader() as connection:
        row = connection.execute(
            "SELECT salt, hash, cost, misses, missed_at FROM librarian WHERE library_id = ?", (store.library,)
        ).fetchone()
    if row is None:
        return PinChecked(False)
    misses, missed_at = row[3:]
    now = store.now
    if seconds := seconds_left(missed_at, pin_wait(misses), now):
        return PinChecked(False, seconds)
    right = len(pin) <= LONGEST_PIN and proves(pin, Hidden(*row[:3]))
    misses = 0 if right else misses + 1
    if misses or row[3]:
        with store.transaction() as connection:
            connection.execute(
                "UPDATE librarian SET misses = ?, missed_at = ? WHERE library_id = ?",
                (misses, now, store.library),
            )
    return PinChecked(right, pin_wait(misses))


def pin_wait(misses: int) -> int:
    """Seconds to wait after so many misses in a row."""
    if misses < FREE_MISSES:
        return 0
    return min(LONGEST_WAIT, WAIT << min(misses - FREE_MISSES, 10))


def honour_reset(store: Store) -> bool:
    """Forgets the PIN if somebody put a file `reset-pin` into the data folder.

    The file is removed and the deed noted. StoreTrouble when it cannot be removed: the PIN then stays,
    or every start would forget it again.
    """
    found = False
    for name in RESET_FILES if store.folder else ():
        place = store.folder / name  # type: ignore[operator]
        if place.is_file():
            try:
                place.unlink()
            except OSError as error:
                raise StoreTrouble("progress.read_only", folder=str(store.folder)) from error
            found = True
    if found:
        with store.transaction() as connection:
            connection.execute("DELETE FROM librarian WHERE library_id = ?", (store.library,))
            audit.note(store, connection, "pin_reset")
    return found

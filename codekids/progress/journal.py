"""The window's way to the store: hand over and go on drawing.

One thread writes, everything that waits in one transaction. What the disk does
not take now stays in memory and is tried again; meanwhile `trouble` holds the
sentence for a quiet strip. What is read here counts what is not written yet,
so the window never shows less than the child has done.
What the screens show comes out of `club`, a picture of the data that is renewed
behind the window's back; only a draft that nobody `fetch`ed is read on the spot.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from codekids.lang.problems import Message
from codekids.progress.club import Club, read_club
from codekids.progress.database import StoreTrouble
from codekids.progress.events import Deed, Event
from codekids.progress.folds import ItemProgress, added, progress_of
from codekids.progress.rows import Draft
from codekids.progress.seats import Seat
from codekids.progress.store import Answer, Setting, Store

PAUSE = 0.3  # seconds after the last key before a draft is saved
LONGEST_PAUSE = 2.0  # seconds after the first unsaved key, however fast somebody types
RETRY = 3.0  # seconds until the disk is tried again

Done = Callable[[Event], None]
T = TypeVar("T")
# Whatever the store was asked for, with what to do with its answer.
Action = tuple[Callable[[Store], object], Callable[[object], None] | None]


class Journal:
    """Writes events, drafts and settings behind the window's back. Any thread may call; no call waits for
    the disk but `flush` and `close`."""

    def __init__(self, store: Store, pause: float = PAUSE, retry: float = RETRY) -> None:
        self.store = store
        self.on_trouble: Callable[[], None] = lambda: (
            None
        )  # called on the writing thread when it comes or goes
        self._told: Message | None = None
        self._pause, self._retry = pause, retry
        self._changed = threading.Condition()
        self._events: list[tuple[Event, Done | None]] = []
        self._drafts: dict[tuple[UUID, str], Draft] = {}
        self._settings: dict[tuple[UUID | None, str], Setting] = {}  # None: of this computer
        self._actions: list[Action] = []
        self._fetched: dict[UUID, dict[str, Draft]] = {}  # drafts of those who sit here
        self._first_key = self._last_key = 0.0  # of the drafts that wait
        self._retry_at = self._read_at = 0.0
        self._asked = self._answered = 0  # flushes
        self._closing = False
        self._trouble: Message | None = None  # of the last writing
        self._unread: dict[tuple[UUID, str], Message] = {}  # drafts somebody asked for in vain, and why
        self._unseen: Message | None = None  # why `club` could not be renewed
        self._version = -1  # of the data in `club`
        self._club = Club()
        self._look()
        self._writer = threading.Thread(target=self._run, name="progress", daemon=True)
        self._writer.start()

    @property
    def trouble(self) -> Message | None:
        """What people should know now: the disk is full, nothing is kept. None when all is well."""
        unread = next(iter(tuple(self._unread.values())), None)
        return self._trouble or self._unseen or unread or self.store.trouble

    @property
    def club(self) -> Club:
        """Everybody and everything, as last looked at, without what still waits to be written."""
        return self._club

    def append(self, deed: Deed, on_done: Done | None = None, seat: Seat | None = None) -> Event:
        """Stamps the deed with the time of now and writes it soon; of a `seat`, for all who sit there.

        `on_done` is called with the event, on the writing thread, once it is on disk.
        """
        first, *more = [self.store.stamp(one) for one in (seat.deeds(deed) if seat else [deed])]
        with self._changed:
            self._events += [(event, None) for event in more]
            self._events.append((first, on_done))
            self._changed.notify_all()
        return first

    def do(self, action: Callable[[Store], T], on_done: Callable[[T | Message], None] | None = None) -> None:
        """Has the store do something, soon, after what waits is written; then `club` is new.

        `on_done` is called with the answer, on the writing thread; with a Message when the disk would
        not: nothing was done then, and it is not tried again.
        """
        with self._changed:
            self._actions.append((action, on_done))  # type: ignore[arg-type]
            self._changed.notify_all()

    def look(self, on_done: Callable[[Club], None] | None = None) -> None:
        """Sees what other windows have changed; call it when a screen opens. `on_done` as in `do`."""
        self.do(lambda _: None, (lambda _: on_done(self._club)) if on_done else None)

    def fetch(self, learner: UUID) -> None:
        """Reads the learner's drafts now, behind the window's back; call it when somebody sits down."""

        def keep(store: Store) -> None:
            drafts = store.drafts(learner)
            with self._changed:
                self._fetched[learner] = drafts

        self.do(keep)

    def forget(self, learner: UUID) -> None:
        """The learner has got up; drafts still waiting are written all the same."""
        with self._changed:
            self._fetched.pop(learner, None)

    def save_draft(
        self, learner: UUID, item: str, text: str, cursor: int = 0, history: str = "", view: str = ""
    ) -> None:
        """Keeps the program being written; call it at every key, it is saved when the keys pause."""
        with self._changed:
            self._last_key = time.monotonic()
            if not self._drafts:
                self._first_key = self._last_key
            self._drafts[learner, item] = Draft(text, cursor, history, view)
            self._changed.notify_all()

    def set_setting(self, key: str, value: Setting, learner: UUID | None = None) -> None:
        """Keeps a setting of this computer, or of one learner."""
        with self._changed:
            self._settings[learner, key] = value
            self._changed.notify_all()

    def progress(self, learner: UUID) -> dict[str, ItemProgress]:
        """How the learner stands, by item."""
        with self._changed:
            waiting = [event for event, _ in self._events if learner in (event.learner, event.mate)]
            progress = dict(self._club.standing(learner).items)
        for item, share in progress_of(waiting).items():
            progress[item] = added(progress[item], share) if item in progress else share
        return progress

    def draft(self, learner: UUID, item: str) -> Draft | None:
        """The program as it was left."""
        with self._changed:
            if (learner, item) in self._drafts:
                return self._drafts[learner, item]
            if learner in self._fetched:
                return self._fetched[learner].get(item)
        return self._read_draft(learner, item)

    def setting(self, key: str, default: Setting = None, learner: UUID | None = None) -> Setting:
        """A setting of this computer, or of one learner: what was set, else `default`."""
        with self._changed:
            kept = self._club.settings if learner is None else self._club.learner_settings.get(learner, {})
            return self._settings.get((learner, key), kept.get(key, default))

    def flush(self, timeout: float = 10.0) -> bool:
        """Writes all that waits, now. True when nothing waits any more; False after one failed try."""
        with self._changed:
            self._asked += 1
            mine = self._asked
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._answered >= mine or not self._writer.is_alive(), timeout)
            return not self._waits()

    def close(self, timeout: float = 10.0) -> bool:
        """Writes all that waits and ends the thread. False when something could not be written.

        The store stays open; its owner closes it.
        """
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._writer.join(timeout)
        return not self._waits()

    def _read_draft(self, learner: UUID, item: str) -> Draft | None:
        try:
            draft = self.store.draft(learner, item)
        except StoreTrouble as trouble:
            with self._changed:
                self._unread[learner, item] = trouble.message
                self._read_at = time.monotonic() + self._retry
                self._changed.notify_all()
            return None
        self._unread.pop((learner, item), None)
        return draft

    # On the writing thread

    def _run(self) -> None:
        while True:
            with self._changed:
                while (wait := self._seconds_to_wait()) > 0:
                    self._changed.wait(None if wait == threading.TIMEOUT_MAX else wait)
                mine, closing = self._asked, self._closing
            if self._waits() and (closing or mine > self._answered or time.monotonic() >= self._retry_at):
                self._write_all()
            self._act()
            self._read_again()
            if self._told != (trouble := self.trouble):
                self._told = trouble
                _call(lambda _: self.on_trouble(), None)
            with self._changed:
                self._answered = mine
                self._changed.notify_all()
            if closing:
                return

    def _waits(self) -> bool:
        return bool(self._events or self._drafts or self._settings)

    def _seconds_to_wait(self) -> float:
        now = time.monotonic()
        if self._closing or self._asked > self._answered or self._actions:
            return 0
        if self._events or self._settings:
            wanted = 0.0
        elif self._drafts:
            wanted = draft_due(self._first_key, self._last_key, self._pause)
        else:
            return self._read_at - now if self._unread or self._unseen else threading.TIMEOUT_MAX
        return max(wanted, self._retry_at) - now

    def _write_all(self) -> None:
        with self._changed:
            events = self._events[:]
        try:
            self._write_events(events)
            self._write_drafts()
            self._write_settings()
        except StoreTrouble as trouble:
            self._wait_and_say(trouble.message)
        except Exception:  # noqa: BLE001
            # A mistake of ours must not end the thread: everything after it would be lost without a word.
            _log("progress could not be written")
            self._wait_and_say(self._went_wrong())
        else:
            self._trouble, self._retry_at = None, 0.0
        finally:
            self._tell(events)

    def _write_events(self, events: list[tuple[Event, Done | None]]) -> None:
        if not events:
            return
        answers: list[Answer] = self.store.append_all([event for event, _ in events])
        with self._changed:
            for (event, _), answer in zip(events, answers, strict=True):
                if answer == "stored":
                    self._club = self._club.with_event(event)
            del self._events[: len(events)]

    def _write_drafts(self) -> None:
        with self._changed:
            drafts = dict(self._drafts)
        for (learner, item), draft in drafts.items():
            self.store.save_draft(learner, item, draft.text, draft.cursor, draft.history, draft.view)
            with self._changed:
                if learner in self._fetched:
                    self._fetched[learner][item] = draft
                if self._drafts.get((learner, item)) is draft:
                    del self._drafts[learner, item]
                else:
                    self._first_key = self._last_key  # typed on meanwhile: a new pause begins

    def _write_settings(self) -> None:
        with self._changed:
            settings = dict(self._settings)
        for (learner, key), value in settings.items():
            if learner is None:
                self.store.set_setting(key, value)
            else:
                self.store.set_learner_setting(learner, key, value)
            with self._changed:
                self._club = self._club.with_settings(learner, {key: value})
                if self._settings.get((learner, key)) is value:
                    del self._settings[learner, key]

    def _act(self) -> None:
        with self._changed:
            actions, self._actions = self._actions, []
        for action, on_done in actions:
            answer: object
            try:
                answer = action(self.store)
            except StoreTrouble as trouble:
                answer = trouble.message
            except Exception:  # noqa: BLE001 - as above
                _log("what the store was asked to do failed")
                answer = self._went_wrong()
            self._look()
            if on_done:
                _call(on_done, answer)

    def _read_again(self) -> None:
        """Tries what could not be read, so that the sentence about it goes when the disk is back."""
        for learner, item in tuple(self._unread):
            self._read_draft(learner, item)
        if self._unseen:
            self._look()

    def _look(self) -> None:
        """Renews `club`, if anybody has changed the data."""
        try:
            version = self.store.version()
            if version == self._version and self.store.kept and not self._unseen:
                return
            club = read_club(self.store)
            here = {one.id for one in club.learners}
            drafts = {one: self.store.drafts(one) for one in tuple(self._fetched) if one in here}
        except StoreTrouble as trouble:
            self._unseen, self._read_at = trouble.message, time.monotonic() + self._retry
            return
        with self._changed:
            self._club, self._version, self._unseen = club, version, None
            self._fetched = {one: drafts[one] for one in self._fetched if one in drafts}

    def _went_wrong(self) -> Message:
        return Message("progress.disk_trouble", {"folder": str(self.store.path.parent)})

    def _wait_and_say(self, message: Message) -> None:
        self._trouble, self._retry_at = message, time.monotonic() + self._retry

    def _tell(self, events: list[tuple[Event, Done | None]]) -> None:
        with self._changed:
            waiting = {event.id for event, _ in self._events}
        for event, on_done in events:
            if on_done and event.id not in waiting:
                _call(on_done, event)


def draft_due(first_key: float, last_key: float, pause: float) -> float:
    """When to save, if keys were pressed from `first_key` to `last_key` since the last save. In seconds."""
    return min(last_key + pause, first_key + max(pause, LONGEST_PAUSE))


def _call(on_done: Callable[[T], None], answer: T) -> None:
    try:
        on_done(answer)
    except Exception:  # noqa: BLE001 - the window's mistake must not end the thread either
        _log("the answer to what was written failed")


def _log(what: str) -> None:
    """Notes the exception at hand for us."""
    import logging  # costs a start 10 ms, and is needed about never

    logging.getLogger(__name__).exception(what)

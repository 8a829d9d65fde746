"""The window's way to the store: hand over and go on drawing.

One thread writes, everything that waits in one transaction. What the disk does
not take now stays in memory and is tried again; meanwhile `trouble` holds the
sentence for a quiet strip. What is read here counts what is not written yet,
so the window never shows less than the child has done.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from codekids.lang.problems import Message
from codekids.progress.database import StoreTrouble
from codekids.progress.events import Deed, Event
from codekids.progress.folds import ItemProgress, progress_of
from codekids.progress.rows import Draft
from codekids.progress.store import Setting, Store

PAUSE = 0.3  # seconds after the last key before a draft is saved
LONGEST_PAUSE = 2.0  # seconds after the first unsaved key, however fast somebody types
RETRY = 3.0  # seconds until the disk is tried again

Done = Callable[[Event], None]
T = TypeVar("T")


class Journal:
    """Writes events, drafts and settings behind the window's back. Any thread may call; no call waits for
    the disk but `flush` and `close`."""

    def __init__(self, store: Store, pause: float = PAUSE, retry: float = RETRY) -> None:
        self.store = store
        self._pause, self._retry = pause, retry
        self._changed = threading.Condition()
        self._events: list[tuple[Event, Done | None]] = []
        self._drafts: dict[tuple[UUID, str], Draft] = {}
        self._settings: dict[str, Setting] = {}
        self._first_key = self._last_key = 0.0  # of the drafts that wait
        self._retry_at = 0.0
        self._asked = self._answered = 0  # flushes
        self._closing = False
        self._trouble: Message | None = None  # of the last writing
        self._unreadable: Message | None = None  # of the last reading
        self._writer = threading.Thread(target=self._run, name="progress", daemon=True)
        self._writer.start()

    @property
    def trouble(self) -> Message | None:
        """What people should know now: the disk is full, nothing is kept. None when all is well."""
        return self._trouble or self._unreadable or self.store.trouble

    def append(self, deed: Deed, on_done: Done | None = None) -> Event:
        """Stamps the deed with the time of now and writes it soon.

        `on_done` is called with the event, on the writing thread, once it is on disk.
        """
        event = self.store.stamp(deed)
        with self._changed:
            self._events.append((event, on_done))
            self._changed.notify_all()
        return event

    def save_draft(self, learner: UUID, item: str, text: str, cursor: int = 0, history: str = "") -> None:
        """Keeps the program being written; call it at every key, it is saved when the keys pause."""
        with self._changed:
            self._last_key = time.monotonic()
            if not self._drafts:
                self._first_key = self._last_key
            self._drafts[learner, item] = Draft(text, cursor, history)
            self._changed.notify_all()

    def set_setting(self, key: str, value: Setting) -> None:
        """Keeps a setting of this computer."""
        with self._changed:
            self._settings[key] = value
            self._changed.notify_all()

    def progress(self, learner: UUID) -> dict[str, ItemProgress]:
        """How the learner stands, by item. While the disk cannot be read: what is known of this session."""
        with self._changed:
            waiting = [event for event, _ in self._events if learner in (event.learner, event.mate)]
        return self._read(lambda: self.store.progress(learner, waiting), lambda: progress_of(waiting))

    def draft(self, learner: UUID, item: str) -> Draft | None:
        """The program as it was left."""
        with self._changed:
            if (learner, item) in self._drafts:
                return self._drafts[learner, item]
        return self._read(lambda: self.store.draft(learner, item), lambda: None)

    def setting(self, key: str, default: Setting = None) -> Setting:
        """A setting of this computer."""
        with self._changed:
            if key in self._settings:
                return self._settings[key]
        return self._read(lambda: self.store.setting(key, default), lambda: default)

    def flush(self, timeout: float = 10.0) -> bool:
        """Writes all that waits, now. True when nothing waits any more; False after one failed try."""
        with self._changed:
            self._asked += 1
            mine = self._asked
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._answered >= mine or not self._writer.is_alive(), timeout)
            return not (self._events or self._drafts or self._settings)

    def close(self, timeout: float = 10.0) -> bool:
        """Writes all that waits and ends the thread. False when something could not be written.

        The store stays open; its owner closes it.
        """
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._writer.join(timeout)
        return not (self._events or self._drafts or self._settings)

    def _read(self, ask: Callable[[], T], otherwise: Callable[[], T]) -> T:
        try:
            answer = ask()
        except StoreTrouble as trouble:
            self._unreadable = trouble.message
            return otherwise()
        self._unreadable = None
        return answer

    # On the writing thread

    def _run(self) -> None:
        while True:
            with self._changed:
                while (wait := self._seconds_to_wait()) > 0:
                    self._changed.wait(None if wait == threading.TIMEOUT_MAX else wait)
                mine, closing = self._asked, self._closing
            self._write_all()
            with self._changed:
                self._answered = mine
                self._changed.notify_all()
            if closing:
                return

    def _seconds_to_wait(self) -> float:
        now = time.monotonic()
        if self._closing or self._asked > self._answered:
            return 0
        if self._events or self._settings:
            wanted = 0.0
        elif self._drafts:
            wanted = draft_due(self._first_key, self._last_key, self._pause)
        else:
            return threading.TIMEOUT_MAX
        return max(wanted, self._retry_at) - now

    def _write_all(self) -> None:
        with self._changed:
            events = self._events[:]
            drafts = dict(self._drafts)
            settings = dict(self._settings)
        try:
            if events:
                self.store.append_all([event for event, _ in events])
                with self._changed:
                    del self._events[: len(events)]
            for (learner, item), draft in drafts.items():
                self.store.save_draft(learner, item, draft.text, draft.cursor, draft.history)
                with self._changed:
                    if self._drafts.get((learner, item)) is draft:
                        del self._drafts[learner, item]
                    else:
                        self._first_key = self._last_key  # typed on meanwhile: a new pause begins
            for key, value in settings.items():
                self.store.set_setting(key, value)
                with self._changed:
                    if self._settings.get(key) is value:
                        del self._settings[key]
        except StoreTrouble as trouble:
            self._wait_and_say(trouble.message)
        except Exception:  # noqa: BLE001
            # A mistake of ours must not end the thread: everything after it would be lost without a word.
            _log("progress could not be written")
            self._wait_and_say(Message("progress.disk_trouble", {"folder": str(self.store.path.parent)}))
        else:
            self._trouble, self._retry_at = None, 0.0
        finally:
            self._tell(events)

    def _wait_and_say(self, message: Message) -> None:
        self._trouble, self._retry_at = message, time.monotonic() + self._retry

    def _tell(self, events: list[tuple[Event, Done | None]]) -> None:
        with self._changed:
            waiting = {event.id for event, _ in self._events}
        for event, on_done in events:
            if on_done and event.id not in waiting:
                try:
                    on_done(event)
                except Exception:  # noqa: BLE001 - the window's mistake must not end the thread either
                    _log("the answer to a written event failed")


def draft_due(first_key: float, last_key: float, pause: float) -> float:
    """When to save, if keys were pressed from `first_key` to `last_key` since the last save. In seconds."""
    return min(last_key + pause, first_key + max(pause, LONGEST_PAUSE))


def _log(what: str) -> None:
    """Notes the exception at hand for us."""
    import logging  # costs a start 10 ms, and is needed about never

    logging.getLogger(__name__).exception(what)

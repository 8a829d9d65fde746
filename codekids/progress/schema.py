"""The tables of progress.sqlite3, as the steps that lead from one version to the next."""

from __future__ import annotations

# MIGRATIONS[n] leads from version n to n + 1. Forward only; never edit one that was released.
# library_id stands first in every key, so that the tables can move to a server as they are.
MIGRATIONS: list[tuple[str, ...]] = [
    (
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID",
        """CREATE TABLE learner (
            library_id INTEGER NOT NULL, id BLOB NOT NULL, name TEXT NOT NULL, avatar TEXT NOT NULL,
            age_band TEXT NOT NULL, language TEXT NOT NULL, created INTEGER NOT NULL, removed INTEGER,
            PRIMARY KEY (library_id, id)) WITHOUT ROWID""",
        """CREATE TABLE event (
            library_id INTEGER NOT NULL, id BLOB NOT NULL, device_id BLOB NOT NULL, seq INTEGER NOT NULL,
            learner_id BLOB NOT NULL, mate_id BLOB, kind TEXT NOT NULL, item TEXT NOT NULL,
            at INTEGER NOT NULL, data TEXT NOT NULL,
            PRIMARY KEY (library_id, id)) WITHOUT ROWID""",
        """CREATE TABLE progress (
            library_id INTEGER NOT NULL, learner_id BLOB NOT NULL, item TEXT NOT NULL,
            tries INTEGER NOT NULL, hints INTEGER NOT NULL, solved_at INTEGER, stars INTEGER NOT NULL,
            together INTEGER NOT NULL, milliseconds INTEGER NOT NULL, last_at INTEGER NOT NULL,
            PRIMARY KEY (library_id, learner_id, item)) WITHOUT ROWID""",
        # Keyed by learner as well, so that erasing a child erases exactly that child's programs.
        """CREATE TABLE program (
            library_id INTEGER NOT NULL, learner_id BLOB NOT NULL, sha256 BLOB NOT NULL, body BLOB NOT NULL,
            PRIMARY KEY (library_id, learner_id, sha256)) WITHOUT ROWID""",
        # Local only, and without times: when a child typed is nobody's business.
        """CREATE TABLE draft (
            library_id INTEGER NOT NULL, learner_id BLOB NOT NULL, item TEXT NOT NULL,
            body BLOB NOT NULL, cursor INTEGER NOT NULL, history BLOB NOT NULL,
            PRIMARY KEY (library_id, learner_id, item),
            FOREIGN KEY (library_id, learner_id) REFERENCES learner (library_id, id) ON DELETE CASCADE
            ) WITHOUT ROWID""",
        "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    ),
    (
        # How the lesson is looked at (blocks or text, zoom): JSON of the window's own.
        "ALTER TABLE draft ADD COLUMN view TEXT NOT NULL DEFAULT ''",
        """CREATE TABLE learner_setting (
            library_id INTEGER NOT NULL, learner_id BLOB NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
            PRIMARY KEY (library_id, learner_id, key)) WITHOUT ROWID""",
        # The three pictures as they are, for the librarian who prints a card again. Stands apart
        # from `login`, so that a computer that only checks logins need not have it.
        """CREATE TABLE picture_word (
            library_id INTEGER NOT NULL, learner_id BLOB NOT NULL, pictures TEXT NOT NULL,
            PRIMARY KEY (library_id, learner_id)) WITHOUT ROWID""",
        """CREATE TABLE login (
            library_id INTEGER NOT NULL, learner_id BLOB NOT NULL, salt BLOB NOT NULL, hash BLOB NOT NULL,
            cost INTEGER NOT NULL, misses INTEGER NOT NULL, missed_at INTEGER NOT NULL,
            PRIMARY KEY (library_id, learner_id)) WITHOUT ROWID""",
        """CREATE TABLE librarian (
            library_id INTEGER NOT NULL, salt BLOB NOT NULL, hash BLOB NOT NULL,
            cost INTEGER NOT NULL, misses INTEGER NOT NULL, missed_at INTEGER NOT NULL,
            PRIMARY KEY (library_id)) WITHOUT ROWID""",
        """CREATE TABLE circle (
            library_id INTEGER NOT NULL, id BLOB NOT NULL, name TEXT NOT NULL, weekday INTEGER,
            starts TEXT NOT NULL, created INTEGER NOT NULL, removed INTEGER,
            PRIMARY KEY (library_id, id)) WITHOUT ROWID""",
        """CREATE TABLE membership (
            library_id INTEGER NOT NULL, circle_id BLOB NOT NULL, learner_id BLOB NOT NULL,
            since INTEGER NOT NULL, until INTEGER,
            PRIMARY KEY (library_id, circle_id, learner_id, since)) WITHOUT ROWID""",
        # Dates are days of the calendar, "2025-10-06", or empty: open at that end.
        """CREATE TABLE assignment (
            library_id INTEGER NOT NULL, id BLOB NOT NULL, target TEXT NOT NULL, target_id BLOB,
            pack TEXT NOT NULL, lessons TEXT NOT NULL, first_day TEXT NOT NULL, last_day TEXT NOT NULL,
            mode TEXT NOT NULL, created INTEGER NOT NULL, ended INTEGER,
            PRIMARY KEY (library_id, id)) WITHOUT ROWID""",
        """CREATE TABLE figure (
            library_id INTEGER NOT NULL, day TEXT NOT NULL, item TEXT NOT NULL, age_band TEXT NOT NULL,
            learners INTEGER NOT NULL, tries INTEGER NOT NULL, solves INTEGER NOT NULL,
            hints INTEGER NOT NULL, milliseconds INTEGER NOT NULL,
            PRIMARY KEY (library_id, day, item, age_band)) WITHOUT ROWID""",
        # Who must not come back: a fingerprint of the id, never the id.
        """CREATE TABLE erasure (
            library_id INTEGER NOT NULL, digest BLOB NOT NULL, at INTEGER NOT NULL,
            PRIMARY KEY (library_id, digest)) WITHOUT ROWID""",
        """CREATE TABLE audit (
            library_id INTEGER NOT NULL, id BLOB NOT NULL, at INTEGER NOT NULL, what TEXT NOT NULL,
            learner_id BLOB, count INTEGER NOT NULL,
            PRIMARY KEY (library_id, id)) WITHOUT ROWID""",
    ),
]

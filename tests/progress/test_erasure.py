"""Erased is erased: no file of the data folder knows the child any more."""

import sqlite3
from contextlib import closing
from uuid import UUID

import pytest

from codekids.progress import audit, database, erasure, logins, roster
from codekids.progress.assignments import assign
from codekids.progress.club import read_club
from codekids.progress.database import StoreTrouble
from codekids.progress.erasure import DUE, Erased, erase_learner
from codekids.progress.events import Attempt, Completion, Hint
from codekids.progress.store import Store

ITEM = "primii-pasi/culege-merele"
NICKNAME = "Vasilisa-Zmeoaica"
PHRASE = "print('un dragon foarte secret')"


@pytest.fixture
def child(store):
    """A child who has left a trace in every table, among others who stay."""
    child = roster.add_learner(store, NICKNAME).id
    others = [roster.add_learner(store, f"Copil {number}").id for number in range(5)]
    circle = roster.add_circle(store, "Marți").id
    roster.join(store, circle, child)
    assign(store, "primii-pasi", "learner", child)
    audit.note_now(store, "export", child)
    store.set_setting("last_learner", str(child))
    store.set_setting("seats", f"{others[0]} {child.hex}")
    for round_ in range(40):
        for number, learner in enumerate([*others, child]):
            text = f"move({round_})\n" * 20 + (PHRASE if learner == child else "")
            store.append(Attempt(learner, f"pack/l{round_}", "not_solved", program=text))
            store.save_draft(
                learner, f"pack/l{round_}", text, history=f'[["+", "{text[:40]}"]]', view=str(number)
            )
    store.append(Completion(others[0], ITEM, 3, mate=child))
    store.append(Completion(child, ITEM, 2, mate=others[1]))
    store.append(Hint(child, ITEM, 1))
    store.set_learner_setting(child, "theme", "contrast")
    roster.change_learner(store, child, name=f"{NICKNAME} 2")
    roster.change_learner(store, child, name=NICKNAME)
    return child


def traces(folder, child):
    """Every file with something of the child in it, and what."""
    wanted = {
        "nickname": NICKNAME.encode(),
        "id": child.bytes,
        "id in words": str(child).encode(),
        "id in digits": child.hex.encode(),
        "program": PHRASE.encode(),
    }
    return {
        (path.name, what)
        for path in folder.rglob("*")
        if path.is_file()
        for what, body in wanted.items()
        if body.lower() in path.read_bytes().lower()
    }


def test_there_is_a_trace_to_begin_with(store, child, folder):
    assert {what for _, what in traces(folder, child)} >= {"nickname", "id", "id in words", "program"}


def test_an_erased_child_has_left_no_byte_in_any_file(store, child, folder):
    assert erase_learner(store, child) == Erased()

    assert traces(folder, child) == set()
    store.close()
    assert traces(folder, child) == set()


def test_a_removed_child_can_be_erased_too(store, child, folder):
    roster.remove_learner(store, child)

    assert erase_learner(store, child) == Erased()
    assert traces(folder, child) == set()
    assert read_club(store).removed == ()


def test_the_others_keep_everything_also_what_was_done_together(store, child, folder):
    others = [one.id for one in read_club(store).learners if one.id != child]
    before = {one: (store.progress(one), store.drafts(one)) for one in others}

    erase_learner(store, child)

    assert {one: (store.progress(one), store.drafts(one)) for one in others} == before
    assert store.progress(others[0])[ITEM].together
    assert store.progress(others[1])[ITEM].stars == 2
    assert all(event.mate is None for event in store.events())
    assert store.events(others[0])[-1].data["together"] is True
    assert store._reads.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_copies_and_damaged_files_set_aside_go_too(store, child, folder):
    for name in ("progress-v1.sqlite3", "progress-damaged-1.sqlite3", "progress-damaged-1.sqlite3-wal"):
        with closing(sqlite3.connect(folder / name)) as copy:
            store._reads.backup(copy)
    (folder / "codekids-error.txt").write_text(f"ValueError: {NICKNAME}", encoding="utf-8")
    (folder / "salvage-x1").mkdir()
    (folder / "salvage-x1" / "copy.sqlite3").write_text(NICKNAME, encoding="utf-8")
    (folder / "reset-pin-note.txt").write_text("stays", encoding="utf-8")

    assert erase_learner(store, child) == Erased()

    assert traces(folder, child) == set()
    assert {path.name for path in folder.iterdir()} == {
        *(database.FILE, f"{database.FILE}-wal", f"{database.FILE}-shm"),
        "reset-pin-note.txt",
    }


def test_a_second_window_that_is_open_does_not_stop_it(store, child, folder, open_store):
    other = open_store()
    other.progress(child)
    other.append(Hint(child, ITEM, 2))

    assert erase_learner(store, child) == Erased()

    assert traces(folder, child) == set()
    assert other.learners() == store.learners()


def test_a_second_window_in_the_middle_of_reading_is_named_and_the_next_start_ends_it(
    store, child, folder, open_store, monkeypatch
):
    monkeypatch.setattr(database, "PATIENCE", 0.01)
    store.close()
    store, other = open_store(), open_store()
    with other.reader() as reading:
        reading.execute("SELECT count(*) FROM event").fetchone()
        answer = erase_learner(store, child)

        assert answer.trouble.key == "progress.erase_waits"
        assert child not in [one.id for one in store.learners()]
    assert traces(folder, child)
    store.close()

    assert erasure.clean(open_store()) is None

    assert traces(folder, child) == set()


def test_on_a_full_disk_the_child_is_gone_and_the_cleaning_waits_for_room(store, child, folder, monkeypatch):
    def full(_):
        raise StoreTrouble("progress.disk_full", folder=str(folder))

    with monkeypatch.context() as patch:
        patch.setattr(erasure, "clean", full)
        answer = erase_learner(store, child)

    assert answer.trouble.key == "progress.disk_full"
    assert child not in [one.id for one in store.learners()]
    assert erasure.clean(store) is None
    assert traces(folder, child) == set()


def test_a_copy_that_cannot_be_deleted_is_named(store, child, folder, monkeypatch):
    copy = folder / "progress-v1.sqlite3"
    copy.write_text(NICKNAME, encoding="utf-8")

    def refuse(*_, **__):
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(type(copy), "unlink", refuse)
        answer = erase_learner(store, child)

    assert answer.trouble.key == "progress.copy_stays"
    assert answer.trouble.args == {"file": str(copy)}
    assert erasure.clean(store) is None
    assert not copy.exists()


def test_a_late_event_does_not_bring_the_child_back(store, child, open_store):
    other = open_store()
    late = other.stamp(Completion(child, ITEM, 3))
    mate = next(one.id for one in store.learners() if one.id != child)
    shared = other.stamp(Completion(child, "pack/late", 3, mate=mate))
    named = other.stamp(Completion(mate, "pack/later", 1, mate=child))
    erase_learner(store, child)

    assert [other.append(late), other.append(shared), other.append(named)] == ["erased", "stored", "stored"]

    assert other.progress(child) == {}
    assert other.progress(mate)["pack/late"].stars == 3
    assert other.progress(mate)["pack/later"].together
    assert child not in {part for event in other.events() for part in (event.learner, event.mate)}


def test_the_audit_knows_that_one_was_erased_but_not_who(store, child, clock):
    clock.at += 1
    erase_learner(store, child)

    assert [(line.what, line.learner) for line in audit.lines(store)] == [("export", None), ("erase", None)]


def test_whoever_is_not_there_cannot_be_erased(store, child):
    assert erase_learner(store, UUID(int=5)).key == "progress.no_such_learner"
    erase_learner(store, child)
    assert erase_learner(store, child).key == "progress.no_such_learner"


def test_nothing_is_due_when_nobody_was_erased(store, folder):
    (folder / "progress-v1.sqlite3").touch()

    assert erasure.clean(store) is None
    assert (folder / "progress-v1.sqlite3").exists()


def test_killed_between_the_deleting_and_the_cleaning_the_next_start_ends_it(
    store, child, folder, open_store, monkeypatch
):
    with monkeypatch.context() as patch:
        patch.setattr(erasure, "clean", lambda _: None)
        erase_learner(store, child)
    store.close()

    again = open_store()
    assert again._reads.execute("SELECT value FROM meta WHERE key = ?", (DUE,)).fetchone() == (1,)
    assert erasure.clean(again) is None
    assert traces(folder, child) == set()


def test_every_table_with_a_learner_in_it_is_looked_after(store, child):
    """A table added later must be erased from, too."""
    tables = [name for (name,) in store._reads.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    with_learners = {
        (table, row[1])
        for table in tables
        for row in store._reads.execute(f"PRAGMA table_info({table})")
        if row[1] in {"learner_id", "mate_id", "target_id"} or (table, row[1]) == ("learner", "id")
    }
    for table, column in with_learners:
        (before,) = store._reads.execute(
            f"SELECT count(*) FROM {table} WHERE {column} = ?", (child.bytes,)
        ).fetchone()
        assert before, f"the story leaves no trace in {table}.{column}"

    erase_learner(store, child)

    for table, column in with_learners:
        left = store._reads.execute(
            f"SELECT count(*) FROM {table} WHERE {column} = ?", (child.bytes,)
        ).fetchone()
        assert left == (0,), table
    assert len(with_learners) == 12


def test_a_club_in_memory_erases_too():
    store = Store.in_memory()
    child = roster.add_learner(store, NICKNAME).id

    assert erase_learner(store, child) == Erased()
    assert store.learners() == []
    assert logins.pictures_of(store, child) == ()
    store.close()

"""The window hands over and goes on drawing; the disk follows when it can."""

import threading

import pytest

from codekids.progress.database import StoreTrouble
from codekids.progress.events import Attempt, Completion, Hint
from codekids.progress.journal import Journal, draft_due
from codekids.progress.store import Store

ITEM = "primii-pasi/culege-merele"
NEVER = 3600.0  # seconds


@pytest.fixture
def journal(store):
    journal = Journal(store, pause=NEVER, retry=NEVER)
    yield journal
    journal.close()


def fill_the_disk(store):
    (pages,) = store._writes.execute("PRAGMA page_count").fetchone()
    store._writes.execute(f"PRAGMA max_page_count = {pages}")


def make_room(store):
    store._writes.execute("PRAGMA max_page_count = 1000000")


def too_big_for_what_is_left(learner, number=0):
    return Attempt(learner, f"pack/l{number}", "solved", 3, program=f"# {number}\n" + "move()\n" * 8000)


def test_an_event_is_on_disk_when_its_answer_comes(journal, store, learner):
    seen = []
    answered = threading.Event()

    def on_done(event):
        seen.append(event.id in [stored.id for stored in store.events()])
        answered.set()

    event = journal.append(Completion(learner, ITEM, stars=3), on_done)

    assert answered.wait(10)
    assert seen == [True]
    assert event.at == 1_700_000_000_000


def test_what_the_child_did_shows_before_it_is_on_disk(store, learner):
    with store._writing:  # the disk is busy
        journal = Journal(store, retry=NEVER)
        journal.append(Completion(learner, ITEM, stars=2))
        journal.append(Hint(learner, ITEM, 1))
        journal.save_draft(learner, ITEM, "move()")
        journal.set_setting("language", "hu")

        assert journal.progress(learner)[ITEM].stars == 2
        assert journal.progress(learner)[ITEM].hints == 1
        assert journal.draft(learner, ITEM).text == "move()"
        assert journal.setting("language", "ro") == "hu"
        assert store.events() == []
    assert journal.close()
    assert journal.progress(learner) == store.progress(learner)
    assert len(store.events()) == 2


def test_a_draft_waits_for_the_keys_to_pause_and_only_the_last_one_is_written(
    journal, store, learner, monkeypatch
):
    written = []
    save = store.save_draft
    monkeypatch.setattr(store, "save_draft", lambda *args: written.append(args[2]) or save(*args))
    for length in range(1, 8):
        journal.save_draft(learner, ITEM, "move()\n"[:length])

    assert store.draft(learner, ITEM) is None
    assert journal.flush()
    assert store.draft(learner, ITEM).text == "move()\n"
    assert written == ["move()\n"]


def test_without_a_flush_a_draft_is_written_once_the_keys_pause(store, learner, monkeypatch):
    written = threading.Event()
    monkeypatch.setattr(store, "save_draft", lambda *_: written.set())
    journal = Journal(store, pause=0.01)

    journal.save_draft(learner, ITEM, "move()")

    assert written.wait(10)
    journal.close()


def test_somebody_who_never_stops_typing_is_saved_all_the_same():
    assert draft_due(first_key=100.0, last_key=100.0, pause=0.3) == pytest.approx(100.3)
    assert draft_due(first_key=100.0, last_key=101.5, pause=0.3) == pytest.approx(101.8)
    assert draft_due(first_key=100.0, last_key=150.0, pause=0.3) == pytest.approx(102.0)


def test_a_full_disk_is_said_and_nothing_is_forgotten(journal, store, learner):
    fill_the_disk(store)
    answers = []
    for number in range(3):
        journal.append(too_big_for_what_is_left(learner, number), answers.append)
    journal.save_draft(learner, ITEM, "move()")

    assert not journal.flush()
    assert journal.trouble.key == "progress.disk_full"
    assert len(journal.progress(learner)) == 3
    assert journal.draft(learner, ITEM).text == "move()"
    assert answers == store.events() == []

    make_room(store)
    assert journal.flush()
    assert journal.trouble is None
    assert len(store.events()) == len(answers) == len(store.progress(learner)) == 3
    assert store.draft(learner, ITEM).text == "move()"


def test_the_disk_is_tried_again_by_itself(store, learner):
    fill_the_disk(store)
    journal = Journal(store, retry=0.01)
    written = threading.Event()
    journal.append(too_big_for_what_is_left(learner), lambda _: written.set())
    journal.flush()

    make_room(store)

    assert written.wait(10)
    assert journal.close()


def test_a_write_protected_disk_is_said(journal, store, learner):
    store._writes.execute("PRAGMA query_only = ON")
    journal.append(Hint(learner, ITEM, 1))

    assert not journal.flush()
    assert journal.trouble.key == "progress.read_only"
    assert not journal.close()


def test_a_store_in_memory_says_so_all_the_time():
    store = Store.in_memory()
    journal = Journal(store)
    learner = store.first_learner().id
    journal.append(Completion(learner, ITEM, stars=1))

    assert journal.flush()
    assert journal.progress(learner)[ITEM].stars == 1
    assert journal.trouble.key == "progress.not_kept"
    journal.close()
    store.close()


def test_a_disk_that_cannot_be_read_leaves_what_is_known_of_this_session(
    journal, store, learner, monkeypatch
):
    fill_the_disk(store)
    journal.append(too_big_for_what_is_left(learner))
    journal.flush()
    make_room(store)

    def unreadable(*_):
        raise StoreTrouble("progress.damaged", file="progress.sqlite3")

    with monkeypatch.context() as patch:
        for question in ("progress", "draft", "setting"):
            patch.setattr(store, question, unreadable)
        assert journal.progress(learner)["pack/l0"].stars == 3
        assert journal.draft(learner, ITEM) is None
        assert journal.setting("language", "ro") == "ro"
        assert journal.trouble is not None
    assert journal.flush()
    assert journal.setting("language", "ro") == "ro"
    assert journal.trouble is None


def test_an_answer_that_fails_does_not_end_the_writing(journal, store, learner, caplog):
    def fails(event):
        raise RuntimeError("the window is gone")

    journal.append(Hint(learner, ITEM, 1), fails)
    assert journal.flush()
    journal.append(Hint(learner, ITEM, 2))

    assert journal.flush()
    assert len(store.events()) == 2
    assert "the window is gone" in caplog.text


def test_closing_writes_what_waits(store, learner):
    journal = Journal(store, pause=NEVER)
    journal.save_draft(learner, ITEM, "move()")

    assert journal.close()
    assert store.draft(learner, ITEM).text == "move()"
    journal.append(Hint(learner, ITEM, 1))
    assert not journal.flush()  # nobody writes any more, and it says so

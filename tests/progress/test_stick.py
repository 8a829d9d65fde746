"""A club on a stick: pulled out while somebody works, put back, or another one in its place."""

import shutil
import sqlite3
from contextlib import closing
from random import Random

import pytest

from codekids.progress import database, roster
from codekids.progress.database import StoreTrouble
from codekids.progress.events import Attempt, Completion, Hint
from codekids.progress.journal import Journal
from codekids.progress.store import Store

ITEM = "primii-pasi/culege-merele"
NEVER = 3600.0  # seconds


@pytest.fixture
def ana(store):
    return roster.add_learner(store, "Ana").id


@pytest.fixture
def journal(store, ana):
    journal = Journal(store, pause=NEVER, retry=NEVER)
    journal.fetch(ana)
    journal.flush()
    yield journal
    journal.close()


@pytest.fixture
def drawer(tmp_path):
    """Where a stick lies that is not in."""
    return tmp_path / "drawer"


def pull_out(folder, drawer):
    """As a stick goes: what stays open in our hands is not what comes back."""
    shutil.copytree(folder, drawer)
    shutil.rmtree(folder)


def put_back(folder, drawer):
    shutil.copytree(drawer, folder)


def test_what_is_done_while_the_stick_is_out_is_written_when_it_is_back(journal, store, ana, folder, drawer):
    journal.append(Completion(ana, "pack/before", 1))
    journal.save_draft(ana, ITEM, "move()")
    assert journal.flush()
    pull_out(folder, drawer)

    journal.append(Completion(ana, ITEM, 3))
    journal.save_draft(ana, ITEM, "move()\nmove()")
    assert not journal.flush()
    assert journal.trouble.key == "progress.folder_gone"
    assert journal.progress(ana)[ITEM].stars == 3
    assert journal.progress(ana)["pack/before"].stars == 1
    assert journal.draft(ana, ITEM).text == "move()\nmove()"
    assert not folder.exists()  # nothing is made where the stick should be

    put_back(folder, drawer)
    assert journal.flush()
    assert journal.trouble is None
    with closing(Store.open(folder)) as looked:
        assert [event.item for event in looked.events()] == ["pack/before", ITEM]
        assert [event.seq for event in looked.events()] == [1, 2]
        assert looked.draft(ana, ITEM).text == "move()\nmove()"


def test_on_another_club_s_stick_nothing_is_written(journal, store, ana, folder, drawer, tmp_path):
    with closing(Store.open(tmp_path / "other", ids=Random(77))) as other:
        other.append(Hint(other.first_learner().id, ITEM, 1))
    pull_out(folder, drawer)
    put_back(folder, tmp_path / "other")
    journal.append(Completion(ana, ITEM, 3))
    journal.save_draft(ana, ITEM, "move()")

    assert not journal.flush()

    assert journal.trouble.key == "progress.other_club"
    assert journal.progress(ana)[ITEM].stars == 3
    assert [one.name for one in journal.club.learners] == ["Ana"]  # no child of the other club is shown
    with closing(Store.open(folder)) as other:
        assert len(other.events()) == 1
        assert "Ana" not in [one.name for one in other.learners()]
        assert other.drafts(ana) == {}
    shutil.rmtree(folder)
    put_back(folder, drawer)
    assert journal.flush()
    assert store.progress(ana)[ITEM].stars == 3


def test_a_log_on_the_stick_that_comes_back_is_not_lost(journal, store, ana, folder, drawer, tmp_path):
    """What another computer wrote last may still lie in the log beside the file."""
    pull_out(folder, drawer)
    with closing(Store.open(drawer)) as elsewhere:
        elsewhere.append(Completion(ana, "pack/elsewhere", 2))
        assert (drawer / f"{database.FILE}-wal").stat().st_size > 0
        put_back(folder, drawer)

    journal.append(Completion(ana, ITEM, 3))

    assert journal.flush()
    assert {event.item for event in store.events()} == {"pack/elsewhere", ITEM}
    assert store._reads.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_reading_goes_on_with_the_stick_that_came_back(store, ana, folder, drawer):
    store.append(Completion(ana, ITEM, 2))
    pull_out(folder, drawer)
    with pytest.raises(StoreTrouble) as caught:
        store.progress(ana)
    assert caught.value.key == "progress.folder_gone"

    put_back(folder, drawer)

    assert store.progress(ana)[ITEM].stars == 2


def test_after_an_error_of_the_disk_the_file_is_opened_anew(store, ana):
    """The same stick in the same place: the name is right, but the hand on it is dead."""
    held = store._writes
    with pytest.raises(StoreTrouble) as caught, store.transaction():
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_READ
        raise error
    assert caught.value.key == "progress.disk_trouble"

    assert store.append(Hint(ana, ITEM, 1)) == "stored"

    assert store._writes is not held
    assert len(store.events()) == 1


def test_a_file_another_window_set_aside_is_followed(store, ana, folder):
    """The new file has a device of its own, so that no number is given out twice."""
    store.append(Attempt(ana, ITEM, "problem"))
    device = store.device
    Store.set_aside_damaged(folder)

    store.append(Attempt(ana, ITEM, "problem"))

    assert store.device != device
    assert store.progress(ana)[ITEM].tries == 2
    assert len({(event.device, event.seq) for event in store.events()}) == 2


def test_a_draft_asked_for_in_vain_is_asked_for_again(store, ana, folder, drawer):
    store.save_draft(ana, ITEM, "move()")
    journal = Journal(store, retry=NEVER)
    pull_out(folder, drawer)
    assert journal.draft(ana, ITEM) is None
    assert journal.trouble.key == "progress.folder_gone"

    put_back(folder, drawer)
    journal.flush()

    assert journal.trouble is None
    assert journal.draft(ana, ITEM).text == "move()"
    journal.close()


def test_a_stick_that_is_out_at_a_look_leaves_the_club_as_it_was(journal, folder, drawer):
    pull_out(folder, drawer)
    journal.look()
    journal.flush()

    assert journal.trouble.key == "progress.folder_gone"
    assert [one.name for one in journal.club.learners] == ["Ana"]

    put_back(folder, drawer)
    journal.flush()
    assert journal.trouble is None

"""A club that was there before: its stars, programs and drafts come along, and the old file is kept first."""

import sqlite3
from pathlib import Path

import pytest

from codekids.progress import database, logins, roster
from codekids.progress.club import read_club
from codekids.progress.store import Store

ITEM = "primii-pasi/culege-merele"
OLD = Path(__file__).with_name("version-1.sql")


@pytest.fixture
def old_folder(folder):
    folder.mkdir()
    old = sqlite3.connect(folder / database.FILE)
    old.executescript(OLD.read_text(encoding="utf-8"))
    old.execute("PRAGMA journal_mode = WAL")
    old.close()
    return folder


def test_a_file_of_the_first_version_opens_with_all_that_is_in_it(old_folder, open_store):
    store = open_store(old_folder)

    (learner,) = store.learners()
    assert learner.name == ""
    progress = store.progress(learner.id)[ITEM]
    assert (progress.tries, progress.hints, progress.stars, progress.together) == (2, 1, 2, True)
    assert [event.seq for event in store.events()] == [1, 2, 3, 4, 5]
    assert store.draft(learner.id, ITEM).text == "for pas in range(3):\n    move()  # ș\n"
    assert store.draft(learner.id, ITEM).view == ""
    assert store.setting("language") == "hu"


def test_the_file_as_it_was_is_kept_beside_it(old_folder, open_store):
    open_store(old_folder)

    copy = sqlite3.connect(old_folder / "progress-v1.sqlite3")
    assert copy.execute("PRAGMA user_version").fetchone() == (1,)
    assert copy.execute("SELECT count(*) FROM event").fetchone() == (5,)
    copy.close()


def test_the_learner_without_a_name_can_be_claimed_and_gets_pictures(old_folder, open_store):
    store = open_store(old_folder)
    (nameless,) = store.learners()
    assert not read_club(store).login(nameless.id).has_word

    claimed = roster.change_learner(store, nameless.id, name="Ana", avatar="owl", age_band="9-10")

    assert (claimed.id, claimed.name, claimed.avatar) == (nameless.id, "Ana", "owl")
    assert len(logins.pictures_of(store, claimed.id)) == 3
    assert read_club(store).standing(claimed.id).stars == 2


@pytest.mark.parametrize("statement", range(len(database.MIGRATIONS[1])))
def test_cut_short_anywhere_the_old_version_is_still_whole(old_folder, open_store, monkeypatch, statement):
    broken = (*database.MIGRATIONS[1][:statement], "INSERT INTO no_such_table VALUES (1)")
    with monkeypatch.context() as patch:
        patch.setattr(database, "MIGRATIONS", [database.MIGRATIONS[0], broken])
        with pytest.raises(database.StoreTrouble):
            open_store(old_folder)

    store = open_store(old_folder)

    assert store.progress(store.learners()[0].id)[ITEM].stars == 2


def test_an_old_damaged_file_is_carried_over_into_the_new_tables(old_folder, open_store):
    aside = Store.set_aside_damaged(old_folder)

    store = open_store(old_folder)
    lost_mate, learner = store.learners()
    assert aside.events == 5
    assert store.draft(learner.id, ITEM).cursor == 7
    assert store.progress(lost_mate.id)[ITEM].stars == 2

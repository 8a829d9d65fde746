"""Disks fill, files break, folders vanish: one clear sentence, and nothing papered over."""

import re
import sqlite3
from pathlib import Path
from random import Random

import pytest
from babel.messages import pofile

import codekids
from codekids.lang.catalogue import knows, say, text
from codekids.progress import database
from codekids.progress.database import StoreTrouble
from codekids.progress.events import Attempt, Completion, Hint
from codekids.progress.store import Store

ITEM = "primii-pasi/culege-merele"
FILE = "progress.sqlite3"


@pytest.fixture
def filled(folder, clock):
    """A folder with 400 events, closed; gives its learner."""
    store = Store.open(folder, clock, Random(1))
    learner = store.first_learner().id
    store.append_all(
        [
            Attempt(learner, f"pack/l{number % 40}", "solved", 2, program="move()\n" * number)
            for number in range(400)
        ]
    )
    store.set_setting("language", "hu")
    store.save_draft(learner, ITEM, "turn_left()")
    store.close()
    return learner


def trouble_of(folder):
    with pytest.raises(StoreTrouble) as caught:
        Store.open(folder).close()
    return caught.value


def test_a_file_where_the_folder_should_be(tmp_path):
    place = tmp_path / "date"
    place.write_text("a shopping list", encoding="utf-8")

    trouble = trouble_of(place / "copii")

    assert trouble.key == "progress.no_folder"
    assert trouble.message.args == {"folder": str(place / "copii")}
    assert not trouble.can_set_aside
    assert place.read_text(encoding="utf-8") == "a shopping list"


def test_a_window_without_a_folder_lives_on_in_memory(tmp_path):
    place = tmp_path / "date"
    place.write_text("", encoding="utf-8")

    store = Store.open_or_memory(place)

    learner = store.first_learner().id
    store.append(Completion(learner, ITEM, stars=3))
    assert store.progress(learner)[ITEM].stars == 3
    assert store.trouble.key == "progress.no_folder"
    store.close()


def test_a_disk_that_cannot_be_written_is_noticed_at_once_and_shows_what_it_holds(
    filled, folder, monkeypatch
):
    connect = database.connect

    def read_only(path):
        if path == ":memory:":
            return connect(path)
        uri = f"{Path(path).absolute().as_uri()}?mode=ro"
        return sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)

    monkeypatch.setattr(database, "connect", read_only)

    assert trouble_of(folder).key == "progress.read_only"
    store = Store.open_or_memory(folder)
    assert store.trouble.key == "progress.read_only"
    assert not store.kept
    assert store.progress(store.first_learner().id)["pack/l0"].tries == 10
    before = (folder / FILE).read_bytes()
    store.append(Completion(filled, ITEM, stars=3))
    assert store.progress(filled)[ITEM].stars == 3
    store.close()
    assert (folder / FILE).read_bytes() == before


def test_a_full_disk_takes_nothing_half_and_goes_on_when_there_is_room(store, learner):
    store.append(Completion(learner, ITEM, stars=1))
    (pages,) = store._writes.execute("PRAGMA page_count").fetchone()
    store._writes.execute(f"PRAGMA max_page_count = {pages}")
    stored = 1
    with pytest.raises(StoreTrouble) as caught:
        for number in range(2000):
            store.append(Attempt(learner, f"pack/l{number}", "solved", 3, program=f"move({number})\n" * 50))
            stored += 1

    assert caught.value.key == "progress.disk_full"
    assert len(store.events()) == len(store.progress(learner)) == stored
    store._writes.execute("PRAGMA max_page_count = 1000000")
    store.append(Completion(learner, "pack/after", stars=1))
    assert [event.seq for event in store.events()] == list(range(1, stored + 2))
    assert store._reads.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_file_held_by_another_program(filled, folder, open_store, monkeypatch):
    monkeypatch.setattr(database, "PATIENCE", 0.01)
    store = open_store()
    other = sqlite3.connect(folder / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreTrouble) as caught:
        store.append(Hint(filled, ITEM, 1))
    late = open_store()  # a second window opens all the same

    assert caught.value.key == "progress.busy"
    assert len(late.events()) == 400
    other.execute("ROLLBACK")
    assert store.append(Hint(filled, ITEM, 1)) == "stored"
    other.close()


@pytest.mark.parametrize("text", ["a", "Dragă jurnal, azi am cules mere.\n" * 400, "\0" * 8192])
def test_a_file_replaced_by_something_else_is_refused_and_left_as_it_is(filled, folder, text):
    (folder / FILE).write_text(text, encoding="utf-8", newline="\n")

    trouble = trouble_of(folder)

    assert trouble.key == "progress.not_ours"
    assert trouble.can_set_aside
    assert (folder / FILE).read_text(encoding="utf-8") == text


def test_a_database_of_another_program_is_refused_and_left_as_it_is(tmp_path):
    other = sqlite3.connect(tmp_path / FILE)
    other.execute("CREATE TABLE recipes (name)")
    other.close()
    before = (tmp_path / FILE).read_bytes()

    assert trouble_of(tmp_path).key == "progress.not_ours"
    assert (tmp_path / FILE).read_bytes() == before


def test_a_file_from_a_newer_version_is_refused_and_left_as_it_is(filled, folder):
    newer = sqlite3.connect(folder / FILE)
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    before = (folder / FILE).read_bytes()

    trouble = trouble_of(folder)

    assert trouble.key == "progress.newer"
    assert not trouble.can_set_aside
    assert (folder / FILE).read_bytes() == before


@pytest.mark.parametrize("part", [0, 0.1, 0.5, 0.9])
def test_a_truncated_file_is_refused(filled, folder, part):
    whole = (folder / FILE).read_bytes()
    (folder / FILE).write_bytes(whole[: int(len(whole) * part)])

    trouble = trouble_of(folder)

    assert trouble.can_set_aside
    assert trouble.message.args == {"file": str(folder / FILE)}
    assert Store.open_or_memory(folder).trouble == trouble.message


@pytest.mark.parametrize("offset", range(20))
def test_four_kilobytes_overwritten_anywhere_are_noticed_and_what_is_left_is_carried_over(
    filled, folder, offset
):
    whole = bytearray((folder / FILE).read_bytes())
    pages = len(whole) // 4096
    start = pages * offset // 20 * 4096
    whole[start : start + 4096] = Random(offset).randbytes(4096)
    (folder / FILE).write_bytes(whole)

    assert trouble_of(folder).can_set_aside
    assert (folder / FILE).read_bytes() == whole
    aside = Store.set_aside_damaged(folder)
    fresh = Store.open(folder)

    assert aside.file == folder / "progress-damaged-1.sqlite3"
    assert aside.file.read_bytes() == whole
    assert len(fresh.events(filled)) == aside.events
    assert fresh.append(Completion(filled, ITEM, stars=3)) == "stored"
    assert fresh._reads.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert {path.name for path in folder.iterdir()} <= {
        aside.file.name,
        FILE,
        f"{FILE}-wal",
        f"{FILE}-shm",
    }
    fresh.close()


def test_damage_to_one_page_of_events_costs_only_that_page(filled, folder):
    connection = sqlite3.connect(folder / FILE)
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'event'").fetchone()
    connection.close()
    whole = bytearray((folder / FILE).read_bytes())
    page = (root - 1) * 4096
    while (
        whole[page] == 2
    ):  # an inner page of the tree: its first cell begins with the number of a child page
        cell = page + int.from_bytes(whole[page + 12 : page + 14], "big")
        page = (int.from_bytes(whole[cell : cell + 4], "big") - 1) * 4096
    whole[page : page + 4096] = bytes(4096)
    (folder / FILE).write_bytes(whole)

    aside = Store.set_aside_damaged(folder)
    fresh = Store.open(folder)

    assert 300 < aside.events < 400
    assert fresh.first_learner().id == filled
    assert sum(one.tries for one in fresh.progress(filled).values()) == 400  # the folded table was whole
    assert fresh.setting("language") == "hu"
    assert fresh.draft(filled, ITEM).text == "turn_left()"
    fresh.close()


def test_the_second_damage_does_not_overwrite_the_first(filled, folder):
    for number in (1, 2):
        (folder / FILE).write_text(f"damage {number}", encoding="utf-8")
        assert Store.set_aside_damaged(folder).file.name == f"progress-damaged-{number}.sqlite3"
    assert (folder / "progress-damaged-1.sqlite3").read_text(encoding="utf-8") == "damage 1"
    assert (folder / "progress-damaged-2.sqlite3").read_text(encoding="utf-8") == "damage 2"


def test_a_log_without_its_file_is_damage_and_no_first_start(store, learner, folder, tmp_path):
    store.append(Completion(learner, ITEM, stars=3))
    left = tmp_path / "left"
    left.mkdir()
    (left / f"{FILE}-wal").write_bytes((folder / f"{FILE}-wal").read_bytes())

    assert trouble_of(left).key == "progress.damaged"
    assert not (left / FILE).exists()


def test_a_lost_shared_memory_file_loses_nothing(store, learner, folder, tmp_path):
    store.append(Completion(learner, ITEM, stars=3))
    left = tmp_path / "left"
    left.mkdir()
    for name in (FILE, f"{FILE}-wal"):
        (left / name).write_bytes((folder / name).read_bytes())

    again = Store.open(left)

    assert again.progress(learner)[ITEM].stars == 3
    again.close()


def test_damage_found_while_playing_is_told(store, learner):
    store.append(Hint(learner, ITEM, 1))
    store._writes.execute("UPDATE event SET data = '{\"level\": '")

    with pytest.raises(StoreTrouble) as caught:
        store.events(learner)

    assert caught.value.key == "progress.damaged"


LONGEST_ARGUMENT = {"name": "Alexandru-Constantin M. P", "free": "Alexandru-Constantin A.", "text": "16-18"}


@pytest.mark.parametrize("lang", ["ro", "en", "hu"])
def test_every_trouble_has_a_short_calm_sentence(lang):
    place = Path(codekids.__file__).parent / "locale" / lang / "LC_MESSAGES" / "progress.po"
    with place.open("rb") as file:
        catalogue = pofile.read_po(file)
    entries = {str(one.id): str(one.string) for one in catalogue if str(one.id).startswith("progress.")}

    for key, sentence in entries.items():
        names = re.findall(r"{(\w+)}", sentence)
        said = sentence.format(**{name: LONGEST_ARGUMENT.get(name, "date") for name in names})
        assert 0 < len(said) <= 220, key
        assert said.count(".") <= 3 + said.count(" M.") + said.count(" A."), key
        assert not set("!şţŞŢ") & set(said), key


@pytest.mark.parametrize("lang", ["ro", "en", "hu"])
def test_the_sentence_names_the_file_at_fault(filled, folder, lang):
    (folder / FILE).write_text("{folder} {0} %s", encoding="utf-8")

    message = trouble_of(folder).message

    assert str(folder / FILE) in text(message.key, lang, **message.args)
    assert len(say(message, lang)) <= 220


def test_every_trouble_in_the_code_has_a_sentence():
    code = "".join(path.read_text(encoding="utf-8") for path in Path(database.__file__).parent.glob("*.py"))
    keys = set(re.findall(r'"(progress\.[a-z_]+)"', code))

    assert len(keys) > 20
    assert [key for key in keys for lang in ("ro", "en", "hu") if not knows(key, lang)] == []

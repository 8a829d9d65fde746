"""What is acknowledged is there: today, tomorrow, from two windows, with any clock."""

import hashlib
import sqlite3
import subprocess
import threading
from dataclasses import replace
from uuid import UUID

import pytest

from codekids.progress import database
from codekids.progress.events import Attempt, Completion, Event, Hint, Opened
from codekids.progress.folds import progress_of
from codekids.progress.store import Store

ITEM = "primii-pasi/culege-merele"


def test_the_star_of_today_is_there_tomorrow(store, learner, open_store):
    store.append(Attempt(learner, ITEM, "solved", stars=3, steps=12, program="move()\n"))
    store.append(Completion(learner, ITEM, stars=3))
    store.close()

    tomorrow = open_store()

    assert tomorrow.first_learner().id == learner
    assert tomorrow.progress(learner)[ITEM].stars == 3
    assert [event.kind for event in tomorrow.events(learner)] == ["attempt", "completion"]


def test_an_attempt_carries_the_fingerprint_and_the_text_of_its_program(store, learner):
    text = "for pas in range(4):\n    move()  # ș\n"
    store.append(
        Attempt(learner, ITEM, "problem", steps=3, program=text, problem="world.bumped", milliseconds=90)
    )

    (event,) = store.events(learner)

    sha256 = hashlib.sha256(text.encode("utf-8")).hexdigest()
    assert event.data == {
        "outcome": "problem",
        "stars": 0,
        "steps": 3,
        "program": sha256,
        "problem": "world.bumped",
        "milliseconds": 90,
    }
    assert store.program(learner, sha256) == text
    assert store.program(UUID(int=9), sha256) is None


@pytest.mark.parametrize(
    "text", ["x = 1\n" * 200_000, "a\0b", "\ud800", ""], ids=["1 MB", "NUL", "surrogate", "empty"]
)
def test_a_strange_program_is_an_attempt_like_any_other(store, learner, text):
    store.append(Attempt(learner, ITEM, "problem", program=text))
    store.save_draft(learner, ITEM, text)

    assert store.progress(learner)[ITEM].tries == 1
    assert store.draft(learner, ITEM).text == text
    kept = store.program(learner, store.events()[0].data["program"])
    assert kept == (text if 0 < len(text) < 64 * 1024 else None)


def test_the_same_event_twice_counts_once(store, learner):
    event = store.stamp(Completion(learner, ITEM, stars=2))

    assert [store.append(event), store.append(event)] == ["stored", "known"]
    assert store.append_all([event, event]) == ["known", "known"]
    assert len(store.events()) == 1


@pytest.mark.parametrize("change", [{"data": {"stars": 3}}, {"item": "alt/pas"}, {"at": 5}, {"kind": "hint"}])
def test_the_same_id_with_other_content_is_altered_and_the_first_stays(store, learner, change):
    event = store.stamp(Completion(learner, ITEM, stars=1))
    store.append(event)

    assert store.append(replace(event, **change)) == "altered"
    assert store.progress(learner)[ITEM].stars == 1
    assert len(store.events()) == 1


def test_an_event_from_another_laptop_keeps_its_device_and_number(store, learner, open_store, tmp_path):
    other = open_store(tmp_path / "alt laptop")
    other.append(Hint(learner, ITEM, 1))
    other.append(Hint(learner, ITEM, 2))

    for event in reversed(other.events()):
        assert store.append(event) == "stored"

    assert store.events() == other.events()
    assert {event.device for event in store.events()} == {other.device} != {store.device}
    assert store.append(replace(other.events()[0], seq=7)) == "altered"


def test_unknown_kinds_and_data_are_kept_as_they_came(store, learner):
    event = Event(
        UUID(int=77), learner, "danced", ITEM, 5, {"how": ["fast", {"ș": None}]}, device=UUID(int=3), seq=8
    )
    store.append(event)

    assert store.events() == [event]


def test_numbers_run_from_one_without_a_gap_and_order_wins_over_a_wrong_clock(store, learner, clock):
    for at in (
        1_262_304_000_000,
        1_700_000_000_000,
        0,
        -5_000,
        4_102_444_800_000,
    ):  # 2010, 2023, 1970, before, 2100
        clock.at = at
        store.append(Opened(learner, f"pack/at{at}"))

    events = store.events(learner)

    assert [event.seq for event in events] == [1, 2, 3, 4, 5]
    assert [event.at for event in events] == [
        1_262_304_000_000,
        1_700_000_000_000,
        0,
        -5_000,
        4_102_444_800_000,
    ]
    assert len(store.progress(learner)) == 5


def test_a_pair_both_have_the_solve(store, learner):
    mate = UUID(int=5)
    store.append(Completion(learner, ITEM, stars=2, mate=mate))

    for child in (learner, mate):
        assert store.progress(child)[ITEM].stars == 2
        assert store.progress(child)[ITEM].together
        assert len(store.events(child)) == 1


def test_the_progress_table_says_what_the_events_say(store, learner):
    for number in range(60):
        item = f"pack/l{number % 7}"
        store.append(
            [
                Opened(learner, item),
                Attempt(learner, item, "not_solved", milliseconds=number),
                Hint(learner, item, 1),
                Attempt(learner, item, "solved", stars=number % 4),
                Completion(learner, item, number % 4, UUID(int=4) if number % 3 else None),
            ][number % 5]
        )

    assert store.progress(learner) == progress_of(store.events(learner))
    assert store.progress(UUID(int=4)) == progress_of(store.events(UUID(int=4)))


def test_an_event_too_big_to_travel_is_refused_before_anything_is_written(store, learner):
    with pytest.raises(ValueError, match="2048"):
        store.append_all(
            [Hint(learner, ITEM, 1), Event(UUID(int=7), learner, "x", ITEM, 0, {"a": "b" * 3000})]
        )
    for item in ("", "x" * 300, "a\0b", "\ud800"):
        with pytest.raises(ValueError, match="lesson id"):
            store.append(Opened(learner, item))

    assert store.events() == []


def test_the_first_learner_is_made_once_whichever_window_asks(open_store, clock):
    one, other = open_store(), open_store()

    learner = one.first_learner()
    clock.at += 1000

    assert other.first_learner() == learner == one.first_learner()
    assert other.learners() == [learner]
    assert learner.name == ""
    assert learner.id.version == 4


def test_a_draft_comes_back_as_it_was_left(store, learner, open_store):
    store.save_draft(learner, ITEM, "move()\n")
    store.save_draft(learner, ITEM, "move()\nturn_left()\n", cursor=9, history='[["+", 7]]')
    store.close()

    again = open_store()

    assert again.draft(learner, ITEM).text == "move()\nturn_left()\n"
    assert again.draft(learner, ITEM).cursor == 9
    assert again.draft(learner, ITEM).history == '[["+", 7]]'
    assert again.draft(learner, "primii-pasi/alta") is None


@pytest.mark.parametrize("value", ["hu", 0.5, 3, True, None])
def test_settings_come_back_with_their_kind(store, value):
    assert store.setting("language", "ro") == "ro"

    store.set_setting("language", "en")
    store.set_setting("language", value)

    assert store.setting("language", "ro") == value
    assert type(store.setting("language")) is type(value)


def test_threads_may_write_and_read_at_once(store, learner):
    def play(number):
        for step in range(25):
            store.append(Attempt(learner, f"pack/l{number}", "not_solved", steps=step))
            store.progress(learner)

    threads = [threading.Thread(target=play, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [event.seq for event in store.events()] == list(range(1, 101))
    assert [one.tries for one in store.progress(learner).values()] == [25] * 4


def test_the_file_is_set_up_to_survive_a_power_cut_and_to_forget_on_demand(store, folder):
    asked = {
        name: store._writes.execute(f"PRAGMA {name}").fetchone()[0]
        for name in (
            "journal_mode",
            "synchronous",
            "secure_delete",
            "foreign_keys",
            "busy_timeout",
            "user_version",
        )
    }

    assert asked == {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "user_version": len(database.MIGRATIONS),
    }


def test_every_key_of_the_shared_tables_begins_with_the_library(store):
    for table in ("learner", "event", "progress", "program", "draft"):
        columns = store._reads.execute(f"PRAGMA table_info({table})").fetchall()
        key = sorted((place, name) for _, name, _, _, _, place in columns if place)
        assert key[0] == (1, "library_id"), table
    assert 0 < store.library < 2**53


def test_a_migration_keeps_a_copy_of_the_file_and_what_is_in_it(
    store, learner, open_store, folder, monkeypatch
):
    store.append(Completion(learner, ITEM, stars=3))
    store.close()
    version = len(database.MIGRATIONS)
    monkeypatch.setattr(
        database, "MIGRATIONS", [*database.MIGRATIONS, ("ALTER TABLE learner ADD COLUMN circle TEXT",)]
    )

    newer = open_store()

    assert newer.progress(learner)[ITEM].stars == 3
    assert newer._reads.execute("SELECT circle FROM learner").fetchall() == [(None,)]
    copy = sqlite3.connect(folder / f"progress-v{version}.sqlite3")
    assert copy.execute("SELECT count(*) FROM event").fetchone() == (1,)
    assert copy.execute("PRAGMA user_version").fetchone() == (version,)
    copy.close()


def test_a_migration_that_is_cut_short_leaves_the_old_version(
    store, learner, open_store, folder, monkeypatch
):
    store.append(Completion(learner, ITEM, stars=3))
    store.close()
    broken = ("ALTER TABLE learner ADD COLUMN circle TEXT", "ALTER TABLE no_such_table ADD COLUMN x")
    with monkeypatch.context() as patch:
        patch.setattr(database, "MIGRATIONS", [*database.MIGRATIONS, broken])
        with pytest.raises(database.StoreTrouble):
            open_store()

    again = open_store()

    assert again.progress(learner)[ITEM].stars == 3
    assert "circle" not in [row[1] for row in again._reads.execute("PRAGMA table_info(learner)")]


def test_a_store_in_memory_works_like_any_other_and_says_that_nothing_is_kept(clock):
    store = Store.in_memory(clock)
    learner = store.first_learner().id
    store.append(Completion(learner, ITEM, stars=2))
    store.save_draft(learner, ITEM, "move()")

    assert store.progress(learner)[ITEM].stars == 2
    assert store.draft(learner, ITEM).text == "move()"
    assert not store.kept
    assert store.trouble.key == "progress.not_kept"
    store.close()


def test_keeping_progress_costs_a_start_nothing_heavy(python):
    executable, environment = python
    program = (
        "import sys, codekids.progress.journal\n"
        "heavy = {'pydantic', 'yaml', 'pygame', 'sqlalchemy', 'PIL', 'logging', 'tempfile', 'asyncio'}\n"
        "print(*heavy & set(sys.modules))"
    )
    done = subprocess.run(
        [executable, "-S", "-c", program], env=environment, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "", "")


def test_two_processes_write_into_one_folder(store, learner, folder, python):
    executable, environment = python
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from uuid import UUID\n"
        "from codekids.progress.events import Attempt\n"
        "from codekids.progress.store import Store\n"
        "store = Store.open(Path(sys.argv[1]))\n"
        "for step in range(200):\n"
        "    store.append(Attempt(UUID(sys.argv[2]), 'pack/two', 'not_solved', steps=step))\n"
    )
    both = [
        subprocess.Popen([executable, "-c", program, str(folder), str(learner)], env=environment)
        for _ in range(2)
    ]

    assert [process.wait(60) for process in both] == [0, 0]
    assert store.progress(learner)["pack/two"].tries == 400
    assert [event.seq for event in store.events()] == list(range(1, 401))


def test_wrong_use_is_our_error_and_not_a_trouble_of_the_disk(open_store):
    store = open_store()
    store.close()

    with pytest.raises(sqlite3.ProgrammingError):
        store.learners()

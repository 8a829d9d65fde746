"""The picture of the club the screens read, and how it keeps up."""

import threading
from random import Random
from uuid import UUID

import pytest

from codekids.lang.problems import Message
from codekids.progress import erasure, logins, roster, rows
from codekids.progress.assignments import assign
from codekids.progress.club import read_club
from codekids.progress.database import StoreTrouble
from codekids.progress.events import Attempt, Completion, Hint, uuid4
from codekids.progress.folds import ItemProgress
from codekids.progress.journal import Journal
from codekids.progress.rows import Learner

ITEM, OTHER = "primii-pasi/culege-merele", "primii-pasi/pas-cu-pas"
NEVER = 3600.0  # seconds


@pytest.fixture
def ana(store):
    return roster.add_learner(store, "Ana").id


@pytest.fixture
def journal(store, ana):
    journal = Journal(store, pause=NEVER, retry=NEVER)
    yield journal
    journal.close()


def asked(journal, action):
    """What the store answered, through the journal."""
    answers, there = [], threading.Event()
    journal.do(action, lambda answer: (answers.append(answer), there.set()))
    assert there.wait(10)
    return answers[0]


def test_the_grid_has_tries_hints_stars_and_the_last_time(store, ana, clock):
    bogdan = roster.add_learner(store, "Bogdan").id
    store.append(Attempt(ana, ITEM, "problem"))
    store.append(Hint(ana, ITEM, 1))
    clock.at += 5000
    store.append(Attempt(ana, ITEM, "solved", 2))

    first, second = read_club(store).grid([OTHER, ITEM])

    assert [first.learner.id, second.learner.id] == [ana, bogdan]
    assert second.cells == [None, None]
    nothing, cell = first.cells
    assert nothing is None
    assert (cell.tries, cell.hints, cell.stars, cell.last_at) == (2, 1, 2, clock.at)
    assert (first.standing.stars, first.standing.solved, first.standing.last_at) == (2, 1, clock.at)


def test_three_hundred_children_and_a_hundred_and_eleven_lessons_stand_in_the_grid_as_in_the_table(
    store, clock
):
    items = [f"pack-{number // 10}/lesson-{number}" for number in range(111)]
    chance = Random(4)
    with store.transaction() as connection:
        for number in range(300):
            learner = Learner(uuid4(chance), f"Copil {number:03}", "fox", "", "", clock.at + number)
            rows.add_learner(connection, store.library, learner)
            rows.write_progress(
                connection,
                store.library,
                learner.id,
                [
                    (item, ItemProgress(number % 7, 1, 5, place % 4, False, 10, place))
                    for place, item in enumerate(items)
                ],
            )

    grid = read_club(store).grid(items)

    assert len(grid) == 300
    assert [cell.stars for cell in grid[17].cells] == [place % 4 for place in range(111)]
    assert dict(zip(items, grid[299].cells, strict=True)) == store.progress(grid[299].learner.id)
    assert grid[5].standing.stars == sum(place % 4 for place in range(111))
    assert grid[5].standing.solved == 111


def test_the_club_is_sorted_as_people_look_for_names(store):
    for name in ("Zoli", "Ștefan", "stela", "Ana", "Árpád"):
        roster.add_learner(store, name)

    assert [one.name for one in read_club(store).learners] == ["Ana", "Árpád", "Ștefan", "stela", "Zoli"]


def test_a_name_is_found_without_its_accents_unless_another_has_them(store):
    roster.add_learner(store, "Ștefan")
    club = read_club(store)
    assert [one.name for one in club.named(" stefan ")] == ["Ștefan"]
    roster.add_learner(store, "Stefan")
    club = read_club(store)
    assert [one.name for one in club.named("Ștefan")] == ["Ștefan"]
    assert len(club.named("stefan")) == 2


def test_the_picture_of_the_club_keeps_up_with_the_events(journal, store, ana):
    journal.append(Attempt(ana, ITEM, "problem"))
    journal.append(Completion(ana, ITEM, 3, mate=UUID(int=9)))
    before = journal.club
    assert journal.flush()

    assert journal.club.standing(ana).items == store.progress(ana)
    assert journal.club.standing(ana).stars == 3
    assert journal.progress(ana) == store.progress(ana)
    assert journal.club.standing(UUID(int=9)).items[ITEM].together
    assert before.standing(ana).items == {}  # a picture once taken does not change


def test_the_librarian_s_deeds_are_done_behind_the_window_s_back(journal, store):
    bogdan = asked(journal, lambda store: roster.add_learner(store, "Bogdan"))

    assert bogdan in journal.club.learners
    assert asked(journal, lambda store: roster.add_learner(store, "bogdan")).key == "progress.name_taken"
    assert asked(journal, lambda store: logins.set_pin(store, "1234")) is None
    assert journal.club.has_pin


def test_what_waits_is_written_before_a_deed_is_done(journal, store, ana):
    journal.save_draft(ana, ITEM, "move()")
    journal.append(Completion(ana, ITEM, 1))

    assert asked(journal, lambda store: store.draft(ana, ITEM)).text == "move()"


def test_a_deed_the_disk_refuses_answers_with_a_sentence_and_is_not_done_later(journal, store):
    def refused(_):
        raise StoreTrouble("progress.disk_full", folder="x")

    def broken(_):
        raise RuntimeError("a mistake of ours")

    assert asked(journal, refused) == Message("progress.disk_full", {"folder": "x"})
    assert asked(journal, broken).key == "progress.disk_trouble"
    assert asked(journal, lambda store: "still working") == "still working"


def test_another_window_s_changes_are_seen_at_the_next_look(journal, ana, open_store):
    other = open_store()
    bogdan = roster.add_learner(other, "Bogdan")
    roster.remove_learner(other, ana)
    assign(other, "primii-pasi")
    other.set_setting("language", "hu")
    other.set_learner_setting(bogdan.id, "theme", "contrast")
    assert [one.name for one in journal.club.learners] == ["Ana"]

    seen = threading.Event()
    journal.look(lambda club: seen.set())
    assert seen.wait(10)

    assert journal.club.learners == (bogdan,)
    assert [one.id for one in journal.club.removed] == [ana]
    assert [one.pack for one in journal.club.assignments_for(bogdan.id, None)] == ["primii-pasi"]
    assert journal.setting("language", "ro") == "hu"
    assert journal.setting("theme", "light", bogdan.id) == "contrast"


def test_a_look_at_nothing_new_reads_nothing(journal, monkeypatch):
    monkeypatch.setattr("codekids.progress.journal.read_club", lambda _: pytest.fail("read again"))
    seen = threading.Event()

    journal.look(lambda club: seen.set())

    assert seen.wait(10)


def test_each_child_has_settings_of_their_own(journal, store, ana):
    bogdan = asked(journal, lambda store: roster.add_learner(store, "Bogdan")).id
    for key, value in (("text_scale", 1.5), ("theme", "contrast"), ("left_handed", True)):
        journal.set_setting(key, value, ana)
    journal.set_setting("theme", "light")
    assert journal.setting("theme", None, ana) == "contrast"
    assert journal.flush()

    assert journal.setting("text_scale", 1.0, ana) == 1.5
    assert journal.setting("text_scale", 1.0, bogdan) == 1.0
    assert journal.setting("theme") == "light"
    assert read_club(store).learner_settings == {
        ana: {"text_scale": 1.5, "theme": "contrast", "left_handed": True}
    }


def test_the_drafts_of_who_sits_down_are_read_ahead(journal, store, ana, monkeypatch):
    store.save_draft(ana, ITEM, "move()", 2, "[]", '{"mode": "blocks"}')
    journal.fetch(ana)
    assert journal.flush()
    monkeypatch.setattr(store, "draft", lambda *_: pytest.fail("the drawing thread waits for the disk"))

    assert journal.draft(ana, ITEM).view == '{"mode": "blocks"}'
    assert journal.draft(ana, OTHER) is None
    journal.save_draft(ana, OTHER, "turn_left()")
    assert journal.flush()
    assert journal.draft(ana, OTHER).text == "turn_left()"


def test_what_another_window_wrote_is_not_overwritten_with_old_drafts(journal, store, ana, open_store):
    store.save_draft(ana, ITEM, "old()")
    journal.fetch(ana)
    journal.flush()
    open_store().save_draft(ana, ITEM, "new()")

    journal.look()
    journal.flush()

    assert journal.draft(ana, ITEM).text == "new()"


def test_a_child_erased_in_the_corner_is_gone_from_the_queue_too(journal, store, ana):
    journal.fetch(ana)
    assert asked(journal, lambda store: erasure.erase_learner(store, ana)) == erasure.Erased()

    journal.append(Completion(ana, ITEM, 3))
    journal.save_draft(ana, ITEM, "move()")
    journal.set_setting("theme", "contrast", ana)

    assert journal.flush()
    assert store.events() == []
    assert store.draft(ana, ITEM) is None
    assert journal.draft(ana, ITEM) is None
    assert read_club(store).learner_settings == {}
    assert journal.trouble is None


def test_a_club_in_memory_keeps_up_too():
    from codekids.progress.store import Store

    store = Store.in_memory()
    journal = Journal(store)
    bogdan = asked(journal, lambda store: roster.add_learner(store, "Bogdan"))

    assert journal.club.learners == (bogdan,)
    journal.close()
    store.close()

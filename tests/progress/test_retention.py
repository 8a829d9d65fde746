"""What is old goes by itself, what was won stays; and a wrong clock makes nothing old."""

import pytest

from codekids.progress import audit, figures, roster
from codekids.progress.club import read_club
from codekids.progress.events import Attempt, Completion, Hint
from codekids.progress.figures import Figure, club_figures
from codekids.progress.retention import retain, tidy

ITEM = "primii-pasi/culege-merele"
DAY = 24 * 60 * 60 * 1000
OCTOBER = 1_759_752_000_000  # 6 October 2025, noon


@pytest.fixture
def ana(store, clock):
    clock.at = OCTOBER
    return roster.add_learner(store, "Ana", age_band="9-10").id


def open_on(store, clock, *days):
    for day in days:
        clock.at = day
        tidy(store)


def test_events_go_after_thirteen_months_and_stars_and_figures_stay(store, ana, clock):
    store.append(Attempt(ana, ITEM, "not_solved", program="old()", milliseconds=60_000))
    store.append(Completion(ana, ITEM, 3))
    clock.at = OCTOBER + 390 * DAY
    store.append(Attempt(ana, ITEM, "problem", program="young()"))
    progress, before = store.progress(ana), club_figures(store)

    assert retain(store, OCTOBER + 400 * DAY) == 2

    assert [event.data.get("outcome") for event in store.events()] == ["problem"]
    assert store.progress(ana) == progress
    assert progress[ITEM].stars == 3
    assert club_figures(store) == before
    assert before[0] == Figure("2025-10-06", ITEM, "9-10", 1, 1, 1, 0, 60_000)
    assert [bytes(body) for (body,) in store._reads.execute("SELECT body FROM program")] == [b"young()"]


def test_an_old_program_that_was_tried_again_is_kept(store, ana, clock):
    store.append(Attempt(ana, ITEM, "problem", program="again()"))
    clock.at = OCTOBER + 390 * DAY
    store.append(Attempt(ana, ITEM, "problem", program="again()"))

    retain(store, OCTOBER + 400 * DAY)

    assert store.program(ana, store.events()[0].data["program"]) == "again()"


def test_what_a_clock_of_2010_dated_is_as_young_as_its_neighbours(store, ana, clock):
    store.append(Attempt(ana, "pack/before", "problem"))
    clock.at = 1_262_304_000_000
    store.append(Attempt(ana, "pack/in-2010", "problem"))
    clock.at = OCTOBER + 1
    store.append(Attempt(ana, "pack/after", "problem"))

    assert retain(store, OCTOBER + 7 * DAY) == 0
    assert len(store.events()) == 3


def test_figures_add_up_over_what_was_kept_before(store, ana, clock):
    for year in range(2):
        clock.at = OCTOBER + year * 400 * DAY
        store.append(Hint(ana, ITEM, 1))
    whole = club_figures(store)
    retain(store, OCTOBER + 400 * DAY)
    retain(store, OCTOBER + 900 * DAY)

    assert store.events() == []
    assert club_figures(store) == whole
    assert [(one.day, one.hints) for one in whole] == [("2025-10-06", 1), ("2026-11-10", 1)]


def test_figures_know_no_names_and_tell_age_bands_apart(store, ana):
    bogdan = roster.add_learner(store, "Bogdan", age_band="11-12").id
    for child in (ana, bogdan, bogdan):
        store.append(Attempt(child, ITEM, "solved", 1))

    assert [(one.age_band, one.learners, one.tries, one.solves) for one in club_figures(store)] == [
        ("11-12", 1, 2, 1),
        ("9-10", 1, 1, 1),
    ]
    assert figures.figures_of(store.events(), {})[0].learners == 2


@pytest.mark.parametrize("at", [-5, 2**62])
def test_a_time_of_nonsense_is_some_day(store, ana, clock, at):
    clock.at = at
    store.append(Hint(ana, ITEM, 1))

    assert len(club_figures(store)) == 1


def test_a_removed_child_is_erased_after_thirty_days(store, ana, clock):
    roster.remove_learner(store, ana)

    open_on(store, clock, *(OCTOBER + day * DAY for day in (7, 14, 21, 30)))
    assert [one.id for one in read_club(store).removed] == [ana]

    open_on(store, clock, OCTOBER + 31 * DAY)
    assert read_club(store).removed == ()
    assert [line.what for line in audit.lines(store)] == ["remove", "purge"]


def test_one_start_with_a_clock_of_2038_drops_nothing(store, ana, clock):
    store.append(Completion(ana, ITEM, 3))
    roster.remove_learner(store, ana)
    open_on(store, clock, OCTOBER + DAY, OCTOBER + 2 * DAY, 2_145_916_800_000, OCTOBER + 3 * DAY)

    assert [one.id for one in read_club(store).removed] == [ana]
    assert len(store.events()) == 1


def test_a_summer_away_and_the_club_goes_on_tidying(store, ana, clock):
    roster.remove_learner(store, ana)
    september = OCTOBER + 330 * DAY
    open_on(store, clock, OCTOBER + DAY, OCTOBER + 2 * DAY, OCTOBER + 3 * DAY, september)
    assert read_club(store).removed

    open_on(store, clock, september + 7 * DAY, september + 14 * DAY)
    assert read_club(store).removed == ()


def test_a_clock_of_2010_tidies_nothing(store, ana, clock):
    roster.remove_learner(store, ana)

    open_on(store, clock, *(1_262_304_000_000 + day * DAY for day in range(5)))

    assert read_club(store).removed


def test_a_start_also_resets_the_pin_and_ends_an_erasure(store, folder, ana):
    (folder / "reset-pin").touch()

    tidy(store)

    assert not (folder / "reset-pin").exists()

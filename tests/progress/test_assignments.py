"""What is for whom, and from when to when."""

from datetime import date
from uuid import UUID

import pytest

from codekids.progress import roster
from codekids.progress.assignments import (
    assign,
    assign_first,
    clock_trouble,
    day_of,
    end_assignment,
)
from codekids.progress.club import read_club

PACK, LATER = "primii-pasi", "din-nou-si-din-nou"
MONDAY, FRIDAY = date(2025, 10, 6), date(2025, 10, 10)


@pytest.fixture
def ana(store):
    return roster.add_learner(store, "Ana").id


def packs(store, learner, today=MONDAY):
    return [one.pack for one in read_club(store).assignments_for(learner, today)]


def test_at_a_first_start_the_first_pack_is_for_all(store, ana):
    assign_first(store, PACK)
    assign_first(store, LATER)

    assert packs(store, ana) == [PACK]


def test_once_ended_the_first_pack_does_not_come_back_by_itself(store, ana):
    assign_first(store, PACK)
    end_assignment(store, read_club(store).assignments[0].id)
    assign_first(store, PACK)

    assert packs(store, ana) == []
    assert read_club(store).assignments[0].over(MONDAY)


def test_a_pack_for_a_circle_is_for_its_members_as_long_as_they_are_members(store, ana):
    bogdan = roster.add_learner(store, "Bogdan").id
    circle = roster.add_circle(store, "Marți").id
    roster.join(store, circle, ana)
    assign(store, PACK, "circle", circle)

    assert (packs(store, ana), packs(store, bogdan)) == ([PACK], [])
    roster.leave(store, circle, ana)
    assert packs(store, ana) == []


def test_a_removed_circle_has_nothing_to_do(store, ana):
    circle = roster.add_circle(store, "Marți").id
    roster.join(store, circle, ana)
    assign(store, PACK, "circle", circle)

    roster.remove_circle(store, circle)
    assert packs(store, ana) == []
    roster.restore_circle(store, circle)
    assert packs(store, ana) == [PACK]


def test_some_lessons_for_one_child_and_the_newest_stands_first(store, ana, clock):
    assign(store, PACK)
    clock.at += 1000
    lessons = (f"{LATER}/patru-pasi", f"{LATER}/scara")
    assign(store, LATER, "learner", ana, lessons=lessons, mode="solo")

    first, second = read_club(store).assignments_for(ana, MONDAY)

    assert (first.pack, first.lessons, first.mode) == (LATER, lessons, "solo")
    assert (second.pack, second.lessons, second.mode) == (PACK, (), "")


@pytest.mark.parametrize(
    ("today", "there"),
    [
        (date(2025, 10, 5), False),
        (MONDAY, True),
        (date(2025, 10, 8), True),
        (FRIDAY, True),
        (date(2025, 10, 11), False),
        (None, True),  # the clock says 2010: nobody knows what day it is
    ],
)
def test_both_days_are_included(store, ana, today, there):
    assign(store, PACK, first_day=MONDAY, last_day=FRIDAY)

    assert packs(store, ana, today) == [PACK] * there


def test_what_is_over_is_still_in_the_list(store, ana):
    assign(store, PACK, last_day=FRIDAY)
    (one,) = read_club(store).assignments

    assert not one.over(FRIDAY)
    assert one.over(date(2025, 10, 11))
    assert not one.over(None)
    end_assignment(store, one.id)
    assert read_club(store).assignments[0].over(None)


def test_ended_means_ended_also_without_a_calendar(store, ana):
    end_assignment(store, assign(store, PACK).id)

    assert packs(store, ana, None) == []


def test_what_a_person_can_mend_is_told(store, ana):
    assert assign(store, PACK, first_day=FRIDAY, last_day=MONDAY).key == "progress.days_reversed"
    assert assign(store, PACK, "learner", UUID(int=5)).key == "progress.no_such_learner"
    assert assign(store, PACK, "circle", UUID(int=5)).key == "progress.no_such_circle"
    assert end_assignment(store, UUID(int=5)).key == "progress.no_such_assignment"
    roster.remove_learner(store, ana)
    assert assign(store, PACK, "learner", ana).key == "progress.no_such_learner"
    assert read_club(store).assignments == ()


@pytest.mark.parametrize("wrong", [("everybody", None), ("all", UUID(int=1)), ("circle", None)])
def test_what_nobody_could_ask_for_is_our_error(store, wrong):
    with pytest.raises(ValueError):
        assign(store, PACK, *wrong)
    with pytest.raises(ValueError):
        assign(store, "")


@pytest.mark.parametrize("at", [0, -1, 1_262_304_000_000, 2**62])
def test_a_clock_that_cannot_be_right_gives_no_day_and_a_sentence(at):
    assert day_of(at) is None
    assert clock_trouble(at).key == "progress.clock_wrong"


def test_a_clock_that_may_be_right_gives_the_day():
    assert day_of(1_759_752_000_000) == MONDAY
    assert clock_trouble(1_759_752_000_000) is None

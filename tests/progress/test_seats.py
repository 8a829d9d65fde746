"""Two or three children at one computer: everybody gets the credit, each once."""

from uuid import UUID

import pytest

from codekids.progress import figures
from codekids.progress.events import Attempt, Completion, Hint, Opened
from codekids.progress.folds import progress_of
from codekids.progress.journal import Journal
from codekids.progress.seats import IDLE, TURN, Seat, idle

ITEM = "primii-pasi/culege-merele"
ANA, BOGDAN, CSILLA = UUID(int=1), UUID(int=2), UUID(int=3)


def do_a_lesson(store, seat):
    journal = Journal(store)
    for deed in (
        Opened(ANA, ITEM),
        Hint(ANA, ITEM, 1),
        Attempt(ANA, ITEM, "solved", 3, program="move()\n", milliseconds=90_000),
        Completion(ANA, ITEM, 3),
    ):
        journal.append(deed, seat=seat)
    assert journal.close()


@pytest.mark.parametrize("learners", [(ANA,), (ANA, BOGDAN), (ANA, BOGDAN, CSILLA)])
def test_all_at_a_seat_get_the_credit_each_once(store, learners):
    do_a_lesson(store, Seat(learners))

    for child in (ANA, BOGDAN, CSILLA):
        progress = store.progress(child)
        if child not in learners:
            assert progress == {}
            continue
        one = progress[ITEM]
        assert (one.tries, one.hints, one.stars, one.milliseconds) == (1, 1, 3, 90_000)
        assert one.together == (len(learners) > 1)
        assert progress == progress_of(store.events(child))
        sha = next(event.data["program"] for event in store.events(child) if event.kind == "attempt")
        assert store.program(child, sha) == "move()\n"


def test_a_third_child_costs_one_event_more(store):
    do_a_lesson(store, Seat((ANA, BOGDAN, CSILLA)))

    assert len(store.events()) == 8
    assert [len(store.events(child)) for child in (ANA, BOGDAN, CSILLA)] == [4, 4, 4]
    assert [event.seq for event in store.events()] == list(range(1, 9))


def test_figures_count_each_child_of_a_seat(store):
    do_a_lesson(store, Seat((ANA, BOGDAN, CSILLA)))

    (one,) = figures.club_figures(store)
    assert (one.learners, one.tries, one.solves, one.hints) == (3, 3, 3, 3)


def test_the_first_drives_and_a_swap_turns_the_row():
    seat = Seat((ANA,), since=0.0).joined(BOGDAN).joined(CSILLA)
    drivers = []
    for turn in range(4):
        drivers.append(seat.driver)
        seat = seat.swapped(turn * TURN)

    assert drivers == [ANA, BOGDAN, CSILLA, ANA]
    assert seat.navigators == (CSILLA, ANA)


def test_the_chime_rings_after_seven_minutes_and_only_for_a_shared_seat():
    shared, alone = Seat((ANA, BOGDAN), since=100.0), Seat((ANA,), since=100.0)

    assert not shared.swap_due(100.0 + TURN - 1)
    assert shared.swap_due(100.0 + TURN)
    assert not shared.swapped(100.0 + TURN).swap_due(100.0 + TURN)
    assert not alone.swap_due(100.0 + 10 * TURN)


def test_a_swap_is_noted_as_an_event_of_all_and_wins_nothing(store):
    seat = Seat((ANA, BOGDAN)).swapped(0.0)
    journal = Journal(store)
    event = journal.append(seat.swap_deed(ITEM), seat=seat)
    journal.close()

    assert (event.kind, event.learner, event.mate) == ("swap", BOGDAN, ANA)
    assert store.progress(ANA)[ITEM].tries == 0
    assert not store.progress(ANA)[ITEM].solved


def test_one_gets_up_and_the_next_drives():
    seat = Seat((ANA, BOGDAN, CSILLA), since=5.0)

    assert seat.without(BOGDAN, 60.0) == Seat((ANA, CSILLA), 5.0)
    assert seat.without(ANA, 60.0) == Seat((BOGDAN, CSILLA), 60.0)
    assert Seat((ANA,)).without(ANA, 60.0) is None


def test_a_seat_has_place_for_three_different_children():
    full = Seat((ANA, BOGDAN, CSILLA))

    assert full.full
    for wrong in ((), (ANA, ANA), (ANA, BOGDAN, CSILLA, UUID(int=4))):
        with pytest.raises(ValueError, match="1 to 3"):
            Seat(wrong)


def test_ten_quiet_minutes_log_out():
    assert not idle(100.0, 100.0 + IDLE - 0.1)
    assert idle(100.0, 100.0 + IDLE)

"""Progress is a fold that no order and no repeat can change."""

from random import Random
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from codekids.progress.events import Answered, Attempt, Completion, Event, Hint, Opened, Shown, stamped, uuid7
from codekids.progress.folds import Answer, ItemProgress, added, answers_in, best_of, progress_of, share_of

ANA, BOGDAN = UUID(int=1), UUID(int=2)
ITEM = "primii-pasi/culege-merele"


def events_of(*deeds, start=1000):
    return [stamped(deed, start + number, Random(number)) for number, deed in enumerate(deeds)]


def test_two_failures_a_hint_and_a_solve_give_three_tries_and_the_stars():
    events = events_of(
        Opened(ANA, ITEM),
        Attempt(ANA, ITEM, "problem", problem="world.bumped", milliseconds=4000),
        Hint(ANA, ITEM, 1),
        Attempt(ANA, ITEM, "not_solved", milliseconds=2000),
        Attempt(ANA, ITEM, "solved", stars=2, milliseconds=1000),
        Completion(ANA, ITEM, stars=2),
    )

    assert progress_of(events) == {
        ITEM: ItemProgress(tries=3, hints=1, solved_at=1004, stars=2, milliseconds=7000, last_at=1005)
    }


def test_a_worse_solution_afterwards_takes_no_star_away():
    events = events_of(Completion(ANA, ITEM, stars=3), Completion(ANA, ITEM, stars=1))

    assert progress_of(events)[ITEM].stars == 3
    assert progress_of(events)[ITEM].solved_at == 1000


def test_a_solved_attempt_counts_even_when_the_power_went_before_its_completion():
    assert progress_of(events_of(Attempt(ANA, ITEM, "solved", stars=3)))[ITEM].solved


def test_stars_claimed_by_an_attempt_that_did_not_solve_are_no_stars():
    assert progress_of(events_of(Attempt(ANA, ITEM, "not_solved", stars=3)))[ITEM].stars == 0


def test_a_solve_of_two_at_one_seat_is_marked_together():
    assert progress_of(events_of(Completion(ANA, ITEM, 1, mate=BOGDAN)))[ITEM].together
    assert not progress_of(events_of(Completion(ANA, ITEM, 1)))[ITEM].together


def test_numbers_that_are_none_count_as_nothing():
    for stars in ("three", None, -1, True, 2.5, [3]):
        event = Event(uuid7(5, Random(1)), ANA, "completion", ITEM, 5, {"stars": stars})
        assert progress_of([event])[ITEM].stars == 0, stars
    assert (
        progress_of([Event(uuid7(5, Random(1)), ANA, "completion", ITEM, 5, {"stars": 10**30})])[ITEM].stars
        == 3
    )


def test_a_kind_from_a_newer_version_is_no_try():
    event = Event(uuid7(9, Random(1)), ANA, "danced", ITEM, 9, {"stars": 3})

    assert progress_of([event]) == {ITEM: ItemProgress(last_at=9)}


data = st.fixed_dictionaries(
    {},
    optional={
        "stars": st.integers(-1, 5),
        "outcome": st.sampled_from(["solved", "not_solved", "problem"]),
        "milliseconds": st.integers(0, 9999),
    },
)
event = st.builds(
    Event,
    id=st.uuids(version=4),
    learner=st.just(ANA),
    kind=st.sampled_from(["opened", "attempt", "completion", "hint", "danced"]),
    item=st.sampled_from(["pack/a", "pack/b"]),
    at=st.integers(0, 2**41),
    data=data,
    mate=st.sampled_from([None, BOGDAN]),
)


def test_one_step_of_several_solved_is_a_try_and_not_yet_a_solved_lesson():
    tried = events_of(Attempt(ANA, ITEM, "solved", stars=3, step=2, milliseconds=10))

    assert progress_of(tried)[ITEM] == ItemProgress(tries=1, milliseconds=10, last_at=1000)
    assert progress_of(tried + events_of(Completion(ANA, ITEM, 2), start=2000))[ITEM].stars == 2


def test_answers_are_told_by_their_question_and_time_each_once():
    events = events_of(
        Answered(ANA, ITEM, f"{ITEM}#1", right=False, means="off_by_one"),
        Shown(ANA, ITEM, "career"),
        Answered(ANA, "primii-pasi/imi-amintesc", f"{ITEM}#1", right=True),
    )

    assert answers_in([*reversed(events), *events]) == (
        Answer(f"{ITEM}#1", 1000, right=False),
        Answer(f"{ITEM}#1", 1002, right=True),
    )
    assert progress_of(events)[ITEM] == ItemProgress(last_at=1001)


events = st.lists(event, max_size=20, unique_by=lambda one: one.id)


@given(events, st.randoms())
def test_neither_order_nor_repeats_change_the_progress(some, random):
    again = some + [one for one in some if random.random() < 0.5]
    random.shuffle(again)

    assert progress_of(again) == progress_of(some)


@given(events, st.integers(0, 20))
def test_folding_in_two_halves_is_folding_at_once(some, cut):
    one, other = progress_of(some[:cut]), progress_of(some[cut:])
    joined = {
        item: added(one.get(item, ItemProgress()), other.get(item, ItemProgress())) for item in {*one, *other}
    }

    assert joined == progress_of(some)


@given(events.filter(bool))
def test_the_better_of_a_part_and_the_whole_is_the_whole(some):
    shares = [share_of(one) for one in some]
    part = shares[0]
    whole = part
    for share in shares[1:]:
        whole = added(whole, share)

    assert best_of(part, whole) == best_of(whole, part) == best_of(whole, whole) == whole


def test_event_ids_are_version_7_and_begin_with_their_time():
    early, late = uuid7(1_700_000_000_000, Random(1)), uuid7(1_700_000_000_001, Random(2))

    assert early.version == late.version == 7
    assert early.variant == late.variant
    assert early.int >> 80 == 1_700_000_000_000
    assert early < late
    assert uuid7(-5, Random(1)).int >> 80 == 0

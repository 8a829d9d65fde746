"""A map that a child draws can always be played: whatever is painted, in whatever order."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codekids.lessons.kinds.map_draft import LARGEST, SMALLEST, MapDraft
from codekids.world.grid import GridWorld
from codekids.world.maps import read_map

EMPTY = MapDraft(5, 4, {}, (1, 1))


def test_a_map_is_what_it_was_after_the_journey_through_a_draft():
    draft = EMPTY.paint((3, 2), "wall").paint((4, 4), "water").paint((5, 1), "goal").paint((2, 2), "apple")

    assert MapDraft.from_data(json.loads(json.dumps(draft.to_data()))) == draft
    assert MapDraft.of(draft.world()) == draft


def test_there_is_one_flag():
    draft = EMPTY.paint((5, 1), "goal").paint((2, 2), "goal")

    assert draft.at((5, 1)) == "floor"
    assert draft.at((2, 2)) == "goal"


def test_ari_turns_where_ari_stands_and_is_never_painted_over():
    assert EMPTY.paint((1, 1), "hero").facing == "south"
    assert EMPTY.paint((1, 1), "wall") is EMPTY
    assert EMPTY.paint((9, 9), "wall") is EMPTY
    assert EMPTY.paint((2, 2), "lava") is EMPTY


def test_ari_steps_onto_what_lies_there_and_it_is_gone():
    draft = EMPTY.paint((2, 2), "wall").paint((2, 2), "hero")

    assert draft.at((2, 2)) == "hero"
    assert draft.paint((3, 3), "hero").at((2, 2)) == "floor"


def test_a_smaller_map_keeps_ari_inside():
    draft = MapDraft(9, 9, {(9, 9): "goal", (3, 3): "wall"}, (8, 3)).resized(3, 3)

    assert (draft.columns, draft.rows, draft.hero, draft.has_goal) == (3, 3, (3, 3), False)
    assert draft.at((3, 3)) == "hero"
    assert EMPTY.resized(99, 1).resized(99, 1) == MapDraft(LARGEST, SMALLEST, {}, (1, 1))


@pytest.mark.parametrize(
    "data", [None, [], {}, {"map": 3, "legend": {}}, {"map": "> ?", "legend": {}}, {"map": "#" * 9999}]
)
def test_what_is_no_map_is_none(data):
    assert MapDraft.from_data(data) is None


strokes = st.tuples(
    st.tuples(st.integers(0, 6), st.integers(0, 6)),
    st.sampled_from(["wall", "water", "goal", "floor", "hero", "apple", "gem", "nonsense"]),
)


@given(st.lists(strokes, max_size=40), st.integers(1, 14), st.integers(1, 14))
def test_whatever_is_painted_is_a_world_and_reads_back(some, columns, rows):
    draft = EMPTY
    for cell, tool in some:
        draft = draft.paint(cell, tool)
    draft = draft.resized(columns, rows)

    world = read_map(*draft.text())

    assert isinstance(world, GridWorld)
    assert MapDraft.of(world) == draft

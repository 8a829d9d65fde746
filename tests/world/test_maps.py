"""A teacher's map: read to the letter, and told all that is wrong with it at once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codekids.world.grid import GridWorld, grid_world
from codekids.world.maps import MapError, read_map, write_map
from codekids.world.words import COLOURS, HEADINGS, THINGS

ORCHARD = """
# # # # # # #
# > . A . G #
# # # # # # #
"""


def test_the_map_of_the_lesson_contract():
    world = read_map(ORCHARD, {"A": "apple"})

    assert isinstance(world, GridWorld)
    assert (world.columns, world.rows) == (7, 3)
    assert (world.at, world.facing) == ((2, 2), "east")
    assert world.things == (((4, 2), "apple", 1),)
    assert world.goals == {(6, 2)}
    assert len(world.walls) == 16


def test_the_top_line_is_the_highest_row():
    assert read_map("^ .\n. G").at == (1, 2)


def test_spaces_between_the_cells_are_optional():
    assert read_map("#####\n#>.G#\n#####") == read_map("# # # # #\n  #  > . G #  \n#####")


@pytest.mark.parametrize(("mark", "facing"), list(zip("^>v<", HEADINGS, strict=True)))
def test_an_arrow_is_the_hero_and_where_it_looks(mark, facing):
    assert read_map(f". {mark}") == grid_world(2, 1, at=(2, 1), facing=facing)


def test_a_legend_has_a_word_for_everything_a_cell_can_be():
    legend = {
        "~": "water",
        "D": "door",
        "K": "key",
        "B": "box",
        "H": "hero",
        "_": "floor",
        "W": "wall",
        "Z": "zmeu",
    }

    world = read_map("~ D K B H _ W G Z", legend)

    assert world == grid_world(
        9, 1, at=(5, 1), water=[(1, 1)], doors=[(2, 1)], boxes=[(4, 1)], walls=[(7, 1)], goals=[(8, 1)],
        things=[((3, 1), "key", 1), ((9, 1), "zmeu", 1)],
    )  # fmt: skip


def test_counts_thin_walls_and_the_bag_come_beside_the_map():
    world = read_map(
        ". > G",
        things=[((1, 1), "apple", 3), ((1, 1), "pear", 1), ((3, 1), "box", 1)],
        walls=[((1, 1), "east")],
        hero=(None, None, {"key": 2}),
    )

    assert world == grid_world(
        3, 1, at=(2, 1), goals=[(3, 1)], boxes=[(3, 1)], thin_walls=[((2, 1), "west")], holds={"key": 2},
        things=[((1, 1), "pear", 1), ((1, 1), "apple", 3)],
    )  # fmt: skip


def test_the_hero_may_stand_beside_the_map():
    assert read_map(". G", hero=((2, 1), "west", {})) == grid_world(
        2, 1, at=(2, 1), facing="west", goals=[(2, 1)]
    )


def wrong(text, legend=None, **beside):
    """What is wrong, as (key, row, column)."""
    errors = read_map(text, legend, **beside)
    assert isinstance(errors, list), errors
    return [(error.key.removeprefix("map."), error.row, error.column) for error in errors]


@pytest.mark.parametrize(
    ("text", "legend", "found"),
    [
        ("", {}, ("empty", 0, 0)),
        ("  \n \n", {}, ("empty", 0, 0)),
        ("> .\n\n. .", {}, ("uneven", 1, 0)),
        ("> . .\n. . .\n. .", {}, ("uneven", 2, 2)),
        ("> .\n. .\n. . .", {}, ("uneven", 2, 4)),
        ("\n> . A", {}, ("unknown_character", 1, 4)),
        ("> . >", {}, ("second_hero", 0, 4)),
        (". . .", {}, ("no_hero", 0, 0)),
        (">" + "." * 40, {}, ("too_large", 0, 0)),
        (">\n" + ".\n" * 40, {}, ("too_large", 0, 0)),
        (">", {"AB": "apple"}, ("legend_character", 0, 0)),
        (">", {" ": "apple"}, ("legend_character", 0, 0)),
        (">", {"A": "măr"}, ("word_meant", 0, 0)),
        (">", {"A": "perete"}, ("word_meant", 0, 0)),
        (">", {"A": "watter"}, ("word_meant", 0, 0)),
        (">", {"A": "Apple"}, ("word_meant", 0, 0)),
        (">", {"A": "două mere"}, ("not_a_word", 0, 0)),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(text, legend, found):
    assert found in wrong(text, legend)


@pytest.mark.parametrize(
    ("beside", "part", "index", "key"),
    [
        ({"things": [((1, 1), "apple", 1), ((9, 1), "apple", 1)]}, "things", 1, "outside"),
        ({"things": [((2, 1), "apple", 0)]}, "things", 0, "count"),
        ({"things": [((2, 1), "apple", True)]}, "things", 0, "count"),
        ({"things": [((2, 1), "hero", 1)]}, "things", 0, "not_a_word"),
        ({"things": [((2, 1), "box", 2)]}, "things", 0, "only_one"),
        ({"things": [((3, 1), "box", 1)]}, "things", 0, "crowded"),
        ({"things": [((3, 1), "apple", 1)]}, "things", 0, "thing_in_wall"),
        ({"walls": [((0, 1), "north")]}, "walls", 0, "outside"),
        ({"walls": [((1, 1), "nord")]}, "walls", 0, "heading_meant"),
        ({"walls": [((1, 1), "up")]}, "walls", 0, "not_a_heading"),
        ({"hero": ((2, 1), None, {})}, "hero", 0, "second_hero"),
        ({"hero": (None, "west", {})}, "hero", 0, "two_headings"),
        ({"hero": (None, None, {"nut": 1, "key": 0})}, "hero", 1, "count"),
        ({"things": [((1, 1), "water", 1)]}, "hero", 0, "hero_inside"),
    ],
)  # fmt: skip
def test_what_is_wrong_beside_the_map_names_its_entry(beside, part, index, key):
    errors = read_map("> . #", **beside)

    assert [(error.part, error.index, error.key) for error in errors] == [(part, index, f"map.{key}")]


def test_everything_wrong_is_told_at_once_and_an_unknown_character_once():
    errors = wrong("> ? ?\n. . .\n< ?", walls=[((9, 9), "up")], hero=(None, "sus", {}))

    assert [key for key, _, _ in errors] == [
        "unknown_character", "uneven", "outside", "not_a_heading", "second_hero", "not_a_heading"
    ]  # fmt: skip


def test_a_suggestion_is_what_was_meant():
    error = read_map(">", {"A": "măr"})[0]

    assert error == MapError(0, 0, "map.word_meant", {"word": "măr", "meant": "apple"}, "legend", 0)


@st.composite
def worlds(draw):
    """Any grid world a lesson may start from."""
    columns, rows = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    cells = [(column, row) for column in range(1, columns + 1) for row in range(1, rows + 1)]
    cell = st.sampled_from(cells)
    solid = draw(st.dictionaries(cell, st.sampled_from(["walls", "water", "doors", "boxes"])))
    at = draw(cell)
    solid.pop(at, None)
    free = st.sampled_from([place for place in cells if solid.get(place) != "walls"])
    thing = st.tuples(free, st.sampled_from([name for name in THINGS if name != "box"]), st.integers(1, 3))
    counts = st.dictionaries(st.sampled_from(["key", "apple"]), st.integers(1, 5))
    return grid_world(
        columns,
        rows,
        at=at,
        facing=draw(st.sampled_from(HEADINGS)),
        holds=draw(counts),
        goals=draw(st.sets(free)),
        things=draw(st.lists(thing, max_size=8)),
        thin_walls=draw(st.lists(st.tuples(cell, st.sampled_from(HEADINGS)), max_size=8)),
        **{word: [place for place, what in solid.items() if what == word] for word in set(solid.values())},
    )


@settings(max_examples=60, deadline=None)
@given(worlds())
def test_a_written_map_reads_back_to_the_same_world(world):
    written = write_map(world)

    assert read_map(written.text, written.legend, written.things, written.walls, written.hero) == world


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.sampled_from("#.><^vGAB \n\t?ș") | st.characters(), max_size=60),
    st.dictionaries(
        st.text(max_size=2), st.text(max_size=6) | st.sampled_from(["box", "water", *COLOURS]), max_size=3
    ),
)
def test_no_map_is_too_strange_to_answer(text, legend):
    answer = read_map(text, legend)

    assert isinstance(answer, GridWorld) or (answer and all(error.key.startswith("map.") for error in answer))

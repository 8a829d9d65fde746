"""What the program remembers: which cards there are, what is drawn once, and that it can be looked at."""

import pytest

from codekids.engine.run import run
from codekids.engine.timeline import Recording
from codekids.lang import catalogue
from codekids.ui.call_history import CHECKPOINT, CallHistory
from codekids.ui.geometry import Rect
from codekids.ui.memory_plan import MOST_CARDS, MOST_CELLS, cells, plan
from codekids.ui.screens.puzzle.facts_panel import VariableLine, Variables
from codekids.ui.screens.puzzle.memory_panel import MemoryPicture
from codekids.ui.value_shape import shape_of
from codekids.world.grid import grid_world

FACTORIAL = "def fact(n):\n    if n < 2:\n        return 1\n    return n * fact(n - 1)\nx = fact(4)"
SHARED = "a = [1, 2]\nb = a\nc = [1, 2]\ndef put(row):\n    row.append(3)\nput(b)\nprint(a)"
DEEP = "def down(n, way):\n    way.append(n)\n    if n:\n        down(n - 1, way)\ndown(90, [])\nprint('up')"


def say(key, **args):
    return catalogue.text(key, "ro", **args)


def deepest(timeline):
    return max(range(len(timeline.moments)), key=lambda index: timeline.moments[index].depth)


@pytest.fixture
def watched(workers):
    """A recording of a run, as the window has it."""

    def watch(program):
        recording = Recording(grid_world(3, 3))
        run(program, recording.start, workers, recording=recording)
        return recording

    return watch


def test_each_open_call_is_a_card_and_the_last_one_runs(watched):
    recording = watched(FACTORIAL)

    cards = plan(CallHistory(recording).at(deepest(recording)))

    assert [card.function for card in cards] == ["", "fact", "fact", "fact", "fact"]
    assert [entry.shape.text for card in cards for entry in card.entries] == ["4", "3", "2", "1"]
    assert [card.now for card in cards] == [False, False, False, False, True]


def test_one_list_under_three_names_is_drawn_once(watched):
    recording = watched(SHARED)
    inside = next(index for index, moment in enumerate(recording.moments) if moment.line == 5)

    program, call = plan(CallHistory(recording).at(inside))

    assert [(entry.name, entry.number, entry.again) for entry in (*program.entries, *call.entries)] == [
        ("a", 1, False),
        ("b", 1, True),
        ("c", 0, False),
        ("row", 1, True),
    ]
    assert program.entries[0].shape.items == ("1", "2", "3")


def test_of_a_deep_recursion_the_first_and_the_last_calls_are_drawn(watched):
    recording = watched(DEEP)

    cards = plan(CallHistory(recording).at(deepest(recording)))

    assert len(cards) == MOST_CARDS
    assert [card.skipped for card in cards] == [0, 92 - MOST_CARDS, *[0] * (MOST_CARDS - 2)]
    assert cards[-1].entries[0].shape.text == "0"


def test_any_moment_may_be_asked_for_in_any_order(watched):
    recording = watched(DEEP)
    assert len(recording.moments) > 2 * CHECKPOINT
    history = CallHistory(recording)

    for index in (len(recording.moments) - 1, 0, CHECKPOINT, CHECKPOINT - 1, -1, 200):
        assert history.at(index) == (recording.timeline.stack_at(index) if index >= 0 else ())


def test_a_long_list_has_an_end():
    assert cells(shape_of(str(list(range(99)))))[-2:] == (str(MOST_CELLS - 2), "…")


@pytest.mark.parametrize(("program", "width"), [(FACTORIAL, 640), (SHARED, 640), (SHARED, 300)])
def test_the_picture_is_as_high_as_it_says(program, width, watched, view):
    recording = watched(program)
    picture = MemoryPicture(plan(CallHistory(recording).at(deepest(recording))), say)
    height = picture.height_for(view, width)
    picture.place(Rect(10, 10, width, height))
    view.rect_fill(view.rect, "#FFFDF7")

    picture.draw(view)

    below = min(10 + height, 719)
    assert {view.surface.get_at((x, below))[:3] for x in range(1280)} == {(255, 253, 247)}


@pytest.mark.parametrize("width", [40, 120, 260, 900])
@pytest.mark.parametrize(
    "value", ["[3, 1, 2]", "['a', 'b, c']", str(list(range(99))), "(1,)", f"['{'x' * 60}']"], ids=len
)
def test_a_list_among_the_variables_stays_within_its_panel(value, width, view):
    panel = Variables("nothing")
    panel.show([VariableLine("lista", value, "[]", True)], "")
    panel.place(Rect(300, 100, width, 60))
    view.rect_fill(view.rect, "#FFFDF7")

    panel.draw(view)

    outside = {view.surface.get_at((x, y))[:3] for x in (295, 300 + width + 4) for y in range(90, 170)}
    assert outside == {(255, 253, 247)}

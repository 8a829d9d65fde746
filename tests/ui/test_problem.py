"""The bubble at the line: a repair is a choice between two lines, and only the child makes it."""

import pytest

from codekids.lang.problems import Fix
from codekids.ui.pictures import Sitting
from codekids.ui.screens.puzzle.problem import fixed_lines


@pytest.mark.parametrize(
    ("lines", "fix", "own", "mended"),
    [
        (["moov()"], Fix(1, 0, 1, 4, "move"), "moov()", "move()"),
        (["if x:", "    moov()"], Fix(2, 4, 2, 8, "move"), "moov()", "move()"),
        (["for pas in range(3):", "move()"], Fix(2, 0, 2, 0, "    "), "move()", "    move()"),
        (["a = 1;", "b"], Fix(1, 5, 1, 6, ""), "a = 1;", "a = 1"),
        (["move() take()"], Fix(1, 6, 1, 7, "\n"), "move() take()", "move()\ntake()"),
        (["import os", "move()"], Fix(1, 0, 2, 0, ""), "import os", ""),
        (["x = 1", "# gone"], Fix(2, 0, 2, 6, ""), "# gone", ""),
    ],
)
def test_both_lines_as_they_are_read(lines, fix, own, mended):
    assert fixed_lines(lines, fix) == (own, mended)


@pytest.fixture
def sitting(assets, packs):
    with Sitting(packs[0].lessons[1], "ro", assets, "light", packs) as sitting:
        sitting.session.document.set_text("move()\nmoov()")
        yield sitting


def shown(sitting, view, size=(1280, 720)):
    sitting.run()
    sitting.session.playback.to_end()
    sitting.screen.layout(view, size)
    for _ in range(2):
        sitting.screen.root.damage(view.rect)
        sitting.screen.root.draw_all(view)
    return sitting.screen.editor.bubble


def test_the_child_s_own_line_stands_beside_the_mended_one(sitting, view):
    own, mended = shown(sitting, view).choices

    assert (own.name, mended.name) == ("Așa ai scris: moov()", "Poate așa: move()")
    assert own.icon != mended.icon
    assert sitting.session.text == "move()\nmoov()", "nothing is mended by itself"


def test_choosing_the_mended_line_writes_it_and_undo_takes_it_back(sitting, view):
    shown(sitting, view).choices[1].press()
    assert sitting.session.text == "move()\nmove()"
    assert sitting.screen.editor.bubble is None

    sitting.screen.program.editor.undo()
    assert sitting.session.text == "move()\nmoov()"


def test_choosing_the_own_line_leaves_it_and_closes_the_bubble(sitting, view):
    shown(sitting, view).choices[0].press()

    assert sitting.session.text == "move()\nmoov()"
    assert sitting.screen.editor.bubble is None


def test_the_card_is_offered_the_third_time(sitting, view):
    for _ in range(3):
        sitting.session.mistakes.ran(sitting.session.text, sitting.run())
    bubble = shown(sitting, view)

    bubble.card_button.press()

    assert bubble.detail == sitting.shell.say("card.spelling")


def test_where_everything_is_large_the_keyboard_brings_the_choice_into_sight(sitting, view, assets):
    view.scale = 2.0
    bubble = shown(sitting, view)
    editor = sitting.screen.editor

    sitting.screen.root.give_focus(bubble.choices[1], visible=True)

    assert editor.rect.intersection(bubble.choices[1].rect) == bubble.choices[1].rect


def test_the_map_lights_the_cell_of_a_mishap(sitting, view):
    sitting.session.document.set_text("turn_left()\nturn_left()\nmove()")
    shown(sitting, view)
    sitting.screen.refresh()

    assert sitting.screen.lit_cell() == sitting.session.playback.world.at

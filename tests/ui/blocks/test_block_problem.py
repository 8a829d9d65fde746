"""A problem of the program shown at its block."""

import pytest

from codekids.ui.events import Wheel
from codekids.ui.geometry import Rect
from codekids.ui.widgets.bubble import ErrorBubble


def bubble(heard=None):
    return ErrorBubble("Linia 2", "Aici e un zid.", close=("Închide", lambda: heard.append("closed")))


def test_the_bubble_stands_at_the_block_of_its_line_and_can_be_closed(desk):
    heard = []
    desk.open("move()\nturn_left()\nmove()\n")
    desk.editor.show_problem(2, 0, bubble(heard))
    desk.draw()
    shown = desk.editor.bubble

    assert desk.editor.floor.problem == ("2", "")
    assert shown.rect.y > desk.on_block("2")[1]
    assert desk.editor.floor.rect.contains(*shown.rect[:2])
    desk.click(shown.close_button.rect.centre)
    assert heard == ["closed"]

    desk.editor.clear_problem()
    assert desk.editor.floor.problem == ("", "")


def test_an_empty_slot_is_ringed_itself(desk):
    desk.open("while ___:\n    move()\nsay(1 + ___)\n")
    desk.editor.show_problem(1, 6, bubble())
    assert desk.editor.floor.problem == (desk.block("while"), "condition")

    desk.editor.show_problem(3, 8, bubble())
    assert desk.editor.floor.problem[1] == "right"


@pytest.mark.parametrize("line", [1, 30, 60])
def test_wherever_it_is_block_and_bubble_are_seen(desk, line):
    desk.open("move()\n" * 60)
    desk.editor.show_problem(line, 0, bubble())
    desk.draw()
    shown, area = desk.editor.bubble, desk.editor.floor.area

    assert area.y <= shown.rect.y and shown.rect.bottom <= area.bottom
    assert area.contains(*desk.on_block(str(line)))


def test_the_bubble_moves_with_its_block(desk):
    desk.open("move()\n" * 60)
    desk.editor.show_problem(30, 0, bubble())
    desk.draw()
    before = desk.editor.bubble.rect.y - desk.on_block("30")[1]
    desk.root.handle(Wheel(*desk.editor.floor.area.centre, -1))
    desk.draw()

    assert desk.editor.bubble.rect.y - desk.on_block("30")[1] == before


def test_where_text_is_large_the_bubble_takes_the_room_of_the_palette_too(desk, view):
    view.scale = 2.0
    desk.open("move()\nturn_left()\n", rect=Rect(12, 200, 780, 260))
    desk.editor.show_problem(2, 0, bubble())
    desk.draw()
    shown = desk.editor.bubble

    assert shown.rect.w > desk.editor.floor.rect.w
    assert desk.editor.rect.union(shown.rect) == desk.editor.rect

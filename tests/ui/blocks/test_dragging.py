"""What a drag does on the way: stacks close and open, slots light up, the rest makes room."""

import pytest

from codekids.lang.blocks.edits import After, AtStart, Inside, InSlot
from codekids.ui.events import Key, PointerMove, PointerUp
from codekids.ui.geometry import Rect
from codekids.ui.widgets.blocks.snapping import free_spot, stack_rects

THREE = "move()\nturn_left()\nturn_right()\n"


def ghosts(desk):
    return [box for box in desk.editor.floor.shown().boxes if box.ghost]


def test_the_stack_closes_behind_a_block_taken_out_and_opens_where_it_would_go(desk):
    desk.open(THREE)
    before = desk.editor.layout().by_id["3"].rect
    start = desk.on_block("2")

    desk.down(start, shift=True)
    desk.move(start, (start[0] + 250, start[1] + 20))
    assert desk.editor.floor.shown().by_id["3"].rect.y == before.y - 48
    assert ghosts(desk) == []

    x, y = desk.at_place(After("3"))
    desk.move((start[0] + 250, start[1] + 20), (x + 12, y + 26))
    assert [box.block.name for box in ghosts(desk)] == ["turn_left"]
    assert ghosts(desk)[0].ghost == "shape"

    desk.up((x + 12, y + 26))
    assert desk.text == "move()\nturn_right()\nturn_left()\n"


def test_a_mouth_makes_room_for_what_comes_in(desk):
    desk.open("for i in range(4):\n    move()\nsay('a')\n")
    loop = desk.block("repeat")
    before = desk.editor.layout().by_id[loop].rect.h
    start = desk.on_block(desk.block("say"))
    x, y = desk.at_place(Inside(loop))

    desk.down(start)
    desk.move(start, (x + 9, y + 24))

    assert desk.editor.floor.shown().by_id[loop].rect.h == before + 48


def test_the_marker_stays_until_another_place_is_clearly_nearer(desk):
    desk.open(THREE)
    start = desk.on_block("3")
    x, y = desk.at_place(After("1"))
    desk.down(start)
    desk.move(start, (x + 9, y + 24))
    assert desk.editor.editing.carry.place == After("1")

    desk.root.handle(PointerMove(x + 9, y + 24 + 26, held=True))
    assert desk.editor.editing.carry.place == After("1")
    desk.root.handle(PointerMove(x + 9, y + 24 + 32, held=True))
    assert desk.editor.editing.carry.place == After("2")


def test_a_reporter_takes_an_occupied_slot_and_the_old_one_lies_beside(desk):
    desk.open("while x > 3:\n    move()\nwhile at_goal():\n    move()\n")
    asked = desk.block("at_goal()")
    loop = desk.block("while")
    start = desk.on_block(asked)
    slot = desk.on_slot(loop, "condition")
    before = desk.editor.layout().by_id[desk.block("compare")].rect.moved(*desk.editor.floor.origin)
    end = (before.x + 8, slot[1])  # on the rim of the old one, not on a slot in it

    desk.down(start)
    desk.move(start, end)
    assert desk.editor.editing.carry.place == InSlot(loop, "condition")
    desk.up(end)

    assert desk.text == "while at_goal():\n    move()\nwhile ___:\n    move()\n"
    assert desk.loose == ["x > 3"]
    rects = stack_rects(desk.editor.layout())
    assert not any(a.overlaps(b) for i, a in enumerate(rects) for b in rects[i + 1 :])


def test_a_slot_that_cannot_take_a_block_says_what_it_takes(desk):
    desk.open("while x > 3:\n    move()\nsay(len('ab'))\n")
    start = desk.on_block(desk.block("len"))
    end = desk.editor.layout().by_id[desk.block("compare")].rect.moved(*desk.editor.floor.origin)

    desk.drag(start, (end.right - 6, end.centre[1]))

    assert desk.text.startswith("while x > 3:")
    assert desk.loose == ["len('ab')"]
    assert desk.editor.editing.refused.key == "blocks.wants.boolean"
    assert desk.editor.name.startswith("Aici stă o condiție")


def test_what_is_let_go_on_another_stack_bumps_apart(desk):
    desk.open(THREE + "def f():\n    move()\n")
    start = desk.on_block("3")
    hat = desk.editor.layout().by_id[desk.block("define")].rect.moved(*desk.editor.floor.origin)

    desk.drag(start, (hat.x + 100, hat.y + 60))

    assert desk.loose == ["turn_right()"]
    rects = stack_rects(desk.editor.layout())
    assert not any(a.overlaps(b) for i, a in enumerate(rects) for b in rects[i + 1 :])


def test_free_floor_is_kept_where_it_is_asked_for():
    assert free_spot(Rect(300, 300, 100, 50), [Rect(0, 0, 100, 100)], 24) == (300, 300)
    assert free_spot(Rect(20, 90, 100, 50), [Rect(0, 0, 100, 100)], 24) == (20, 123)
    assert free_spot(Rect(0, 0, 10, 10), [Rect(0, 0, 5000, 5000)], 24)[0] >= 0


def test_control_drags_a_second_one_along(desk):
    desk.open(THREE)
    desk.drag_block("3", AtStart(), ctrl=True)

    assert desk.text == "turn_right()\n" + THREE


def test_over_the_palette_the_bin_opens_and_letting_go_deletes(desk):
    desk.open(THREE)
    start = desk.on_block("2")
    bin_at = desk.editor.palette.rect.centre

    desk.down(start)
    desk.move(start, bin_at)
    assert desk.editor.palette.bin
    desk.up(bin_at)

    assert not desk.editor.palette.bin
    assert desk.text == "move()\n"


def test_a_new_block_back_on_the_palette_is_no_block_and_no_step_to_undo(desk):
    desk.open(THREE)
    desk.show_shelf("motion")
    rect = desk.editor.palette.offer_rect("move()")
    desk.drag((rect.x + 12, rect.y + 12), (rect.x + 60, rect.y + 90))

    assert desk.text == THREE
    assert not desk.editor.editing.can_undo


def test_a_block_dropped_on_itself_stays(desk):
    desk.open("for i in range(4):\n    move()\n")
    loop = desk.block("repeat")
    start = desk.on_block(loop)

    desk.drag(start, (start[0] + 3, start[1] + 8))

    assert desk.text == "for i in range(4):\n    move()\n"
    assert desk.loose == []


def test_escape_lets_go_in_the_middle_of_a_drag(desk):
    desk.open(THREE)
    start = desk.on_block("2")
    desk.down(start)
    desk.move(start, (start[0] + 90, start[1] + 90))
    desk.press("escape")
    desk.up((start[0] + 90, start[1] + 90))

    assert desk.text == THREE
    assert desk.loose == []


def test_a_drag_at_the_lower_edge_rolls_the_floor(desk):
    desk.open("move()\n" * 30)
    start = desk.on_block("2")
    area = desk.editor.floor.area
    desk.down(start, shift=True)
    desk.move(start, (start[0] + 60, area.bottom - 10))

    assert desk.root.tick(0.05)
    assert desk.editor.floor.offset[1] > 0
    desk.root.handle(PointerUp(start[0] + 60, area.bottom - 10))
    assert not desk.root.tick(0.05)


def test_nothing_moves_during_a_run_and_the_editor_says_why(desk):
    desk.open(THREE)
    desk.editor.set_locked(True)
    start = desk.on_block("2")
    desk.drag(start, (start[0] + 200, start[1] + 60))
    desk.press("delete")

    assert desk.text == THREE
    assert desk.editor.editing.refused.key == "blockeditor.running"


def test_a_locked_block_is_not_dragged_and_an_undeletable_one_only_moved(desk):
    desk.open(THREE, rules={"locked_lines": (1,), "kept_lines": (3,)})
    start = desk.on_block("1")
    desk.drag(start, (start[0] + 200, start[1] + 60))
    assert desk.editor.editing.refused.key == "blocks.locked"

    desk.drag(desk.on_block("3"), desk.editor.palette.rect.centre)
    assert desk.editor.editing.refused.key == "blocks.kept"
    assert desk.text == THREE

    desk.drag_block("3", After("1"))
    assert desk.text == "move()\nturn_right()\nturn_left()\n"


def test_the_hat_takes_the_whole_program_along(desk):
    desk.open(THREE)
    start = desk.on_block("start")
    desk.drag(start, (start[0] + 90, start[1] + 30))

    assert desk.text == THREE
    assert desk.editor.editing.workspace.stacks[0].x == pytest.approx(24 + 90, abs=2)


def test_move_mode_shows_the_block_itself_where_it_would_go(desk):
    desk.open(THREE)
    desk.press("down", "down", "m", "down")

    assert [box.block.name for box in ghosts(desk)] == ["turn_left"]
    assert ghosts(desk)[0].ghost == "block"
    assert "Mut: " in desk.editor.name
    desk.press("enter")
    assert desk.text == "move()\nturn_right()\nturn_left()\n"


def test_what_the_pointer_is_on_is_told_by_its_line(desk):
    heard = []
    desk.open("move()\nfor i in range(4):\n    turn_left()\n", on_hover=heard.append)
    for id in (desk.block("turn_left"), desk.block("move")):
        desk.root.handle(PointerMove(*desk.on_block(id)))
    desk.root.handle(PointerMove(2, 2))
    desk.root.handle(Key("shift"))

    assert heard[:2] == [3, 1]

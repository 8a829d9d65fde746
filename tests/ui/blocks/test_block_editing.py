"""Editing blocks without a window: carry, drop, undo, and the cursor of the keyboard."""

import pytest

from codekids.lang.blocks.edits import After, AtStart, Insert, InSlot
from codekids.lang.blocks.workspace import view
from codekids.ui.document import Document
from codekids.ui.widgets.blocks.cursor import Stop
from codekids.ui.widgets.blocks.editing import Editing, written
from codekids.ui.widgets.blocks.layout import lay_out
from codekids.ui.widgets.blocks.snapping import anchor


def laid(editing):
    return lay_out(editing.workspace, lambda text, code: len(text) * 10, "ro")


def test_a_new_block_dropped_at_the_start_is_the_first_line():
    editing = Editing(view("turn_left()\n"))
    layout = laid(editing)
    x, y = anchor(layout, AtStart())

    editing.take("move()")
    assert editing.follow(layout, x + 10, y + 10) == AtStart()
    editing.drop(layout)

    assert editing.workspace.text == "move()\nturn_left()\n"


def test_a_drop_far_from_everything_lies_loose_and_is_no_part_of_the_program():
    editing = Editing(view("move()\nturn_left()\n"))
    layout = laid(editing)

    editing.pick("2")
    editing.follow(layout, 600, 300)
    editing.drop(layout, (600, 300))

    assert editing.workspace.text == "move()\n"
    assert editing.workspace.loose[0].text.strip() == "turn_left()"
    assert editing.undo()
    assert editing.workspace.text == "move()\nturn_left()\n"
    assert not editing.workspace.loose


def test_a_letter_go_outside_changes_nothing():
    editing = Editing(view("move()\n"))
    editing.pick("1")

    assert editing.drop(laid(editing)) is None
    assert editing.workspace.text == "move()\n"


def test_undo_goes_back_through_blocks_and_text_to_the_start():
    editing = Editing(view(""))
    editing.do(Insert("move()", AtStart()))
    editing.set_text("move()\nmove()\n")
    editing.do(Insert("turn_left()", After("1")))
    texts = [editing.workspace.text]
    while editing.undo():
        texts.append(editing.workspace.text)

    assert texts[-1] == ""
    while editing.redo():
        pass
    assert editing.workspace.text == texts[0]


def test_a_text_document_hears_of_every_change():
    document = Document("move()\n")
    editing = Editing(view(document.text), on_change=lambda change: written(document, change))

    editing.do(Insert("turn_left()", After("1")))
    assert document.text == editing.workspace.text
    editing.undo()

    assert document.text == editing.workspace.text == "move()\n"


def test_nothing_can_be_changed_during_a_run():
    editing = Editing(view("move()\n"))
    editing.locked = True

    assert not editing.take("move()")
    assert editing.do(Insert("move()", AtStart())).refused.key == "blockeditor.running"
    assert editing.workspace.text == "move()\n"


def test_broken_text_keeps_the_blocks_and_refuses_to_be_dragged():
    editing = Editing(view("move()\n"))
    editing.set_text("move(\n")

    assert editing.workspace.blocks
    assert not editing.pick("1")
    assert editing.refused.key == "blocks.stale"
    editing.set_text("move()\nmove()\n")
    assert editing.pick("1")


@pytest.mark.parametrize("by", [1, -1])
def test_the_cursor_walks_over_every_stop_and_stays_at_the_ends(by):
    editing = Editing(view("for i in range(4):\n    if x > 3:\n        move()\n"))
    stops = editing.stops()
    editing.cursor = stops[0 if by == 1 else -1]

    seen = [editing.cursor]
    while editing.step(by, False):
        seen.append(editing.cursor)

    assert seen == stops[::by]


def test_up_and_down_go_from_line_to_line():
    editing = Editing(view("move()\nx = 1 + 2\nmove()\n"))
    seen = []
    while editing.step(1, True):
        seen.append(editing.cursor)

    assert seen == [Stop("1"), Stop("2"), Stop("3")]


def test_a_carried_block_hops_through_all_places_and_comes_round():
    editing = Editing(view("move()\nmove()\n"))
    editing.take("turn_left()")
    places = [editing.hop(1) for _ in range(len(editing.carry.places) + 1)]

    assert places[0] == places[-1]
    assert set(places) == set(editing.carry.places)


def test_a_new_reporter_goes_into_the_slot_under_the_cursor():
    editing = Editing(view("if ___:\n    pass\n"))
    editing.cursor = Stop("1", "condition")
    editing.take("x > 2")
    editing.hop_near(editing.cursor)

    assert editing.carry.place == InSlot("1", "condition")
    editing.drop(laid(editing))
    assert editing.workspace.text.startswith("if x > 2:")


def test_deleting_leaves_the_cursor_on_the_block_before():
    editing = Editing(view("move()\nturn_left()\n"))
    editing.cursor = Stop("2")
    editing.delete()

    assert editing.workspace.text == "move()\n"
    assert editing.cursor == Stop("1")


def test_undo_in_the_text_takes_a_loose_piece_back_into_the_program():
    document = Document("move()\nturn_left()\n")
    editing = Editing(view(document.text), on_change=lambda change: written(document, change))
    layout = laid(editing)
    editing.pick("2")
    editing.drop(layout, (600, 300))
    assert document.text == "move()\n"

    document.undo()
    editing.set_text(document.text)
    assert editing.workspace.text == "move()\nturn_left()\n"
    assert not editing.workspace.loose

    document.redo()
    editing.set_text(document.text)
    assert editing.workspace.text == "move()\n"
    assert len(editing.workspace.loose) == 1


def reopened(editing):
    """The same program in a later sitting: its text, and what was kept beside it."""
    import json

    kept = json.loads(json.dumps(editing.to_data()))
    later = Editing(view(editing.workspace.source))
    later.restore(kept)
    return later


def test_loose_pieces_and_the_history_are_there_after_closing():
    editing = Editing(view("move()\nturn_left()\n"))
    layout = laid(editing)
    editing.pick("2")
    editing.drop(layout, (600, 300))
    editing.do(Insert("turn_right()", After("1")))
    editing.undo()

    later = reopened(editing)
    assert [piece.text for piece in later.workspace.loose] == ["turn_left()"]
    assert later.redo() and later.workspace.text == "move()\nturn_right()\n"
    assert later.undo() and later.undo()
    assert later.workspace.text == "move()\nturn_left()\n"
    assert not later.workspace.loose
    assert not later.undo()


def test_a_history_of_another_text_is_left_out_and_the_pieces_stay():
    editing = Editing(view("move()\n"))
    editing.take("turn_left()")
    editing.drop(laid(editing), (600, 300))
    kept = editing.to_data()

    later = Editing(view("move()\nmove()\n"))
    later.restore(kept)
    assert [piece.text for piece in later.workspace.loose] == ["turn_left()"]
    assert not later.can_undo


@pytest.mark.parametrize(
    "kept",
    [None, 3, {}, {"floor": 7}, {"text": "move()\n", "done": [[1]], "undone": "x"},
     {"text": "move()\n", "done": [["a", 1, 2, 3], None]}],
)  # fmt: skip
def test_what_was_kept_and_is_damaged_harms_nothing(kept):
    editing = Editing(view("move()\n"))
    editing.restore(kept)

    assert editing.workspace.text == "move()\n"
    assert not editing.undo()

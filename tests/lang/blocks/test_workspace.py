"""The workspace beside the text: ids that stay while one types, and what is kept apart from the source."""

import json

import pytest

from codekids.lang.blocks.edits import AtStart, Insert, Loose, Move, apply
from codekids.lang.blocks.workspace import (
    START,
    fold,
    from_data,
    put,
    reconcile,
    statements,
    to_data,
    view,
)

PROGRAM = "move()\nfor pas in range(4):\n    move()\n    take()\nsay('gata')\n"


def ids(workspace):
    return {block.id: workspace.text_of(block.id).split("\n")[0] for block in statements(workspace.blocks)}


def test_typing_a_line_gives_one_new_block_and_keeps_the_others():
    before = view(PROGRAM)
    after = reconcile(before, PROGRAM.replace("    take()\n", "    turn_left()\n    take()\n"))

    assert {id: code for id, code in ids(after).items() if id in ids(before)} == ids(before)
    assert len(ids(after)) == len(ids(before)) + 1


def test_a_line_that_is_changed_keeps_its_block():
    before = view(PROGRAM)
    after = reconcile(before, PROGRAM.replace("range(4)", "range(5)").replace("take()", 'take("apple")'))

    assert list(ids(after)) == list(ids(before))


def test_lines_put_into_a_loop_keep_their_blocks():
    before = view("move()\ntake()\n")
    after = reconcile(before, "for pas in range(2):\n    move()\n    take()\n")

    assert [block.id for block in after.blocks[0].mouths[0].blocks] == ["1", "2"]


def test_a_line_cut_and_pasted_elsewhere_keeps_its_block():
    before = view(PROGRAM)
    after = reconcile(before, "say('gata')\n" + PROGRAM.replace("say('gata')\n", ""))

    assert after.blocks[0].id == before.blocks[-1].id


def test_a_deleted_block_s_id_is_never_used_again():
    before = view("move()\ntake()\n")
    without = reconcile(before, "move()\n")
    again = reconcile(without, "move()\ntake()\n")

    assert [block.id for block in again.blocks] == ["1", "3"]


@pytest.mark.parametrize(
    "typed", ["move(\n", "for pas in range(4)\n    move()\n", "if x:\n", 'say("a\n', "\0"]
)
def test_half_typed_text_keeps_the_last_good_blocks_and_says_why(typed):
    good = view(PROGRAM)
    stale = view(PROGRAM + typed, good)

    assert stale.blocks is good.blocks
    assert stale.text == PROGRAM + typed
    assert stale.stale.line >= 6
    assert apply(stale, Insert("move()", AtStart())).refused.key == "blocks.stale"
    mended = view(PROGRAM + "move()\n", stale)
    assert mended.stale is None
    assert list(ids(mended))[: len(ids(good))] == list(ids(good))


def test_going_back_to_the_text_the_blocks_are_of_gives_the_same_blocks():
    good = view(PROGRAM)

    assert view(PROGRAM, view(PROGRAM + "(", good)).blocks is good.blocks


def test_a_text_that_never_was_good_is_one_grey_block_with_the_reason():
    workspace = view("for for\n")

    assert [(block.kind, block.value) for block in workspace.blocks] == [("python", "for for\n")]
    assert workspace.stale is not None


def test_the_program_hangs_under_the_start_hat_and_each_function_by_itself():
    workspace = view("x = 1\ndef f():\n    pass\nf()\n")

    assert [(stack.kind, [block.kind for block in stack.blocks]) for stack in workspace.stacks] == [
        ("start", ["assign", "call"]),
        ("define", ["define"]),
    ]


def test_a_block_is_found_by_the_line_that_runs():
    workspace = view("for pas in range(2):\n    move()\n\n    f(1,\n      2)\nif x: take()\n")

    assert workspace.at_line(2).name == "move"
    assert workspace.at_line(5).name == "f"
    assert workspace.at_line(1).kind == "repeat"
    assert workspace.at_line(6).kind == "if"
    assert workspace.at_line(7) is None


def test_the_byte_order_mark_stays_with_the_source_and_out_of_the_text():
    workspace = view("\ufeffmove()\n")
    after = apply(workspace, Insert("take()", AtStart())).workspace

    assert (after.text, after.source) == ("take()\nmove()\n", "\ufefftake()\nmove()\n")


def kept():
    workspace = apply(view(PROGRAM), Move("5", Loose(10, 20))).workspace
    workspace = apply(workspace, Insert("x + 1", Loose(30, 40))).workspace
    return fold(put(workspace, START, 5, 6), "2", True)


def test_loose_pieces_places_and_folds_are_kept_beside_the_source_never_in_it():
    workspace = kept()
    data = json.loads(json.dumps(to_data(workspace)))
    again = from_data(workspace.source, data)

    assert "say" not in workspace.source
    assert [(p.text, p.x, p.y, p.reporter) for p in again.loose] == [
        ("say('gata')", 10, 20, False),
        ("x + 1", 30, 40, True),
    ]
    assert (again.places, again.folded) == ({START: (5, 6)}, {"2"})
    assert to_data(again) == to_data(workspace)


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {"loose": 3, "places": {}, "folded": "x", "count": 4},
        {"loose": [1, {"text": 5, "x": 1, "y": 1}, {"text": "for for", "x": 1, "y": 2},
                  {"text": "a", "x": "1"}]},
        {"places": [[99, 1, 1], [0, "a", 1], [-7, 0, 0], 5], "folded": [99, -1, None], "count": 4},
        {"loose": [{"text": "", "x": 0, "y": 0, "reporter": True}, {"text": "\0", "x": 0, "y": 0}]},
    ],
)  # fmt: skip
def test_damaged_data_is_left_out_and_the_program_still_opens(data):
    workspace = from_data(PROGRAM, data)

    assert workspace.text == PROGRAM
    assert workspace.loose == ()
    assert workspace.places == {}


def test_a_stack_keeps_its_place_and_fold_while_the_text_changes():
    workspace = kept()
    typed = reconcile(workspace, "turn_left()\n" + workspace.text)

    assert (typed.places, typed.folded, typed.loose) == (workspace.places, workspace.folded, workspace.loose)
    assert reconcile(typed, "move()\n").folded == frozenset()


def test_a_loose_call_becomes_its_own_when_its_function_comes_to_be():
    workspace = apply(view("move()\n"), Insert("salut()", Loose(0, 0))).workspace
    assert workspace.loose[0].blocks[0].category == "python"

    typed = reconcile(workspace, "def salut():\n    pass\n")
    assert typed.loose[0].blocks[0].category == "own"
    assert typed.loose[0].blocks[0].id == workspace.loose[0].blocks[0].id

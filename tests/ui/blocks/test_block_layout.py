"""Where blocks stand: nothing overlaps, words get the room their language needs, drags snap steadily."""

import pytest

from codekids.lang.blocks.edits import After, AtStart, Inside
from codekids.lang.blocks.targets import targets_for
from codekids.lang.blocks.workspace import fold, view
from codekids.ui.widgets.blocks.layout import lay_out
from codekids.ui.widgets.blocks.snapping import anchor, snap

PROGRAM = """\
for i in range(4):
    move()
    if not x > 3:
        say("hi")
    else:
        turn_left()
x = [1, 2]
y = lambda: 3
def square(side):
    return side * side
"""


def measure(text, code):
    return len(text) * 10


def test_the_program_hangs_under_its_hat_without_gaps():
    layout = lay_out(view("move()\nmove()\n"), measure, "ro")
    hat, first, second = layout.boxes

    assert first.rect.y == hat.rect.bottom
    assert second.rect.y == first.rect.bottom
    assert first.rect.x == hat.rect.x


@pytest.mark.parametrize("lang", ["ro", "en", "hu"])
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_words_and_slots_of_a_block_stand_inside_it_and_apart(lang, scale):
    layout = lay_out(view(PROGRAM), lambda text, code: round(len(text) * 10 * scale), lang, scale)

    for box in layout.boxes:
        spans = [(slot.rect.y, slot.rect.x, slot.rect.right) for slot in box.slots]
        for slot in box.slots:
            assert slot.rect.union(box.rect) == box.rect, box.block.kind
        for word in box.words:
            right = word.x + round(len(word.text) * 10 * scale)
            assert box.rect.x <= word.x and right <= box.rect.right, (box.block.kind, word)
            rows = [row.rect for row in box.rows if row.rect.contains(word.x, word.y)]
            for top, left, end in spans:
                if rows and rows[0].contains(left, top):
                    assert right <= left or end <= word.x


def test_a_c_block_is_as_high_as_what_is_in_it():
    short = lay_out(view("while True:\n    move()\n"), measure, "en").by_id
    long = lay_out(view("while True:\n    move()\n    move()\n"), measure, "en").by_id

    loops = [next(box for box in boxes.values() if box.block.kind == "forever") for boxes in (short, long)]
    assert loops[1].rect.h - loops[0].rect.h == 48


def test_a_point_in_an_empty_mouth_is_on_no_block():
    layout = lay_out(view("while True:\n    pass\n"), measure, "en")
    loop = layout.boxes[1]

    assert layout.hit(loop.rect.x + 60, loop.rows[0].rect.bottom + 8) is None
    assert layout.hit(loop.rect.x + 5, loop.rows[0].rect.bottom + 8)[0] is loop


def test_the_innermost_block_under_the_point_is_the_one_meant():
    layout = lay_out(view("x = 1 + (y * 2)\n"), measure, "en")
    inner = next(box for box in layout.boxes if box.block.id == "1/value/right")

    assert layout.hit(inner.rect.x + 2, inner.rect.y + 2)[0].block.id == "1/value/right"


def test_a_folded_block_shows_one_row():
    workspace = view("while True:\n    move()\n    move()\n")

    layout = lay_out(fold(workspace, workspace.blocks[0].id, True), measure, "en")

    assert len(layout.boxes) == 2
    assert layout.boxes[1].rect.h == 48


def test_every_place_for_a_new_block_has_a_point():
    workspace = view(PROGRAM)
    layout = lay_out(workspace, measure, "ro")

    for code in ("move()", "1 + 2", "x > 2"):
        places = targets_for(workspace, code)
        assert places
        assert all(anchor(layout, place) is not None for place in places)


def test_the_marker_stays_until_another_place_is_clearly_nearer():
    workspace = view("move()\nmove()\n")
    layout = lay_out(workspace, measure, "ro")
    places = [AtStart(), After("1"), After("2")]
    x, y = anchor(layout, After("1"))

    assert snap(layout, places, x, y + 22) == After("1")
    assert snap(layout, places, x, y + 26, After("1")) == After("1")
    assert snap(layout, places, x, y + 26) == After("2")
    assert snap(layout, places, x + 100, y) is None


def test_a_mouth_is_entered_at_its_indent():
    layout = lay_out(view("while True:\n    pass\n"), measure, "ro")

    assert anchor(layout, Inside("1"))[0] == layout.boxes[0].rect.x + 16


def test_deep_and_long_programs_are_laid_out():
    deep = "".join("    " * i + "if x:\n" for i in range(18)) + "    " * 18 + "move()\n"

    assert len(lay_out(view(deep), measure, "ro").boxes) > 18
    assert len(lay_out(view("move()\n" * 500), measure, "ro").boxes) == 501

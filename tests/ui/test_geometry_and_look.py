"""Rectangles that fill what they are given, and colours a child can read."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codekids.ui.geometry import Rect, merged
from codekids.ui.theme import CATEGORY, CONTRAST_PALETTE, LIGHT_PALETTE, contrast

small = st.integers(0, 60)
rects = st.builds(Rect, small, small, st.integers(1, 40), st.integers(1, 40))


@given(rect=rects, count=st.integers(1, 6), gap=st.integers(0, 2))
def test_columns_and_rows_fill_the_rectangle_with_gaps_between(rect, count, gap):
    if rect.w < gap * (count - 1) or rect.h < gap * (count - 1):
        return
    columns, rows = rect.columns(count, gap), rect.rows(count, gap)

    assert columns[0].x == rect.x and columns[-1].right == rect.right
    assert all(after.x - before.right == gap for before, after in pairwise(columns))
    assert rows[0].y == rect.y and rows[-1].bottom == rect.bottom
    assert max(row.h for row in rows) - min(row.h for row in rows) <= 1


@given(rect=rects, size=st.integers(0, 80), gap=st.integers(0, 9))
def test_a_split_never_leaves_the_rectangle(rect, size, gap):
    for split in (rect.split_left, rect.split_right, rect.split_top, rect.split_bottom):
        for part in split(size, gap):
            assert part.w >= 0 and part.h >= 0
            assert rect.intersection(part) == part or part.empty


@given(st.lists(rects, max_size=8))
def test_merged_rectangles_cover_the_same_and_do_not_overlap(given_rects):
    pieces = merged(given_rects)

    for rect in given_rects:
        assert any(piece.union(rect) == piece for piece in pieces)
    for index, piece in enumerate(pieces):
        assert not any(piece.overlaps(other) for other in pieces[index + 1 :])


@pytest.mark.parametrize("palette", [LIGHT_PALETTE, CONTRAST_PALETTE], ids=["light", "contrast"])
def test_text_can_be_read_on_what_it_stands_on(palette):
    p = palette
    pairs = [(ink, ground) for ink in (p.ink, p.soft) for ground in (p.paper, p.sky, p.well)]
    pairs += [(p.ink, p.now_line), (p.ink, p.selection), (p.ink, p.blue_tint), (p.ink, p.sun_tint)]
    pairs += [(p.heading, p.paper), (p.heading, p.blue_tint), (p.sun_text, p.sun_tint), (p.red, p.red_tint)]
    pairs += [(p.green_deep, p.green_tint), (p.red_deep, p.red_tint), (p.red, p.paper)]
    pairs += [(p.on_blue, p.blue), (p.on_green, p.green), (p.on_red, p.red), (p.on_sun, p.sun)]
    pairs += [(p.bar_text, p.bar), (p.bar_text, p.bar_well)]
    pairs += [(ink, ground) for ink in p.code.values() for ground in (p.paper, p.now_line, p.red_tint)]

    assert [pair for pair in pairs if contrast(*pair) < 4.5] == []
    assert contrast(p.edge, p.paper) >= 3 and contrast(p.edge, p.sky) >= 3


def test_every_block_category_can_be_read():
    assert {name: round(contrast(*pair), 1) for name, pair in CATEGORY.items() if contrast(*pair) < 4.5} == {}

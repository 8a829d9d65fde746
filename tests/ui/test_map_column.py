"""The column of packs on the map is kept as one picture, and looks the same wherever it is scrolled to."""

import pygame
import pytest

from codekids.ui.geometry import Rect
from codekids.ui.screens.map_parts import PackCard, PackColumn
from codekids.ui.widgets.scroll import ScrollView


@pytest.fixture
def column(view, root):
    cards = [
        PackCard(f"Pachetul {number}", lambda: None, badge="things/book.svg", said="1 din 9", done=1, of=9,
                 chosen=number == 1)
        for number in range(12)
    ]  # fmt: skip
    made = ScrollView(PackColumn(cards), "Pachete")
    root.add(made)
    made.place(Rect(8, 68, 328, 600))
    made.set_content_height(made.content.height_for(view, made.inner_width))
    made.content.arrange(view, made.content.rect)
    root.draw_all(view)
    return made


def shown(view):
    return pygame.image.tobytes(view.surface.subsurface((8, 68, 328, 600)), "RGB")


def test_scrolling_there_and_back_shows_the_same(view, root, column):
    before = shown(view)
    column.scroll_to(400)
    root.draw_all(view)
    assert shown(view) != before
    column.scroll_to(0)
    root.draw_all(view)
    assert shown(view) == before


def test_a_scrolled_column_looks_as_if_drawn_anew(view, root, column):
    column.scroll_to(333)
    root.draw_all(view)
    scrolled = shown(view)
    view.surface.fill("#FF00FF")
    root.damage(root.rect)
    root.draw_all(view)
    assert shown(view) == scrolled


def test_only_the_column_is_drawn_when_it_scrolls(view, root, column):
    column.scroll_to(100)
    assert all(column.rect.intersection(spot) == spot for spot in root.draw_all(view))


def test_the_ring_goes_with_the_keyboard(view, root, column):
    first, second = column.content.children[:2]
    plain = shown(view)
    root.give_focus(first, visible=True)
    root.draw_all(view)
    assert shown(view) != plain
    root.give_focus(second, visible=True)
    root.give_focus(None)
    root.draw_all(view)
    assert shown(view) == plain

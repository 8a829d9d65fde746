"""The pencil: what it draws is there, where it was meant to be, and is drawn only once."""

import pygame
import pytest

from codekids.ui.geometry import Rect
from codekids.ui.theme import CONTRAST, LIGHT, Theme
from codekids.ui.view import View


def inked(surface, rect, ground="#000000"):
    """How many pixels of the rectangle differ from the ground."""
    ground = pygame.Color(ground)[:3]
    return sum(
        surface.get_at((x, y))[:3] != ground
        for x in range(rect.x, rect.right)
        for y in range(rect.y, rect.bottom)
    )


@pytest.mark.parametrize("code", [False, True])
@pytest.mark.parametrize("strong", [False, True])
@pytest.mark.parametrize("letter", "șțăîâȘȚĂÎÂáéíóöőúüűŐŰ„”«»–—…")
def test_every_letter_of_the_three_languages_has_its_own_shape(view, letter, code, strong):
    missing = view.text_image("\ufffe", 24, strong=strong, code=code)
    drawn = view.text_image(letter, 24, strong=strong, code=code)

    assert pygame.image.tobytes(drawn, "RGBA") != pygame.image.tobytes(missing, "RGBA")
    assert pygame.mask.from_surface(drawn, 60).count() > 2


def test_s_with_a_comma_is_not_cut_at_its_foot(view):
    for strong in (False, True):
        image = view.text_image("ș", 18, "#FFFFFF", strong=strong)
        box = pygame.mask.from_surface(image, 130).get_bounding_rects()
        assert max(part.bottom for part in box) < image.get_height()
        assert len(box) == 2, "the letter and its comma stand apart"


def test_a_word_is_drawn_once_and_copied_ever_after(view):
    assert view.text_image("Rulează", 18) is view.text_image("Rulează", 18)
    assert view.picture_image("icons/play.svg", 22, 22) is view.picture_image("icons/play.svg", 22, 22)


def test_code_stands_in_equal_cells_whatever_its_weight(view):
    plain = view.text_size("object_here", 19, code=True)[0]

    assert plain == 11 * view.code_cell(19)
    assert view.text_size("object_here", 19, code=True, strong=True)[0] == plain
    line = view.code_line((("keyword", "for "), ("name", "i "), ("keyword", "in")), 19)
    assert line.get_width() == 8 * view.code_cell(19)


def test_signs_that_do_harm_are_drawn_as_dots(view):
    view.text("a\x00b\u202ec\ud800", (0, 0))

    assert view.text_size("\x00", code=True) == view.text_size("·", code=True)


def test_a_paragraph_keeps_its_width_and_nothing_is_lost(view):
    text = "Aici scrie `moov`. Nu cunosc **acest** cuvânt. `un_nume_foarte_foarte_lung_de_functie()` încape."

    layout = view.paragraph_layout(text, 200)

    assert max(layout.widths) <= 200 and len(layout.lines) > 3
    said = "".join(run.text for line in layout.lines for run in line).replace(" ", "")
    assert said == text.replace("`", "").replace("**", "").replace(" ", "")
    kinds = {run.kind for line in layout.lines for run in line}
    assert kinds == {"plain", "code", "strong"}


def test_a_full_stop_stays_with_its_chip(view):
    for width in range(90, 300, 7):
        for line in view.paragraph_layout("Poate ai vrut `move`. Schimbă.", width).lines:
            assert line[0].text[:1] != "."


def test_lines_break_where_the_text_says(view):
    assert len(view.paragraph_layout("unu\ndoi\n\ntrei", 500).lines) == 4


@pytest.mark.parametrize("theme", [LIGHT, CONTRAST, Theme(reading_font="atkinson")])
def test_text_twice_as_large_takes_twice_the_room(assets, theme):
    small = View(pygame.Surface((10, 10)), theme, assets)
    large = View(pygame.Surface((10, 10)), theme, assets, 2.0)

    ratio = large.text_size("Rulează programul")[0] / small.text_size("Rulează programul")[0]

    assert 1.9 < ratio < 2.1


def test_round_corners_are_round_and_the_middle_is_full(view):
    view.surface.fill("#000000")
    view.round_rect(Rect(10, 10, 60, 40), "#FFFFFF", 12)

    assert view.surface.get_at((10, 10))[:3] == (0, 0, 0)
    assert view.surface.get_at((22, 10))[:3] == (255, 255, 255)
    assert view.surface.get_at((40, 30))[:3] == (255, 255, 255)
    assert view.surface.get_at((70, 30))[:3] == (0, 0, 0)


@pytest.mark.parametrize("size", [(1, 1), (3, 200), (200, 2), (5, 5)])
@pytest.mark.parametrize("dashed", [False, True])
def test_tiny_shapes_and_big_radii_are_no_trouble(view, size, dashed):
    view.surface.fill("#000000")
    view.round_rect(Rect(20, 20, *size), "#FFFFFF", 40, "#FF0000", 2, dashed=dashed)

    assert inked(view.surface, Rect(20, 20, *size)) > 0
    assert inked(view.surface, Rect(0, 0, 19, 300)) == 0


@pytest.mark.parametrize("path", ["icons/no-such.svg", "no/such.png", "../pyproject.toml"])
def test_a_missing_picture_leaves_a_quiet_placeholder(view, path):
    view.surface.fill("#000000")

    view.picture(path, Rect(0, 0, 48, 48))

    assert inked(view.surface, Rect(0, 0, 48, 48)) > 100


def test_a_broken_picture_leaves_a_quiet_placeholder(tmp_path):
    (tmp_path / "half.svg").write_text('<svg viewBox="0 0 0 0"><path d="M', encoding="utf-8")
    view = View(pygame.Surface((50, 50)), LIGHT, tmp_path)

    view.picture("half.svg", Rect(0, 0, 48, 48))

    assert inked(view.surface, Rect(0, 0, 48, 48)) > 100


def test_icons_take_the_colour_they_are_given(view):
    red = view.picture_image("icons/play.svg", 24, 24, ink="#FF0000")

    assert pygame.transform.average_color(red, consider_alpha=True)[:3] == (255, 0, 0)


def test_clipping_keeps_what_lies_outside(view):
    view.surface.fill("#000000")
    with view.clip(Rect(0, 0, 10, 10)), view.clip(Rect(5, 5, 50, 50)):
        view.rect_fill(Rect(0, 0, 100, 100), "#FFFFFF")

    assert inked(view.surface, Rect(0, 0, 100, 100)) == 25

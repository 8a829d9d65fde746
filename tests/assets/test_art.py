"""The pictures and sounds: what a library PC must be able to show and play."""

import io
import itertools
import os
import re
import runpy
import wave
from pathlib import Path
from xml.etree import ElementTree

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame
import pytest

ASSETS = Path(__file__).resolve().parents[2] / "assets"
PICTURES = sorted(ASSETS.rglob("*.svg"))
SOUNDS = sorted((ASSETS / "sounds").glob("*.wav"))

INK = "#1B2440"
FLOOR = "#DCEFC9"
TRAIL = "#B4232F"
CELL = 48  # pixels, the smallest cell of a grid world

ELEMENTS = {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
SHAPE = {"d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height"}
PAINT = {
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-linejoin",
    "stroke-linecap",
    "stroke-dasharray",
}
ATTRIBUTES = SHAPE | PAINT | {"viewBox", "transform"}

THINGS = (
    "apple pear plum nut mushroom leaf flower carrot egg fish "
    "gem coin star book letter seed token key lantern bread"
)
PACKS = (
    "primii-pasi din-nou-si-din-nou povesti-care-prind-viata daca-atunci desen-cu-unghiuri "
    "de-la-blocuri-la-python masina-de-numere comenzile-mele liste-si-grafice lumi-care-se-misca "
    "antrenament-pentru-evaluare pentru-comunitatea-mea"
)
OF_THE_SCREENS = (
    "stitch-band stitch-x-on stitch-x-off ari-wave-1 ari-wave-2 ari-reading ari-lost "
    "bit-1 bit-2 bit-3 bit-4 bit-5"
)
ICONS_OF_THE_WINDOW = (
    "play pause stop back fwd reset to-start to-end undo redo bulb gear x check ring minus-ring warn "
    "speak speak-off snail hare book hand globe left right up down plus trash"
)
ICONS_OF_THE_BLOCKS = "bolt foot turnl turnr pencil say note loop fork eye maths box list func code"
SOUNDS_OF_THE_WINDOW = "click run step take bump problem hint star swap"
HEROES = ("ari", "barza", "ilinca")
HEADINGS = ("north", "east", "south", "west")
SKINS = ("village", "library", "forest")
OF_A_SKIN = "floor-a floor-b wall water thin-wall-h thin-wall-v deco-1 deco-2 deco-3"
MOODS = ("", "-happy", "-oops")  # no ending: calm


def short(path):
    return path.relative_to(ASSETS).as_posix()


def drawn(path, size=CELL):
    """The picture alone, on nothing."""
    return pygame.image.load_sized_svg(str(path), (size, size))


def on_the_floor(path):
    floor = pygame.Surface((CELL, CELL))
    floor.fill(FLOOR)
    floor.blit(drawn(path), (0, 0))
    return floor


def share_that_differs(one, other):
    """Of the cell's pixels, how many a child sees as another colour (0.0 to 1.0)."""
    pixels = list(itertools.product(range(CELL), range(CELL)))
    differ = sum(
        max(abs(a - b) for a, b in zip(one.get_at(at)[:3], other.get_at(at)[:3], strict=True)) > 48
        for at in pixels
    )
    return differ / len(pixels)


def contrast(one, other):
    """The WCAG contrast of two colours, 1 to 21."""
    lights = []
    for colour in (one, other):
        linear = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in colour[:3])
        ]
        lights.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)
    return max(lights) / min(lights)


@pytest.mark.parametrize("path", PICTURES, ids=short)
def test_a_picture_uses_only_what_the_window_can_draw(path):
    root = ElementTree.parse(path).getroot()

    assert root.get("viewBox"), "a picture needs a viewBox to be drawn at any size"
    for element in root.iter():
        assert element.tag.removeprefix("{http://www.w3.org/2000/svg}") in ELEMENTS
        assert set(element.attrib) <= ATTRIBUTES
        for paint in (element.get("fill"), element.get("stroke")):
            assert paint is None or re.fullmatch(r"none|#[0-9A-F]{6}", paint)


@pytest.mark.parametrize("path", PICTURES, ids=short)
def test_a_picture_is_visible_at_the_smallest_cell(path):
    surface = drawn(path)

    seen = pygame.mask.from_surface(surface, threshold=127).count()
    # the lightest, a tuft of grass and three dots, cover 6 and 8 % of their square
    assert seen > 0.05 * surface.get_width() * surface.get_height()


@pytest.mark.parametrize("path", PICTURES, ids=short)
def test_a_picture_stays_small_enough_to_edit_by_hand(path):
    limit = 12_000 if path.parent.name == "scenes" else 6_000

    assert path.stat().st_size < limit


def test_every_hero_has_a_picture_for_every_heading_and_mood():
    wanted = {
        f"{hero}-{heading}{mood}.svg" for hero, heading, mood in itertools.product(HEROES, HEADINGS, MOODS)
    }

    assert {path.name for path in (ASSETS / "hero").iterdir()} == wanted


@pytest.mark.parametrize("mood", MOODS)
@pytest.mark.parametrize("hero", HEROES)
def test_a_child_sees_where_the_hero_is_heading(hero, mood):
    pictures = [on_the_floor(ASSETS / "hero" / f"{hero}-{heading}{mood}.svg") for heading in HEADINGS]

    for one, other in itertools.combinations(pictures, 2):
        assert share_that_differs(one, other) > 0.25


@pytest.mark.parametrize("mood", MOODS)
@pytest.mark.parametrize("hero", HEROES)
def test_a_hero_going_west_is_the_one_going_east_in_a_mirror(hero, mood):
    east, west = (
        on_the_floor(ASSETS / "hero" / f"{hero}-{heading}{mood}.svg") for heading in ("east", "west")
    )

    assert share_that_differs(pygame.transform.flip(east, True, False), west) < 0.02


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("hero", HEROES)
def test_a_hero_shows_when_something_went_well_or_wrong(hero, heading):
    calm, happy, oops = (on_the_floor(ASSETS / "hero" / f"{hero}-{heading}{mood}.svg") for mood in MOODS)

    assert share_that_differs(calm, happy) > 0.01
    assert share_that_differs(calm, oops) > 0.01
    assert share_that_differs(happy, oops) > 0.01


@pytest.mark.parametrize("heading", HEADINGS)
def test_no_two_heroes_look_alike(heading):
    pictures = [on_the_floor(ASSETS / "hero" / f"{hero}-{heading}.svg") for hero in HEROES]

    for one, other in itertools.combinations(pictures, 2):
        assert share_that_differs(one, other) > 0.25


def test_no_two_things_in_a_cell_look_alike():
    pictures = {name: on_the_floor(ASSETS / "things" / f"{name}.svg") for name in [*THINGS.split(), "thing"]}

    for one, other in itertools.combinations(pictures, 2):
        assert share_that_differs(pictures[one], pictures[other]) > 0.1, (one, other)


def test_an_open_door_does_not_look_closed():
    closed, opened = (on_the_floor(ASSETS / "tiles" / f"{name}.svg") for name in ("door", "door-open"))

    assert share_that_differs(closed, opened) > 0.25


@pytest.mark.parametrize("folder", [f"skins/{skin}" for skin in SKINS])
def test_ponds_and_fences_go_on_into_the_next_cell(folder):
    water = drawn(ASSETS / folder / "water.svg")
    across, along = (drawn(ASSETS / folder / f"thin-wall-{way}.svg") for way in "hv")

    last = CELL - 1
    assert all(water.get_at((x, y)).a == 255 for x in (0, last) for y in (0, last))
    assert all(any(across.get_at((x, y)).a > 127 for y in range(CELL)) for x in range(1, last))
    assert all(any(along.get_at((x, y)).a > 127 for x in range(CELL)) for y in range(1, last))


def test_every_skin_has_the_same_pictures():
    assert {path.name for path in (ASSETS / "skins").iterdir()} == set(SKINS)
    for skin in SKINS:
        assert {path.stem for path in (ASSETS / "skins" / skin).iterdir()} == set(OF_A_SKIN.split()), skin


@pytest.mark.parametrize("skin", SKINS)
def test_a_floor_is_calm_and_everything_can_be_seen_on_it(skin):
    for name in ("floor-a", "floor-b"):
        floor = drawn(ASSETS / "skins" / skin / f"{name}.svg")
        seen = [floor.get_at(at) for at in itertools.product(range(CELL), range(CELL))]

        assert all(pixel.a == 255 for pixel in seen), "a floor fills its cell"
        assert all(max(channel) - min(channel) < 30 for channel in zip(*seen, strict=True))
        assert min(contrast(pixel, pygame.Color(INK)) for pixel in seen) > 7
        assert min(contrast(pixel, pygame.Color(TRAIL)) for pixel in seen) > 3


@pytest.mark.parametrize("skin", SKINS)
def test_what_decorates_a_floor_has_no_outline_so_that_nobody_wants_to_take_it(skin):
    for path in (ASSETS / "skins" / skin).glob("deco-*.svg"):
        assert INK not in path.read_text(encoding="utf-8"), path.name


@pytest.mark.parametrize("name", ["wall", "thin-wall-h"])
def test_no_two_skins_have_the_same_walls(name):
    pictures = [on_the_floor(ASSETS / "skins" / skin / f"{name}.svg") for skin in SKINS]

    for one, other in itertools.combinations(pictures, 2):
        assert share_that_differs(one, other) > 0.2


def test_every_thing_and_icon_the_screens_ask_for_is_drawn():
    assert {f"{name}.svg" for name in THINGS.split()} <= {path.name for path in (ASSETS / "things").iterdir()}
    icons = {path.stem for path in (ASSETS / "icons").iterdir()}
    assert set(ICONS_OF_THE_WINDOW.split()) <= icons
    assert set(ICONS_OF_THE_BLOCKS.split()) <= icons


def test_there_are_twelve_animals_and_twelve_picture_words():
    assert len(list((ASSETS / "avatars").glob("*.svg"))) == 12
    assert len(list((ASSETS / "words").glob("*.svg"))) == 12


def test_every_pack_has_a_badge():
    assert {path.stem for path in (ASSETS / "badges").iterdir()} == set(PACKS.split())


@pytest.mark.parametrize("folder", ["avatars", "badges", "words"])
def test_pictures_a_child_chooses_from_are_told_apart_even_without_colour(folder):
    pictures = {
        path.stem: pygame.transform.grayscale(on_the_floor(path)) for path in (ASSETS / folder).glob("*.svg")
    }

    for one, other in itertools.combinations(pictures, 2):
        assert share_that_differs(pictures[one], pictures[other]) > 0.15, (one, other)


def test_ari_waves_with_two_pictures():
    one, two = (on_the_floor(ASSETS / "ui" / f"ari-wave-{n}.svg") for n in (1, 2))

    assert 0.05 < share_that_differs(one, two) < 0.5


def test_the_stitched_band_goes_on_without_a_cut():
    band = pygame.image.load_sized_svg(str(ASSETS / "ui" / "stitch-band.svg"), (500, 350))

    edges = [band.get_at((x, y)).a for x in (0, 499) for y in range(350)]
    assert not any(edges), "no cross lies across the edge of a repeat"


def test_a_step_that_is_done_looks_done_without_its_colour():
    on, off = (drawn(ASSETS / "ui" / f"stitch-x-{state}.svg") for state in ("on", "off"))

    done, open_ = (pygame.mask.from_surface(cross, threshold=127) for cross in (on, off))
    assert done.count() > 2 * open_.count()


@pytest.mark.parametrize("path", sorted((ASSETS / "ui").glob("bit-*.svg")), ids=lambda path: path.stem)
def test_confetti_is_cut_from_one_colour(path):
    assert len(set(re.findall(r"#\w{6}", path.read_text(encoding="utf-8")))) == 1


def test_the_pictures_of_the_screens_are_drawn():
    assert set(OF_THE_SCREENS.split()) <= {path.stem for path in (ASSETS / "ui").iterdir()}


@pytest.mark.parametrize("path", sorted((ASSETS / "icons").glob("*.svg")), ids=lambda path: path.stem)
def test_an_icon_is_recoloured_by_replacing_one_colour(path):
    text = path.read_text(encoding="utf-8")

    assert ElementTree.fromstring(text).get("viewBox") == "0 0 24 24"
    assert set(re.findall(r"#\w+", text)) == {INK}
    white = pygame.image.load_sized_svg(io.BytesIO(text.replace(INK, "#FFFFFF").encode()), (CELL, CELL))
    seen = [at for at in itertools.product(range(CELL), range(CELL)) if white.get_at(at).a == 255]
    assert seen
    assert all(white.get_at(at)[:3] == (255, 255, 255) for at in seen)


@pytest.mark.parametrize("folder", ["hero", "things", "tiles", "badges", "avatars", "words", "stars"])
def test_what_stands_in_a_cell_or_on_a_card_is_square(folder):
    for path in (ASSETS / folder).glob("*.svg"):
        assert ElementTree.parse(path).getroot().get("viewBox") == "0 0 120 120", path.name


@pytest.mark.parametrize("path", SOUNDS, ids=lambda path: path.stem)
def test_a_sound_is_short_and_plays_on_any_sound_card(path):
    with wave.open(str(path)) as sound:
        assert (sound.getnchannels(), sound.getframerate(), sound.getsampwidth()) == (1, 22050, 2)
        longest = 1.2 if path.stem == "swap" else 0.4
        assert 0 < sound.getnframes() / sound.getframerate() <= longest


def test_making_the_sounds_again_gives_the_same_bytes():
    # run, not imported: an import would leave a compiled file in assets, which the wheel would carry
    maker = runpy.run_path(str(ASSETS / "sounds" / "make_sounds.py"))

    assert {path.stem for path in SOUNDS} == set(maker["SOUNDS"])
    for path in SOUNDS:
        assert maker["render"](path.stem) == path.read_bytes(), path.name


def test_the_sounds_the_screens_ask_for_are_there():
    assert set(SOUNDS_OF_THE_WINDOW.split()) <= {path.stem for path in SOUNDS}


def test_every_folder_is_named_in_the_attribution():
    text = (ASSETS / "ATTRIBUTION.md").read_text(encoding="utf-8")

    for folder in (path for path in ASSETS.iterdir() if path.is_dir()):
        assert f"`{folder.name}/`" in text
    assert "CC BY-SA 4.0" in text


def test_every_career_of_the_lessons_has_its_picture():
    lessons = ASSETS.parent / "lessons"
    texts = [path.read_text(encoding="utf-8") for path in lessons.rglob("*.yaml")]
    cards = {card for text in texts for card in re.findall(r"^  card: (\S+)$", text, re.MULTILINE)}

    assert cards
    assert cards <= {path.stem for path in (ASSETS / "careers").glob("*.svg")}

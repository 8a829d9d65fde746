"""The look as numbers: colours, sizes, spaces, times. From the design, and nowhere else.

Lengths are pixels at 100 % text; colours are "#RRGGBB"; times are seconds.
Two palettes share their names: `LIGHT`, and `CONTRAST` for those who need it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Palette(NamedTuple):
    """Every colour of the window, by what it is for."""

    sky: str  # window
    paper: str  # cards, editor
    well: str  # inset
    ink: str  # text, outlines
    soft: str  # secondary text
    line: str  # decoration
    edge: str  # borders of controls
    heading: str
    blue: str
    blue_deep: str
    blue_tint: str  # selected
    on_blue: str  # text on `blue`
    green: str  # go, met
    green_deep: str
    green_tint: str
    on_green: str
    red: str  # stop, problem, trail
    red_deep: str
    red_tint: str
    on_red: str
    sun: str  # now, hint, changed
    sun_edge: str
    sun_text: str  # text on `sun_tint`
    sun_tint: str
    on_sun: str
    now_line: str  # the line that runs
    bar: str  # the head of every screen
    bar_well: str  # controls on it
    bar_line: str  # their edges, its seam
    bar_text: str
    selection: str  # selected text
    shadow: str  # right under a card
    shadow_far: str
    dim: str  # behind a dialog, at DIM_ALPHA
    code: Mapping[str, str] = {}  # kind of token -> colour


LIGHT_PALETTE = Palette(
    sky="#DCE8F4",
    paper="#FFFDF7",
    well="#F1F4F8",
    ink="#1B2440",
    soft="#475270",
    line="#C5D0DE",
    edge="#66748E",
    heading="#17508F",
    blue="#17508F",
    blue_deep="#0F3A6B",
    blue_tint="#DCE9F7",
    on_blue="#FFFFFF",
    green="#1B7A3D",
    green_deep="#125A2B",
    green_tint="#DFF3E3",
    on_green="#FFFFFF",
    red="#B4232F",
    red_deep="#7D141E",
    red_tint="#FCE7E4",
    on_red="#FFFFFF",
    sun="#FFD34D",
    sun_edge="#E59A0B",
    sun_text="#7A5200",
    sun_tint="#FFF2CC",
    on_sun="#1B2440",
    now_line="#FFE9A6",
    bar="#17508F",
    bar_well="#0F3A6B",
    bar_line="#8FB2DA",
    bar_text="#FFFFFF",
    selection="#C4DCF5",
    shadow="#B9C9DB",
    shadow_far="#CBD8E6",
    dim="#0F2747",
    code={
        "keyword": "#8A1C6B",
        "call": "#17508F",
        "number": "#8A4B00",
        "string": "#1B6B35",
        "comment": "#5A6680",
    },
)

CONTRAST_PALETTE = Palette(
    sky="#000000",
    paper="#000000",
    well="#1C1C1C",
    ink="#FFFFFF",
    soft="#FFFFFF",
    line="#FFFFFF",
    edge="#FFFFFF",
    heading="#FFD34D",
    blue="#FFD34D",
    blue_deep="#FFFFFF",
    blue_tint="#333333",
    on_blue="#000000",
    green="#FFFFFF",
    green_deep="#FFFFFF",
    green_tint="#000000",
    on_green="#000000",
    red="#FFFFFF",
    red_deep="#FFFFFF",
    red_tint="#3A0A0E",
    on_red="#000000",
    sun="#FFD34D",
    sun_edge="#FFD34D",
    sun_text="#FFD34D",
    sun_tint="#000000",
    on_sun="#000000",
    now_line="#4A3A00",
    bar="#000000",
    bar_well="#000000",
    bar_line="#FFFFFF",
    bar_text="#FFFFFF",
    selection="#2F5580",
    shadow="#000000",
    shadow_far="#000000",
    dim="#000000",
    code={
        "keyword": "#F5A9E1",
        "call": "#8CCBFF",
        "number": "#FFB870",
        "string": "#8FE3A8",
        "comment": "#C9D1DE",
    },
)

# Block categories (fill, text) in the light theme; outlines follow from the fill.
CATEGORY: Mapping[str, tuple[str, str]] = {
    "events": ("#F0E442", "#1B2440"),
    "motion": ("#0072B2", "#FFFFFF"),
    "pen": ("#00A37A", "#1B2440"),
    "looks": ("#CC79A7", "#1B2440"),
    "sound": ("#F4BEDB", "#1B2440"),
    "control": ("#E69F00", "#1B2440"),
    "sensing": ("#56B4E9", "#1B2440"),
    "maths": ("#005C45", "#FFFFFF"),
    "variables": ("#C25400", "#FFFFFF"),
    "lists": ("#6E2C00", "#FFFFFF"),
    "own": ("#3A3560", "#FFFFFF"),
    "python": ("#566070", "#FFFFFF"),
}

# Type sizes.
HERO = 38
TITLE = 32
CARD_TITLE = 24
LEAD = 20
BODY = 18
BLOCK = 17
SECONDARY = 16
SMALLEST = 15
CODE = 19
CODE_LINE = 34
CODE_LINE_BESIDE_BLOCKS = 40
LINE_HEIGHT = 1.45  # of the type size: 18 gives 26

# Spaces.
SPACE = (4, 8, 12, 16, 24, 32)
MARGIN = 16
GAP = 12

# Corner radii.
RADIUS_BLOCK = 4
RADIUS_CHIP = 10
RADIUS_BUTTON = 12
RADIUS_CARD = 16
RADIUS_DIALOG = 22

# Heights.
BAR_HEIGHT = 60
BUTTON_HEIGHT = 48
BUTTON_IN_BAR = 44
CARD_HEAD = 44
ICON = 22
ICON_IN_CARD_HEAD = 40
DROPDOWN_HEIGHT = 36
DROPDOWN_ROW = 44
FIELD_HEIGHT = 48

DIALOG_WIDTH = 740
DIM_ALPHA = 199  # 78 %
BUBBLE_WIDTH = 512

FOCUS_GAP, FOCUS_INK, FOCUS_SUN = 1, 3, 3

# Motion.
PRESS = 0.080
POPUP = 0.140
CARD_MOVE = 0.200
STEP = {"snail": 0.900, "normal": 0.450, "hare": 0.120, "end": 0.0}
TOOLTIP_DELAY = 0.400
TOAST = 6.0


@dataclass(frozen=True, slots=True)
class Theme:
    """A palette and how this person wants it drawn."""

    palette: Palette = LIGHT_PALETTE
    high_contrast: bool = False
    reduced_motion: bool = False
    left_handed: bool = False
    reading_font: str = "lexend"  # "lexend" or "atkinson"


LIGHT = Theme()
CONTRAST = Theme(palette=CONTRAST_PALETTE, high_contrast=True)


def darker(colour: str, factor: float) -> str:
    """The same hue with each channel times `factor`."""
    channels = (round(int(colour[i : i + 2], 16) * factor) for i in (1, 3, 5))
    return "#" + "".join(f"{max(0, min(255, channel)):02X}" for channel in channels)


def contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2)."""

    def luminance(colour: str) -> float:
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)

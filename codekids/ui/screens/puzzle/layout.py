"""Where the parts of the puzzle screen stand, by size of the window and of the text. Pure arithmetic.

Four shapes, chosen by the effective width (pixels divided by the text scale):
"wide" has three columns, "middle" a rail of words, "narrow" one line of goals over
program and world, "tabs" one part at a time. Extra width goes to the editor first
(up to 900), then to the world; extra height to both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from codekids.ui import theme as look
from codekids.ui.geometry import NOWHERE, Rect

Shape = Literal["wide", "middle", "narrow", "tabs"]
Tab = Literal["task", "program", "world"]

EDITOR_MOST = 900
LOW = 620  # effective height below which the goals take one line
WORLD, WORLD_MIDDLE, WORLD_NARROW = 432, 372, 206  # design pixels at 100 % (narrow: times its scale)
DRAWER = 44  # height of one row of variables with a button for the rest
LEAST_WORLD = 0.45  # share of its column that the map keeps, however much there is to read


@dataclass(frozen=True, slots=True)
class PuzzleLayout:
    """Rectangles in window pixels; NOWHERE for what this shape does not show."""

    shape: Shape
    bar: Rect
    timeline: Rect
    words: Rect
    editor: Rect
    facts: Rect  # variables and output
    goals: Rect
    world: Rect
    tabs: Rect
    steps: Rect = NOWHERE  # the way through a lesson of several stops

    @property
    def small(self) -> bool:
        """Room is short: pictures without words, no heads on the cards."""
        return self.shape in {"narrow", "tabs"}

    @property
    def drawer(self) -> bool:
        """Variables and output are one row with a button."""
        return self.small or self.facts.h < self.timeline.h

    @property
    def parts(self) -> Mapping[str, Rect]:
        """Every part that is shown."""
        names = ("bar", "timeline", "words", "editor", "facts", "goals", "world", "tabs")
        return {name: rect for name in names if not (rect := getattr(self, name)).empty}


def shape_of(width: int, scale: float) -> Shape:
    """The shape for a window so wide at this text scale."""
    effective = width / scale
    if effective >= 1180:
        return "wide"
    if effective >= 900:
        return "middle"
    return "narrow" if effective >= 600 else "tabs"


def goals_in_a_line(size: tuple[int, int], scale: float) -> bool:
    """Whether one line of goals must do, so that the map is large enough to be read."""
    shape = shape_of(size[0], scale)
    return shape == "narrow" or (shape != "tabs" and size[1] / scale < LOW)


def goals_width(size: tuple[int, int], scale: float) -> int:
    """How wide the card of the goals will be, so that its height can be measured first."""
    shape = shape_of(size[0], scale)
    if shape in {"wide", "middle"}:
        return _world_width(size[0], scale, shape)
    return size[0] - 2 * look.MARGIN


def _world_width(width: int, scale: float, shape: Shape) -> int:
    wanted = round((WORLD if shape == "wide" else WORLD_MIDDLE) * scale)
    if shape == "middle":
        return min(wanted, round(width * 0.42))
    room = width - 2 * look.MARGIN - round(188 * scale) - 2 * look.GAP
    spare = room - wanted - round(EDITOR_MOST * scale)
    return wanted + max(0, spare)


def puzzle_layout(
    size: tuple[int, int],
    scale: float,
    *,
    bar_height: int,
    timeline_height: int,
    goals_height: int,
    strip_height: int = 0,
    steps_height: int = 0,
    tabs_height: int = 0,
    tab: Tab = "program",
    left_handed: bool = False,
    with_words: bool = True,
    with_facts: bool = True,
) -> PuzzleLayout:
    """Lay out the screen. Heights are measured by whoever knows the words.

    Without the column of words the editor, which brings its own, takes its room and that below it:
    variables and output are a drawer under the world. So it does without these (`with_facts`).
    """
    width, height = size
    shape = shape_of(width, scale)
    margin = look.MARGIN if shape in {"wide", "middle"} else 12
    bar = Rect(0, 0, width, bar_height)
    timeline = Rect(0, height - timeline_height, width, timeline_height)
    room = Rect(0, bar_height, width, height - bar_height - timeline_height)
    room = Rect(margin, room.y + margin, width - 2 * margin, room.h - margin - look.GAP)
    if strip_height:
        room = room.split_top(strip_height, look.GAP)[1]
    steps = NOWHERE
    if steps_height:
        # Close under the bar: it belongs to the head of the screen.
        steps, room = Rect(room.x, room.y - 6, room.w, room.h + 6).split_top(steps_height, 8)
    words = editor = facts = goals = world = tabs = NOWHERE
    if shape in {"wide", "middle"}:
        rest = room
        if with_words:
            words, rest = room.split_left(round((188 if shape == "wide" else 92) * scale), look.GAP)
        middle, right = rest.split_right(_world_width(width, scale, shape), look.GAP)
        card = with_facts and with_words
        editor, facts = middle.split_bottom(round(100 * scale), look.GAP) if card else (middle, NOWHERE)
        # The goals may take what their words need, but a map must remain to be looked at.
        goals, world = right.split_top(min(goals_height, round(right.h * (1 - LEAST_WORLD))), look.GAP)
        if with_facts and not with_words:
            world, facts = world.split_bottom(round(DRAWER * scale), 8)
    elif shape == "narrow":
        goals, rest = room.split_top(min(goals_height, room.h // 3), look.GAP)
        editor, right = rest.split_right(max(round(WORLD_NARROW * scale), round(width * 0.36)), look.GAP)
        world, facts = right.split_bottom(round(36 * scale), 8) if with_facts else (right, NOWHERE)
    else:
        tabs, rest = room.split_top(tabs_height, look.GAP)
        if tab == "task":
            goals = rest
        elif tab == "world":
            world, facts = rest.split_bottom(round(36 * scale), 8) if with_facts else (rest, NOWHERE)
        else:
            editor = rest
    if left_handed:
        words, editor, facts, goals, world = (
            _mirrored(part, width) for part in (words, editor, facts, goals, world)
        )
    return PuzzleLayout(shape, bar, timeline, words, editor, facts, goals, world, tabs, steps)


def _mirrored(part: Rect, width: int) -> Rect:
    return part if part.empty else Rect(width - part.right, part.y, part.w, part.h)

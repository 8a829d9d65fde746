"""What the window tells its screens, free of any library.

Positions are window pixels. Key names are lower-case: letters and digits as
themselves, else "enter", "escape", "space", "tab", "backspace", "delete",
"left", "right", "up", "down", "home", "end", "page up", "page down", "f1" ...
Named tuples, because nine dataclasses cost the first frame a tenth of its time.
"""

from __future__ import annotations

from typing import NamedTuple


class Key(NamedTuple):
    """A key went down (`pressed`) or up. `ctrl` is false under AltGr, which types letters."""

    name: str
    shift: bool = False
    ctrl: bool = False
    alt: bool = False
    pressed: bool = True


class Text(NamedTuple):
    """Something was typed: what the keyboard layout made of the keys, "ș" too."""

    text: str


class PointerDown(NamedTuple):
    """A mouse button (1 left, 2 middle, 3 right) went down; `clicks` 2 is a double click."""

    x: int
    y: int
    button: int = 1
    clicks: int = 1
    shift: bool = False
    ctrl: bool = False


class PointerMove(NamedTuple):
    """The pointer moved; `held` while the left button is down."""

    x: int
    y: int
    held: bool = False


class PointerUp(NamedTuple):
    """A mouse button was let go."""

    x: int
    y: int
    button: int = 1


class Wheel(NamedTuple):
    """The wheel turned by `dy` notches, positive away from the hand; `dx` positive to the right."""

    x: int
    y: int
    dy: float
    dx: float = 0.0
    ctrl: bool = False


class Resize(NamedTuple):
    """The window has a new size."""

    w: int
    h: int


class Quit(NamedTuple):
    """The window was asked to close."""


class Tick(NamedTuple):
    """Time passed, for what moves."""

    seconds: float


Pointer = PointerDown | PointerMove | PointerUp | Wheel
Event = Key | Text | PointerDown | PointerMove | PointerUp | Wheel | Resize | Quit | Tick

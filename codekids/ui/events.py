"""What the window tells its screens, free of any library.

Positions are window pixels. Key names are lower-case: letters and digits as
themselves, else "enter", "escape", "space", "tab", "backspace", "delete",
"left", "right", "up", "down", "home", "end", "page up", "page down", "f1" ...
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A key went down (`pressed`) or up. `ctrl` is false under AltGr, which types letters."""

    name: str
    shift: bool = False
    ctrl: bool = False
    alt: bool = False
    pressed: bool = True


@dataclass(frozen=True, slots=True)
class Text:
    """Something was typed: what the keyboard layout made of the keys, "ș" too."""

    text: str


@dataclass(frozen=True, slots=True)
class PointerDown:
    """A mouse button (1 left, 2 middle, 3 right) went down; `clicks` 2 is a double click."""

    x: int
    y: int
    button: int = 1
    clicks: int = 1
    shift: bool = False


@dataclass(frozen=True, slots=True)
class PointerMove:
    """The pointer moved; `held` while the left button is down."""

    x: int
    y: int
    held: bool = False


@dataclass(frozen=True, slots=True)
class PointerUp:
    """A mouse button was let go."""

    x: int
    y: int
    button: int = 1


@dataclass(frozen=True, slots=True)
class Wheel:
    """The wheel turned by `dy` notches, positive away from the hand; `dx` positive to the right."""

    x: int
    y: int
    dy: float
    dx: float = 0.0
    ctrl: bool = False


@dataclass(frozen=True, slots=True)
class Resize:
    """The window has a new size."""

    w: int
    h: int


@dataclass(frozen=True, slots=True)
class Quit:
    """The window was asked to close."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Time passed, for what moves."""

    seconds: float


Pointer = PointerDown | PointerMove | PointerUp | Wheel
Event = Key | Text | PointerDown | PointerMove | PointerUp | Wheel | Resize | Quit | Tick

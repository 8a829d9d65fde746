"""How a program is looked at: as blocks, as text, or both side by side. Knows no window.

A lesson's `mode` may leave the choice to the child ("either"); what was chosen last is remembered for
the lesson, and what a child likes is where its next lesson begins.
"""

from __future__ import annotations

from typing import Literal

Mode = Literal["blocks", "both", "text"]

MODES: tuple[Mode, ...] = ("blocks", "both", "text")
# Where nobody has chosen yet a child begins with blocks; what is about signs and lines begins with these.
ABOUT_LINES = ("gap", "fix")
_FIXED: dict[str, Mode] = {"blocks": "blocks", "text": "text", "bridge": "both"}


def modes_of(lesson_mode: str) -> tuple[Mode, ...]:
    """What a lesson with this `mode` offers; one: it is fixed."""
    fixed = _FIXED.get(lesson_mode)
    return (fixed,) if fixed is not None else MODES


def mode_to_open(lesson_mode: str, kind: str, kept: object, liked: object) -> Mode:
    """Where to begin: as the lesson says, else as it was left (`kept`), else as the child likes it."""
    offered = modes_of(lesson_mode)
    for wanted in (kept, liked, "text" if kind in ABOUT_LINES else "blocks"):
        for mode in offered:
            if wanted == mode:
                return mode
    return offered[0]


def next_mode(mode: Mode, offered: tuple[Mode, ...]) -> Mode:
    """What the key switches to."""
    at = offered.index(mode) if mode in offered else -1
    return offered[(at + 1) % len(offered)]

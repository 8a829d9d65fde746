"""What a lesson's program may say: its words and how each is called.

A dialect is data: `lang` knows no world, so whoever has one (engine, lessons)
hands its commands over as signatures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Signature:
    """How a word is called: parameter names in order, the first `required` of them obligatory."""

    name: str
    parameters: tuple[str, ...] = ()
    required: int = 0
    answers: bool = False  # gives a value back: object_here(), column()


@dataclass(frozen=True, slots=True)
class Dialect:
    """The words of one lesson.

    `commands` are all the world understands; `toolbox` what the lesson offers
    (palette, completion, suggestions first); empty means everything.
    """

    commands: Mapping[str, Signature] = field(default_factory=dict)
    toolbox: tuple[str, ...] = ()

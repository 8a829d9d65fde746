"""What every world has in common: commands in, a new world or a mishap out.

A world is a frozen value. `do` never changes it, never waits, never raises for
what a child wrote: a wrong argument, a wall, an empty cell are mishaps.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, runtime_checkable

Value = bool | int | float | str | None  # what may cross between a program and a world


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument of a command. `kinds` are exact types (bool is no int here)."""

    name: str
    kinds: tuple[type, ...]
    default: Value = None
    required: bool = True


@dataclass(frozen=True, slots=True)
class Command:
    """A word a world understands.

    `action` changes the world and counts as a step; `sensor` only answers;
    `pace` sets how the playback waits and counts as nothing.
    """

    name: str
    kind: Literal["action", "sensor", "pace"]
    parameters: tuple[Parameter, ...] = ()


@dataclass(frozen=True, slots=True)
class Mishap:
    """Something the world does not let happen: "there is a wall". A value, not an exception."""

    key: str  # a catalogue key: "world.bumped"
    args: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Done:
    """A command carried out."""

    world: World
    answer: Value = None
    between: tuple[World, ...] = ()  # worlds passed on the way: move(3) passes two
    seconds: float = 0.0  # pause the playback makes: pause(500) gives 0.5
    ends: bool = False  # done(): the program stops here, as if its last line was reached


@dataclass(frozen=True, slots=True)
class Failed:
    """A command that met a mishap; `world` is as far as it came: move(3) may walk two cells first."""

    world: World
    mishap: Mishap
    between: tuple[World, ...] = ()


@runtime_checkable
class World(Protocol):
    """A place where a program acts. Frozen and comparable; equal worlds look the same."""

    @property
    def kind(self) -> str:
        """The word of the lesson file: "grid"."""
        ...

    @property
    def commands(self) -> Mapping[str, Command]:
        """Every word this world understands, by name."""
        ...

    def do(self, name: str, arguments: tuple[Value, ...]) -> Done | Failed:
        """Carry out one command. `arguments` are exact bool/int/float/str/None, in parameter order,
        defaults not filled in. Unknown names and wrong arguments give Failed."""
        ...

    def as_json(self) -> dict[str, Any]:
        """Plain data for `codekids run --json` and for comparing."""
        ...

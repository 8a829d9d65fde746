"""Real workers for every engine test, and a world so small that it fits here.

That the corridor is all the engine needs shows that it knows nothing of the grid.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from codekids.engine.sandbox import Workers
from codekids.world.world import Command, Done, Failed, Mishap, Parameter, Value

WORDS = {
    command.name: command
    for command in (
        Command("move", "action", (Parameter("steps", (int,), 1, required=False),)),
        Command("say", "action", (Parameter("text", (str, int, float, bool)),)),
        Command(
            "mix",
            "action",
            (Parameter("a", (int,)), Parameter("b", (int,), 2, False), Parameter("c", (int,), 3, False)),
        ),
        Command("pause", "pace", (Parameter("ms", (int, float), 1000, required=False),)),
        Command("done", "pace"),
        Command("front_is_clear", "sensor"),
        Command("column", "sensor"),
    )
}


@dataclass(frozen=True, slots=True)
class Corridor:
    """`length` cells in a row; the walker starts in cell 1, and there is a wall behind the last."""

    length: int = 5
    at: int = 1
    said: tuple[Value, ...] = ()
    kind: str = "corridor"

    @property
    def commands(self) -> Mapping[str, Command]:
        return WORDS

    def do(self, name: str, arguments: tuple[Value, ...]) -> Done | Failed:
        for argument, parameter in zip(arguments, WORDS[name].parameters, strict=False):
            if type(argument) not in parameter.kinds:
                return Failed(self, Mishap("world.bad_argument", {"name": name}))
        if name == "move":
            there = min(self.length, self.at + (arguments[0] if arguments else 1))
            walked = tuple(replace(self, at=cell) for cell in range(self.at + 1, there))
            if there - self.at < (arguments[0] if arguments else 1):
                return Failed(replace(self, at=there), Mishap("world.bumped"), walked)
            return Done(replace(self, at=there), between=walked)
        if name in {"say", "mix"}:
            return Done(replace(self, said=(*self.said, *arguments)))
        if name == "pause":
            return Done(self, seconds=(arguments[0] if arguments else 1000) / 1000)
        answers = {"front_is_clear": self.at < self.length, "column": self.at, "done": None}
        return Done(self, answers[name], ends=name == "done")

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.kind, "at": self.at}


@pytest.fixture(scope="session")
def workers() -> Iterator[Workers]:
    with Workers() as workers:
        yield workers


@pytest.fixture
def corridor() -> Corridor:
    return Corridor()


@pytest.fixture
def short_corridor() -> Corridor:
    return Corridor(length=6)


@pytest.fixture
def long_corridor() -> Corridor:
    return Corridor(length=1_000_000)

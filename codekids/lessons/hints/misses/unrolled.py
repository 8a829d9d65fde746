"""Programs without questions, laid out as the commands they give; and which one small change would do.

A program of commands, counted loops and own functions does the same in every run, so a change can be
tried here on the world itself, without running anything: turn the other way on line 3, one round more
in the loop of line 1. What reaches the goals when it is changed is named as what went wrong.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from codekids.lang.explain.stop import Stop
from codekids.lang.problems import Argument, Problem
from codekids.lang.source import Program
from codekids.world.goals import Evidence, GoalState, judge_goal
from codekids.world.grid import GridWorld
from codekids.world.world import Failed, Value, World

MOST_STEPS = 300  # commands of one layout
MOST_DONE = 20_000  # commands carried out in all tries together
JUDGED = frozenset({"reach", "heading", "collect", "deliver", "paint", "avoid", "visit"})
MISSING = {"move": "miss.move_missing", "take": "miss.take_missing"}
OTHER_WAY = {"turn_left": "turn_right", "turn_right": "turn_left"}


@dataclass(frozen=True, slots=True)
class Step:
    """One command of a layout."""

    node: ast.Call
    word: str
    arguments: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A small change, and how it is told: the layout with it, a key, the node it is about."""

    steps: tuple[Step, ...]
    key: str
    node: ast.AST
    args: tuple[tuple[str, Argument], ...] = ()


class _CannotLayOut(Exception):
    """The program asks something, or is too long: it cannot be laid out."""


def what_would_do(program: Program, start: World, states: Sequence[GoalState]) -> Problem | None:
    """The small change after which the goals are met, as a Problem at its place; None if none is known."""
    goals = [state.goal for state in states if not state.goal.optional and state.goal.kind in JUDGED]
    if program.tree is None or not goals or not isinstance(start, GridWorld):
        return None
    layout = _Layout(program, start)
    done = 0
    for change in layout.changes():
        done += len(change.steps)
        if done > MOST_DONE:
            return None
        worlds = _carried_out(start, change.steps)
        if worlds is None:
            continue
        evidence = Evidence(worlds, "", len(change.steps), 0, 0, frozenset())
        if all(judge_goal(goal, evidence).met for goal in goals):
            at = layout.stop.told(change.key, change.node)
            return Problem(at.line, at.column, change.key, dict(change.args), at.end_line, at.end_column)
    return None


def _carried_out(start: World, steps: Sequence[Step]) -> tuple[World, ...] | None:
    """The worlds of a layout; None if it meets a mishap."""
    worlds = [start]
    for step in steps:
        done = worlds[-1].do(step.word, step.arguments)
        if isinstance(done, Failed):
            return None
        worlds += [*done.between, done.world]
        if done.ends:
            break
    return tuple(worlds)


class _Layout:
    """A program and its changes, each laid out anew."""

    def __init__(self, program: Program, start: World) -> None:
        self.stop = Stop(program, Problem(1, 0, ""), {})
        self.tree = program.tree
        self.commands = start.commands

    def lay_out(self, rounds: dict[int, int] | None = None) -> tuple[Step, ...]:
        """All commands in order; `rounds` changes how often a loop (by id) goes round."""
        assert self.tree is not None
        return tuple(self._block(self.tree.body, rounds or {}, 0))

    def _block(self, block: list[ast.stmt], rounds: dict[int, int], depth: int) -> Iterator[Step]:
        if depth > 20:
            raise _CannotLayOut
        for statement in block:
            if isinstance(statement, ast.FunctionDef | ast.Pass):
                continue
            if isinstance(statement, ast.For):
                yield from self._loop(statement, rounds, depth)
            elif isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
                yield from self._call(statement.value, rounds, depth)
            elif not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)):
                raise _CannotLayOut

    def _loop(self, loop: ast.For, rounds: dict[int, int], depth: int) -> Iterator[Step]:
        n = self._count(loop)
        if n is None or loop.orelse:
            raise _CannotLayOut
        for _ in range(max(0, n + rounds.get(id(loop), 0))):
            yield from self._block(loop.body, rounds, depth + 1)

    def _count(self, loop: ast.For) -> int | None:
        """How often a counted loop goes round; None if the source does not tell."""
        if not self.stop.calls(loop.iter, "range") or not isinstance(loop.iter, ast.Call):
            return None
        values = [self.stop.value(arg) for arg in loop.iter.args]
        if not values or not all(type(value) is int for value in values) or 0 in values[2:]:
            return None
        count = len(range(*values))
        return count if count <= MOST_STEPS else None

    def _call(self, call: ast.Call, rounds: dict[int, int], depth: int) -> Iterator[Step]:
        name = getattr(call.func, "id", "")
        function = self.stop.functions.get(name)
        if function is not None and not call.args and not call.keywords and not function.args.args:
            yield from self._block(function.body, rounds, depth + 1)
            return
        values = [self.stop.value(arg) for arg in call.args]
        plain = all(type(value) in (int, str, bool, float) for value in values)
        if name == "print" or (
            name in self.commands and self.commands[name].kind == "pace" and name != "done"
        ):
            return
        if name not in self.commands or function is not None or not plain or call.keywords:
            raise _CannotLayOut
        yield Step(call, name, tuple(values))

    # -- changes

    def changes(self) -> Iterator[Change]:
        """Small changes, the likeliest first; none for a program that cannot be laid out."""
        try:
            steps = self.lay_out()
            if len(steps) > MOST_STEPS:
                return
            yield from self._turns(steps)
            yield from self._loops()
            yield from self._lengths(steps)
            yield from self._one_command(steps)
        except _CannotLayOut:
            return

    def _turns(self, steps: tuple[Step, ...]) -> Iterator[Change]:
        for node in dict.fromkeys(step.node for step in steps if step.word in OTHER_WAY):
            yield Change(
                tuple(
                    Step(node, OTHER_WAY[step.word], step.arguments) if step.node is node else step
                    for step in steps
                ),
                "miss.turned_wrong",
                node,
            )

    def _loops(self) -> Iterator[Change]:
        loops = [node for node in self.stop.nodes if isinstance(node, ast.For)]
        for by, key in ((1, "miss.one_round_too_few"), (-1, "miss.one_round_too_many")):
            for loop in loops:
                n = self._count(loop) or 0
                yield Change(self.lay_out({id(loop): by}), key, loop, (("n", n),))

    def _lengths(self, steps: tuple[Step, ...]) -> Iterator[Change]:
        for by, key in ((1, "miss.one_step_too_few"), (-1, "miss.one_step_too_many")):
            for node in dict.fromkeys(step.node for step in steps if step.word == "move" and step.arguments):
                n = next(step.arguments[0] for step in steps if step.node is node)
                if type(n) is not int or n + by < 0:
                    continue
                longer = tuple(Step(node, "move", (n + by,)) if step.node is node else step for step in steps)
                yield Change(longer, key, node, (("n", n),))

    def _one_command(self, steps: tuple[Step, ...]) -> Iterator[Change]:
        """One command more after a line, one less, or two lines the other way round."""
        for at, step in enumerate(steps):
            following = steps[at + 1] if at + 1 < len(steps) else None
            if following is None or following.node is not step.node:
                for word, key in MISSING.items():
                    if word in self.commands:
                        more = (*steps[: at + 1], Step(step.node, word, ()), *steps[at + 1 :])
                        yield Change(more, key, step.node)
        for at, step in enumerate(steps):
            yield Change(
                steps[:at] + steps[at + 1 :], "miss.command_extra", step.node, (("name", step.word),)
            )
        for at in range(len(steps) - 1):
            if steps[at].word != steps[at + 1].word:
                turned = (*steps[:at], steps[at + 1], steps[at], *steps[at + 2 :])
                yield Change(
                    turned, "miss.wrong_order", steps[at].node, (("where", steps[at + 1].node.lineno),)
                )

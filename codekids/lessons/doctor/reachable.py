"""Where the hero can get to, so that no goal is walled off: breadth-first search over a grid.

Water stops, closed doors and boxes do not (a key may lie about, a box may be
pushed): what is said to be out of reach surely is.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from codekids.world.goals import Cell, Goal
from codekids.world.grid import GridWorld
from codekids.world.ground import AHEAD, neighbour

PUSHED = ("box", "water")  # words of things that nobody stands on


def reachable(world: GridWorld) -> frozenset[Cell]:
    """Every cell the hero can walk to, its own with them."""
    found = {world.at}
    waiting = deque(found)
    while waiting:
        cell = waiting.popleft()
        for side in AHEAD:
            beyond = neighbour(cell, side)
            if beyond not in found and not world.wall_beside(cell, side) and beyond not in world.water:
                found.add(beyond)
                waiting.append(beyond)
    return frozenset(found)


def walled_off(goal: Goal, world: GridWorld) -> Cell | None:
    """A cell the goal needs and nobody can get to; None: there is none."""
    within = reachable(world)
    if goal.kind == "reach":
        targets = sorted(goal.cells or world.goal_cells())
        return targets[0] if targets and not within & set(targets) else None
    if goal.kind == "paint":
        needed = [cell for cell, colour in goal.colours if world.paint_at(cell) != colour]
        return _first_outside(needed, within)
    if goal.kind == "visit" or (goal.kind == "deliver" and goal.thing not in PUSHED):
        return _first_outside(goal.cells, within)
    if goal.kind == "collect" and goal.thing not in PUSHED:
        lying = {cell: world.count_at(cell, goal.thing) for cell in world.cells_with(goal.thing)}
        wanted = sum(lying.values()) if goal.count is None else goal.count
        if sum(count for cell, count in lying.items() if cell in within) < wanted:
            return _first_outside(lying, within)
    return None


def _first_outside(cells: Iterable[Cell], within: frozenset[Cell]) -> Cell | None:
    return next((cell for cell in cells if cell not in within), None)

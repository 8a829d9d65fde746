"""Examines what runs: the toolbox, goals nobody can meet, foreseen mistakes, the solution, wrong programs.

Programs run in the sandbox only, in every starting world of the lesson or step.
"""

from __future__ import annotations

from dataclasses import replace

from codekids.lang.blocks.rules import limit_problems, rules_for
from codekids.lang.blocks.workspace import view
from codekids.lang.catalogue import text
from codekids.lang.measure import constructs
from codekids.lang.names import BUILTINS
from codekids.lang.problems import Argument
from codekids.lang.source import read_source
from codekids.lang.words import KEYWORDS
from codekids.lang.words import nearest as nearest_word
from codekids.lessons.doctor.checkup import Checkup
from codekids.lessons.doctor.reachable import walled_off
from codekids.lessons.format.agree import drawn_rows
from codekids.lessons.format.findings import Loc
from codekids.lessons.format.words import MAY_START_SOLVED, NEEDS, nearest
from codekids.lessons.hints.offered import code_lines
from codekids.lessons.judge import run_lesson
from codekids.lessons.kinds.result import MOST_STARS
from codekids.world.goals import Goal, goal_message, impossible
from codekids.world.grid import GridWorld
from codekids.world.world import World

# What a toolbox offers as blocks, without a word in the text: `x = 3`, `+`, `[1, 2]`.
WORDLESS = ("variables", "operators", "lists")
# Modules a toolbox may offer beside commands, keywords and builtins.
MODULES = ("random", "math", "time", "turtle")


def check_toolbox(checkup: Checkup) -> None:
    """Words a program can use, and all that the solution uses."""
    lesson = checkup.lesson
    commands = lesson.cases[0].world.commands
    known = {*commands, *KEYWORDS, *BUILTINS, *MODULES, *WORDLESS}
    # A lesson may offer functions that its starting program defines.
    own = constructs(read_source(lesson.start)) | constructs(read_source(lesson.solution))
    for index, word in enumerate(checkup.data["toolbox"]):
        if word not in known and word not in own:
            meant = nearest_word(word, [*commands, *KEYWORDS])
            if meant:
                checkup.tell(("toolbox", index), "lessons.unknown_value_meant", seen=word, meant=meant)
            else:
                args = ", ".join(commands)
                checkup.tell(("toolbox", index), "lessons.unknown_value", seen=word, known=args)
    if lesson.toolbox:
        used = constructs(read_source(lesson.solution)) & commands.keys()
        for word in sorted(used - set(lesson.toolbox)):
            checkup.warn(("toolbox",), "lessons.not_in_toolbox", word=word)


def check_limits(checkup: Checkup) -> None:
    """Lines that stay are lines of the start; the solution keeps to the limits the child has."""
    lesson = checkup.lesson
    most = len(lesson.start.splitlines())
    for name in ("locked", "kept"):
        for index, line in enumerate(getattr(lesson, name)):
            if line > most:
                checkup.tell((name, index), "lessons.no_such_line", seen=line, most=most)
    if not code_lines(lesson.solution):
        return
    rules = rules_for(
        view(lesson.start), counts=lesson.limits.blocks, locked_lines=[n for n in lesson.locked if n <= most]
    )
    for problem in limit_problems(read_source(lesson.solution), rules)[:1]:
        at = (max(problem.line - 1, 0), problem.column)
        reason = checkup.reason(("solution",), problem)
        checkup.tell_inside(("solution",), at, "lessons.solution_stops", reason=reason, world=0)


def check_goals(checkup: Checkup) -> None:
    """Goals nobody can meet: slips of the pen, and what is walled off from the hero."""
    lesson = checkup.lesson
    for index, goal in enumerate(lesson.goals[: len(checkup.data["goals"])]):
        for number, case in enumerate(lesson.cases):
            why = _hopeless(goal, case.world)
            if why is None or (number and why[0] == "goal.impossible.no_thing" and goal.count is None):
                continue  # "take all apples" may well meet a hidden world without apples
            there = getattr(case.world, "things", ())
            meant = nearest(goal.thing, {kind for _, kind, _ in there})
            if why[0] == "goal.impossible.no_thing" and meant:
                loc = ("goals", index, goal.kind)
                checkup.tell(loc, "lessons.unknown_value_meant", seen=goal.thing, meant=meant)
            elif number:
                checkup.tell(("world", "variants", number - 1), why[0], **why[1])
            else:
                checkup.tell(("goals", index), why[0], **why[1])
            break


def check_pictures(checkup: Checkup) -> None:
    """A drawn picture is as large as the map it belongs on."""
    world = checkup.lesson.cases[0].world
    for index, goal in enumerate(checkup.lesson.goals[: len(checkup.data["goals"])]):
        drawn = checkup.node(("goals", index, "paint"))
        if goal.kind != "paint" or not isinstance(drawn, str) or not isinstance(world, GridWorld):
            continue
        rows = drawn_rows(drawn)
        columns = max(len("".join(line.split())) for _, line in rows)
        if (columns, len(rows)) != (world.columns, world.rows):
            args: dict[str, Argument] = {"columns": columns, "rows": len(rows)}
            args |= {"wide": world.columns, "high": world.rows}
            checkup.tell(("goals", index, "paint"), "lessons.picture_size", **args)


def _hopeless(goal: Goal, world: World) -> tuple[str, dict[str, Argument]] | None:
    why = impossible(goal, world)
    if why is None and isinstance(world, GridWorld):
        cell = walled_off(goal, world)
        if cell is not None:
            return "lessons.walled_off", {"cell": f"({cell[0]}, {cell[1]})"}
    return why


def check_phrases(checkup: Checkup) -> None:
    """A foreseen mistake that speaks of a goal speaks of one of this lesson."""
    for index, mistake in enumerate(checkup.lesson.mistakes):
        words = mistake.when.split()
        if words[-1] != "failed":
            continue
        of_kind = [goal for goal in checkup.lesson.goals if goal.kind == words[0]]
        argument = words[1] if len(words) > 2 else ""
        if not any(argument in ("", goal.thing, goal.word) for goal in of_kind):
            known = ", ".join(
                dict.fromkeys(
                    f"{goal.kind} {goal.thing}".strip() + " failed" for goal in checkup.lesson.goals
                )
            )
            args: dict[str, Argument] = {"seen": mistake.when[:60], "known": known}
            checkup.tell(("mistakes", index, "when"), "lessons.no_such_goal", **args)


def check_programs(checkup: Checkup) -> None:
    """Run everything the lesson brings along."""
    lesson = checkup.lesson
    if code_lines(lesson.solution) and lesson.goals:
        check_solution(checkup)
    elif "goals" in NEEDS.get(lesson.kind, ()):
        checkup.warn((), "lessons.no_solution")
    if not lesson.goals:
        return
    for index, wrong in enumerate(lesson.wrong):
        if checkup.run(wrong).solved:
            checkup.tell(("wrong", index), "lessons.wrong_solves")
    for index, mistake in enumerate(lesson.mistakes):
        if mistake.program and checkup.run(mistake.program).solved:
            checkup.tell(("mistakes", index, "when", "program_like"), "lessons.wrong_solves")
    if lesson.kind not in MAY_START_SOLVED and checkup.run(lesson.start).solved:
        if lesson.fix is not None:
            checkup.tell(("fix",), "lessons.bug_is_none")
        elif code_lines(lesson.start):
            checkup.tell(("start",), "lessons.start_solves")
        else:
            checkup.tell(("goals",), "lessons.nothing_solves")


def check_solution(checkup: Checkup) -> None:
    """The solution solves every case, with every star."""
    loc: Loc = ("solution",)
    verdict = checkup.run(checkup.lesson.solution)
    timeline = verdict.failing
    if timeline is None:
        if verdict.stars < MOST_STARS:
            _missed_stars(checkup)
        return
    world = verdict.failing_case or 0
    if timeline.problem is not None:
        problem = timeline.problem
        at = (max(problem.line - 1, 0), problem.column)
        reason = checkup.reason(loc, problem)
        checkup.tell_inside(loc, at, _in("lessons.solution_stops", world), reason=reason, world=world)
        return
    for index, state in enumerate(verdict.failing_goals):
        if not state.met and not state.goal.optional:
            place: Loc = ("goals", index) if index < len(checkup.data["goals"]) else ("limits",)
            key, args = goal_message(state.goal, state)
            reason = text(key, checkup.lang, **args).rstrip(".")
            checkup.tell(place, _in("lessons.solution_misses", world), reason=reason, world=world)


def _missed_stars(checkup: Checkup) -> None:
    """Optional goals that the solution does not meet, each told once."""
    program = read_source(checkup.lesson.solution)
    for index, goal in enumerate(checkup.lesson.goals):
        if not goal.optional:
            continue
        alone = replace(checkup.lesson, goals=(replace(goal, optional=False),))
        if not run_lesson(alone, program, checkup.workers).solved:
            key, args = goal_message(goal)
            reason = text(key, checkup.lang, **args).rstrip(".")
            checkup.tell(("goals", index), "lessons.star_missed", reason=reason)


def _in(key: str, world: int) -> str:
    """The sentence about a hidden world, which has a number (1: the first after the one shown)."""
    return f"{key}_in" if world else key

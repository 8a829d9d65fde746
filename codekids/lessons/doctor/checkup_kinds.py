"""Examines what belongs to a kind: predictions that come true, distractors that do not solve, bugs that
are some, subgoals that fit, and fields no one will ever see.
"""

from __future__ import annotations

from dataclasses import replace

from codekids.lang.problems import Argument
from codekids.lang.source import read_source
from codekids.lessons.doctor.checkup import Checkup
from codekids.lessons.format.findings import Loc
from codekids.lessons.format.words import SECTIONS, WITHOUT_PROGRAM
from codekids.lessons.hints.offered import code_lines, same_program
from codekids.lessons.judge import run_case
from codekids.lessons.kinds.fields import Option
from codekids.lessons.kinds.gap import fitting, gaps_of, start_gap
from codekids.lessons.kinds.parsons import ParsonsState, solved_parsons, start_parsons
from codekids.lessons.kinds.project import CheckState, judge_checks
from codekids.lessons.kinds.repair import changes
from codekids.world.grid import GridWorld

# Fields for programs, which mean nothing where nobody writes one.
FOR_PROGRAMS = ("toolbox", "start", "goals", "hints", "mistakes", "solution", "wrong", "limits")
# Fields of a lesson that its steps do not take over.
NOT_FOR_STEPS = ("goals", "hints", "mistakes", "solution", "wrong", *SECTIONS)


def check_sections(checkup: Checkup) -> None:
    """Fields that are never looked at, and signs of a legend that no map has."""
    data, kind = checkup.data, checkup.lesson.kind
    unused: list[str] = []
    if data.get("steps"):
        unused = [name for name in NOT_FOR_STEPS if data.get(name)]
        for name in unused:
            checkup.warn((name,), "lessons.unused_beside_steps", name=name)
    else:
        unused = [name for name, kinds in SECTIONS.items() if data.get(name) and kind not in kinds]
        if kind in WITHOUT_PROGRAM:
            unused += [name for name in FOR_PROGRAMS if data.get(name)]
        for name in unused:
            checkup.warn((name,), "lessons.unused", name=name, kind=kind)
    world = data.get("world")
    if world:
        variants = world["variants"]
        maps = world["map"] + "".join(variant.get("map", "") for variant in variants)
        for sign in world["legend"]:
            if sign not in maps:
                checkup.warn(("world", "legend", sign), "lessons.unused_sign", seen=sign)


def check_options(
    checkup: Checkup, loc: Loc, options: tuple[Option, ...], answer: int, named: bool = False
) -> None:
    """Options that differ, each wrong one with its reason; `named`: with its misconception, too."""
    seen: set[object] = set()
    for index, option in enumerate(options):
        # Alike in one language is alike for the child who reads it.
        own = {option.cell} if option.cell else set(option.text.items())
        if own & seen:
            checkup.tell((*loc, "options", index), "lessons.same_option")
        seen |= own
        if index != answer:
            if not option.why:
                checkup.tell((*loc, "options", index), "lessons.no_why")
            elif named and not option.means:
                checkup.warn((*loc, "options", index), "lessons.no_means")
    if 0 < sum(option.cell is not None for option in options) < len(options):
        checkup.tell((*loc, "options"), "lessons.texts_and_cells")


def check_predict(checkup: Checkup) -> None:
    """The right option is what happens."""
    predict = checkup.lesson.predict
    if predict is None:
        return
    check_options(checkup, ("predict",), predict.options, predict.answer, named=True)
    timeline = run_case(
        checkup.lesson, checkup.lesson.cases[0], read_source(checkup.lesson.start), checkup.workers
    )
    problem = timeline.problem
    if problem is not None and not problem.key.startswith("world."):
        reason = checkup.reason(("start",), problem)
        at = (max(problem.line - 1, 0), problem.column)
        checkup.tell_inside(("start",), at, "lessons.start_stops", reason=reason)
        return
    end = timeline.end
    if predict.marks_cell and isinstance(end, GridWorld):
        for index, option in enumerate(predict.options):
            if option.cell and not end.has_cell(option.cell):
                checkup.tell(("predict", "options", index), "lessons.cell_outside")
        if predict.options[predict.answer].cell != end.at:
            cell = f"({end.at[0]}, {end.at[1]})"
            checkup.tell(("predict", "answer"), "lessons.predicts_wrong", cell=cell)


def check_parsons(checkup: Checkup) -> None:
    """The pieces make the solution, and no distractor does."""
    parsons = checkup.lesson.parsons
    if parsons is None:
        return
    if len(parsons.lines) < 2:
        checkup.tell(("parsons",) if "parsons" in checkup.data else ("solution",), "lessons.few_pieces")
        return
    whole = solved_parsons(checkup.lesson)
    if not same_program(read_source(whole.source()), read_source(checkup.lesson.solution)) and not (
        checkup.run(whole.source()).solved
    ):
        checkup.tell(("parsons", "lines"), "lessons.pieces_miss")
        return
    if checkup.run(_as_in_tray(checkup).source()).solved:
        checkup.tell(("parsons",), "lessons.tray_solves")
    _check_distractors(checkup, "parsons", parsons.lines)
    for index, distractor in enumerate(parsons.distractors):
        stranger = next(number for number, piece in enumerate(whole.pieces) if piece.distractor is distractor)
        for row, placed in enumerate(whole.placed):
            tried = whole.take_back(row).place(stranger, row, placed.indent)
            if checkup.run(tried.source()).solved:
                checkup.tell(("parsons", "distractors", index), "lessons.distractor_solves", row=row + 1)
                break


def _as_in_tray(checkup: Checkup) -> ParsonsState:
    """The pieces that belong, placed in the order in which the tray shows them."""
    state = start_parsons(checkup.lesson)
    for piece in state.tray:
        if state.pieces[piece].distractor is None:
            state = state.place(piece)
    return state


def _check_distractors(checkup: Checkup, section: str, right: tuple[str, ...]) -> None:
    """Each has its reason, and is none of the right pieces."""
    held = {"".join(piece.split()) for piece in right}
    found = checkup.lesson.parsons or checkup.lesson.gap
    assert found is not None
    for index, distractor in enumerate(found.distractors):
        loc: Loc = (section, "distractors", index)
        if not distractor.why:
            checkup.tell(loc, "lessons.no_why")
        if "".join(distractor.code.split()) in held:
            checkup.tell((*loc, "code"), "lessons.distractor_is_right", code=distractor.code.strip()[:40])


def check_gap(checkup: Checkup) -> None:
    """There are gaps, the solution fills them, and a distractor does not."""
    lesson = checkup.lesson
    if lesson.gap is None:
        return
    if not gaps_of(lesson.start):
        checkup.tell(("start",), "lessons.no_gaps")
        return
    right = fitting(lesson.start, lesson.solution)
    if right is None:
        checkup.tell(("solution",), "lessons.gaps_miss")
        return
    if lesson.gap.free and lesson.gap.distractors:
        checkup.warn(("gap", "distractors"), "lessons.free_with_pieces")
        return
    _check_distractors(checkup, "gap", right)
    whole = start_gap(replace(lesson, gap=replace(lesson.gap, free=True)))
    for gap, piece in enumerate(right):
        whole = whole.type(gap, piece)
    for index, distractor in enumerate(lesson.gap.distractors):
        for gap in range(len(right)):
            if checkup.run(whole.type(gap, distractor.code).source()).solved:
                checkup.tell(("gap", "distractors", index), "lessons.distractor_fits", gap=gap + 1)
                break


def check_fix(checkup: Checkup) -> None:
    """The bug is where the lesson says, and mended as briefly as it says."""
    fix, lesson = checkup.lesson.fix, checkup.lesson
    if fix is None or not code_lines(lesson.solution):
        return
    found = changes(lesson.start, lesson.solution)
    if found.count > fix.most:
        checkup.tell(("fix",), "lessons.repair_too_big", found=found.count, most=fix.most)
    lines = len(lesson.start.splitlines())
    if fix.line is not None and fix.line > lines:
        checkup.tell(("fix", "line"), "lessons.no_such_line", seen=fix.line, most=lines)
    elif fix.line is not None and found.before and fix.line not in found.before:
        places = ", ".join(map(str, found.before))
        checkup.tell(("fix", "line"), "lessons.bug_elsewhere", seen=fix.line, lines=places)


def check_subgoals(checkup: Checkup) -> None:
    """Labels over lines that are there, each line under one label."""
    lines = checkup.lesson.start.splitlines()
    labelled: set[int] = set()
    for index, subgoal in enumerate(checkup.lesson.subgoals):
        loc: Loc = ("subgoals", index, "lines")
        if subgoal.last > len(lines):
            checkup.tell(loc, "lessons.no_such_line", seen=subgoal.last, most=len(lines))
            return
        own = set(range(subgoal.first, subgoal.last + 1))
        if own & labelled:
            checkup.tell(loc, "lessons.labelled_twice", line=min(own & labelled))
        labelled |= own
    if checkup.lesson.subgoals:
        bare = [number for number, line in enumerate(lines, 1) if code_lines(line) and number not in labelled]
        if bare:
            checkup.warn(("subgoals",), "lessons.unlabelled", line=bare[0])


def check_example(checkup: Checkup) -> None:
    """A program to look at runs to its end, and does what its goals say."""
    lesson = checkup.lesson
    if lesson.kind not in ("worked", "run"):
        return
    verdict = checkup.run(lesson.start)
    problem = verdict.timelines[0].problem
    if problem is not None:
        reason = checkup.reason(("start",), problem)
        at = (max(problem.line - 1, 0), problem.column)
        checkup.tell_inside(("start",), at, "lessons.start_stops", reason=reason)
    elif lesson.goals and not verdict.solved:
        checkup.tell(("start",), "lessons.example_misses")


def check_project(checkup: Checkup) -> None:
    """The checks can be met, and are not met before anything is done."""
    project, lesson = checkup.lesson.project, checkup.lesson
    if project is None:
        return
    if code_lines(lesson.solution):
        for index, state in enumerate(_checks_after(checkup, lesson.solution, saved=True)):
            if not state.met:
                checkup.tell(("project", "checks", index), "lessons.check_missed")
    if _all_met(_checks_after(checkup, lesson.start, saved=False)):
        checkup.tell(("project", "checks"), "lessons.checks_met_at_start")
    for index, wrong in enumerate(lesson.wrong):
        if _all_met(_checks_after(checkup, wrong, saved=True)):
            checkup.tell(("wrong", index), "lessons.wrong_checked")
    words = [check.word for check in project.checks if check.kind == "uses"]
    known = {*lesson.cases[0].world.commands, *KNOWN_CONSTRUCTS}
    for index, check in enumerate(project.checks):
        if check.kind == "uses" and check.word not in known and words:
            args: dict[str, Argument] = {"seen": check.word, "known": ", ".join(sorted(known))}
            checkup.tell(("project", "checks", index, "uses"), "lessons.unknown_value", **args)


def _checks_after(checkup: Checkup, source: str, *, saved: bool) -> tuple[CheckState, ...]:
    """The checks of the project after a run in the world shown."""
    project, lesson = checkup.lesson.project, checkup.lesson
    assert project is not None
    program = read_source(source)
    timeline = run_case(lesson, lesson.cases[0], program, checkup.workers)
    return judge_checks(project, program, timeline, saved=saved)


def _all_met(states: tuple[CheckState, ...]) -> bool:
    return bool(states) and all(state.met for state in states)


KNOWN_CONSTRUCTS = (
    "loop", "for", "while", "if", "elif", "else", "def", "return", "and", "or", "not", "print", "input",
    "range", "break", "class", "import", "try", "len", "random", "randint",
)  # fmt: skip


def check_unplugged(checkup: Checkup) -> None:
    """A card for the table says how long it takes, and what to bring."""
    if checkup.lesson.unplugged is None:
        return
    if not checkup.data.get("minutes"):
        checkup.warn(("unplugged",), "lessons.no_minutes")
    if not checkup.lesson.unplugged.materials:
        checkup.warn(("unplugged",), "lessons.no_materials")

"""Examines questions: quizzes, reviews, things to find out, the exam item; and the parts beside them."""

from __future__ import annotations

from codekids.engine.run import run
from codekids.lang.problems import Problem
from codekids.lang.source import read_source
from codekids.lessons.doctor.checkup import Checkup
from codekids.lessons.doctor.checkup_kinds import check_options
from codekids.lessons.format.findings import Loc
from codekids.lessons.kinds.fields import Item
from codekids.lessons.kinds.typed import same_number, same_value
from codekids.world.grid import GridWorld

EXAM_OPTIONS = 4  # a), b), c), d)
QUESTIONS_TO_TALK = 2


def check_questions(checkup: Checkup) -> None:
    """Every question of the lesson or step."""
    lesson = checkup.lesson
    parts: list[tuple[Loc, tuple[Item, ...]]] = [(("investigate",), lesson.investigate)]
    if lesson.quiz and "quiz" in checkup.data:
        parts.append((("quiz", "items"), lesson.quiz.items))
    if lesson.review:
        parts.append((("review", "items"), lesson.review.items))
    exam = bool(lesson.quiz and lesson.quiz.exam)
    for loc, items in parts:
        for index, item in enumerate(items):
            _check_item(checkup, (*loc, index), item, exam=exam and loc[0] == "quiz")
    if "exam_item" in checkup.data and lesson.exam_item:
        check_options(checkup, ("exam_item",), lesson.exam_item.options, lesson.exam_item.answer, named=True)


def check_parts(checkup: Checkup) -> None:
    """What any lesson may have beside its task."""
    talk = checkup.lesson.talk
    if talk and len(talk) != QUESTIONS_TO_TALK:
        checkup.warn(("talk",), "lessons.two_to_talk", found=len(talk))
    new = set(checkup.lesson.concepts) - set(checkup.lesson.needs) - checkup.taught
    # A review and a quiz bring back what is known: many concepts are their point.
    if len(new) > 1 and checkup.lesson.kind not in ("review", "quiz"):
        checkup.warn(("concepts",), "lessons.many_concepts", found=", ".join(sorted(new)))


def _check_item(checkup: Checkup, loc: Loc, item: Item, exam: bool) -> None:
    if exam and item.kind == "choice" and len(item.options) != EXAM_OPTIONS:
        checkup.tell((*loc, "options"), "lessons.exam_options", found=len(item.options))
    elif exam and item.kind != "choice":
        checkup.tell(loc, "lessons.exam_choice")
    match item.kind:
        case "choice":
            check_options(checkup, loc, item.options, item.answer)
            _check_cells(checkup, loc, item)
        case "number":
            _check_number(checkup, loc, item)
        case "pairs":
            rights = [dict(right) for _, right in item.pairs]
            if all(right == rights[0] for right in rights):
                checkup.tell((*loc, "pairs"), "lessons.pairs_all_alike")
        case "order":
            texts = [dict(one) for one in item.order]
            if all(one == texts[0] for one in texts):
                checkup.tell((*loc, "order"), "lessons.same_option")
        case "cards":
            if len({card.answer for card in item.cards}) == 1:
                checkup.warn((*loc, "cards"), "lessons.cards_all_alike")
        case _:
            _check_trace(checkup, loc, item)


def _check_cells(checkup: Checkup, loc: Loc, item: Item) -> None:
    """Cells to mark are on the map; with a program, the right one is where it ends."""
    case = checkup.lesson.cases[0]
    marked = item.options[item.answer].cell
    if marked is None or not isinstance(case.world, GridWorld):
        return
    for index, option in enumerate(item.options):
        if option.cell and not case.world.has_cell(option.cell):
            checkup.tell((*loc, "options", index), "lessons.cell_outside")
    if item.program.strip():
        timeline = run(read_source(item.program), case.world, checkup.workers, inputs=case.inputs)
        problem, end = timeline.problem, timeline.end
        if problem is not None and not problem.key.startswith("world."):
            _tell_stop(checkup, loc, problem)
        elif isinstance(end, GridWorld) and end.at != marked:
            checkup.tell((*loc, "answer"), "lessons.predicts_wrong", cell=f"({end.at[0]}, {end.at[1]})")


def _tell_stop(checkup: Checkup, loc: Loc, problem: Problem) -> None:
    """The program shown with a question does not run to its end."""
    reason = checkup.reason((*loc, "program"), problem)
    at = (max(problem.line - 1, 0), problem.column)
    checkup.tell_inside((*loc, "program"), at, "lessons.program_stops", reason=reason)


def _check_number(checkup: Checkup, loc: Loc, item: Item) -> None:
    """A foreseen slip is not the right answer."""
    for index, slip in enumerate(item.slips):
        if same_number(f"{slip.number:f}".rstrip("0").rstrip("."), item.number, item.near):
            checkup.tell((*loc, "slips", index), "lessons.slip_is_right")
        elif not slip.why:
            checkup.tell((*loc, "slips", index), "lessons.no_why")


def _check_trace(checkup: Checkup, loc: Loc, item: Item) -> None:
    """The table is what the program does, line by line; the program runs in the sandbox."""
    case = checkup.lesson.cases[0]
    timeline = run(read_source(item.program), case.world, checkup.workers, inputs=case.inputs)
    if timeline.problem is not None:
        _tell_stop(checkup, loc, timeline.problem)
        return
    lines = [index for index, moment in enumerate(timeline.moments) if moment.changed]
    if len(lines) != len(item.rows):
        place = (*loc, "trace", "rows")
        checkup.tell(place, "lessons.trace_rows", found=len(item.rows), wanted=len(lines))
        return
    for row, (index, cells) in enumerate(zip(lines, item.rows, strict=True)):
        known = timeline.variables_at(index)
        for column, cell in zip(item.columns, cells, strict=True):
            if cell and not same_value(cell, known.get(column, "")):
                value = known.get(column, "–")
                place = (*loc, "trace", "rows", row)
                checkup.tell(place, "lessons.trace_value", name=column, seen=cell[:40], value=value[:40])
                return
    if not any(cell for row in item.rows for cell in row):
        checkup.tell((*loc, "trace", "rows"), "lessons.nothing_here")

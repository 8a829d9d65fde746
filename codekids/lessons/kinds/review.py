"""What to ask again, and when: questions of earlier lessons, drawn by what is due.

A question comes back 7 days after its lesson was solved; answered well, 14 days
later; answered well again, every 30 days; answered wrong, the next day. The
learner's history and today's date come in as arguments: the same history, the
same questions. Nothing here knows a database or a clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from codekids.lessons.kinds.fields import Item, Quiz, Review
from codekids.lessons.lesson import Lesson, Pack, steps_of

DUE = (7, 14, 30)  # days: after the lesson, after one right answer, after more
AGAIN = 1  # day after a wrong answer


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer of a learner, out of the log."""

    item: str  # Item.id
    day: date
    right: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A question of a lesson, ready to be asked again."""

    item: Item
    lesson: Lesson  # or the step it stands in: for its world, where the question speaks of a cell
    concepts: tuple[str, ...]

    @property
    def pack(self) -> str:
        """The id of its pack."""
        return self.lesson.id.partition("/")[0]


def pool_of(packs: Iterable[Pack]) -> tuple[Kept, ...]:
    """Every question that the lessons of some packs hold, in their order."""
    return tuple(kept for pack in packs for lesson in pack.lessons for kept in questions_of(lesson))


def questions_of(lesson: Lesson) -> tuple[Kept, ...]:
    """The questions of one lesson: predictions, quiz, things to find out, exam item."""
    found: list[tuple[Item, Lesson]] = []
    for number, step in enumerate(steps_of(lesson), 1):
        if step.predict:
            found.append((_prediction(step, number if lesson.steps else 0), step))
        asked = step.quiz.items if step.quiz else step.investigate
        found += [(_by_itself(item, step), step) for item in asked]
    if lesson.steps:
        own = (*lesson.investigate, *(lesson.quiz.items if lesson.quiz else ()))
        found += [(item, lesson) for item in own]
    if lesson.exam_item:
        found.append((lesson.exam_item, lesson))
    each_once = {item.id: (item, home) for item, home in found}
    return tuple(Kept(item, home, item.concepts or lesson.concepts) for item, home in each_once.values())


def _by_itself(item: Item, step: Lesson) -> Item:
    """A question about the program of its step takes that program along."""
    about_the_program = step.kind == "investigate" and not item.program
    return replace(item, program=step.start) if about_the_program else item


def _prediction(step: Lesson, number: int) -> Item:
    """A prediction as a question to choose an answer to."""
    assert step.predict is not None
    return Item(
        id=f"{step.id}#predict{number or ''}",
        kind="choice",
        ask=step.predict.ask,
        program=step.start,
        options=step.predict.options,
        answer=step.predict.answer,
    )


def due_on(item: str, learnt: date, answers: Iterable[Answered]) -> date:
    """The day a question is due: `learnt` is when its lesson was solved, `answers` in any order."""
    mine = sorted((one for one in answers if one.item == item), key=lambda one: one.day)
    if not mine:
        return learnt + timedelta(days=DUE[0])
    if not mine[-1].right:
        return mine[-1].day + timedelta(days=AGAIN)
    streak = 0
    for one in reversed(mine):
        if not one.right:
            break
        streak += 1
    return mine[-1].day + timedelta(days=DUE[min(streak, len(DUE) - 1)])


def select_review(
    review: Review,
    pool: Sequence[Kept],
    solved: Mapping[str, date],
    answers: Sequence[Answered],
    today: date,
) -> tuple[Item, ...]:
    """The questions of a review, `review.count` of them where there are as many.

    Only of lessons in `solved` (full id → the day). First what is due, the
    longest overdue first and the concepts in turn; then the review's own
    questions; then what is due soonest. Nothing that was answered today.
    """
    by_item: dict[str, list[Answered]] = {}
    for one in answers:
        by_item.setdefault(one.item, []).append(one)
    asked_today = {one.item for one in answers if one.day >= today}
    dated = [
        (due_on(kept.item.id, solved[kept.lesson.id], by_item.get(kept.item.id, ())), kept)
        for kept in pool
        if _wanted(review, kept) and kept.lesson.id in solved and kept.item.id not in asked_today
    ]
    dated.sort(key=lambda pair: pair[0])
    due = _in_turn([kept for day, kept in dated if day <= today])
    later = [kept.item for day, kept in dated if day > today]
    own = [item for item in review.items if item.id not in asked_today]
    chosen = [*(kept.item for kept in due), *own, *later]
    return tuple(chosen[: review.count])


def quiz_of(review: Review, items: tuple[Item, ...]) -> Quiz:
    """A review as the quiz it is played as; with fewer questions than planned, fewer are enough."""
    share = review.enough / review.count
    return Quiz(items, enough=min(review.enough, round(share * len(items)) or 1))


def with_questions(lesson: Lesson, items: tuple[Item, ...]) -> Lesson:
    """A review lesson with its questions drawn."""
    assert lesson.review is not None
    return replace(lesson, quiz=quiz_of(lesson.review, items))


def _wanted(review: Review, kept: Kept) -> bool:
    return (not review.packs or kept.pack in review.packs) and (
        not review.concepts or bool(set(review.concepts) & set(kept.concepts))
    )


def _in_turn(dues: list[Kept]) -> list[Kept]:
    """The same questions, one of each concept in turn, so that a review is mixed."""
    by_concept: dict[tuple[str, ...], list[Kept]] = {}
    for kept in dues:
        by_concept.setdefault(kept.concepts, []).append(kept)
    queues = list(by_concept.values())
    mixed = []
    while any(queues):
        for queue in queues:
            if queue:
                mixed.append(queue.pop(0))
    return mixed

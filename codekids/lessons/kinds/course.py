"""The way through one lesson: its steps in order, then what stands around it.

A *stop* is one thing to do or to look at. The steps come first, in the order of
the file (predict, run, investigate, modify, make); each opens when the one
before is done, and a step done stays done. Questions about a run that solve
nothing, the exam item, talk and career follow; they open with the last step and
are never needed. What a child has answered at a stop is plain data, kept beside.
Frozen; every method gives a new state.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from codekids.lessons.kinds.fields import Quiz
from codekids.lessons.kinds.result import Result, lesson_result
from codekids.lessons.lesson import Lesson, steps_of


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing on the way through a lesson."""

    id: str  # by which it is kept: "2", "exam"
    kind: str  # "predict", "run", "investigate", "modify", "make", "puzzle" …, "exam", "talk", "career"
    lesson: Lesson  # the step to play; for what stands around, the lesson
    needed: bool = True  # the lesson is solved when all of these are
    number: int = 0  # 1-based among the steps; 0 for what stands around

    @property
    def screen(self) -> str:
        """Which screen shows it: those of `Lesson.screen`, "talk" and "career"."""
        if self.kind in ("talk", "career"):
            return self.kind
        return "quiz" if self.kind in ("exam", "investigate") else self.lesson.screen

    @property
    def runs(self) -> bool:
        """Whether a program runs there."""
        return self.screen in ("puzzle", "predict", "parsons", "gap", "fix", "run", "project")


def stops_of(lesson: Lesson) -> tuple[Stop, ...]:
    """Everything on the way through a lesson, in order."""
    steps = steps_of(lesson)
    stops = [
        Stop(str(number), step.kind, _asking(step), number=number) for number, step in enumerate(steps, 1)
    ]
    more = [item for step in steps if step.kind != "investigate" for item in step.investigate]
    if lesson.steps:
        known = {item.id for step in steps for item in step.investigate}
        more += [item for item in lesson.investigate if item.id not in known]
    if more:
        quiz = Quiz(tuple(more), enough=0)
        stops.append(Stop("investigate", "investigate", replace(lesson, quiz=quiz), needed=False))
    if lesson.exam_item:
        quiz = Quiz((lesson.exam_item,), enough=0)
        stops.append(Stop("exam", "exam", replace(lesson, quiz=quiz), needed=False))
    if lesson.talk:
        stops.append(Stop("talk", "talk", lesson, needed=False))
    if lesson.career:
        stops.append(Stop("career", "career", lesson, needed=False))
    return tuple(stops)


def _asking(step: Lesson) -> Lesson:
    """Questions about a run are talked about, not marked: finding out is enough."""
    if step.kind == "investigate" and step.quiz:
        return replace(step, quiz=replace(step.quiz, enough=0))
    return step


@dataclass(frozen=True, slots=True)
class Course:
    """Where one child is in a lesson."""

    stops: tuple[Stop, ...]
    at: int = 0  # index of the stop on the screen
    results: Mapping[str, Result] = field(default_factory=dict)  # by stop id, of those done
    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # by stop id, plain data

    @property
    def here(self) -> Stop:
        """The stop on the screen."""
        return self.stops[self.at]

    def is_done(self, index: int) -> bool:
        """Whether a stop was done once."""
        return self.stops[index].id in self.results

    def is_open(self, index: int) -> bool:
        """Whether a stop may be gone to: every needed one before it is done."""
        return all(self.is_done(one) for one in range(index) if self.stops[one].needed)

    def go(self, index: int) -> Course:
        """Stand at another stop, if it is open."""
        fits = 0 <= index < len(self.stops) and self.is_open(index)
        return replace(self, at=index) if fits else self

    @property
    def following(self) -> int | None:
        """The stop after this one that is not done yet; None: that was all."""
        return next((one for one in range(self.at + 1, len(self.stops)) if not self.is_done(one)), None)

    def finish(self, result: Result) -> Course:
        """The stop on the screen was done; the better result stays. What is not solved leaves no trace."""
        if not result.solved:
            return self
        results = dict(self.results)
        before = results.get(self.here.id)
        if before is None or before.stars <= result.stars:
            results[self.here.id] = result
        return replace(self, results=results)

    def answer(self, data: Mapping[str, Any]) -> Course:
        """Keep what was answered at the stop on the screen."""
        return replace(self, answers={**self.answers, self.here.id: data})

    @property
    def answered(self) -> Mapping[str, Any]:
        """What was answered at the stop on the screen."""
        return self.answers.get(self.here.id, {})

    def result(self) -> Result:
        """Of the whole lesson: its needed stops together."""
        held, nothing = self.results, Result(False, 0)
        return lesson_result([held.get(stop.id, nothing) for stop in self.stops if stop.needed])

    def afresh(self) -> Course:
        """From the first stop, with nothing answered; what was done stays done."""
        return replace(self, at=0, answers={})

    def to_data(self) -> dict[str, Any]:
        """Plain data, as JSON has it."""
        return {
            "at": self.here.id,
            "done": {id_: [one.stars, one.right, one.of] for id_, one in self.results.items()},
            "answers": dict(self.answers),
        }

    @classmethod
    def from_data(cls, lesson: Lesson, data: Mapping[str, Any]) -> Course:
        """The way as it was left. It goes on at the first needed stop that is not done, or where it was."""
        course = cls(stops_of(lesson), 0, {}, {})
        known = {stop.id for stop in course.stops}
        done, answers = data.get("done"), data.get("answers")
        results = {
            id_: Result(True, *map(int, numbers))
            for id_, numbers in (done if isinstance(done, dict) else {}).items()
            if id_ in known and _three_counts(numbers)
        }
        kept = {
            id_: one
            for id_, one in (answers if isinstance(answers, dict) else {}).items()
            if id_ in known and isinstance(one, dict)
        }
        course = replace(course, results=results, answers=kept)
        at = next((index for index, stop in enumerate(course.stops) if stop.id == data.get("at")), 0)
        while not course.is_open(at):
            at -= 1
        return course.go(at)


def _three_counts(numbers: object) -> bool:
    return (
        isinstance(numbers, list)
        and len(numbers) == 3
        and all(type(one) is int and 0 <= one <= 10_000 for one in numbers)
        and numbers[0] <= 3
    )

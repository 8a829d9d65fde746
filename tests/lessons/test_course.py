"""The way through a lesson as a value: what is open, what is done, what the whole is worth."""

import json
from dataclasses import replace

import pytest

from codekids.lessons.kinds.course import Course, stops_of
from codekids.lessons.kinds.result import Result

DONE = Result(True, 3)


@pytest.fixture
def lesson(lesson_of):
    return lesson_of("steps")


def course_of(lesson, data=None):
    return Course.from_data(lesson, data or {})


def kept(course):
    return json.loads(json.dumps(course.to_data()))


def test_the_steps_come_first_and_what_stands_around_them_last(lesson):
    kinds = [stop.kind for stop in stops_of(lesson)]

    assert kinds == ["predict", "run", "investigate", "modify", "make", "exam", "talk", "career"]
    assert [stop.needed for stop in stops_of(lesson)] == [True] * 5 + [False] * 3


def test_a_lesson_that_is_one_thing_has_one_stop(lesson_of):
    [stop] = stops_of(lesson_of("gap"))

    assert (stop.screen, stop.runs, stop.number) == ("gap", True, 1)


def test_questions_beside_a_puzzle_are_asked_after_it_and_never_needed(lesson, lesson_of):
    questions = next(step.investigate for step in lesson.steps if step.investigate)
    puzzle = replace(lesson_of("fix"), investigate=questions)

    assert [(stop.kind, stop.needed) for stop in stops_of(puzzle)] == [("fix", True), ("investigate", False)]


def test_a_stop_opens_when_the_needed_ones_before_it_are_done(lesson):
    course = course_of(lesson)
    assert [course.is_open(index) for index in range(3)] == [True, False, False]
    assert course.go(1) is course

    course = course.finish(DONE)

    assert course.is_open(1) and not course.is_open(2)
    assert course.following == 1


def test_finding_out_is_enough_whatever_was_answered(lesson):
    investigate = next(stop for stop in stops_of(lesson) if stop.kind == "investigate")

    assert investigate.lesson.quiz.enough == 0


def test_the_better_result_stays_and_a_failure_takes_nothing_away(lesson):
    course = course_of(lesson).finish(Result(True, 2)).finish(Result(True, 1)).finish(Result(False, 0))

    assert course.results["1"].stars == 2


def test_the_lesson_is_solved_by_its_needed_stops_and_their_mean(lesson):
    course = course_of(lesson)
    for index, stars in enumerate((1, 3, 2, 3, 3)):
        course = course.go(index).finish(Result(True, stars))
        assert course.result().solved == (index == 4)

    assert course.result() == Result(True, 2, 5, 5)


def test_the_way_survives_the_journey_through_the_log(lesson):
    course = course_of(lesson).finish(DONE).answer({"chosen": 1}).go(1)

    again = course_of(lesson, kept(course))

    assert again == course
    assert again.go(0).answered == {"chosen": 1}


def test_afresh_forgets_answers_but_not_what_was_done(lesson):
    course = course_of(lesson).answer({"chosen": 1}).finish(DONE).go(1).afresh()

    assert (course.at, course.answered, course.is_done(0)) == (0, {}, True)


@pytest.mark.parametrize(
    "data",
    [
        {"at": "career"},
        {"at": 7, "done": [1], "answers": "x"},
        {"done": {"1": [9, 0, 0], "2": [1, 2], "x": [1, 1, 1], "3": ["a", 1, 1]}},
        {"answers": {"1": [1], "9": {}}},
    ],
)
def test_what_does_not_fit_is_left_out(lesson, data):
    course = course_of(lesson, data)

    assert (course.at, dict(course.results), dict(course.answers)) == (0, {}, {})

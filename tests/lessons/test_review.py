"""What is asked again, and when: the learner's history and today's date come in, questions come out."""

from datetime import date, timedelta

import pytest

from codekids.lessons.format.cache import load_packs
from codekids.lessons.kinds.fields import Review
from codekids.lessons.kinds.review import (
    Answered,
    due_on,
    pool_of,
    questions_of,
    select_review,
    with_questions,
)
from codekids.lessons.lesson import Pack

DAY = date(2025, 3, 1)


def later(days):
    return DAY + timedelta(days=days)


@pytest.fixture(scope="module")
def pool(lesson_of):
    """The questions of a quiz about sequences and of a lesson of steps about loops."""
    quiz = lesson_of("quiz")
    steps = lesson_of("steps", ("id: lectia-mea", "id: bucle"))
    return pool_of([Pack("clubul", {"ro": "Clubul"}, (quiz, steps))])


SOLVED = {"clubul/lectia-mea": DAY, "clubul/bucle": DAY}


def ids(items):
    return [item.id.partition("/")[2] for item in items]


def test_predictions_quizzes_things_found_out_and_exam_items_are_kept(pool):
    assert ids([kept.item for kept in pool]) == [
        *(f"lectia-mea#{number}" for number in range(1, 7)),
        "bucle#predict1",
        "bucle#i1",
        "bucle#exam",
    ]
    assert {kept.concepts for kept in pool} == {("sequence",), ("loop",)}
    assert {kept.pack for kept in pool} == {"clubul"}


def test_a_prediction_is_asked_again_with_its_program(pool):
    [prediction] = [kept.item for kept in pool if kept.item.id.endswith("#predict1")]

    assert (prediction.kind, prediction.answer) == ("choice", 1)
    assert prediction.program.startswith("for pas in range(3):")


def test_what_was_found_out_is_asked_again_with_the_program_and_the_map_of_its_step(lesson_of):
    own = "  - kind: investigate\n    world:\n      map: |\n        > . .\n    start: |\n      move(2)\n"
    lesson = lesson_of("steps", ("  - kind: investigate\n", own))

    [found_out] = [kept for kept in questions_of(lesson) if kept.item.id.endswith("#i1")]

    assert found_out.item.program == "move(2)\n"
    assert found_out.lesson.cases[0].world.columns == 3
    assert lesson.cases[0].world.columns == 9


def test_the_shipped_lessons_can_be_asked_about(root):
    for pack in load_packs(root / "lessons"):
        for lesson in pack.lessons:
            assert len({kept.item.id for kept in questions_of(lesson)}) == len(questions_of(lesson))


@pytest.mark.parametrize(
    ("answers", "due"),
    [
        ([], 7),
        ([(7, True)], 7 + 14),
        ([(7, True), (21, True)], 21 + 30),
        ([(21, True), (7, True), (60, True)], 60 + 30),
        ([(7, False)], 8),
        ([(7, True), (21, False)], 22),
        ([(7, False), (8, True)], 8 + 14),
    ],
)
def test_a_question_is_due_after_seven_fourteen_thirty_days_and_at_once_after_a_slip(answers, due):
    history = [Answered("x#1", later(day), right) for day, right in answers]
    history.append(Answered("other#1", later(400), True))

    assert due_on("x#1", DAY, history) == later(due)


def test_nothing_is_asked_before_its_lesson_is_solved(pool):
    assert select_review(Review(), pool, {}, [], later(99)) == ()
    one = select_review(Review(count=9), pool, {"clubul/bucle": DAY}, [], later(7))

    assert ids(one) == ["bucle#predict1", "bucle#i1", "bucle#exam"]


def test_concepts_come_in_turn(pool):
    assert ids(select_review(Review(count=5), pool, SOLVED, [], later(7))) == [
        "lectia-mea#1", "bucle#predict1", "lectia-mea#2", "bucle#i1", "lectia-mea#3",
    ]  # fmt: skip


def test_the_longest_overdue_comes_first(pool):
    history = [
        Answered("clubul/lectia-mea#4", later(7), False),
        Answered("clubul/bucle#exam", later(7), True),
    ]
    late = {**SOLVED, "clubul/lectia-mea": later(2)}

    asked = ids(select_review(Review(count=8, concepts=("sequence",)), pool, late, history, later(9)))

    assert asked[0] == "lectia-mea#4"
    assert "bucle#exam" not in asked


def test_what_was_answered_today_is_not_asked_again(pool):
    history = [Answered(f"clubul/lectia-mea#{number}", later(9), False) for number in range(1, 7)]

    asked = select_review(Review(count=9, concepts=("sequence",)), pool, SOLVED, history, later(9))

    assert asked == ()


def test_only_the_concepts_and_packs_a_review_names_are_drawn(pool):
    assert len(select_review(Review(count=9, concepts=("loop",)), pool, SOLVED, [], later(9))) == 3
    assert select_review(Review(count=9, packs=("altul",)), pool, SOLVED, [], later(9)) == ()
    assert len(select_review(Review(count=9, packs=("clubul",)), pool, SOLVED, [], later(9))) == 9


def test_with_little_due_the_review_has_questions_of_its_own_and_then_what_is_due_soonest(pool, lesson_of):
    own = lesson_of("review", ("id: lectia-mea", "id: incalzire")).review
    history = [Answered(kept.item.id, later(7), True) for kept in pool if "lectia-mea" in kept.item.id]

    asked = ids(select_review(own, pool, SOLVED, history, later(8)))

    assert asked == ["bucle#predict1", "bucle#i1", "bucle#exam", "incalzire#r1", "lectia-mea#1"]


def test_the_same_history_gives_the_same_questions(pool):
    history = [Answered("clubul/bucle#i1", later(9), False)]
    twice = [select_review(Review(), pool, SOLVED, history, later(20)) for _ in range(2)]

    assert twice[0] == twice[1]


@pytest.mark.parametrize(("drawn", "enough"), [(5, 4), (4, 3), (2, 2), (1, 1)])
def test_with_fewer_questions_fewer_are_enough(pool, lesson_of, drawn, enough):
    lesson = with_questions(lesson_of("review"), tuple(kept.item for kept in pool[:drawn]))

    assert (lesson.quiz.enough, lesson.screen) == (enough, "review")

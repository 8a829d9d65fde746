"""Questions: how answers are marked, what counts, and how a quiz comes back from the log."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codekids.lessons.kinds.fields import Item, Option, Quiz
from codekids.lessons.kinds.quiz import QuizState, mark, shown_order
from codekids.lessons.kinds.result import Result
from codekids.lessons.kinds.typed import same_number, same_value

RIGHT = (0, "3", (0, 1), (0, 1, 2), (True, False), (("3", ""), ("3", "4"), ("5", "4")))


@pytest.fixture(scope="module")
def quiz(lesson_of):
    """One question of each kind: choice, number, pairs, order, cards, trace."""
    return lesson_of("quiz").quiz


def answered(quiz, answers):
    state = QuizState(quiz)
    for index, answer in enumerate(answers):
        state, _ = state.answer(index, answer).mark(index)
    return state


def test_there_is_a_question_of_every_kind(quiz):
    assert [item.kind for item in quiz.items] == ["choice", "number", "pairs", "order", "cards", "trace"]


def test_all_right_at_the_first_try_has_three_stars(quiz):
    state = answered(quiz, RIGHT)

    assert state.is_over
    assert state.result() == Result(True, 3, 6, 6)


def test_enough_right_ones_solve_it_with_two(quiz):
    assert answered(quiz, (1, "2", *RIGHT[2:])).result() == Result(True, 2, 4, 6)
    assert answered(quiz, (1, "2", None, *RIGHT[3:])).is_over is False
    assert answered(quiz, (1, "2", (1, 0), *RIGHT[3:])).result() == Result(False, 0, 3, 6)


@pytest.mark.parametrize(
    ("index", "answer", "done", "of", "wrong"),
    [
        (0, 1, 0, 1, ()),
        (1, "4", 0, 1, ()),
        (2, (1, 1), 1, 2, (0,)),
        (3, (1, 0, 2), 1, 3, (0, 1)),
        (4, (True, True), 1, 2, (1,)),
        (4, (True, None), 1, 2, (1,)),
        (5, (("3", ""), ("3", "5"), ("5",)), 3, 5, (3, 5)),
    ],
)
def test_a_wrong_answer_says_which_parts_are_right(quiz, index, answer, done, of, wrong):
    marked = mark(quiz.items[index], answer)

    assert (marked.right, marked.done, marked.of, marked.wrong) == (False, done, of, wrong)


def test_an_option_and_a_foreseen_number_say_why(quiz):
    assert mark(quiz.items[0], 1).means == "turn_moves"
    assert mark(quiz.items[0], 1).why["ro"].startswith("La întoarcere")
    assert mark(quiz.items[1], "2").means == "last_line_only"
    assert mark(quiz.items[1], "17").why == {}


def test_a_question_may_be_tried_again_but_the_first_try_counts(quiz):
    state, first = QuizState(quiz).answer(0, 1).mark(0)
    state, second = state.answer(0, 0).mark(0)

    assert (first.right, second.right, state.score) == (False, True, 0)
    assert state.next_open == 1


def test_without_an_answer_nothing_is_marked(quiz):
    state = QuizState(quiz)

    assert state.mark(0) == (state, None)
    assert state.answer(99, 1) == state


def exam():
    options = tuple(Option({"ro": letter}) for letter in "abcd")
    items = tuple(Item(f"x#{n}", "choice", {"ro": "?"}, options=options, answer=n) for n in range(3))
    return Quiz(items, exam=True, enough=2)


def test_an_exam_is_marked_when_it_is_handed_in():
    state = QuizState(exam()).answer(0, 0).answer(1, 3).answer(1, 1)
    assert state.mark(0) == (state, None)
    assert state.next_open == 2

    state = state.hand_in()

    assert state.result() == Result(True, 2, 2, 3)
    assert state.answer(2, 2) == state
    assert state.mark(2)[1] is None and state.mark(0)[1].right


def test_the_options_of_an_exam_stand_as_they_are_written():
    item = exam().items[0]

    assert shown_order(item, exam=True) == (0, 1, 2, 3)
    assert shown_order(item) != (0, 1, 2, 3)


def test_what_is_to_be_ordered_is_never_shown_in_order(quiz):
    assert shown_order(quiz.items[3]) != (0, 1, 2)
    assert shown_order(quiz.items[2]) == (1, 0)
    assert shown_order(quiz.items[1]) == ()


def test_answers_come_back_from_the_log(quiz):
    state = answered(quiz, RIGHT[:3]).answer(5, RIGHT[5])

    again = QuizState.from_data(quiz, json.loads(json.dumps(state.to_data())))

    assert again == state


@pytest.mark.parametrize(
    "data", [{}, {"answers": 3, "first": []}, {"answers": {"gone#1": 3}, "handed_in": 1}]
)
def test_answers_to_questions_that_are_gone_are_forgotten(quiz, data):
    assert QuizState.from_data(quiz, data).score == 0
    assert not QuizState.from_data(quiz, data).handed_in


SHAPES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 9) | st.floats() | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=2), inside, max_size=2),
    max_leaves=8,
)


@given(SHAPES)
def test_an_answer_of_any_shape_is_marked(answer):
    items = ALL
    for item in items:
        marked = mark(item, answer)
        assert 0 <= marked.done <= marked.of
        assert marked.right == (marked.done == marked.of)


ALL = (
    Item("a", "choice", {"ro": "?"}, options=(Option({"ro": "x"}), Option({"ro": "y"}))),
    Item("b", "number", {"ro": "?"}, number=2.5),
    Item("c", "pairs", {"ro": "?"}, pairs=(({"ro": "a"}, {"ro": "b"}), ({"ro": "c"}, {"ro": "b"}))),
    Item("d", "order", {"ro": "?"}, order=({"ro": "a"}, {"ro": "b"})),
    Item("f", "trace", {"ro": "?"}, columns=("a",), rows=(("1",),)),
)


def test_two_lefts_may_share_a_right():
    assert mark(ALL[2], (1, 0)).right


@pytest.mark.parametrize(
    ("answer", "number", "near", "same"),
    [
        ("12", 12, 0, True),
        (" 12 ", 12, 0, True),
        ("2,5", 2.5, 0, True),
        ("-3", -3, 0, True),
        ("−3", -3, 0, True),
        ("1 000", 1000, 0, True),
        ("3,14", 3.1416, 0.01, True),
        ("12 mere", 12, 0, False),
        ("", 0, 0, False),
        ("nan", 0, 0, False),
        ("1e9", 1e9, 0, False),
        (12, 12, 0, False),
    ],
)
def test_a_number_is_read_as_a_child_writes_it(answer, number, near, same):
    assert same_number(answer, number, near) is same


@pytest.mark.parametrize(
    ("answer", "value", "same"),
    [
        ("3", "3", True),
        ("3,0", "3", True),
        ("ana", "'ana'", True),
        ("„ana”", "'ana'", True),
        ("[1,2]", "[1, 2]", True),
        ("True", "True", True),
        ("true", "True", False),
        (None, "3", False),
    ],
)
def test_a_value_is_read_with_or_without_its_quotes(answer, value, same):
    assert same_value(answer, value) is same

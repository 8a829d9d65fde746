"""What a run shows, and which hint comes next."""

import pytest

from codekids.lang.source import read_source
from codekids.lessons.format.compiler import read_lesson
from codekids.lessons.hints.diagnose import diagnose
from codekids.lessons.hints.offered import gives_away, mirror, next_hint, same_program
from codekids.lessons.judge import run_lesson

CORNER = """\
id: colt
title: Colțul
task: Mergi la steag.
world:
  map: |
    . . . G .
    . . . . .
    > . A . .
    ~ . . # .
  legend:
    A: apple
    "~": water
goals:
  - collect: apple
    optional: false
  - reach: goal
hints:
  - Întâia.
  - A doua.
  - Completează `move(__)`.
solution: |
  move(2)
  take()
  move()
  turn_left()
  move(2)
"""


def lesson_of(text):
    lesson = read_lesson(text.encode()).lesson
    assert lesson is not None
    return lesson


@pytest.fixture
def symptoms(workers):
    """The kinds of symptoms a program shows in the corner lesson, surest first."""

    def of(source):
        lesson = lesson_of(CORNER)
        verdict = run_lesson(lesson, read_source(source), workers)
        found = diagnose(verdict.failing, verdict.failing_goals, lesson.solution)
        return [(symptom.kind, symptom.line, dict(symptom.args)) for symptom in found]

    return of


@pytest.mark.parametrize(
    ("source", "first"),
    [
        ("move(9)", ("bumped", 1, {})),
        ("turn_right()\nmove()", ("drowned", 2, {})),
        ("take()", ("nothing_to_take", 1, {})),
        ("move(2)\ntake()\nmove()\nturn_left()\nmove()", ("stopped_short", 5, {"n": 1})),
        ("move(2)\ntake()\nmove()\nturn_left()\nmove(2)\nturn_right()\nmove()", ("went_past", 5, {})),
        ("move(3)", ("missed", 0, {"thing": "apple", "cell": "(3, 2)"})),
        ("move(2)\ntake()\nturn_right()\nmove()", ("turned_wrong", 3, {})),
    ],
)
def test_a_run_shows_its_symptom(symptoms, source, first):
    assert symptoms(source)[0] == first


@pytest.mark.parametrize("source", ["", "moov()", "while True:\n    pass", "move(2)\ntake()"])
def test_where_nothing_is_sure_nothing_is_said(symptoms, source):
    assert symptoms(source) == []


MISTAKES = (
    CORNER
    + """\
mistakes:
  - when: unused turn_left
    say: Drumul are un colț.
    librarian: Desenați drumul.
  - when: bumped
    say: Ari a dat de ceva.
  - when:
      program_like: |
        move(2)
        turn_left()   # aici
    say: Programul acela.
  - when: collect apple failed
    say: Mărul a rămas.
  - when: reach failed
    say: Steagul e în altă parte.
"""
)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("move(2)", "Drumul are un colț."),
        ("turn_left()\nmove(9)", "Ari a dat de ceva."),
        ("move( 2 )\n\nturn_left()", "Programul acela."),
        ("turn_left()", "Mărul a rămas."),
        ("move(2)\ntake()\nturn_left()\nmove()", "Steagul e în altă parte."),
    ],
)
def test_a_foreseen_mistake_is_told_in_the_teacher_s_words(workers, source, said):
    lesson = lesson_of(MISTAKES)

    hint = mirror(lesson, run_lesson(lesson, read_source(source), workers))

    assert hint is not None
    assert (hint.level, hint.text) == (0, {"ro": said})


def test_after_a_mishap_it_is_not_the_goal_that_failed(workers):
    lesson = lesson_of(MISTAKES)

    verdict = run_lesson(lesson, read_source("turn_left()\ntake()"), workers)

    assert mirror(lesson, verdict).mistake is None


@pytest.mark.parametrize("source", ["move = 2", '"move(2)"', 'print("move(2)")'])
def test_of_a_program_that_does_nothing_the_line_is_told_not_where_ari_stands(workers, source):
    lesson = lesson_of(MISTAKES)

    hint = mirror(lesson, run_lesson(lesson, read_source(source), workers))

    assert hint is not None
    assert (hint.mistake, hint.line) == (None, 1)


@pytest.mark.parametrize("source", ["moov()", "move(", "print(1 / 0)"])
def test_a_slip_of_the_pen_is_not_taken_for_a_mistake_of_the_idea(workers, source):
    lesson = lesson_of(MISTAKES)

    assert mirror(lesson, run_lesson(lesson, read_source(source), workers)) is None


def test_hints_come_one_by_one_and_the_last_after_a_few_runs(workers):
    lesson = lesson_of(CORNER)
    run = run_lesson(lesson, read_source("move(3)"), workers)
    shown = []
    for _ in range(4):
        shown.append(next_hint(lesson, [run], shown))

    assert [hint.level for hint in shown] == [0, 1, 2, 2]
    assert next_hint(lesson, [run] * 4, shown).text == {"ro": "Completează `move(__)`."}


def test_a_new_mistake_is_talked_about_before_the_next_hint(workers):
    lesson = lesson_of(MISTAKES)
    first = run_lesson(lesson, read_source("move(2)"), workers)
    second = run_lesson(lesson, read_source("turn_left()\nmove(9)"), workers)
    shown = [next_hint(lesson, [first])]
    shown.append(next_hint(lesson, [first], shown))

    third = next_hint(lesson, [first, second], shown)

    assert [hint.level for hint in shown] == [0, 1]
    assert third.text == {"ro": "Ari a dat de ceva."}
    assert next_hint(lesson, [first, second], [*shown, third]).level == 2


def test_before_the_first_run_the_first_hint_can_be_asked_for():
    assert next_hint(lesson_of(CORNER), []).text == {"ro": "Întâia."}


def test_a_solved_lesson_needs_no_hint(workers):
    lesson = lesson_of(CORNER)

    assert next_hint(lesson, [run_lesson(lesson, read_source(lesson.solution), workers)]) is None


def test_a_lesson_without_hints_has_nothing_to_say_twice(workers):
    lesson = lesson_of(CORNER[: CORNER.index("hints:")])
    run = run_lesson(lesson, read_source("moov()"), workers)

    assert next_hint(lesson, [run]) is None


def test_a_hint_that_is_the_solution_is_never_given(workers):
    solution = "`move(2)`, `take()`, `move()`, `turn_left()`, `move(2)`"
    lesson = lesson_of(CORNER.replace("A doua.", f"Scrie {solution}"))
    shown = [next_hint(lesson, [])]

    assert gives_away(solution, lesson.solution)
    assert next_hint(lesson, [], shown).level != 2


def test_a_general_hint_speaks_three_languages_and_fits_a_child_s_eye(workers):
    lesson = lesson_of(CORNER)
    programs = ["move(9)", "turn_right()\nmove()", "take()", "move(3)", "turn_right()"]
    programs += [
        "move(2)\ntake()\nmove()\nturn_left()\nmove()",
        "turn_left()\nmove(2)\nturn_right()\nmove(4)",
    ]
    for source in programs:
        hint = mirror(lesson, run_lesson(lesson, read_source(source), workers))
        assert hint is not None, source
        assert set(hint.text) == {"ro", "en", "hu"}
        for sentence in hint.text.values():
            assert "{" not in sentence and "lessons." not in sentence
            assert len(sentence) <= 220


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("move()\n\n# gata\nmove( )", "move()\nmove()", True),
        ("move(1)", "move(2)", False),
        ("say('a b')", "say('ab')", False),
        ("move(\n", "move (", True),
        ("move(", "move()", False),
    ],
)
def test_programs_are_alike_up_to_spaces_and_comments(one, other, same):
    assert same_program(read_source(one), read_source(other)) is same

"""The shipped packs as people meet them: what a mistake is told, and what stands on each card."""

import pytest

from codekids.lang.catalogue import LANGUAGES
from codekids.lang.source import read_source
from codekids.lessons.format.compiler import read_lesson
from codekids.lessons.hints.offered import mirror
from codekids.lessons.judge import run_lesson
from codekids.lessons.lesson import steps_of

PACK = "primii-pasi"
LESSONS = (
    "buna-robotule", "pas-cu-pas", "stanga-sau-dreapta", "pune-in-ordine", "robotul-s-a-pierdut",
    "culege-merele", "harta-bibliotecii", "traseul-meu", "imi-amintesc",
)  # fmt: skip
REVIEWS = ("imi-amintesc",)
PROGRAMS = [name for name in LESSONS if name not in REVIEWS]


@pytest.fixture
def shipped(root):
    def read(name):
        lesson = read_lesson((root / "lessons" / PACK / f"{name}.yaml").read_bytes(), PACK).lesson
        assert lesson is not None
        return lesson

    return read


def written(lesson):
    """The step in which the child writes: the one with goals."""
    return next(step for step in steps_of(lesson) if step.goals)


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_wrong_program_is_met_by_a_sentence_that_was_foreseen(shipped, workers, name):
    step = written(shipped(name))
    assert len(step.wrong) >= 2

    for program in step.wrong:
        told = mirror(step, run_lesson(step, read_source(program), workers))
        assert told is not None and told.mistake is not None, program


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_foreseen_mistake_is_made_by_a_program(shipped, workers, name):
    step = written(shipped(name))
    programs = [step.start, *step.wrong, *(mistake.program for mistake in step.mistakes if mistake.program)]

    told = [mirror(step, run_lesson(step, read_source(program), workers)) for program in programs]

    assert {hint.mistake for hint in told if hint} >= set(range(len(step.mistakes)))


@pytest.mark.parametrize("name", PROGRAMS)
def test_help_climbs_five_rungs_and_tells_the_adult_what_to_ask(shipped, name):
    step = written(shipped(name))

    assert [pointer.level for pointer in step.pointers] == [0, 1, 2, 3, 4]
    assert all(mistake.say.keys() == mistake.librarian.keys() == set(LANGUAGES) for mistake in step.mistakes)


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_has_its_card_for_the_librarian_and_two_questions_to_talk(shipped, name):
    lesson = shipped(name)

    assert lesson.librarian.keys() == set(LANGUAGES)
    assert len(lesson.talk) == 2
    assert lesson.drafts == ("hu",)
    assert (lesson.career is None) == (name in REVIEWS)
    maths = any(code.startswith("M") for code in lesson.curriculum)
    assert (lesson.exam_item is not None) == (maths and name not in REVIEWS)

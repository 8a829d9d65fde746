"""The librarian's card: what happened, what to ask, and the answer, which the child's screen never shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from codekids.lang.catalogue import LANGUAGES, in_all_languages, knows
from codekids.lang.problems import Message
from codekids.lessons.hints.diagnose import diagnose
from codekids.lessons.hints.offered import mirror
from codekids.lessons.judge import Verdict
from codekids.lessons.lesson import Lesson, Text

POSTER = 6  # sentences of the poster "what to say": lessons.librarian.poster.1 …


@dataclass(frozen=True, slots=True)
class LibrarianCard:
    """What an adult beside a child who is stuck may use."""

    happened: Text  # what the child's screen said of the last run; empty: nothing was run yet
    ask: tuple[Text, ...]  # questions, the one that fits best first
    answer: str  # a solution; "" where there is none
    line: int = 0  # of the child's program, where the trouble is; 0: nowhere in particular
    means: tuple[str, ...] = field(default=())  # misconceptions that may be behind it


def librarian_card(lesson: Lesson, verdict: Verdict | None = None) -> LibrarianCard:
    """The card for a lesson as it stands: after a run, or before the first."""
    questions: list[Text] = []
    happened: Text = {}
    line = 0
    if verdict is not None and not verdict.solved:
        mirrored = mirror(lesson, verdict)
        happened = mirrored.text if mirrored else {}
        if mirrored and mirrored.librarian:
            questions.append(mirrored.librarian)
        timeline = verdict.failing
        for symptom in diagnose(timeline, verdict.failing_goals, lesson.solution) if timeline else ():
            line = line or symptom.line
            key = f"lessons.librarian.{symptom.kind}"
            if knows(key, LANGUAGES[0]):
                questions.append(in_all_languages(Message(key)))
        if timeline and timeline.problem:
            line = line or timeline.problem.line
    if lesson.librarian:
        questions.append(lesson.librarian)
    questions += poster()
    means = (lesson.fix.planted,) if lesson.fix else ()
    return LibrarianCard(happened, tuple(questions), lesson.solution, line, means)


def poster() -> list[Text]:
    """What can always be said, in this order; never take the mouse."""
    return [
        in_all_languages(Message(f"lessons.librarian.poster.{number}")) for number in range(1, POSTER + 1)
    ]


def meaning(misconception: str) -> Text:
    """What a child who has this misconception thinks; empty for a word of the teacher's own."""
    key = f"lessons.means.{misconception}"
    return in_all_languages(Message(key)) if knows(key, LANGUAGES[0]) else {}

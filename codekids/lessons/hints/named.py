"""The mistake of a run by its name: a kind for the log and for the librarian's card, never a text.

A problem is named by its cause, a run that missed by the surest thing that may be
behind it. Pure; asks no clock and knows no learner.
"""

from __future__ import annotations

from codekids.lang.explain.kinds import OTHER, card_of, kind_of
from codekids.lang.problems import Message, Problem
from codekids.lessons.hints.misses.missed import explain_miss
from codekids.lessons.hints.misses.stopped import explain_run
from codekids.lessons.judge import Verdict
from codekids.lessons.lesson import Lesson

NOBODYS = frozenset({OTHER, "raised", "not_here", "file"})  # kinds that are no mistake of the child


def mistake_in(lesson: Lesson, verdict: Verdict) -> Problem | None:
    """What went wrong in a run, by its cause; None: it is solved, was stopped, or nothing has a name."""
    if verdict.solved or verdict.outcome in {"stopped", "finished"}:
        return None
    timeline = verdict.failing or verdict.timelines[0]
    if timeline.problem is not None:
        return explain_run(verdict.program, timeline)
    remarks = explain_miss(verdict.program, timeline, verdict.failing_goals, lesson.solution)
    return remarks[0] if remarks else None


def kind_in(lesson: Lesson, verdict: Verdict) -> str:
    """The kind of that mistake, "" for none."""
    mistake = mistake_in(lesson, verdict)
    kind = kind_of(mistake) if mistake else OTHER
    return "" if kind in NOBODYS else kind


def card_for(lesson: Lesson, verdict: Verdict) -> Message | None:
    """The librarian's card for it."""
    mistake = mistake_in(lesson, verdict)
    return card_of(mistake) if mistake and kind_of(mistake) not in NOBODYS else None

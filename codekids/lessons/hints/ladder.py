"""The five rungs of help, and when each may be climbed.

0 mirrors what happened, 1 asks about the goal, 2 points at the place, 3 shows
another example, 4 gives a piece with gaps. The answer is no rung. What is said
comes from the moments of the run and the foreseen mistakes first, then from the
lesson's own hints, then from general sentences.

Help is offered, never pushed: after two runs with the same symptom, three with
the same error, or 90 seconds without progress. The next rung opens after a run
of a changed program, or after 30 seconds; rung 4 after four runs, or with the
librarian's key. Who opens two rungs within 10 seconds is asked first what was tried.

Frozen; every method gives a new value. Times are seconds of any clock that only
goes forward, and come in as arguments.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from codekids.lang.catalogue import in_all_languages
from codekids.lang.problems import Message
from codekids.lessons.hints.diagnose import diagnose
from codekids.lessons.hints.offered import Hint, code_lines, gives_away, mirror
from codekids.lessons.judge import Verdict
from codekids.lessons.lesson import Lesson
from codekids.world.goals import Cell, GoalState, Located, goal_message

MIRROR, QUESTION, PLACE, EXAMPLE, PIECE = range(5)

SAME_SYMPTOM = 2  # runs in a row with the same symptom
SAME_ERROR = 3  # runs in a row with the same error
NO_PROGRESS = 90.0  # seconds
NEXT_RUNG = 30.0  # seconds after which the next rung opens without a run
RUNS_BEFORE_PIECE = 4
TOO_FAST = 10.0  # seconds between two rungs

Reason = Literal["same_symptom", "same_error", "no_progress"]
CHOICES = ("changed", "thought", "lost")  # answers to "what did you try?"


@dataclass(frozen=True, slots=True)
class Tried:
    """One run, as far as help looks at it."""

    at: float
    program: str
    symptom: str  # what the run shows: "stopped_short"; the key of a problem; the goals that are open
    error: str  # key of the problem that ended it; "" for none
    met: int  # required goals that were met
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Given:
    """A hint that was read."""

    at: float
    hint: Hint
    program: str  # as it stood then
    runs: int  # how many there had been


@dataclass(frozen=True, slots=True)
class Lock:
    """Why the next rung is closed."""

    message: Message
    seconds: float = 0.0  # it opens by itself in so many; 0: not by waiting
    level: int = 0  # the rung that is closed


@dataclass(frozen=True, slots=True)
class WhatTried:
    """The question that stands before the next rung: `lessons.guard.ask`, with `lessons.guard.<choice>`."""

    choices: tuple[str, ...] = CHOICES

    @property
    def ask(self) -> Message:
        """The question."""
        return Message("lessons.guard.ask")

    def words(self, choice: str) -> Message:
        """An answer to choose."""
        return Message(f"lessons.guard.{choice}")


@dataclass(frozen=True, slots=True)
class Ladder:
    """The help of one sitting at one lesson or step."""

    lesson: Lesson
    opened: float  # when the sitting began
    runs: tuple[Tried, ...] = ()
    given: tuple[Given, ...] = ()
    has_key: bool = False  # the librarian has opened rung 4
    guarded: bool = False  # "what did you try?" stands on the screen
    told: tuple[str, ...] = ()  # what was answered to it, in order, for the log

    # -- what happens

    def ran(self, verdict: Verdict, now: float) -> Ladder:
        """A run is over and judged."""
        states = verdict.failing_goals or verdict.goals
        met = sum(state.met for state in states if not state.goal.optional)
        timeline = verdict.failing
        error = timeline.problem.key if timeline and timeline.problem else ""
        tried = Tried(now, verdict.program.text, _symptom(self.lesson, verdict), error, met, verdict)
        return replace(self, runs=(*self.runs, tried))

    def turn_key(self) -> Ladder:
        """The librarian opens the last rung."""
        return replace(self, has_key=True)

    def ask(self, program: str, now: float) -> tuple[Ladder, Hint | WhatTried | None]:
        """The Hint button: the next hint if it is open, a question first if it comes too soon, else the last
        one once more. None: it is solved, or there is nothing to say. `program` is the text as it stands."""
        hint = self.following()
        if hint is None or self.lock(program, now) is not None:
            return self, self.given[-1].hint if self.given and not self.is_solved else None
        if self.guarded or self._too_fast(hint, now):
            return replace(self, guarded=True), WhatTried()
        return self._give(hint, program, now), hint

    def tell(self, choice: str, program: str, now: float) -> tuple[Ladder, Hint | None]:
        """What was tried, one of CHOICES; the hint comes then."""
        freed = replace(self, guarded=False, told=(*self.told, choice))
        hint = freed.following()
        return (freed, None) if hint is None else (freed._give(hint, program, now), hint)

    def _give(self, hint: Hint, program: str, now: float) -> Ladder:
        return replace(self, given=(*self.given, Given(now, hint, program, len(self.runs))))

    # -- what may be asked

    @property
    def is_solved(self) -> bool:
        """Whether the last run solved it."""
        return bool(self.runs) and self.runs[-1].verdict.solved

    @property
    def highest(self) -> int:
        """The highest rung read; -1 for none."""
        return max((one.hint.level for one in self.given), default=-1)

    def offers(self, now: float) -> Reason | None:
        """Why the button glows now; None: it does not. A hint just read puts it out for a while."""
        if self.is_solved or self.following() is None:
            return None
        since = self.given[-1] if self.given else None
        runs = self.runs[since.runs :] if since else self.runs
        errors = [run.error for run in runs[-SAME_ERROR:]]
        if len(errors) == SAME_ERROR and errors[0] and len(set(errors)) == 1:
            return "same_error"
        symptoms = [run.symptom for run in runs[-SAME_SYMPTOM:]]
        if len(symptoms) == SAME_SYMPTOM and len(set(symptoms)) == 1:
            return "same_symptom"
        moved = max(self._last_progress, since.at if since else self.opened)
        return "no_progress" if now - moved >= NO_PROGRESS else None

    @property
    def glows_at(self) -> float:
        """When the button will glow for want of progress, if nothing happens before."""
        return max(self._last_progress, self.given[-1].at if self.given else self.opened) + NO_PROGRESS

    @property
    def _last_progress(self) -> float:
        """When more goals were met than ever before; the opening if never."""
        best, at = 0, self.opened
        for run in self.runs:
            if run.met > best:
                best, at = run.met, run.at
        return at

    def lock(self, program: str, now: float) -> Lock | None:
        """Why the next rung is closed; None: it is open, or there is none."""
        hint = self.following()
        if hint is None:
            return None
        if hint.level == PIECE and len(self.runs) < RUNS_BEFORE_PIECE and not self.has_key:
            n = RUNS_BEFORE_PIECE - len(self.runs)
            return Lock(Message("lessons.hint.locked_runs", {"n": n}), level=hint.level)
        if not self.given:
            return None
        last = self.given[-1]
        changed = len(self.runs) > last.runs and self.runs[-1].program != last.program
        left = last.at + NEXT_RUNG - now
        if changed or left <= 0:
            return None
        return Lock(Message("lessons.hint.locked", {"n": max(1, round(left))}), left, hint.level)

    def _too_fast(self, hint: Hint, now: float) -> bool:
        last = self.given[-1] if self.given else None
        return last is not None and hint.level > last.hint.level and now - last.at < TOO_FAST

    # -- what is said

    def following(self) -> Hint | None:
        """The next hint; None: it is solved, or the top is reached."""
        if self.is_solved:
            return None
        verdict = self.runs[-1].verdict if self.runs else None
        seen = {one.hint.mistake for one in self.given}
        mirrored = mirror(self.lesson, verdict) if verdict else None
        if mirrored and mirrored.mistake is not None and mirrored.mistake not in seen:
            return self._at_its_place(mirrored, verdict)
        if self.highest < MIRROR and verdict is not None:
            return self._at_its_place(mirrored or self._own(MIRROR) or _stopped_here(), verdict)
        for level in range(max(self.highest + 1, QUESTION), PIECE + 1):
            hint = self._own(level) or self._general(level, verdict)
            if hint is not None:
                return hint
        return None

    def _own(self, level: int) -> Hint | None:
        """The lesson's own hint of a rung, unless it gives the solution away."""
        for text, pointer in zip(self.lesson.hints, self.lesson.pointers, strict=True):
            told = any(gives_away(words, self.lesson.solution) for words in text.values())
            fresh = all(one.hint.text != text for one in self.given)
            if pointer.level == level and fresh and not told:
                return Hint(level, text, self.lesson.librarian, line=pointer.line, cell=pointer.cell)
        return None

    def _general(self, level: int, verdict: Verdict | None) -> Hint | None:
        """A hint of our own, where the lesson has none for this rung: only if it has none at all."""
        if self.lesson.hints or verdict is None:
            return None
        if level == PIECE:
            return _piece(self.lesson, verdict)
        return _general(level, verdict) if level in (QUESTION, PLACE) else None

    @staticmethod
    def _at_its_place(hint: Hint, verdict: Verdict | None) -> Hint:
        """A mirror lights the cell where the run ended."""
        return hint if hint.cell else replace(hint, cell=_end_cell(verdict))


def _end_cell(verdict: Verdict | None) -> Cell | None:
    timeline = verdict and (verdict.failing or verdict.timelines[0])
    return timeline.end.hero_cell() if timeline and isinstance(timeline.end, Located) else None


def _symptom(lesson: Lesson, verdict: Verdict) -> str:
    """One word for what a run shows, the same for runs that go wrong alike; "" for a solved one."""
    timeline = verdict.failing
    if timeline is None:
        return ""
    for symptom in diagnose(timeline, verdict.failing_goals, lesson.solution):
        return symptom.kind
    if timeline.problem is not None:
        return timeline.problem.key
    return "open " + " ".join(str(index) for index, state in enumerate(verdict.failing_goals) if _open(state))


def _open(state: GoalState) -> bool:
    return not state.met and not state.goal.optional


def _stopped_here() -> Hint:
    return Hint(MIRROR, in_all_languages(Message("lessons.hint.mirror")))


def _general(level: int, verdict: Verdict) -> Hint | None:
    """A templated hint: what is still open, the line that ran last."""
    timeline = verdict.failing or verdict.timelines[0]
    if level == QUESTION:
        goal = next((state.goal for state in verdict.failing_goals if _open(state)), None)
        if goal is None:
            return None
        key, args = goal_message(goal)
        goals = goal.text or in_all_languages(Message(key, args))
        return Hint(
            QUESTION,
            {
                lang: sentence.replace("{goal}", goals.get(lang) or next(iter(goals.values())))
                for lang, sentence in in_all_languages(Message("lessons.hint.question")).items()
            },
        )
    line = timeline.problem.line if timeline.problem else _last_line(verdict)
    if not line:
        return None
    return Hint(PLACE, in_all_languages(Message("lessons.hint.place", {"line": line})), line=line)


def _last_line(verdict: Verdict) -> int:
    moments = (verdict.failing or verdict.timelines[0]).moments
    return next((moment.line for moment in reversed(moments) if moment.command), 0)


ARGUMENTS = re.compile(r"\(([^()]*)\)")


def _piece(lesson: Lesson, verdict: Verdict) -> Hint | None:
    """The first line of the solution that the child's program lacks, with a gap in it."""
    held = code_lines(verdict.program.text)
    for line in lesson.solution.splitlines():
        if code_lines(line) and code_lines(line)[0] not in held:
            gapped = _gapped(line.strip())
            return Hint(PIECE, in_all_languages(Message("lessons.hint.piece", {"code": gapped})))
    return None


def _gapped(line: str) -> str:
    """A line with its values left out; where it has none, the command: `move(3)`, `take()`."""
    hidden = ARGUMENTS.sub(lambda match: "(__)" if match.group(1).strip() else "()", line)
    return hidden if hidden != line else re.sub(r"[^\s()]+\(\)", "____()", line) if "()" in line else "____"

"""One learner at one lesson: the program, its runs, their playback, verdict and hints. Draws nothing.

Everything here belongs to the window's thread, except a run, which works on a
thread of its own and comes back through `services.notify`. A run that was
stopped or overtaken by another is known by its number and never answers twice.
The text is never lost: each change goes to the journal at once, which saves it
when the keys pause, and the history of undo travels with it.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from codekids.engine.sandbox import Stop
from codekids.engine.timeline import Recording, Timeline
from codekids.lang.completion import indent_after
from codekids.lang.problems import Fix, Message, Problem
from codekids.lang.source import read_source
from codekids.lessons.hints.misses.stopped import explain_run
from codekids.lessons.hints.offered import RUNS_BEFORE_LAST, Hint, next_hint
from codekids.lessons.judge import Verdict, evidence_of, run_lesson, worlds_of
from codekids.lessons.lesson import Case, Lesson
from codekids.progress import events as deeds
from codekids.ui.document import Document, Place
from codekids.ui.playback import SPEEDS, Playback, Speed
from codekids.ui.services import Services
from codekids.world.goals import Evidence, GoalState, judge_goal

if TYPE_CHECKING:
    from codekids.world.world import World

State = Literal["editing", "running", "asking", "playing", "judged"]

SAME_SYMPTOM = 2  # runs in a row with the same trouble before a hint is offered
NO_PROGRESS = 90.0  # seconds without a better run before a hint is offered
NEXT_LEVEL = 30.0  # seconds after which the next hint opens without a run
LONGEST_SITTING = 30 * 60  # seconds of work counted for one attempt; more is a forgotten window
FEW_WORLDS = 1500  # goals are looked at in every moment up to so many, later only where it stands still
# What a program has not done yet can still go wrong: these goals are settled at the end only.
AT_THE_END = frozenset({"max_blocks", "max_lines", "max_steps", "not_uses", "avoid"})


@dataclass(slots=True)
class _Run:
    """One press of Run."""

    number: int
    text: str
    recording: Recording
    stop: Stop = field(default_factory=Stop)
    answered: threading.Event = field(default_factory=threading.Event)
    answer: str | None = None


class PuzzleSession:
    """The state behind the puzzle screen. `on_change` is called for what the screen did not do itself."""

    def __init__(self, lesson: Lesson, services: Services, *, afresh: bool = False) -> None:
        """Open the lesson with the program as it was left; `afresh` puts the lesson's own in its place."""
        self.lesson = lesson
        self.services = services
        self.on_change: Callable[[], None] = lambda: None
        self.document = self._open_document(afresh)
        self.playback = Playback(self._still(lesson.cases[0]), self._speed(), services.jump)
        self.run_text = ""  # the program the playback shows
        self.verdict: Verdict | None = None
        self.trouble: Message | None = None  # the run itself broke down: one sentence
        self.announced = True  # the verdict was shown
        self.closed_problem = False  # the child closed the bubble
        self._cause: tuple[Timeline, Problem | None] | None = None  # of the run on the screen
        self.other_map = False  # a hidden world's run is on the stage
        self.runs: list[Verdict] = []
        self.hints: list[Hint] = []
        self.hint_glows = False
        self.best_stars = self._known_stars()
        self._run: _Run | None = None
        self._count = 0
        self._saved_version = self.document.version
        self._question_shown = False
        self._step_wanted = False
        self._since = services.clock()  # of the attempt before
        self._hint_at = 0.0
        self._hint_runs = 0  # runs when the last hint was given
        self._hint_text = ""  # the program when the last hint was given
        self._symptoms: list[object] = []
        self._goals_at: tuple[object, tuple[GoalState, ...]] | None = None
        self._read: tuple[str, Evidence] | None = None  # a program and what it shows by itself
        self._main: tuple[Playback, Verdict] | None = None  # the child's own map while the other one is shown
        self._closed = False
        self._cancel_glow: Callable[[], None] = lambda: None
        self._cancel_level: Callable[[], None] = lambda: None
        services.journal.append(deeds.Opened(services.learner, lesson.id), seat=services.seat)
        self._wait_for_progress()

    # -- the text ------------------------------------------------------------

    def _open_document(self, afresh: bool) -> Document:
        draft = self.services.journal.draft(self.services.learner, self.lesson.id)
        if draft is None:
            return Document(self.lesson.start.rstrip("\n"), indent_after=_indent)
        document = Document(draft.text, indent_after=_indent)
        if draft.history:
            try:
                data = json.loads(draft.history)
                document = Document.from_data({**data, "text": draft.text}, indent_after=_indent)
            except (ValueError, TypeError, AttributeError):
                logging.getLogger(__name__).warning("the undo history of %s cannot be read", self.lesson.id)
        if afresh:
            document.set_text(self.lesson.start.rstrip("\n"))
        return document

    @property
    def text(self) -> str:
        """The program as it stands."""
        return self.document.text

    @property
    def stale(self) -> bool:
        """The program was changed since the run on the stage, so its lines mean nothing any more."""
        return self.document.text != self.run_text

    def edited(self) -> None:
        """Call after whatever may have changed the document: the draft is kept."""
        if self.document.version == self._saved_version:
            return
        self._saved_version = self.document.version
        self.keep()

    def keep(self) -> None:
        """Hand the program to the journal."""
        data = self.document.to_data()
        text = data.pop("text")
        row, column = self.document.caret
        cursor = sum(len(line) + 1 for line in self.document.lines[:row]) + column
        self.services.journal.save_draft(
            self.services.learner, self.lesson.id, text, cursor, json.dumps(data, ensure_ascii=False)
        )

    def apply_fix(self, fix: Fix) -> None:
        """Write the repair that was tried, as one change that undo takes back."""
        end_line = fix.end_line or fix.line
        self.document.replace(Place(fix.line - 1, fix.column), Place(end_line - 1, fix.end_column), fix.text)
        self.closed_problem = True
        self.edited()

    # -- running ---------------------------------------------------------------

    @property
    def state(self) -> State:
        """What the screen should offer now."""
        if self.question is not None:
            return "asking"
        if self._run is not None:
            return "running"
        if self.playback.playing or self.playback.fraction < 1.0:
            return "playing"
        return "judged" if self.verdict is not None and self.playback.finished else "editing"

    @property
    def busy(self) -> bool:
        """Stop has something to stop: a run works or plays."""
        return self._run is not None or self.playback.playing

    @property
    def question(self) -> str | None:
        """What input() asks, once the playback has come to it."""
        run = self._run
        if run is None or not self._question_shown or run.answered.is_set():
            return None
        caught_up = self.playback.index >= self.playback.length - 1 and self.playback.fraction >= 1.0
        return run.recording.question if caught_up else None

    def run(self) -> None:
        """Run the program from the start; a run still going on is stopped."""
        self.stop()
        self.show_my_map()
        self._count += 1
        run = _Run(self._count, self.document.text, Recording(self.lesson.cases[0].world))
        self._run, self.run_text = run, run.text
        self._question_shown = False
        if self.verdict is not None:
            self.best_stars = max(self.best_stars, self.verdict.stars)
        self.verdict, self.trouble, self.announced, self.closed_problem = None, None, False, False
        self._goals_at = None
        self.playback = Playback(run.recording, self.playback.speed, self.services.jump)
        self.playback.play()
        self.keep()
        threading.Thread(target=self._work, args=(run,), name="run", daemon=True).start()

    def step(self) -> None:
        """One moment on; without a run of this very program, begin one and stand at its first moment."""
        if self.playback.length and not (self.stale and self._run is None):
            self.playback.forward()
        elif self._run is None:
            self.run()
            self.playback.pause()
            self._step_wanted = True

    def stop(self) -> None:
        """End the run, whatever it does, and stand still."""
        run, self._run = self._run, None
        self._step_wanted = False
        if run is not None:
            run.stop.request()
            run.answered.set()
            self.announced = True
        self.playback.pause()

    def show_finished(self, recording: Recording, verdict: Verdict) -> None:
        """Show a run that was made elsewhere; nothing of it goes into the log."""
        self.stop()
        self.run_text = self.document.text
        self.playback = Playback(recording, self.playback.speed, self.services.jump)
        self.verdict, self.trouble, self.announced, self.closed_problem = verdict, None, False, False
        self._goals_at = None
        self.runs.append(verdict)

    def answer(self, text: str) -> None:
        """What the child typed for input()."""
        run = self._run
        if run is not None and not run.answered.is_set():
            run.answer = text
            run.answered.set()
            self.playback.play()

    def _work(self, run: _Run) -> None:
        """On the run's own thread."""
        verdict: Verdict | None = None
        try:
            verdict = run_lesson(
                self.lesson,
                read_source(run.text),
                self.services.sandbox(),
                recording=run.recording,
                ask=lambda prompt: self._ask(run, prompt),
                stop=run.stop,
            )
        except Exception:
            logging.getLogger(__name__).exception("a run broke down")
        if verdict is not None:
            self._record(run, verdict)
        self.services.notify(lambda: self._finished(run, verdict))

    def _ask(self, run: _Run, prompt: str) -> str | None:
        """Wait for the child, on the run's thread. None: it was stopped."""
        run.answered.clear()
        run.answer = None
        run.recording.question = prompt
        if run.stop.requested:
            return None
        self.services.notify(lambda: self._asked(run))
        run.answered.wait()
        run.recording.question = None
        return None if run.stop.requested else run.answer

    def _asked(self, run: _Run) -> None:
        if run is self._run:
            self._question_shown = True
            self.on_change()

    def _record(self, run: _Run, verdict: Verdict) -> None:
        """Into the log, before the window hears of it: a closed window loses nothing."""
        services, shown = self.services, verdict.timelines[0]
        now = services.clock()
        spent, self._since = min(now - self._since, LONGEST_SITTING), now
        problem = (verdict.failing or shown).problem
        services.journal.append(
            deeds.Attempt(
                services.learner,
                self.lesson.id,
                verdict.outcome,
                verdict.stars,
                shown.steps,
                run.text,
                problem.key if problem else "",
                max(0, round(spent * 1000)),
            ),
            seat=services.seat,
        )
        if verdict.solved:
            services.journal.append(
                deeds.Completion(services.learner, self.lesson.id, verdict.stars), seat=services.seat
            )

    def _finished(self, run: _Run, verdict: Verdict | None) -> None:
        if verdict is not None and verdict.outcome != "stopped":
            self.runs.append(verdict)
        if run is not self._run or self._closed:
            return
        self._run = None
        if verdict is None:
            self.trouble = Message("window.worker_stopped")
            if run.recording.timeline is None:
                run.recording.timeline = Timeline(
                    run.recording.start, tuple(run.recording.moments), "stopped"
                )
            self.announced = True
        else:
            self.verdict = verdict
            self._goals_at = None
            self._note_symptom(verdict)
        self._step_wanted = self._step_wanted and self.playback.length > 0
        if self.playback.index >= self.playback.length - 1 and self.playback.fraction >= 1.0:
            self.playback.pause()
        self.on_change()

    # -- what happened -----------------------------------------------------------

    @property
    def problem(self) -> Problem | None:
        """What to show at its line: at the end of the playback, and until the program is changed."""
        timeline = self.playback.recording.timeline
        if timeline is None or timeline.problem is None or self.closed_problem or self.stale:
            return None
        return self._explained(timeline) if self.playback.finished else None

    def _explained(self, timeline: Timeline) -> Problem | None:
        """The problem of a run by its cause. Looked for once: the screen asks in every frame."""
        if self._cause is None or self._cause[0] is not timeline:
            self._cause = (timeline, explain_run(read_source(self.text), timeline))
        return self._cause[1]

    @property
    def mishap(self) -> bool:
        """The problem is one of the world: there was a wall. Python had nothing against the program."""
        timeline = self.playback.recording.timeline
        if self.problem is None or timeline is None or timeline.problem is None:
            return False
        return timeline.problem.key.startswith("world.")

    @property
    def mood(self) -> str:
        """How the hero looks: "", "happy" at a solved end, "oops" at a mishap."""
        if not self.playback.finished or self.playback.recording.timeline is None:
            return ""
        timeline = self.playback.recording.timeline
        if timeline.problem is not None and self.playback.length:
            return "oops"
        return "happy" if self.verdict is not None and self.verdict.solved and not self.stale else ""

    def goals(self) -> tuple[GoalState, ...]:
        """The goals as they stand under the playhead."""
        playback = self.playback
        verdict = self.verdict
        finished = playback.finished and verdict is not None
        key = (playback.recording, playback.index, finished)
        if self._goals_at is not None and self._goals_at[0] == key:
            return self._goals_at[1]
        if finished and verdict is not None and playback.length:
            states = verdict.failing_goals if self.other_map else verdict.goals
            if not verdict.solved:
                # No star is won yet, so none is shown as if it were.
                states = tuple(_not_won(state) for state in states)
        elif playback.index > FEW_WORLDS and playback.playing and self._goals_at is not None:
            return self._goals_at[1]
        else:
            states = self._goals_so_far()
        self._goals_at = (key, states)
        return states

    def _goals_so_far(self) -> tuple[GoalState, ...]:
        recording, index = self.playback.recording, self.playback.index
        if index < 0:
            evidence = replace(self._evidence(""), worlds=(recording.start,))
            return tuple(replace(judge_goal(goal, evidence), met=False) for goal in self.lesson.goals)
        so_far = Timeline(recording.start, tuple(recording.moments[: index + 1]), "finished")
        evidence = replace(
            self._evidence(self.run_text),
            worlds=worlds_of(so_far),
            output=self.playback.output(),
            steps=self.playback.step,
        )
        states = (judge_goal(goal, evidence) for goal in self.lesson.goals)
        return tuple(
            replace(state, met=False) if state.goal.kind in AT_THE_END else state for state in states
        )

    def _evidence(self, text: str) -> Evidence:
        """What the program alone shows; reading it costs too much to do for every moment."""
        if self._read is None or self._read[0] != text:
            nothing_yet = Timeline(self.lesson.cases[0].world, (), "finished")
            self._read = (text, evidence_of(read_source(text), nothing_yet))
        return self._read[1]

    @property
    def tries(self) -> int:
        """Runs of this sitting that came to an end."""
        return len(self.runs)

    def verdict_due(self) -> Verdict | None:
        """The verdict, once, when the playback has come to its end."""
        if self.announced or self.verdict is None or not self.playback.finished or self.other_map:
            return None
        self.announced = True
        # Not a moment sooner: stars in the bar would tell the end while the hero is still on the way.
        self.best_stars = max(self.best_stars, self.verdict.stars)
        return self.verdict

    # -- the other map --------------------------------------------------------------

    @property
    def fails_elsewhere(self) -> bool:
        """It works on the map shown, but not on one that was hidden."""
        return self.verdict is not None and self.verdict.failed_hidden

    def show_other_map(self) -> None:
        """Play the run in the hidden world that fails."""
        verdict = self.verdict
        if verdict is None or verdict.failing is None or self.other_map:
            return
        self._main = (self.playback, verdict)
        self.playback = Playback(_recorded(verdict.failing), self.playback.speed, self.services.jump)
        self.other_map, self.closed_problem, self._goals_at = True, False, None
        self.playback.play()

    def show_my_map(self) -> None:
        """Back to the child's own run."""
        if self._main is None:
            return
        speed = self.playback.speed
        (self.playback, self.verdict), self._main = self._main, None
        self.playback.speed = speed
        self.other_map, self._goals_at = False, None

    # -- hints ---------------------------------------------------------------------

    def _note_symptom(self, verdict: Verdict) -> None:
        before = self._symptoms[-1] if self._symptoms else None
        symptom = symptom_of(verdict)
        if symptom is None:
            self._symptoms, self.hint_glows = [], False
            self._wait_for_progress()
            return
        self._symptoms = [*self._symptoms, symptom] if symptom == before else [symptom]
        if symptom != before:
            self._wait_for_progress()
        if len(self._symptoms) >= SAME_SYMPTOM:
            self.hint_glows = bool(self.lesson.hints)

    def _wait_for_progress(self) -> None:
        self._cancel_glow()
        if self.lesson.hints:
            self._cancel_glow = self.services.after(NO_PROGRESS, self._no_progress)

    def _no_progress(self) -> None:
        solved = self.verdict is not None and self.verdict.solved
        if not self._closed and not solved and not self.hint_glows:
            self.hint_glows = True
            self.on_change()

    def open_hint(self) -> Hint | None:
        """What the Hint button shows: the first hint, the next one if it is open, else the last one given."""
        self.hint_glows = False
        if not self.hints or self.hint_lock() is None:
            hint = next_hint(self.lesson, self.runs, self.hints)
            if hint is not None and hint not in self.hints:
                self._give(hint)
        return self.hints[-1] if self.hints else None

    def _give(self, hint: Hint) -> None:
        self.hints.append(hint)
        self._hint_at = self.services.clock()
        self._hint_runs, self._hint_text = len(self.runs), self.text
        if hint.level > 0:
            self.services.journal.append(
                deeds.Hint(self.services.learner, self.lesson.id, hint.level), seat=self.services.seat
            )
        self._cancel_level()
        self._cancel_level = self.services.after(NEXT_LEVEL, self.on_change)

    def next_level(self) -> int | None:
        """The level that would come next; None: there is no more."""
        highest = max((hint.level for hint in self.hints), default=0)
        return highest + 1 if highest < len(self.lesson.hints) else None

    def hint_lock(self) -> Message | None:
        """Why the next hint is still closed; None: it is open."""
        level = self.next_level()
        if level is None:
            return Message("window.hint_last")
        if level == len(self.lesson.hints) > 1 and len(self.runs) < RUNS_BEFORE_LAST:
            return Message("window.hint_locked_tries", {"level": level})
        if not self.hints:
            return None
        if len(self.runs) > self._hint_runs and (
            self.text != self._hint_text or self.services.clock() - self._hint_at >= NEXT_LEVEL
        ):
            return None
        if self.services.clock() - self._hint_at >= NEXT_LEVEL:
            return None
        return Message("window.hint_locked", {"level": level})

    # -- time, settings, end ---------------------------------------------------------

    def tick(self, seconds: float) -> bool:
        """Let the playback go on; True while it moves or waits for what comes next."""
        if self._step_wanted and self.playback.length:
            self._step_wanted = False
            self.playback.forward()
        moving = self.playback.tick(seconds)
        return (moving and self.question is None) or self._step_wanted

    @property
    def waiting(self) -> bool:
        """A run works, but there is nothing new to play yet."""
        return self._run is not None and self.playback.recording.timeline is None

    def set_speed(self, speed: Speed) -> None:
        """How fast runs play; remembered."""
        self.playback.speed = speed
        self.services.journal.set_setting("speed", speed)

    def _speed(self) -> Speed:
        kept = self.services.journal.setting("speed", "walk")
        return next((speed for speed in SPEEDS if speed == kept), "walk")

    def _known_stars(self) -> int:
        progress = self.services.journal.progress(self.services.learner).get(self.lesson.id)
        return progress.stars if progress else 0

    @staticmethod
    def _still(case: Case) -> Recording:
        return Recording(case.world)

    def close(self) -> None:
        """The child leaves the lesson: nothing goes on, the text is kept."""
        self.stop()
        self.edited()
        self._closed = True
        self._cancel_glow()
        self._cancel_level()


def _not_won(state: GoalState) -> GoalState:
    late = state.goal.optional and state.goal.kind in AT_THE_END
    return replace(state, met=False) if late else state


def symptom_of(verdict: Verdict) -> object | None:
    """What went wrong, so that the same trouble is known again; None: nothing did."""
    if verdict.solved or verdict.outcome in {"finished", "stopped"}:
        return None
    timeline = verdict.failing
    if timeline is not None and timeline.problem is not None:
        return timeline.problem.key, timeline.problem.line
    return tuple(not state.met for state in verdict.failing_goals), _where(timeline)


def _where(timeline: Timeline | None) -> World | None:
    return timeline.end if timeline is not None else None


def _recorded(timeline: Timeline) -> Recording:
    """A finished run as something to play."""
    recording = Recording(timeline.start)
    recording.moments = list(timeline.moments)
    recording.timeline = timeline
    return recording


def _indent(before_caret: str) -> int:
    return indent_after(before_caret)

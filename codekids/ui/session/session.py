"""The state behind the puzzle screen: one sitting at one step of a lesson.

Everything here belongs to the window's thread, except a run (`runner.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from codekids.engine.timeline import Recording, Timeline
from codekids.lang.problems import Fix, Message, Problem
from codekids.lang.source import read_source
from codekids.lessons.hints.ladder import WhatTried
from codekids.lessons.hints.misses.stopped import explain_run
from codekids.lessons.hints.offered import Hint
from codekids.lessons.judge import Verdict
from codekids.lessons.kinds.result import Result
from codekids.lessons.lesson import Case, Lesson
from codekids.ui.playback import SPEEDS, Playback, Speed
from codekids.ui.services import Services
from codekids.ui.session.goals import GoalsSoFar
from codekids.ui.session.help import Help
from codekids.ui.session.mistakes import Mistakes
from codekids.ui.session.program import Writing
from codekids.ui.session.record import Record
from codekids.ui.session.runner import Run, Runner
from codekids.world.goals import GoalState

if TYPE_CHECKING:
    from codekids.world.world import World

State = Literal["editing", "running", "asking", "playing", "judged"]


class PuzzleSession:
    """`on_change` is called for what the screen did not do itself.

    `lesson` is what is played; `whole` the lesson it is a step of, or itself.
    """

    def __init__(
        self,
        lesson: Lesson,
        services: Services,
        *,
        afresh: bool = False,
        whole: Lesson | None = None,
        draft: str = "",
        step: int = 0,
    ) -> None:
        """Open the lesson with the program as it was left; `afresh` puts the lesson's own in its place.

        A step of a lesson of several says of which (`whole`), under what name its program
        is kept (`draft`), and which it is, from 1: who made it tells when the whole is completed.
        """
        self.lesson = lesson
        self.whole = whole or lesson
        self.step_number = step
        self.services = services
        self.on_change: Callable[[], None] = lambda: None
        self._writing = Writing(lesson, services, draft or lesson.id, afresh=afresh)
        self.document = self._writing.document
        self.playback = self._played(Recording(self.lesson.cases[0].world), self._speed())
        self.run_text = ""  # the program the playback shows
        self.verdict: Verdict | None = None
        self.trouble: Message | None = None  # the run itself broke down: one sentence
        self.announced = True  # the verdict was shown
        self.closed_problem = False  # the child closed the bubble
        self._cause: tuple[Timeline, Problem | None] | None = None  # of the run on the screen
        self.other_map = False  # a hidden world's run is on the stage
        self.runs: list[Verdict] = []
        self.best_stars = self._known_stars()
        self._step_wanted = False
        self._main: tuple[Playback, Verdict] | None = None  # the child's own map while the other one is shown
        self._closed = False
        self._goals = GoalsSoFar(self.lesson)
        self.judge: Callable[[Verdict], Result] = Verdict.result  # the panel of a kind may say otherwise
        self._record = Record(lesson, services, step, self._judge if lesson.screen != "puzzle" else None)
        self.mistakes = Mistakes(lesson, services)
        self.help = Help(self.lesson, services, self._record, self._changed)
        self._runner = Runner(
            self.lesson,
            services,
            on_verdict=self._judged,
            on_asked=self._changed,
            on_done=self._finished,
        )

    def _judge(self, verdict: Verdict) -> Result:
        return self.judge(verdict)

    @property
    def told_stars(self) -> int:
        """Stars of the completions that this sitting has told the log."""
        return self._record.told

    def use_world(self, world: World) -> None:
        """Play in another world from now on: the child has drawn it."""
        self.stop()
        self.lesson = replace(self.lesson, cases=(Case(world),))
        self._goals, self._runner.lesson = GoalsSoFar(self.lesson), self.lesson
        self.playback = self._played(Recording(world), self.playback.speed)
        self.run_text = ""
        self._show(None, announced=True)

    def _changed(self) -> None:
        # Looked up late: the screen says who hears of it once it stands.
        self.on_change()

    # -- the text ------------------------------------------------------------

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
        self._writing.edited()

    def seen(self, name: str) -> object:
        """What was remembered of how the program is looked at; None: nothing."""
        return self._writing.seen.get(name)

    def remember(self, name: str, value: object) -> None:
        """Keep something of how the program is looked at, plain JSON, with its draft."""
        self._writing.remember(name, value)

    def apply_fix(self, fix: Fix) -> None:
        """Write the repair that was tried, as one change that undo takes back."""
        self.closed_problem = True
        self._writing.mend(fix)

    # -- running ---------------------------------------------------------------

    @property
    def state(self) -> State:
        """What the screen should offer now."""
        if self.question is not None:
            return "asking"
        if self._runner.current is not None:
            return "running"
        if self.playback.playing or self.playback.fraction < 1.0:
            return "playing"
        return "judged" if self.verdict is not None and self.playback.finished else "editing"

    @property
    def busy(self) -> bool:
        """Stop has something to stop: a run works or plays."""
        return self._runner.current is not None or self.playback.playing

    @property
    def question(self) -> str | None:
        """What input() asks, once the playback has come to it."""
        caught_up = self.playback.index >= self.playback.length - 1 and self.playback.fraction >= 1.0
        return self._runner.question if caught_up else None

    def run(self) -> None:
        """Run the program from the start; a run still going on is stopped."""
        self.stop()
        self.show_my_map()
        self.run_text = self.document.text
        if self.verdict is not None and not self.step_number:
            self.best_stars = max(self.best_stars, self.verdict.stars)
        self._show(None, announced=False)
        run = self._runner.start(self.run_text)
        self.playback = self._played(run.recording, self.playback.speed)
        self.playback.play()
        self._writing.keep()

    def step(self) -> None:
        """One moment on; without a run of this very program, begin one and stand at its first moment."""
        running = self._runner.current is not None
        if self.playback.length and (running or not self.stale):
            self.playback.forward()
        elif not running:
            self.run()
            self.playback.pause()
            self._step_wanted = True

    def stop(self) -> None:
        """End the run, whatever it does, and stand still."""
        self._step_wanted = False
        if self._runner.stop():
            self.announced = True
        self.playback.pause()

    def show_finished(self, recording: Recording, verdict: Verdict) -> None:
        """Show a run that was made elsewhere; nothing of it goes into the log."""
        self.stop()
        self.run_text = self.document.text
        self.playback = self._played(recording, self.playback.speed)
        self._show(verdict, announced=False)
        self.runs.append(verdict)

    def answer(self, text: str) -> None:
        """What the child typed for input()."""
        if self._runner.answer(text):
            self.playback.play()

    def _show(self, verdict: Verdict | None, *, announced: bool) -> None:
        self.verdict, self.trouble, self.announced, self.closed_problem = verdict, None, announced, False
        self._goals.forget()

    def _played(self, recording: Recording, speed: Speed) -> Playback:
        return Playback(recording, speed, self.services.jump)

    def _judged(self, run: Run, verdict: Verdict) -> None:
        """On the run's thread."""
        self._record.attempt(run.text, verdict, *self.mistakes.ran(run.text, verdict))

    def _finished(self, run: Run, verdict: Verdict | None) -> None:
        if verdict is not None and verdict.outcome != "stopped":
            self.runs.append(verdict)
        if run is not self._runner.current or self._closed:
            return
        self._runner.current = None
        if verdict is None:
            self.trouble = Message("window.worker_stopped")
            if run.recording.timeline is None:
                run.recording.timeline = Timeline(
                    run.recording.start, tuple(run.recording.moments), "stopped"
                )
            self.announced = True
        else:
            self.verdict = verdict
            self._goals.forget()
            self.help.ran(verdict)
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
        return self._goals.states(self.playback, self.verdict, self.run_text, elsewhere=self.other_map)

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
        if not self.step_number:
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
        self.playback = self._played(_recorded(verdict.failing), self.playback.speed)
        self.other_map, self.closed_problem = True, False
        self._goals.forget()
        self.playback.play()

    def show_my_map(self) -> None:
        """Back to the child's own run."""
        if self._main is None:
            return
        speed = self.playback.speed
        (self.playback, self.verdict), self._main = self._main, None
        self.playback.speed = speed
        self.other_map = False
        self._goals.forget()

    # -- hints ---------------------------------------------------------------------

    @property
    def hints(self) -> list[Hint]:
        """Those given in this sitting, the first one first."""
        return self.help.given

    @property
    def hint_glows(self) -> bool:
        """A hint is offered."""
        return self.help.glows

    def open_hint(self) -> Hint | WhatTried | None:
        """What the Hint button shows; see `Help.open`."""
        return self.help.open(self.text)

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
        return self._runner.current is not None and self.playback.recording.timeline is None

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

    def close(self) -> None:
        """The child leaves the lesson: nothing goes on, the text is kept."""
        self.stop()
        self.edited()
        self._closed = True
        self.help.close()


def _recorded(timeline: Timeline) -> Recording:
    """A finished run as something to play."""
    recording = Recording(timeline.start)
    recording.moments = list(timeline.moments)
    recording.timeline = timeline
    return recording

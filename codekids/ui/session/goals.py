"""How the goals of a lesson stand under the playhead, before the end and at it."""

from __future__ import annotations

from dataclasses import replace

from codekids.engine.timeline import Timeline
from codekids.lang.source import read_source
from codekids.lessons.judge import Verdict, evidence_of, worlds_of
from codekids.lessons.lesson import Lesson
from codekids.ui.playback import Playback
from codekids.world.goals import Evidence, GoalState, judge_goal

FEW_WORLDS = 1500  # goals are looked at in every moment up to so many, later only where it stands still
# What a program has not done yet can still go wrong: these goals are settled at the end only.
AT_THE_END = frozenset({"max_blocks", "max_lines", "max_steps", "not_uses", "avoid"})


class GoalsSoFar:
    """Asked in every frame, so what was worked out is kept until the playhead moves."""

    def __init__(self, lesson: Lesson) -> None:
        self.lesson = lesson
        self._at: tuple[object, tuple[GoalState, ...]] | None = None
        self._read: tuple[str, Evidence] | None = None  # a program and what it shows by itself

    def forget(self) -> None:
        """Another run, another verdict: nothing known holds any more."""
        self._at = None

    def states(
        self, playback: Playback, verdict: Verdict | None, text: str, *, elsewhere: bool
    ) -> tuple[GoalState, ...]:
        """The goals of the run of `text` now; `elsewhere`: in the hidden world that fails."""
        finished = playback.finished and verdict is not None
        key = (playback.recording, playback.index, finished)
        if self._at is not None and self._at[0] == key:
            return self._at[1]
        if finished and verdict is not None and playback.length:
            states = verdict.failing_goals if elsewhere else verdict.goals
            if not verdict.solved:
                # No star is won yet, so none is shown as if it were.
                states = tuple(_not_won(state) for state in states)
        elif playback.index > FEW_WORLDS and playback.playing and self._at is not None:
            return self._at[1]
        else:
            states = self._so_far(playback, text)
        self._at = (key, states)
        return states

    def _so_far(self, playback: Playback, text: str) -> tuple[GoalState, ...]:
        recording, index = playback.recording, playback.index
        if index < 0:
            evidence = replace(self._evidence(""), worlds=(recording.start,))
            return tuple(replace(judge_goal(goal, evidence), met=False) for goal in self.lesson.goals)
        so_far = Timeline(recording.start, tuple(recording.moments[: index + 1]), "finished")
        evidence = replace(
            self._evidence(text), worlds=worlds_of(so_far), output=playback.output(), steps=playback.step
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


def _not_won(state: GoalState) -> GoalState:
    late = state.goal.optional and state.goal.kind in AT_THE_END
    return replace(state, met=False) if late else state

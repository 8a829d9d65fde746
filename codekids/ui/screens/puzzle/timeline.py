"""The timeline at the foot: run and stop, steps back and on, the track with its marks, the speed."""

from __future__ import annotations

from collections.abc import Callable

from codekids.engine.timeline import Timeline
from codekids.ui.grid_picture import thing_picture
from codekids.ui.playback import SPEEDS, Speed
from codekids.ui.screens.puzzle.layout import PuzzleLayout
from codekids.ui.screens.puzzle.region import Desk, Region
from codekids.ui.view import View
from codekids.ui.widgets.timeline_bar import BarWords, TimelineBar
from codekids.world.grid import GridWorld

MOST_MARKS = 400  # moments looked at for marks above the track


class TimelineFoot(Region):
    """Moves the playhead of the session."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._marked: tuple[int, Timeline | None] = (0, None)
        session = self.session
        self.bar = TimelineBar(
            self._words(),
            on_run=desk.run,
            on_stop=self.stop,
            on_start=lambda: self.move(session.playback.to_start),
            on_back=lambda: self.move(session.playback.back),
            on_play=self.play_or_pause,
            on_step=lambda: self.move(session.step),
            on_scrub=lambda moment: self.move(lambda: session.playback.go_to(moment)),
            on_speed=self.set_speed,
        )

    def _words(self) -> BarWords:
        say = self.say
        return BarWords(
            run=say("window.run"),
            stop=say("window.stop"),
            run_help=say("window.run_help"),
            stop_help=say("window.stop_help"),
            to_start=say("window.to_start"),
            step_back=say("window.step_back"),
            step_on=say("window.step_on"),
            play=say("window.play"),
            pause=say("window.pause"),
            track=say("window.track"),
            speed=say("window.speed"),
            speeds=tuple(say(f"window.speed_{speed}") for speed in SPEEDS),
        )

    # -- what the child does -------------------------------------------------------------

    def stop(self) -> None:
        """Stop the run, or its playback."""
        self.session.stop()
        self.desk.refresh()

    def move(self, how: Callable[[], None]) -> None:
        """Move the playhead."""
        how()
        self.desk.refresh()

    def play_or_pause(self) -> None:
        """Play on, or pause; with nothing to play yet, run."""
        playback = self.session.playback
        if not playback.length and not self.session.busy:
            self.desk.run()
            return
        playback.pause() if playback.playing else playback.play()
        self.desk.refresh()

    def set_speed(self, speed: Speed) -> None:
        """How fast it plays."""
        self.session.set_speed(speed)
        self.desk.refresh()

    # -- keeping in step ---------------------------------------------------------------

    def refresh(self) -> None:
        session, playback = self.session, self.session.playback
        self.bar.show(
            busy=session.busy,
            playing=playback.playing,
            can_go_back=playback.index >= 0,
            can_go_on=playback.index < playback.length - 1 or not playback.length or session.stale,
            has_run=playback.length > 0,
            said=self._said(),
            speed=playback.speed,
        )
        self.refresh_knob()
        self._mark_track()

    def _said(self) -> str:
        """Where the playhead stands."""
        session, playback = self.session, self.session.playback
        if not playback.length and not session.busy:
            return self.say("window.at_start")
        if session.waiting and not playback.length:
            return self.say("window.working")
        if playback.index < 0:
            return self.say("window.at_start")
        if not playback.steps and playback.line:
            return self.say("window.line", line=playback.line)
        return self.say("window.step_of", step=playback.step, steps=playback.steps)

    def refresh_knob(self) -> None:
        """Only where the playhead is, between two moments."""
        playback = self.session.playback
        self.bar.track.show(playback.length, playback.index, playback.fraction)

    def _mark_track(self) -> None:
        """Ticks for the steps, pictures where something was taken, a sign where it broke off."""
        playback = self.session.playback
        recording = playback.recording
        state = (playback.length, recording.timeline)
        if state == self._marked:
            return
        self._marked = state
        moments = recording.moments
        track = self.bar.track
        few = len(moments) <= MOST_MARKS
        track.ticks = [index for index, moment in enumerate(moments) if moment.command] if few else []
        marks: list[tuple[int, str]] = []
        before = recording.start
        for index, moment in enumerate(moments[:MOST_MARKS]):
            world = moment.world
            if moment.command == "take" and isinstance(world, GridWorld) and isinstance(before, GridWorld):
                gained = [kind for kind, count in world.holds if count > before.count_held(kind)]
                marks += [(index, thing_picture(kind)) for kind in gained[:1]]
            before = world
        if recording.timeline is not None and recording.timeline.problem is not None and moments:
            marks.append((len(moments) - 1, "warn"))
        track.marks = marks
        track.touch()

    # -- where it is ---------------------------------------------------------------------

    def lay_out(self, view: View, place: PuzzleLayout) -> None:
        longest = max(self.say("window.step_of", step=888, steps=888), self.say("window.working"), key=len)
        self.bar.arrange(view, place.timeline, longest)

"""Where the window stands in a run: the playhead over a Recording.

The playhead is on moment `index` (0-based); -1 is the start, before anything
ran. While it glides from one moment to the next, `fraction` goes from 0 to 1.
Time comes in as seconds by `tick`; nothing here reads a clock or draws.
"""

from __future__ import annotations

from typing import Literal

from codekids.engine.timeline import Moment, Recording
from codekids.world.world import World

Speed = Literal["snail", "walk", "hare", "end"]
SPEEDS: tuple[Speed, ...] = ("snail", "walk", "hare", "end")
STEP_SECONDS = {"snail": 0.9, "walk": 0.45, "hare": 0.12, "end": 0.0}
# A line without a command changes no picture, so the eye needs less time for it.
QUIET = 0.5
CHECKPOINT = 128  # moments between two remembered tables of variables


class Playback:
    """Plays a Recording that may still be growing."""

    def __init__(self, recording: Recording, speed: Speed = "walk", jump: bool = False) -> None:
        self.recording = recording
        self.speed: Speed = speed
        self.jump = jump  # reduced motion: no gliding between cells
        self.index = -1
        self.fraction = 1.0
        self.playing = False
        self._tables: list[dict[str, str]] = [{}]  # variables before moment k * CHECKPOINT
        self._steps: list[int] = [0]  # commands before moment k
        self._ends: list[int] = [0]  # printed characters before moment k
        self._written = ""  # everything printed in the moments counted so far

    # -- where we are ----------------------------------------------------

    @property
    def length(self) -> int:
        """Moments recorded so far."""
        return len(self.recording.moments)

    @property
    def finished(self) -> bool:
        """The run is over and the playhead has come to its end."""
        return self.recording.timeline is not None and self.index >= self.length - 1 and self.fraction >= 1.0

    @property
    def moment(self) -> Moment | None:
        """The moment under the playhead; None at the start."""
        return self.recording.moments[self.index] if self.index >= 0 else None

    @property
    def line(self) -> int | None:
        """The line of the moment under the playhead, 1-based."""
        return self.moment.line if self.moment else None

    def world_at(self, index: int) -> World:
        """The world after moment `index`; -1 gives the start."""
        return self.recording.moments[index].world if index >= 0 else self.recording.start

    @property
    def world(self) -> World:
        """The world under the playhead."""
        return self.world_at(self.index)

    def glide(self) -> tuple[World, World, float]:
        """What to draw: from which world to which, and how far between (0..1).

        A command that passed worlds on the way (`move(3)`) glides through them.
        """
        if self.index < 0 or self.fraction >= 1.0 or self.jump:
            return self.world, self.world, 1.0
        way = (
            self.world_at(self.index - 1),
            *self.recording.moments[self.index].between,
            self.world,
        )
        place = self.fraction * (len(way) - 1)
        leg = min(int(place), len(way) - 2)
        return way[leg], way[leg + 1], place - leg

    def passed(self) -> tuple[World, ...]:
        """Worlds between two moments that the glide has left behind already: move(3) passes two."""
        if self.index < 0 or self.fraction >= 1.0 or self.jump:
            return ()
        between = self.recording.moments[self.index].between
        return between[: int(self.fraction * (len(between) + 1))]

    @property
    def step(self) -> int:
        """Commands carried out up to the playhead."""
        self._count()
        return self._steps[self.index + 1]

    @property
    def steps(self) -> int:
        """Commands carried out in the whole run so far."""
        self._count()
        return self._steps[-1]

    def variables(self) -> dict[str, str]:
        """Every variable under the playhead, in order of birth."""
        return self._variables_upto(self.index + 1)

    def _variables_upto(self, end: int) -> dict[str, str]:
        """Every variable after the first `end` moments."""
        self._remember()
        start = max(0, end) // CHECKPOINT
        table = dict(self._tables[start])
        for moment in self.recording.moments[start * CHECKPOINT : max(0, end)]:
            table.update({variable.name: variable.text for variable in moment.changed})
        return table

    def variables_before(self) -> dict[str, str]:
        """Every variable just before the moment under the playhead."""
        return self._variables_upto(self.index)

    def changed(self) -> frozenset[str]:
        """Names of the variables the moment under the playhead gave a new value."""
        return frozenset(variable.name for variable in self.moment.changed) if self.moment else frozenset()

    def output(self) -> str:
        """What the program wrote up to the playhead."""
        self._count()
        return self._written[: self._ends[self.index + 1]]

    # -- moving ----------------------------------------------------------

    def play(self) -> None:
        """Go on from here; from the end, start again."""
        if self.finished:
            self.to_start()
        self.playing = True

    def pause(self) -> None:
        """Stand still, on a whole moment."""
        self.playing = False
        self.fraction = 1.0

    def forward(self) -> None:
        """One moment on, gliding."""
        self.playing = False
        if self.index < self.length - 1:
            self.index += 1
            self.fraction = 0.0

    def back(self) -> None:
        """One moment back, at once."""
        self.playing = False
        self.index = max(-1, self.index - 1)
        self.fraction = 1.0

    def to_start(self) -> None:
        """Before the first moment."""
        self.go_to(-1)

    def to_end(self) -> None:
        """To the last moment recorded so far."""
        self.go_to(self.length - 1)

    def go_to(self, index: int) -> None:
        """Scrub: put the playhead on moment `index` (bounded)."""
        self.playing = False
        self.index = max(-1, min(index, self.length - 1))
        self.fraction = 1.0

    def tick(self, seconds: float) -> bool:
        """Let `seconds` pass. True while something still moves, so that the window goes on drawing."""
        if self.fraction < 1.0:
            self._glide_on(seconds)
            return True
        if not self.playing:
            return False
        if self.speed == "end":
            # Catch up with the recording, moment by moment only for the eye's sake at its end.
            self.index = self.length - 1
        elif self.index < self.length - 1:
            self.index += 1
            self.fraction = 0.0
            self._glide_on(seconds)
        if self.finished:
            self.playing = False
        return self.playing or self.fraction < 1.0

    # -- inside ----------------------------------------------------------

    def duration(self, moment: Moment) -> float:
        """Seconds this moment takes at the present speed."""
        step = STEP_SECONDS[self.speed]
        legs = 1 + len(moment.between)
        # A long way is walked faster: move(8) should not take eight steps' patience.
        length = step * min(legs, 1 + 0.5 * (legs - 1)) if moment.command else step * QUIET
        return length + (moment.seconds if self.speed in ("snail", "walk") else 0.0)

    def _glide_on(self, seconds: float) -> None:
        """Spend `seconds`, passing as many moments as they are worth (at hare speed, several a frame)."""
        while True:
            length = self.duration(self.recording.moments[self.index])
            left = (1.0 - self.fraction) * length
            if seconds < left:
                self.fraction += seconds / length
                return
            seconds -= left
            self.fraction = 1.0
            if not self.playing or self.index >= self.length - 1:
                return
            self.index += 1
            self.fraction = 0.0

    def _count(self) -> None:
        """Take in the moments that were recorded since the last look."""
        new = self.recording.moments[len(self._steps) - 1 :]
        for moment in new:
            self._steps.append(self._steps[-1] + (moment.command is not None))
            self._ends.append(self._ends[-1] + len(moment.printed))
        if new:
            self._written += "".join(moment.printed for moment in new)

    def _remember(self) -> None:
        """Keep a table of variables every CHECKPOINT moments, so that scrubbing costs the same everywhere."""
        while len(self._tables) * CHECKPOINT <= self.length:
            start = (len(self._tables) - 1) * CHECKPOINT
            table = dict(self._tables[-1])
            for moment in self.recording.moments[start : start + CHECKPOINT]:
                table.update({variable.name: variable.text for variable in moment.changed})
            self._tables.append(table)

"""The world under the playhead: map, hero, trail, what is lit, and the sounds of the steps."""

from __future__ import annotations

from codekids.engine.timeline import Recording
from codekids.ui.geometry import NOWHERE
from codekids.ui.grid_picture import Still, Trail, moving_picture, spoken, still_picture
from codekids.ui.screens.puzzle.layout import PuzzleLayout
from codekids.ui.screens.puzzle.region import Desk, Region, stand
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.card import Card
from codekids.ui.widgets.stage import Scene, Stage
from codekids.world.grid import GridWorld
from codekids.world.ground import Ground


class WorldPane(Region):
    """Shows the world of `session.playback`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.card = Card()
        self.stage = Stage()
        self._trail: tuple[Recording, Trail] | None = None
        self._still: tuple[Ground, Still] | None = None
        self._heard: tuple[int, Recording | None] = (-1, None)  # the moment whose sound was played

    @property
    def widgets(self) -> list[Widget]:
        """In the order of the keyboard."""
        return [self.card, self.stage]

    def refresh(self) -> None:
        playback, session = self.session.playback, self.session
        before, after, share = playback.glide()
        start = playback.recording.start
        if not (
            isinstance(before, GridWorld) and isinstance(after, GridWorld) and isinstance(start, GridWorld)
        ):
            return
        if self._trail is None or self._trail[0] is not playback.recording:
            self._trail = (playback.recording, Trail(start))
        gliding = share < 1.0 or before is not after
        moments = playback.recording.moments
        cells, taken = self._trail[1].upto(moments, playback.index - 1 if gliding else playback.index)
        if gliding:
            cells = [*cells, *(world.at for world in playback.passed() if isinstance(world, GridWorld))]
        moving = moving_picture(before, after, share, mood=session.mood, start=start, hero=self.shell.hero)
        still = self._still_picture(after if share >= 0.5 else before)
        self.stage.show(Scene(still, moving, start.at, cells, taken, self.desk.lit_cell()))
        if not gliding:
            name = spoken(after, self.shell.lang)
            if name != self.stage.name:
                self.stage.name = name

    def _still_picture(self, world: GridWorld) -> Still:
        """The ground, made anew only when it is another one: most steps share it."""
        if self._still is None or self._still[0] is not world.ground:
            self._still = (world.ground, still_picture(world, self.lesson.skin))
        return self._still[1]

    def hear_step(self) -> None:
        """A soft tick for each step that plays; nothing for a jump."""
        playback = self.session.playback
        here = (playback.index, playback.recording)
        if here == self._heard:
            return
        before, self._heard = self._heard, here
        moment = playback.moment
        if moment is None or moment.command is None or not playback.playing or before[1] is not here[1]:
            return
        if moment.command == "take":
            self.shell.hear("take")
        elif isinstance(moment.world, GridWorld):
            self.shell.hear(f"step-{min(8, moment.world.at[1])}")

    def lay_out(self, view: View, place: PuzzleLayout) -> None:
        stand(self.card, place.world)
        self.stage.set(visible=self.card.visible)
        if place.world.empty:
            self.stage.place(NOWHERE)
            return
        pad = 8 if place.small else view.px(14)
        self.stage.leave_for_numbers(view.px(22))
        self.stage.place(place.world.inset(pad))

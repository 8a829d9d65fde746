"""What follows a solved lesson: the dialog with the stars, and the way on."""

from __future__ import annotations

from collections.abc import Callable

from codekids.lang import catalogue
from codekids.lessons.judge import Verdict
from codekids.lessons.lesson import Lesson
from codekids.ui.screens.lesson_bar import stop_name
from codekids.ui.screens.puzzle.goals import Goals
from codekids.ui.screens.puzzle.region import Desk, Region
from codekids.ui.screens.puzzle.verdict_dialog import VerdictDialog
from codekids.ui.visit import FriendVisit
from codekids.ui.widgets.button import Button


class Ending(Region):
    """Opens when the playback of a solved run has come to its end."""

    def __init__(self, desk: Desk, goals: Goals, on_leave: Callable[[], None]) -> None:
        super().__init__(desk)
        self.goals = goals
        self.on_leave = on_leave
        self.dialog: VerdictDialog | None = None

    def show(self, verdict: Verdict) -> None:
        """Show it, if the program is solved: of the lesson, or of the step that is on."""
        if not verdict.solved:
            return
        visit = self.shell.visit
        if visit is None or visit.whole or visit.news:
            self._open(self.say("window.solved"), self._lesson_stars(verdict.stars))
        else:
            self._open(self.say("kinds.step_done"), self.session.judge(verdict).stars)

    def celebrate(self) -> None:
        """The lesson is solved, and the run was seen before."""
        self._open(self.say("window.solved"), self._lesson_stars(0))

    def _lesson_stars(self, stars: int) -> int:
        visit = self.shell.visit
        if visit is None or (visit.whole and stars):
            return stars
        return visit.course.result().stars

    def _open(self, title: str, stars: int) -> None:
        view = self.desk.view
        if view is None or self.dialog is not None:
            return
        if self.shell.visit is not None:
            self.shell.visit.news = False
        self.shell.hear("star")
        go, next_up, third = self._way_on()
        quiet = [
            Button(self.say("window.see_again"), self._see_again, icon="reset"),
            Button(self.say("window.stay"), self.close, icon="pencil"),
        ]
        self.dialog = VerdictDialog(
            title,
            self._second_line(),
            stars,
            self.say("window.stars", n=stars),
            self.goals.lines(),
            next_up,
            go,
            [*quiet, third] if third else quiet,
            self.close,
            learnt_in(self.session.whole, self.shell.lang) if stars else (),
            self.shell.hero_picture("east", "happy"),
        )
        if not view.theme.reduced_motion:
            self.dialog.age = 0.0
            self.desk.root.animate(self.dialog)
        self.dialog.show(self.desk.root, view)

    def _second_line(self) -> str:
        """A star that can still be won, else how many tries it took."""
        lines = self.goals.lines()
        open_star = next((line for line in lines if line.optional and line.state != "met"), None)
        if open_star is not None:
            return self.say("window.star_left", goal=open_star.text)
        tries = self.session.tries
        return self.say("window.first_try") if tries <= 1 else self.say("window.tries", n=tries)

    def _way_on(self) -> tuple[Button, tuple[str, str], Button | None]:
        """The green button, what comes next in two lines, and the way to the map if that is another."""
        visit = self.shell.visit
        if isinstance(visit, FriendVisit):
            home = visit.home.lesson
            go = Button(
                self.say("kinds.my_own_map"), lambda: self.shell.open_lesson(home), "go", icon="home", size=22
            )
            return go, ("", ""), None
        index = visit.course.following if visit is not None else None
        following = self.shell.after(self.session.whole)
        if visit is not None and index is not None:
            on, title = self._on, stop_name(self.shell, visit.course.stops[index].kind)
        elif following is not None:
            on, title = lambda: self._go_on(following), self.shell.pick(following.title)
        else:
            go = Button(self.say("window.to_map"), self.on_leave, "go", icon="map", size=22)
            return go, ("", self.say("window.pack_done")), None
        go = Button(self.say("window.go_on"), on, "go", icon_after="right", size=22)
        third = Button(self.say("window.to_map"), self.on_leave, icon="map")
        return go, (self.say("window.next_up"), title), third

    def _on(self) -> None:
        if self.shell.visit is not None:
            self.shell.go_on_from(self.shell.visit)

    def close(self) -> None:
        """Stay at the lesson."""
        if self.dialog is not None:
            self.desk.root.close(self.dialog)
            self.dialog = None

    def _see_again(self) -> None:
        self.close()
        self.session.playback.to_start()
        self.session.playback.play()
        self.desk.refresh()

    def _go_on(self, following: Lesson) -> None:
        self.shell.open_lesson(following)


def learnt_in(lesson: Lesson, lang: str) -> tuple[str, ...]:
    """What the lesson was about, a sentence for each idea that has words for a child."""
    keys = [f"concept.{concept}" for concept in lesson.concepts]
    return tuple(catalogue.text(key, lang) for key in keys if catalogue.knows(key, lang))

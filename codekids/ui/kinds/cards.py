"""The cards around a lesson: who does this for a living, what to talk about, what to do at the table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from codekids.lessons.kinds.result import Result
from codekids.lessons.kinds.unplugged import UnpluggedState
from codekids.lessons.lesson import Lesson
from codekids.progress.events import Shown
from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.kinds.page_panel import Feedback, PagePanel
from codekids.ui.shell import Shell
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.label import Paragraph
from codekids.ui.widgets.pressable import Pressable

SEEN = Result(True, 0)


class CareerPicture(Widget):
    """A person at work: the card's own picture, or where there is none, a sign on a stitched sheet."""

    def __init__(self, path: str, title: str) -> None:
        super().__init__(title, "picture")
        self.path, self.title = path, title

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs."""
        has_own = (view.assets / self.path).is_file()
        # Large text wants the room: what is read comes before what is looked at.
        return min(view.px(220 if has_own else 132), width, view.rect.h // 3)

    def draw(self, view: View) -> None:
        colours = view.colours
        edge = colours.edge if view.theme.high_contrast else None
        view.round_rect(self.rect, colours.blue_tint, look.RADIUS_CARD, edge, 2)
        if (view.assets / self.path).is_file():
            view.picture(self.path, self.rect.inset(view.px(8)))
            return
        side = min(self.rect.h - view.px(36), view.px(92))
        x, y = self.rect.centre
        ari = Rect(x - side - view.px(4), y - side // 2, side, side)
        view.picture("hero/ari-south-happy.svg", ari)
        view.icon("people", Rect(x + view.px(12), y - side // 2, side, side), colours.heading)
        view.stitched_band(
            Rect(self.rect.x + 12, self.rect.bottom - view.px(16), self.rect.w - 24, view.px(12))
        )


class CareerPanel(PagePanel):
    """Who does this for a living, with where the fact is from."""

    def __init__(self, shell: Shell, lesson: Lesson) -> None:
        super().__init__(shell)
        self.lesson = lesson

    def widgets(self) -> Sequence[Widget]:
        career = self.lesson.career
        assert career is not None
        say, pick = self.shell.say, self.shell.pick
        title = pick(career.title) if career.title else say("kinds.career")
        title = title[:1].upper() + title[1:]
        source = say("kinds.career_source", source=career.source, year=career.year)
        return [
            CareerPicture(f"careers/{career.card}.svg", title),
            Paragraph(title, look.CARD_TITLE, line_height=32),
            Paragraph(pick(career.fact), look.LEAD, line_height=29),
            Paragraph(source, look.SECONDARY, line_height=22),
        ]

    def buttons(self) -> Sequence[Button]:
        return (Button(self.shell.say("window.go_on"), self._seen, "go", icon_after="right"),)

    def _seen(self) -> None:
        self.log(Shown(self.shell.services.learner, self.lesson.id, "career"))
        self.done(SEEN)
        self.go_on()


class Bubble(Widget):
    """A question to talk about, in a speech bubble."""

    def __init__(self, text: str, number: int) -> None:
        super().__init__(text, "text")
        self.text, self.number = text, number

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        words = view.paragraph_size(self.text, width - view.px(64), look.LEAD, line_height=29)[1]
        return words + view.px(40) + view.px(12)

    def draw(self, view: View) -> None:
        colours = view.colours
        left = self.number % 2 == 0
        box = Rect(self.rect.x, self.rect.y, self.rect.w, self.rect.h - view.px(12))
        view.round_rect(box, colours.sun_tint, look.RADIUS_CARD, colours.sun_edge, 2)
        x = box.x + view.px(60) if left else box.right - view.px(60)
        tip = (x - view.px(16) if left else x + view.px(16), box.bottom + view.px(11))
        view.polygon([(x - 10, box.bottom - 3), tip, (x + 10, box.bottom - 3)], colours.sun_tint)
        view.polygon([(x - 10, box.bottom - 1), tip, (x + 10, box.bottom - 1)], None,
                     colours.sun_edge, 2, closed=False)  # fmt: skip
        room = box.inset(view.px(32), view.px(20))
        view.paragraph(self.text, room, look.LEAD, line_height=29)


class TalkPanel(PagePanel):
    """Questions to talk about together; nothing is typed."""

    def __init__(self, shell: Shell, lesson: Lesson) -> None:
        super().__init__(shell)
        self.lesson = lesson

    def widgets(self) -> Sequence[Widget]:
        say, pick = self.shell.say, self.shell.pick
        return [
            Paragraph(say("kinds.talk_how"), look.BODY, line_height=25),
            *(Bubble(pick(text), number) for number, text in enumerate(self.lesson.talk)),
        ]

    def buttons(self) -> Sequence[Button]:
        say = self.shell.say
        return (
            Button(say("kinds.later"), self.go_on),
            Button(say("kinds.talked"), self._talked, "go", icon="people"),
        )

    def _talked(self) -> None:
        self.log(Shown(self.shell.services.learner, self.lesson.id, "talk"))
        self.done(SEEN)
        self.go_on()


class Tick(Pressable):
    """A thing to do, with a box to tick."""

    def __init__(self, number: int, text: str) -> None:
        super().__init__(text, "option")
        self.number, self.text = number, text
        self.ticked = False

    @property
    def selected(self) -> bool:
        """Whether it is done."""
        return self.ticked

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        words = view.paragraph_size(self.text, width - view.px(70), look.BODY, line_height=25)[1]
        return max(view.px(50), words + view.px(22))

    def draw(self, view: View) -> None:
        colours = view.colours
        face = colours.green_tint if self.ticked else colours.blue_tint if self.hovered else colours.paper
        view.round_rect(
            self.rect, face, look.RADIUS_BUTTON, colours.green if self.ticked else colours.edge, 2
        )
        side = view.px(30)
        box = Rect(self.rect.x + view.px(14), self.rect.y + (self.rect.h - side) // 2, side, side)
        fill = colours.green if self.ticked else colours.paper
        view.round_rect(box, fill, 8, colours.green if self.ticked else colours.edge, 2)
        if self.ticked:
            view.icon("check", box.inset(view.px(5)), colours.on_green)
        else:
            view.text(str(self.number), box, look.BODY, colours.soft, strong=True, align="centre")
        room = self.rect.w - view.px(70)
        words = view.paragraph_size(self.text, room, look.BODY, line_height=25)[1]
        top = self.rect.y + (self.rect.h - words) // 2
        view.paragraph(
            self.text, Rect(self.rect.x + view.px(56), top, room, words), look.BODY, line_height=25
        )
        if self.ringed:
            view.focus_ring(self.rect)


class UnpluggedPanel(PagePanel):
    """A card for the table: what is needed, and its steps to tick."""

    def __init__(self, shell: Shell, lesson: Lesson, state: UnpluggedState) -> None:
        super().__init__(shell)
        self.lesson, self.state = lesson, state
        self.ticks = [Tick(number, shell.pick(text)) for number, text in enumerate(state.card.steps, 1)]
        for index, tick in enumerate(self.ticks):
            tick.on_press = partial(self._tick, index)
        self._refresh()

    def _tick(self, index: int) -> None:
        self.state = self.state.tick(index)
        self.keep(self.state.to_data())
        self.shell.hear("click")
        self._refresh()
        self.on_change()

    def _refresh(self) -> None:
        for index, tick in enumerate(self.ticks):
            tick.set(ticked=index in self.state.done)

    def widgets(self) -> Sequence[Widget]:
        say, pick = self.shell.say, self.shell.pick
        found: list[Widget] = [Paragraph(pick(self.lesson.task), look.LEAD, line_height=28)]
        if self.state.card.materials:
            things = ", ".join(pick(one) for one in self.state.card.materials)
            found.append(Feedback(say("kinds.materials", things=things), False, "box"))
        return [*found, *self.ticks]

    def buttons(self) -> Sequence[Button]:
        done = Button(self.shell.say("kinds.all_done"), self._done, "go", icon="check")
        done.enabled = self.state.result().solved
        return (done,)

    def _done(self) -> None:
        self.done(self.state.result())

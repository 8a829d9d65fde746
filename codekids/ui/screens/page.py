"""A stop of a lesson that needs no run: questions, a card for the table, talk, a career.

A sheet in the middle, what is asked on it, and the buttons at its foot; the map
beside it where a question is about one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codekids.lessons.kinds.quiz import QuizState
from codekids.lessons.kinds.result import Result
from codekids.lessons.kinds.unplugged import UnpluggedState
from codekids.lessons.lesson import Lesson
from codekids.ui import theme as look
from codekids.ui.events import Event, Key
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.grid_picture import moving_picture, spoken, still_picture
from codekids.ui.kinds.cards import CareerPanel, TalkPanel, UnpluggedPanel
from codekids.ui.kinds.page_panel import PagePanel
from codekids.ui.kinds.quiz_panel import QuizPanel
from codekids.ui.screens.lesson_bar import LessonBar, place_strip, step_dots, step_strip
from codekids.ui.screens.parts import MIDDLE, Stack
from codekids.ui.screens.puzzle.ending import learnt_in
from codekids.ui.screens.puzzle.goals_panel import GoalLine
from codekids.ui.screens.puzzle.verdict_dialog import VerdictDialog
from codekids.ui.screens.settings import SettingsDialog
from codekids.ui.shell import Shell
from codekids.ui.view import View
from codekids.ui.visit import Visit
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.card import Card
from codekids.ui.widgets.dialog import Strip
from codekids.ui.widgets.label import Paragraph, Picture
from codekids.ui.widgets.root import Root
from codekids.ui.widgets.scroll import ScrollView
from codekids.ui.widgets.stage import Scene, Stage
from codekids.world.grid import GridWorld

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WIDEST = 820  # effective pixels of the sheet: lines stay short enough to read
MAP_WIDTH = 380


class PageScreen:
    """A stop of `visit`, one that runs nothing."""

    def __init__(self, shell: Shell, visit: Visit, panel: PagePanel | None = None) -> None:
        """`panel` None: the one for this stop; a review's may still be on its way."""
        self.shell, self.visit = shell, visit
        self.root = Root(shell.pick(visit.lesson.title))
        self._view: View | None = None
        self.verdict_dialog: VerdictDialog | None = None
        self._build()
        self.panel = panel
        if panel is None and visit.stop.screen == "review":
            self._wait_for_review()
        else:
            self._take(panel or panel_of(shell, visit))

    # -- what is on it --------------------------------------------------------------

    def _build(self) -> None:
        shell, visit = self.shell, self.visit
        second = shell.place_in_pack(visit.lesson)
        self.head = LessonBar(shell, shell.pick(visit.lesson.title), second, self.leave, self.open_settings)
        shell.on_seat = self._seat_changed
        self.strip = Strip(shell.trouble)
        self.steps = step_strip(shell, visit)
        self.card = Card()
        self.stack = Stack([])
        self.stack.gap = 14
        self.scroll = ScrollView(self.stack, shell.pick(visit.lesson.task))
        self.map_card = Card()
        self.stage = Stage()
        self.ari = Picture("hero/ari-south.svg", "Ari")
        self.buttons: list[Button] = []
        self.settings = SettingsDialog(shell, self.root)
        self.root.add(self.card, self.ari, self.scroll, self.map_card, self.stage)
        if self.steps is not None:
            self.root.add(self.steps)
        self.root.add(*self.head.widgets, self.strip)

    def _take(self, panel: PagePanel) -> None:
        self.panel = panel
        panel.on_change = self.refresh
        panel.keep = self._keep
        panel.done = self._done
        panel.log = self.visit.log
        panel.go_on = self.go_on
        self.refresh(first=True)

    def _keep(self, data: object) -> None:
        assert isinstance(data, dict)
        kept = self.visit.course.answered
        self.visit.answer({**({"drawn": kept["drawn"]} if "drawn" in kept else {}), **data})

    def _wait_for_review(self) -> None:
        visit = self.visit
        self.stack.show([Paragraph(self.shell.say("kinds.choosing"), look.LEAD)])

        def ready(lesson: Lesson, homes: dict[str, Lesson]) -> None:
            assert lesson.quiz is not None
            if self.shell.visit is not visit:
                return
            if not lesson.quiz.items:
                self.stack.show([Paragraph(self.shell.say("kinds.nothing_to_review"), look.LEAD)])
                self._relayout()
                return
            if not visit.course.is_done(visit.course.at):
                visit.answer({**visit.course.answered, "drawn": [item.id for item in lesson.quiz.items]})
            state = QuizState.from_data(lesson.quiz, visit.course.answered)
            self._take(QuizPanel(self.shell, lesson, state, homes=homes))
            self._relayout()

        visit.draw_questions(self.shell.packs or [], ready)

    # -- what is done ------------------------------------------------------------------

    def refresh(self, *, first: bool = False) -> None:
        """Show the page as its panel says."""
        panel = self.panel
        if panel is None:
            return
        focus = None if first else self.root.focus
        name = focus.name if isinstance(focus, Button) else ""
        self.stack.show(panel.widgets())
        self.ari.set(path="hero/ari-south-happy.svg" if panel.glad else "hero/ari-south.svg")
        for button in self.buttons:
            self.root.remove(button)
        self.buttons = list(panel.buttons())
        self.root.add(*self.buttons)
        self.head.show_stars(self.visit.stars)
        if self.steps is not None:
            self.steps.show(step_dots(self.shell, self.visit))
        self._relayout()
        if self.root.modal is not None:
            return
        if name or first:
            # The keyboard stays at the foot, where the button of before stood.
            same = next((one for one in self.buttons if one.name == name), None)
            target: Widget | None = same or next((one for one in reversed(self.buttons) if one.enabled), None)
            if first:
                target = next((one for one in self.stack.walk() if one.focusable and one.enabled), target)
            self.root.give_focus(target, visible=bool(focus and self.root.shows_focus(focus)) or not first)
            self.scroll.scroll_to(0 if first else self.scroll.offset)

    def _done(self, result: Result) -> None:
        solved = self.visit.finish(result)
        if self.steps is not None:
            self.steps.show(step_dots(self.shell, self.visit))
        self.head.show_stars(self.visit.stars)
        if solved:
            self.show_verdict(result)
        elif result.solved and not isinstance(self.panel, QuizPanel) and self.visit.stop.needed:
            self.go_on()

    def show_verdict(self, result: Result) -> None:
        """The lesson is solved: stars, and the way on."""
        if self._view is None:
            return
        self.shell.hear("star")
        self.verdict_dialog = lesson_verdict(
            self.shell,
            self.visit,
            [],
            self._close_verdict,
            [Button(self.shell.say("kinds.look_back"), self._close_verdict, icon="eye")],
            on=self.go_on,
            to_map=self.leave,
        )
        if not self._view.theme.reduced_motion:
            self.verdict_dialog.age = 0.0
            self.root.animate(self.verdict_dialog)
        self.verdict_dialog.show(self.root, self._view)

    def _close_verdict(self) -> None:
        if self.verdict_dialog is not None:
            self.root.close(self.verdict_dialog)
            self.verdict_dialog = None

    def go_on(self) -> None:
        """To the next stop, the next lesson, or the map."""
        self.shell.go_on_from(self.visit)

    def leave(self) -> None:
        """Back to the map."""
        self.shell.open_map(self.visit.lesson)

    def open_settings(self) -> None:
        """What the gear does."""
        if self._view is not None:
            self.settings.open(self._view)

    def _seat_changed(self) -> None:
        self.head.seat.refresh()
        if self._view is not None:
            self.head.arrange(self._view, self._view.rect.w)

    # -- where it is --------------------------------------------------------------------

    def _relayout(self) -> None:
        if self._view is not None:
            self.layout(self._view, self._view.rect[2:])

    def layout(self, view: View, size: tuple[int, int]) -> None:
        """Place everything for this size and text scale."""
        self._view = view
        top = self.head.arrange(view, size[0])
        room = Rect(0, top, size[0], size[1] - top).inset(look.MARGIN, view.px(10))
        self.strip.set(visible=bool(self.strip.text))
        if self.strip.visible:
            spot, room = room.split_top(self.strip.height_for(view, room.w), look.GAP)
            self.strip.place(spot)
        room = place_strip(view, self.steps, room)
        side = self.panel.side if self.panel is not None else None
        beside = side is not None and size[0] / view.scale >= MIDDLE
        self._lay_out_map(view, side if beside else None, room)
        if beside:
            wide = min(view.px(WIDEST), room.w - view.px(MAP_WIDTH) - look.GAP)
            both = wide + look.GAP + view.px(MAP_WIDTH)
            left = room.x + max(0, (room.w - both) // 2)
            map_left = left + wide + look.GAP
            if view.theme.left_handed:
                map_left, left = left, left + view.px(MAP_WIDTH) + look.GAP
            self._place_map(view, Rect(map_left, room.y, view.px(MAP_WIDTH), room.h))
            room = Rect(left, room.y, wide, room.h)
        else:
            wide = min(view.px(WIDEST), room.w)
            room = Rect(room.x + (room.w - wide) // 2, room.y, wide, room.h)
        self._lay_out_sheet(view, room)
        if self.settings.is_open:
            self.settings.arrange(view)
        if self.verdict_dialog is not None and self.verdict_dialog.house is not None:
            self.verdict_dialog.arrange(view)

    def _lay_out_sheet(self, view: View, room: Rect) -> None:
        pad = view.px(24 if room.w / view.scale > 600 else 14)
        high = view.px(look.BUTTON_HEIGHT)
        foot = high + 2 * view.px(12) if self.buttons else view.px(12)
        most = room.h - foot - pad
        width = room.w - 2 * pad
        needed = self.stack.height_for(view, width)
        # The sheet takes the whole height, so that the buttons never move under the hand.
        height = most
        self.card.place(Rect(room.x, room.y, room.w, height + foot + pad))
        # Rings and shadows of what stands inside need a little room around it.
        rim = 8
        self.scroll.place(Rect(room.x + pad - rim, room.y + pad - rim, width + 2 * rim, height + 2 * rim))
        if needed > height:
            needed = self.stack.height_for(view, self.scroll.inner_width - 2 * rim)
        self.scroll.set_content_height(needed + 2 * rim)
        self.stack.arrange(view, self.stack.rect.inset(rim))
        foot_row = Rect(room.x + pad, room.y + pad + height + view.px(12), width, high)
        taken = self._lay_out_buttons(view, foot_row)
        # Ari sits in the corner, where nothing else wants to be.
        free = height - needed + high
        side = min(view.px(132), free - view.px(8), foot_row.w - taken - view.px(24))
        self.ari.set(visible=side >= view.px(70))
        self.ari.place(Rect(foot_row.x, foot_row.bottom - side, side, side) if self.ari.visible else NOWHERE)

    def _lay_out_buttons(self, view: View, foot: Rect) -> int:
        """Put the buttons at the right; the width they take."""
        gap = view.px(12)
        widths = [min(button.measure(view)[0] + view.px(8), foot.w) for button in self.buttons]
        if sum(widths) + gap * (len(widths) - 1) > foot.w and widths:
            widths = [(foot.w - gap * (len(widths) - 1)) // len(widths)] * len(widths)
        x = foot.right
        for button, width in reversed(list(zip(self.buttons, widths, strict=True))):
            x -= width
            button.place(Rect(x, foot.y, width, foot.h))
            x -= gap
        return foot.right - x

    def _lay_out_map(self, view: View, side: Lesson | None, room: Rect) -> None:
        shown = side is not None
        self.map_card.set(visible=shown)
        self.stage.set(visible=shown)
        if side is None:
            self.map_card.place(NOWHERE)
            self.stage.place(NOWHERE)
            return
        world = side.cases[0].world
        if isinstance(world, GridWorld):
            still = still_picture(world, side.skin)
            moving = moving_picture(world, world, 1.0, mood="", start=world)
            self.stage.show(Scene(still, moving, world.at, [], [], None))
            self.stage.name = spoken(world, self.shell.lang)

    def _place_map(self, view: View, rect: Rect) -> None:
        high = min(rect.h, rect.w)
        box = Rect(rect.x, rect.y, rect.w, high)
        self.map_card.place(box)
        axis = view.px(24)
        self.stage.leave_for_numbers(axis)
        self.stage.place(box.inset(view.px(14)))

    # -- events ---------------------------------------------------------------------------

    def handle(self, event: Event) -> bool:
        """The widgets know what to do; Ctrl+Enter presses the green button."""
        if (
            isinstance(event, Key)
            and event.pressed
            and event.name == "enter"
            and event.ctrl
            and self.root.modal is None
        ):
            button = next((one for one in reversed(self.buttons) if one.kind == "go"), None)
            if button is not None and button.enabled:
                button.press()
                return True
        return self.root.handle(event)

    def tick(self, seconds: float) -> bool:
        """Nothing moves here by itself; the strip follows the disk."""
        trouble = self.shell.trouble
        if self.strip.text != trouble:
            self.strip.set(text=trouble, name=trouble)
            self._relayout()
        return False


def panel_of(shell: Shell, visit: Visit) -> PagePanel:
    """The panel for the stop of a visit."""
    stop, lesson = visit.stop, visit.stop.lesson
    match stop.screen:
        case "career":
            return CareerPanel(shell, lesson)
        case "talk":
            return TalkPanel(shell, lesson)
        case "unplugged":
            assert lesson.unplugged is not None
            return UnpluggedPanel(
                shell, lesson, UnpluggedState.from_data(lesson.unplugged, visit.course.answered)
            )
    assert lesson.quiz is not None
    state = QuizState.from_data(lesson.quiz, visit.course.answered)
    return QuizPanel(shell, lesson, state, scored=lesson.quiz.enough > 0)


def lesson_verdict(
    shell: Shell,
    visit: Visit,
    goals: Sequence[GoalLine],
    on_escape: Callable[[], None],
    quiet: list[Button],
    *,
    on: Callable[[], None],
    to_map: Callable[[], None],
) -> VerdictDialog:
    """The dialog of a solved lesson, whatever its kind."""
    say = shell.say
    result = visit.course.result()
    around = visit.course.following is not None
    following = shell.after(visit.lesson)
    if around:
        index = visit.course.following
        assert index is not None
        next_up = (say("window.next_up"), say(f"kinds.stop.{visit.course.stops[index].kind}"))
    elif following is not None:
        next_up = (say("window.next_up"), shell.pick(following.title))
    else:
        next_up = ("", say("window.pack_done"))
    if around or following is not None:
        go = Button(say("window.go_on"), on, "go", icon_after="right", size=22)
        quiet = [*quiet, Button(say("window.to_map"), to_map, icon="map")]
    else:
        go = Button(say("window.to_map"), to_map, "go", icon="map", size=22)
    return VerdictDialog(
        say("window.solved"),
        "",
        result.stars,
        say("window.stars", n=result.stars),
        goals,
        next_up,
        go,
        quiet,
        on_escape,
        learnt_in(visit.lesson, shell.lang),
        shell.hero_picture("east", "happy"),
    )

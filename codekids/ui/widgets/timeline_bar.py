"""The timeline at the foot of the puzzle: Run and Stop, the buttons, the track to drag, the speed.

Moments are 0-based; -1 is the start, before anything ran. The knob moves by
moments, the ticks below the track are steps. The bar shows and asks; what a
press means, its callbacks decide.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from codekids.ui import theme as look
from codekids.ui.events import Event, Key, PointerDown, PointerMove, PointerUp, Wheel
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.playback import SPEEDS, Speed
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button, IconButton
from codekids.ui.widgets.label import Label

KNOB = 13  # radius
TRACK = 14  # height
LEAST_BETWEEN_TICKS = 7  # pixels
LEAST_BETWEEN_MARKS = 20
SPEED_ICONS = {"snail": "snail", "walk": "clock", "hare": "hare", "end": "to-end"}


@dataclass(frozen=True, slots=True)
class BarWords:
    """Every word on the bar, in the child's language."""

    run: str
    stop: str
    run_help: str
    stop_help: str
    to_start: str
    step_back: str
    step_on: str
    play: str
    pause: str
    track: str
    speed: str
    speeds: tuple[str, ...]  # one for each of SPEEDS


class QuietButton(IconButton):
    """A picture button that only fades while it has nothing to do: there are many in a row."""

    def draw(self, view: View) -> None:
        if self.enabled or view.theme.high_contrast:
            super().draw(view)
            return
        colours = view.colours
        if self.kind != "ghost":
            view.round_rect(self.rect, colours.paper, self.radius, colours.line, 2)
        side = min(view.px(self.icon_size), self.rect.w - 8, self.rect.h - 8)
        view.icon(self.icon or "", self.rect.centred(side, side), colours.shadow)


class Track(Widget):
    """The way of a run from its start to its end, with a knob where the window stands.

    `on_scrub(moment)` is called while the knob is dragged and for the keys left, right, Home and End.
    """

    def __init__(self, name: str, on_scrub: Callable[[int], None]) -> None:
        super().__init__(name, "slider")
        self.focusable = True
        self.on_scrub = on_scrub
        self.length = 0  # moments
        self.index = -1
        self.fraction = 1.0
        self.ticks: Sequence[int] = ()  # moments that are steps
        self.marks: Sequence[tuple[int, str]] = ()  # moment, picture
        self.shows_ticks = True
        self._dragging = False

    def show(self, length: int, index: int, fraction: float) -> None:
        """Where the playback stands."""
        if (length, index, fraction) == (self.length, self.index, self.fraction):
            return
        before, same = self._x(self.index + self.fraction), length == self.length
        self.length, self.index, self.fraction = length, index, fraction
        if not same or self.house is None:
            self.touch()
            return
        now = self._x(index + fraction)
        if now != before:
            left = min(before, now) - KNOB - 6
            self.house.damage(Rect(left, self.rect.y, abs(now - before) + 2 * KNOB + 12, self.rect.h))

    @property
    def _line(self) -> Rect:
        y = self.rect.y + self.rect.h // 2 - TRACK // 2
        return Rect(self.rect.x + KNOB, y, max(1, self.rect.w - 2 * KNOB), TRACK)

    def _x(self, place: float) -> int:
        """The pixel of a place between 0 (the start) and `length` (the last moment)."""
        line = self._line
        return line.x + round(line.w * min(1.0, place / self.length)) if self.length else line.x

    def moment_at(self, x: int) -> int:
        """The moment nearest to a pixel."""
        line = self._line
        share = min(1.0, max(0.0, (x - line.x) / line.w))
        return round(share * self.length) - 1

    def handle(self, event: Event) -> bool:
        match event:
            case PointerDown(x=x, button=1):
                self._dragging = True
                self.on_scrub(self.moment_at(x))
                return True
            case PointerMove(x=x, held=True) if self._dragging:
                self.on_scrub(self.moment_at(x))
                return True
            case PointerUp(button=1):
                self._dragging = False
                return True
            case Key(name=name, ctrl=False, alt=False) if event.pressed:
                ways = {"left": self.index - 1, "right": self.index + 1, "home": -1, "end": self.length - 1}
                if name in ways:
                    self.on_scrub(ways[name])
                    return True
        return False

    def draw(self, view: View) -> None:
        colours, line = view.colours, self._line
        here = self._x(self.index + self.fraction)
        view.round_rect(line, colours.well, TRACK // 2, colours.edge, 2)
        done = Rect(line.x, line.y, max(TRACK, here - line.x), TRACK)
        if here > line.x:
            view.round_rect(done, colours.blue, TRACK // 2)
        if self.shows_ticks:
            self._draw_ticks(view)
        self._draw_marks(view)
        middle = line.y + TRACK // 2
        view.disc(here, middle, KNOB, colours.sun, colours.ink, 3)
        if self.ringed:
            view.focus_ring(Rect(here - KNOB, middle - KNOB, 2 * KNOB, 2 * KNOB), KNOB)

    def _draw_ticks(self, view: View) -> None:
        steps = [-1, *self.ticks]
        if len(steps) * LEAST_BETWEEN_TICKS > self._line.w:
            return
        top = self._line.bottom + 5
        for moment in steps:
            tick = Rect(self._x(moment + 1) - 1, top, 2, 6)
            if view.shows(tick):
                view.rect_fill(tick, view.colours.edge)

    def _draw_marks(self, view: View) -> None:
        taken: list[int] = []
        side = 20
        # From the end backwards: where the run broke off matters most.
        for moment, picture in reversed(self.marks):
            x = self._x(moment + 1)
            if all(abs(x - other) >= LEAST_BETWEEN_MARKS for other in taken):
                taken.append(x)
                spot = Rect(x - side // 2, self._line.y - side - 7, side, side)
                if picture == "warn":
                    view.icon("warn", spot, view.colours.red)
                else:
                    view.picture(picture, spot)


class SpeedSlider(Widget):
    """Four speeds from the snail to the hare, and a jump to the end."""

    def __init__(self, name: str, words: Sequence[str], on_speed: Callable[[Speed], None]) -> None:
        super().__init__(name, "slider")
        self.focusable = True
        self.words = tuple(words)
        self.speed: Speed = "walk"
        self.on_speed = on_speed
        self.own_name = name
        self._icon = 0

    def show(self, speed: Speed) -> None:
        """Which speed it is."""
        word = self.words[SPEEDS.index(speed)]
        self.set(speed=speed, tooltip=word, name=f"{self.own_name}: {word}")

    def measure(self, view: View) -> tuple[int, int]:
        """Width and height it needs."""
        return 2 * view.px(26) + view.px(76), view.px(44)

    def _line(self) -> Rect:
        side = self._icon
        return Rect(self.rect.x + side + 4, self.rect.y + self.rect.h // 2 - 3, self.rect.w - 2 * side - 8, 6)

    def handle(self, event: Event) -> bool:
        index = SPEEDS.index(self.speed)
        match event:
            case PointerDown(x=x, button=1) | PointerMove(x=x, held=True):
                line = self._line()
                share = (x - line.x) / max(1, line.w)
                self._choose(round(share * (len(SPEEDS) - 1)))
                return True
            case PointerUp(button=1):
                return True
            case Wheel(dy=dy):
                self._choose(index + (1 if dy > 0 else -1))
                return True
            case Key(name="left" | "down" | "right" | "up" as name, ctrl=False, alt=False) if event.pressed:
                self._choose(index + (1 if name in {"right", "up"} else -1))
                return True
        return False

    def _choose(self, index: int) -> None:
        speed = SPEEDS[max(0, min(index, len(SPEEDS) - 1))]
        if speed != self.speed:
            self.on_speed(speed)

    def draw(self, view: View) -> None:
        self._icon = view.px(26)
        side, colours = self._icon, view.colours
        top = self.rect.y + (self.rect.h - side) // 2
        view.icon("snail", Rect(self.rect.x, top, side, side).inset(1), colours.soft)
        view.icon("hare", Rect(self.rect.right - side, top, side, side).inset(1), colours.soft)
        line = self._line()
        view.round_rect(line, colours.line, 3)
        count = len(SPEEDS) - 1
        for notch in range(count + 1):
            view.disc(line.x + line.w * notch // count, line.y + 3, 3, colours.edge)
        x = line.x + line.w * SPEEDS.index(self.speed) // count
        view.disc(
            x, line.y + 3, 10, colours.blue, colours.ink if view.theme.high_contrast else colours.blue_deep, 2
        )
        view.disc(x, line.y + 3, 4, colours.on_blue)
        if self.ringed:
            view.focus_ring(self.rect.inset(1), 10)


class TimelineBar(Widget):
    """The whole bar. `on_run`, `on_stop`, `on_back` … say what the buttons do."""

    def __init__(
        self,
        words: BarWords,
        *,
        on_run: Callable[[], None],
        on_stop: Callable[[], None],
        on_start: Callable[[], None],
        on_back: Callable[[], None],
        on_play: Callable[[], None],
        on_step: Callable[[], None],
        on_scrub: Callable[[int], None],
        on_speed: Callable[[Speed], None],
    ) -> None:
        super().__init__(words.track, "group")
        self.words = words
        self._on_run, self._on_stop = on_run, on_stop
        self.busy = False
        self.run_button = Button(
            words.run, self._run_or_stop, "go", icon="play", size=look.LEAD, tooltip=words.run_help
        )
        self.start_button = QuietButton("to-start", words.to_start, on_start)
        self.back_button = QuietButton("back", words.step_back, on_back)
        self.play_button = QuietButton("play", words.play, on_play)
        self.step_button = QuietButton("fwd", words.step_on, on_step)
        self.track = Track(words.track, on_scrub)
        self.label = Label("", look.BODY, strong=True, role="status")
        self.slider = SpeedSlider(words.speed, words.speeds, on_speed)
        self.speed_button = IconButton("foot", words.speed, self._next_speed)
        self._on_speed = on_speed
        self._narrow = False
        self.add(self.run_button, self.start_button, self.back_button, self.play_button, self.step_button)
        self.add(self.track, self.label, self.slider, self.speed_button)

    def _run_or_stop(self) -> None:
        (self._on_stop if self.busy else self._on_run)()

    def _next_speed(self) -> None:
        index = SPEEDS.index(self.slider.speed)
        self._on_speed(SPEEDS[(index + 1) % len(SPEEDS)])

    def show(
        self,
        *,
        busy: bool,
        playing: bool,
        can_go_back: bool,
        can_go_on: bool,
        has_run: bool,
        said: str,
        speed: Speed,
    ) -> None:
        """What can be pressed now, and the words beside the track."""
        words = self.words
        if busy != self.busy or self.run_button.label not in {words.run, words.stop}:
            self.busy = busy
            self.run_button.set(kind="stop" if busy else "go")
            self.run_button.own_tooltip = words.stop_help if busy else words.run_help
            self.run_button.say(words.stop if busy else words.run, "stop" if busy else "play")
        self.play_button.say(words.pause if playing else words.play, "pause" if playing else "play")
        self.start_button.set(enabled=can_go_back)
        self.back_button.set(enabled=can_go_back)
        self.step_button.set(enabled=can_go_on)
        self.track.set(enabled=has_run)
        self.label.say(said)
        self.slider.show(speed)
        self.speed_button.say(self.slider.name, SPEED_ICONS[speed])

    def height_for(self, view: View, effective: float) -> int:
        """Pixels of the bar."""
        return view.px(84 if effective >= 900 else 56)

    def arrange(self, view: View, rect: Rect, widest_label: str) -> None:
        """Place everything; `widest_label` keeps the track from moving while the numbers grow."""
        self.place(rect)
        effective = rect.w / view.scale
        self._narrow = effective < 900
        pad, gap = look.MARGIN, view.px(8)
        high = min(view.px(54), rect.h - 12)
        middle = rect.y + (rect.h - high) // 2
        run_w = view.px(160 if not self._narrow else 126)
        longest = max((self.words.run, self.words.stop), key=lambda word: view.text_size(word, look.LEAD)[0])
        needed = view.text_size(longest, look.LEAD, strong=True)[0] + view.px(22 + 8) + view.px(24)
        run_w = max(run_w, min(needed, view.px(200)))
        beside = run_w + view.px(16 if not self._narrow else 10)
        left_handed = view.theme.left_handed
        run_x = rect.right - pad - run_w if left_handed else rect.x + pad
        self.run_button.place(Rect(run_x, middle - 1, run_w, high))
        side = min(view.px(48 if not self._narrow else 36), rect.h - 12)
        x = rect.x + pad + (0 if left_handed else beside)
        top = rect.y + (rect.h - side) // 2
        self.start_button.set(visible=effective >= 720)
        for button in (self.start_button, self.back_button, self.play_button, self.step_button):
            if button.visible:
                button.place(Rect(x, top, side, side))
                x += side + gap
        right = rect.right - pad - (beside if left_handed else 0)
        self.slider.set(visible=effective >= 980)
        self.speed_button.set(visible=not self.slider.visible)
        if self.slider.visible:
            w, h = self.slider.measure(view)
            self.slider.place(Rect(right - w, rect.y + (rect.h - h) // 2, w, h))
            right -= w + view.px(16)
            self.speed_button.place(NOWHERE)
        else:
            self.speed_button.place(Rect(right - side, top, side, side))
            right -= side + view.px(12)
            self.slider.place(NOWHERE)
        label_w = view.text_size(widest_label, look.BODY, strong=True)[0] + 4
        label_w = min(label_w, max(view.px(60), (right - x) // 2))
        self.label.place(Rect(right - label_w, rect.y, label_w, rect.h))
        right -= label_w + view.px(12)
        left = x + view.px(8)
        self.track.shows_ticks = not self._narrow
        self.track.place(Rect(left, rect.y + 4, max(40, right - left), rect.h - 8))

    def draw(self, view: View) -> None:
        view.rect_fill(self.rect, view.colours.paper)
        view.rect_fill(Rect(self.rect.x, self.rect.y, self.rect.w, 2), view.colours.shadow)
        if view.theme.high_contrast:
            view.rect_fill(Rect(self.rect.x, self.rect.y, self.rect.w, 2), view.colours.edge)

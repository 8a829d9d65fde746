"""The head of the screens before anybody sits down: Ari, the name of the place, languages, sound."""

from __future__ import annotations

from collections.abc import Callable

from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.screens.settings import LANGUAGE_NAMES
from codekids.ui.shell import Shell
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import IconButton
from codekids.ui.widgets.label import fitting_size
from codekids.ui.widgets.tabs import Segmented

WAVES, WAVE = 4, 0.25  # how often Ari changes hands, seconds each
LOW = 600  # effective heights below this have no room for the stitched band


class Head(Widget):
    """Blue, with a stitched band where there is room. Ari waves once: give it to `root.animate`."""

    def __init__(self, shell: Shell, on_settings: Callable[[], None]) -> None:
        super().__init__("CODE Kids", "heading")
        self.shell = shell
        self.second = shell.say("window.our_library")
        # Whoever meets a language they cannot read needs the others by their own names.
        self.languages = Segmented(
            shell.say("window.language"),
            [(code, name, None) for code, name in LANGUAGE_NAMES],
            shell.lang,
            self._speak,
            on_bar=True,
        )
        self.mute = IconButton("speak", "", self._turn_sound, "bar")
        self.gear = IconButton("gear", shell.say("window.settings"), on_settings, "bar")
        self.add(self.languages, self.mute, self.gear)
        self.band = False
        self.age = 0.0
        self._say_sound()

    def _speak(self, lang: str) -> None:
        self.shell.set_language(lang, stay=False)

    def _turn_sound(self) -> None:
        self.shell.set_sound(not self.shell.sound)
        self._say_sound()

    def _say_sound(self) -> None:
        on = self.shell.sound
        name = self.shell.say("window.turn_sound_off" if on else "window.turn_sound_on")
        self.mute.say(name, "speak" if on else "speak-off")

    def height_for(self, view: View) -> int:
        """Pixels: low where everything is large."""
        tall = view.rect.h / view.scale >= LOW and view.rect.w / view.scale >= 900
        return view.px(112) if tall else view.px(52)

    def arrange(self, view: View, rect: Rect) -> None:
        """Place the switches at the right."""
        self.place(rect)
        self.band = rect.h > view.px(80)
        upper = rect.h - (view.px(35) if self.band else 0)
        side = min(view.px(look.BUTTON_IN_BAR), upper - 8)
        top = rect.y + (upper - side) // 2
        x = rect.right - view.px(16) - side
        self.gear.place(Rect(x, top, side, side))
        x -= side + 8
        self.mute.place(Rect(x, top, side, side))
        w = min(self.languages.measure(view)[0], rect.w - 3 * side - view.px(60))
        self.languages.place(Rect(x - w - view.px(12), top, w, side))

    def tick(self, seconds: float) -> bool:
        if self.age == 0.0 and self.shell.theme.reduced_motion:
            self.age = WAVES * WAVE
            return False
        before = int(self.age / WAVE)
        self.age += seconds
        if int(self.age / WAVE) != before:
            self.touch()
        return self.age < WAVES * WAVE

    def draw(self, view: View) -> None:
        colours = view.colours
        view.rect_fill(self.rect, colours.bar)
        high = self.rect.h
        if self.band:
            spot = Rect(self.rect.x, self.rect.bottom - view.px(35), self.rect.w, view.px(35))
            view.stitched_band(spot)
            high -= view.px(24)
        else:
            view.seam(self.rect.x, self.rect.bottom - 4, self.rect.w, colours.bar_line)
        side = high - view.px(4)
        pad = view.px(24 if self.band else 12)
        waving = self.age < WAVES * WAVE and int(self.age / WAVE) % 2 == 0
        picture = "ui/ari-wave-1.svg" if waving else "ui/ari-wave-2.svg"
        view.picture(picture, Rect(self.rect.x + pad, self.rect.y + view.px(4), side, side))
        left = self.rect.x + pad + side + view.px(14)
        room = self.languages.rect.x - left - view.px(12)
        if self.band:
            view.text("CODE Kids", (left, self.rect.y + view.px(4)), 34, colours.bar_text, strong=True)
            if view.text_size(self.second, look.BODY)[0] <= room:
                view.text(self.second, (left, self.rect.y + view.px(47)), look.BODY, colours.bar_text)
        elif size := fitting_size(view, "CODE Kids", room, 24, strong=True):
            spot = Rect(left, self.rect.y, room, self.rect.h - 4)
            view.text("CODE Kids", spot, size, colours.bar_text, strong=True)

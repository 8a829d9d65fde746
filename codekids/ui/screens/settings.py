"""The gear: language, text size, colours, sounds. Each choice acts at once and is remembered."""

from __future__ import annotations

from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.shell import SCALES, Shell
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import IconButton
from codekids.ui.widgets.dialog import PAD, Dialog
from codekids.ui.widgets.label import Label
from codekids.ui.widgets.root import Root
from codekids.ui.widgets.tabs import Segmented

# Every language by its own name, so that whoever came to the wrong one finds back.
LANGUAGE_NAMES = (("ro", "Română"), ("en", "English"), ("hu", "Magyar"))
ROW = 52


class Rows(Widget):
    """A word and a switch in each row; the switch below its word where the room is small."""

    def __init__(self, rows: list[tuple[Label, Segmented]]) -> None:
        super().__init__(role="group")
        self.rows = rows
        for label, switch in rows:
            self.add(label, switch)

    def arrange(self, view: View, rect: Rect) -> None:
        """Switches stand one below the other, as wide as they need."""
        self.place(rect)
        widest = max(label.measure(view)[0] for label, _ in self.rows) + view.px(16)
        y = rect.y
        for label, switch in self.rows:
            w, h = switch.measure(view)
            w = min(max(w, view.px(240)), rect.w - widest)
            label.place(Rect(rect.x, y, rect.w - w - view.px(12), h))
            switch.place(Rect(rect.right - w, y, w, h))
            y += view.px(ROW)


class SettingsDialog(Dialog):
    """Opened by the gear of every screen; Esc or the cross closes it."""

    def __init__(self, shell: Shell, root: Root) -> None:
        say = shell.say
        sizes = [(str(scale), f"{round(scale * 100)} %", None) for scale in SCALES]
        colours = [("usual", say("window.contrast_off"), None), ("contrast", say("window.contrast_on"), None)]
        sounds = [("on", say("window.sound_on"), "speak"), ("off", say("window.sound_off"), "speak-off")]
        languages = [(code, name, None) for code, name in LANGUAGE_NAMES]

        def row(key: str, choices: list, chosen: str, on_choose) -> tuple[Label, Segmented]:  # type: ignore
            return Label(say(key), look.BODY), Segmented(say(key), choices, chosen, on_choose)

        self.rows = Rows(
            [
                row("window.language", languages, shell.lang, shell.set_language),
                row("window.text_size", sizes, str(shell.scale), lambda value: shell.set_scale(float(value))),
                row(
                    "window.contrast",
                    colours,
                    "contrast" if shell.theme.high_contrast else "usual",
                    lambda value: shell.set_contrast(value == "contrast"),
                ),
                row(
                    "window.sound", sounds, "on" if shell.sound else "off",
                    lambda value: shell.set_sound(value == "on"),
                ),
            ]
        )  # fmt: skip
        super().__init__(
            say("window.settings"),
            on_escape=self.close,
            content=self.rows,
            content_height=len(self.rows.rows) * ROW - 8,
            width=look.DIALOG_WIDTH,
        )
        self.root = root
        self.cross = IconButton("x", say("window.close"), self.close, "ghost")
        self.add(self.cross)

    @property
    def is_open(self) -> bool:
        """Whether it is on the screen now."""
        return self.house is not None

    def open(self, view: View) -> None:
        """Show it over the screen."""
        if not self.is_open:
            self.show(self.root, view)

    def close(self) -> None:
        """Back to the screen."""
        self.root.close(self)

    def arrange(self, view: View) -> None:
        super().arrange(view)
        self.rows.arrange(view, self.rows.rect)
        side = view.px(44)
        self.cross.place(
            Rect(self.rect.right - view.px(PAD) - side + 10, self.rect.y + view.px(PAD) - 6, side, side)
        )

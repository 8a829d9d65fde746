"""The gear: language, text size, colours, sounds. Each choice acts at once and is remembered."""

from __future__ import annotations

from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.preferences import HEROES, SCALES
from codekids.ui.shell import Shell
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


FONT_NAMES = (("lexend", "Lexend"), ("atkinson", "Atkinson"), ("code", "JetBrains"))
Row = tuple[Label, Segmented]


class Rows(Widget):
    """A word and a switch in each row, in pages; the switch above them all turns the pages."""

    def __init__(self, name: str, pages: list[tuple[str, list[Row]]]) -> None:
        super().__init__(role="group")
        self._pages = [rows for _, rows in pages]
        titles = [(str(index), title, None) for index, (title, _) in enumerate(pages)]
        self.turn = Segmented(name, titles, "0", self._turned)
        self.add(self.turn)
        for rows in self._pages:
            for row in rows:
                self.add(*row)
        self._view: View | None = None

    @property
    def rows(self) -> list[Row]:
        """Those of the page that is open."""
        return self._pages[int(self.turn.chosen)]

    def _turned(self, value: str) -> None:
        if self._view is not None:
            self.arrange(self._view, self.rect)

    def arrange(self, view: View, rect: Rect) -> None:
        """Switches stand one below the other, as wide as they need."""
        self._view = view
        self.place(rect)
        for page in self._pages:
            for label, switch in page:
                for widget in (label, switch, *switch.tabs):
                    widget.set(visible=page is self.rows)
        w, h = self.turn.measure(view)
        self.turn.place(Rect(rect.x, rect.y, min(w, rect.w), h))
        widest = max(label.measure(view)[0] for label, _ in self.rows) + view.px(16)
        y = rect.y + view.px(ROW)
        for label, switch in self.rows:
            w, h = switch.measure(view)
            w = min(max(w, view.px(240)), rect.w - widest)
            label.place(Rect(rect.x, y, rect.w - w - view.px(12), h))
            switch.place(Rect(rect.right - w, y, w, h))
            y += view.px(ROW)


class SettingsDialog(Dialog):
    """Opened by the gear of every screen; Esc or the cross closes it."""

    def __init__(self, shell: Shell, root: Root) -> None:
        say, theme = shell.say, shell.theme
        sizes = [(str(scale), f"{round(scale * 100)} %", None) for scale in SCALES]
        colours = [("off", say("window.contrast_off"), None), ("on", say("window.contrast_on"), None)]
        sounds = [("on", say("window.sound_on"), "speak"), ("off", say("window.sound_off"), "speak-off")]
        hands = [("off", say("window.right_hand"), None), ("on", say("window.left_hand"), None)]
        motions = [("off", say("window.motion_on"), None), ("on", say("window.motion_off"), None)]
        languages = [(code, name, None) for code, name in LANGUAGE_NAMES]
        fonts = [(code, name, None) for code, name in FONT_NAMES]

        def row(key: str, choices: list, chosen: str, on_choose) -> Row:  # type: ignore
            return Label(say(key), look.BODY), Segmented(say(key), choices, chosen, on_choose)

        def switch(key: str, choices: list, on: bool, on_choose) -> Row:  # type: ignore
            return row(key, choices, "on" if on else "off", lambda value: on_choose(value == "on"))

        appearance = [
            row("window.language", languages, shell.lang, shell.set_language),
            row("window.text_size", sizes, str(shell.scale), lambda value: shell.set_scale(float(value))),
            row("window.font", fonts, theme.reading_font, shell.set_font),
            switch("window.contrast", colours, theme.high_contrast, shell.set_contrast),
        ]
        heroes = [(hero, say(f"window.hero_{hero}"), None) for hero in HEROES]
        behaviour = [
            row("window.hero", heroes, shell.hero, shell.set_hero),
            switch("window.sound", sounds, shell.sound, shell.set_sound),
            switch("window.motion", motions, theme.reduced_motion, shell.set_reduced_motion),
            switch("window.left_handed", hands, theme.left_handed, shell.set_left_handed),
        ]
        self.rows = Rows(
            say("window.settings"),
            [(say("window.settings_look"), appearance), (say("window.settings_use"), behaviour)],
        )
        super().__init__(
            say("window.settings"),
            on_escape=self.close,
            content=self.rows,
            content_height=(len(appearance) + 1) * ROW - 8,
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

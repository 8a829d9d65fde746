"""How whoever sits here wants it: language, hero, letters, colours, sounds. Each choice acts at once.

Kept for the learner who has sat down, else for this computer; a guest's are gone with the guest.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from codekids.lang import catalogue
from codekids.ui.theme import CONTRAST_PALETTE, LIGHT, LIGHT_PALETTE, Theme

if TYPE_CHECKING:
    from codekids.progress.journal import Journal
    from codekids.progress.seats import Seat
    from codekids.progress.store import Setting, Store
    from codekids.ui.services import Services

SCALES = (1.0, 1.25, 1.5, 2.0)
FONTS = ("lexend", "atkinson", "code")
HEROES = ("ari", "ilinca", "barza")  # who can walk on the map; each drawn in four headings and three moods


class Port(Protocol):
    """What the shell asks of the window."""

    def show(self, screen: Any) -> None: ...

    def set_look(self, theme: Theme | None = None, scale: float | None = None) -> None: ...


class Preferences:
    """`services` are those of whoever sits here now."""

    def __init__(self, services: Services, port: Port, lang: str) -> None:
        """`lang` is the language that was asked for when the window was opened; "" for none."""
        self.services = services
        self.port = port
        self._nobody = services  # what everybody's sitting is made from
        self._asked_lang = lang if lang in catalogue.LANGUAGES else ""
        self._guest: tuple[Journal, Store] | None = None
        self.lang, self.sound, self.scale, self.theme = "ro", True, 1.0, LIGHT
        self.hero = HEROES[0]
        self.play: Callable[[str], None] = lambda name: None  # a sound of assets/sounds, without its ending
        self._show_again: Callable[[], Any] = lambda: None

    @property
    def seat(self) -> Seat | None:
        """Those who sit here; None: nobody, or a guest."""
        return self.services.seat

    def preference(self, key: str, default: Setting) -> Setting:
        """What was chosen by whoever sits here, else on this computer."""
        here = self._nobody.journal.setting(key, default)
        if self.seat is not None:
            return self.services.journal.setting(key, here, learner=self.services.learner)
        return self.services.journal.setting(key, here) if self._guest else here

    def _keep(self, key: str, value: Setting) -> None:
        learner = self.services.learner if self.seat is not None else None
        self.services.journal.set_setting(key, value, learner)

    def _read_preferences(self) -> None:
        """Language and look of whoever sits here."""
        before = (self.theme, self.scale)
        journal = self.services.journal
        wanted: list[Setting] = [self._asked_lang, self._nobody.journal.setting("language", "")]
        if self.seat is not None:
            learner = journal.club.learner(self.services.learner)
            own = journal.setting("language", "", learner=self.services.learner)
            wanted = [own, learner.language if learner else "", *wanted]
        elif self._guest:
            wanted = [journal.setting("language", ""), self.lang]
        self.lang = str(next((one for one in wanted if one in catalogue.LANGUAGES), "ro"))
        self.sound = self.preference("sound", True) is not False
        hero = self.preference("hero", "")
        self.hero = str(hero) if hero in HEROES else HEROES[0]
        scale = self.preference("text_size", 1.0)
        self.scale = scale if isinstance(scale, float | int) and scale in SCALES else 1.0
        font = self.preference("font", "lexend")
        theme = with_contrast(LIGHT, self.preference("contrast", False) is True)
        self.theme = replace(
            theme,
            reading_font=font if isinstance(font, str) and font in FONTS else "lexend",
            left_handed=self.preference("left_handed", False) is True,
            reduced_motion=self.preference("reduced_motion", False) is True,
        )
        self.services.jump = self.theme.reduced_motion
        if (self.theme, self.scale) != before:
            self.port.set_look(theme=self.theme, scale=self.scale)

    def set_language(self, lang: str, stay: bool = True) -> None:
        """Speak another language; the screen is built anew, what was typed stays.

        `stay`: the child was in the settings and finds them open again.
        """
        if lang != self.lang:
            self.lang = lang
            if self.seat is None and not self._guest:
                self._asked_lang = ""
            self._keep("language", lang)
            screen = self._show_again()
            if stay:
                screen.open_settings()

    def set_hero(self, hero: str) -> None:
        """Another one walks on the map; the screen is built anew, with the settings open again."""
        if hero != self.hero:
            self.hero = hero
            self._keep("hero", hero)
            self._show_again().open_settings()

    def hero_picture(self, facing: str, mood: str = "") -> str:
        """The hero of whoever sits here, looking that way."""
        return f"hero/{self.hero}-{facing}{'-' + mood if mood else ''}.svg"

    def set_scale(self, scale: float) -> None:
        """Another text size."""
        if scale != self.scale:
            self.scale = scale
            self._keep("text_size", scale)
            self.port.set_look(scale=scale)

    def set_contrast(self, high: bool) -> None:
        """The palette for those who need contrast, or the usual one."""
        if high != self.theme.high_contrast:
            self._set_theme("contrast", high, with_contrast(self.theme, high))

    def set_left_handed(self, on: bool) -> None:
        """World and words swap sides."""
        self._set_theme("left_handed", on, replace(self.theme, left_handed=on))

    def set_reduced_motion(self, on: bool) -> None:
        """Nothing glides."""
        self.services.jump = on
        self._set_theme("reduced_motion", on, replace(self.theme, reduced_motion=on))

    def set_font(self, font: str) -> None:
        """What words are written in: one of FONTS."""
        self._set_theme("font", font, replace(self.theme, reading_font=font))

    def _set_theme(self, key: str, value: Setting, theme: Theme) -> None:
        if theme != self.theme:
            self.theme = theme
            self._keep(key, value)
            self.port.set_look(theme=theme)

    def set_sound(self, on: bool) -> None:
        """Sounds on or off."""
        self.sound = on
        self._keep("sound", on)

    def hear(self, name: str) -> None:
        """Play a sound, unless they are off."""
        if self.sound:
            self.play(name)


def with_contrast(theme: Theme, high: bool) -> Theme:
    """The same theme with or without high contrast."""
    return replace(theme, palette=CONTRAST_PALETTE if high else LIGHT_PALETTE, high_contrast=high)

"""What the screens share: language, preferences, lessons, and the way from one screen to the next.

Knows no pygame: the window is a `Port`. Lessons may still be on their way when
the first screen is shown; `packs` is None until they are there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from codekids.lang import catalogue
from codekids.lang.problems import Argument, Message
from codekids.lessons.lesson import Lesson, Pack, Text, pick
from codekids.ui.theme import CONTRAST_PALETTE, LIGHT, LIGHT_PALETTE, Theme

if TYPE_CHECKING:
    from codekids.progress.folds import ItemProgress
    from codekids.ui.screens.puzzle import PuzzleScreen
    from codekids.ui.services import Services
    from codekids.ui.session import PuzzleSession

SCALES = (1.0, 1.25, 1.5, 2.0)


class Port(Protocol):
    """What the shell asks of the window."""

    def show(self, screen: Any) -> None: ...

    def set_look(self, theme: Theme | None = None, scale: float | None = None) -> None: ...


class Shell:
    """One start of the window. `services` are those of every sitting."""

    def __init__(
        self,
        services: Services,
        port: Port,
        assets: Path,
        packs: list[Pack] | None,
        lang: str = "",
    ) -> None:
        journal = services.journal
        kept = journal.setting("language", "")
        self.services = services
        self.port = port
        self.assets = assets
        self.packs = packs
        self.lang = lang if lang in catalogue.LANGUAGES else kept if kept in catalogue.LANGUAGES else "ro"
        self.sound = journal.setting("sound", True) is not False
        scale = journal.setting("text_size", 1.0)
        self.scale = scale if isinstance(scale, float | int) and scale in SCALES else 1.0
        self.theme = with_contrast(LIGHT, journal.setting("contrast", False) is True)
        self.play: Callable[[str], None] = lambda name: None  # a sound of assets/sounds, without its ending
        self._pack_id = ""
        self._session: PuzzleSession | None = None
        self._show_again: Callable[[], Any] = self.open_map

    # -- words ---------------------------------------------------------------

    def say(self, key: str, **args: Argument) -> str:
        """A sentence of the catalogue in the present language."""
        return catalogue.text(key, self.lang, **args)

    def say_message(self, message: Message) -> str:
        """A message of another room in the present language."""
        return catalogue.say(message, self.lang)

    def pick(self, text: Text) -> str:
        """A lesson's own text in the present language."""
        return pick(text, self.lang).strip()

    # -- lessons ---------------------------------------------------------------

    @property
    def pack(self) -> Pack | None:
        """The pack on the map."""
        packs = self.packs or []
        return next((pack for pack in packs if pack.id == self._pack_id), packs[0] if packs else None)

    def pack_of(self, lesson: Lesson) -> Pack | None:
        """The pack a lesson is in; None for a lesson from a file."""
        return next((pack for pack in self.packs or [] if lesson in pack.lessons), None)

    def after(self, lesson: Lesson) -> Lesson | None:
        """The lesson that follows in its pack."""
        pack = self.pack_of(lesson)
        if pack is None:
            return None
        index = pack.lessons.index(lesson) + 1
        return pack.lessons[index] if index < len(pack.lessons) else None

    def progress(self) -> dict[str, ItemProgress]:
        """How the learner stands, by lesson id."""
        return self.services.journal.progress(self.services.learner)

    def lessons_arrived(self, packs: list[Pack]) -> None:
        """The packs were read; the map shows them."""
        self.packs = packs
        self._show_again()

    # -- the way -----------------------------------------------------------------

    def choose_pack(self, pack: Pack) -> None:
        """Put a pack on the map."""
        self._pack_id = pack.id
        self.open_map()

    def open_map(self, lesson: Lesson | None = None) -> None:
        """Show the lessons of the pack, with that one chosen."""
        self.leave()
        pack = self.pack_of(lesson) if lesson else None
        if pack:
            self._pack_id = pack.id
        chosen = lesson.id if lesson else ""

        def show() -> Any:
            from codekids.ui.screens.lesson_list import LessonList

            screen = LessonList(self, chosen)
            self.port.show(screen)
            return screen

        self._show_again = show
        show()

    def open_lesson(
        self, lesson: Lesson, kind: type[PuzzleScreen] | None = None, *, afresh: bool = False
    ) -> None:
        """Sit down at a lesson; `kind` is another screen than the usual one."""
        from codekids.ui.screens.puzzle import PuzzleScreen
        from codekids.ui.session import PuzzleSession

        kind = kind or PuzzleScreen
        self.leave()
        session = self._session = PuzzleSession(lesson, self.services, afresh=afresh)

        def show() -> Any:
            screen = kind(self, session)
            self.port.show(screen)
            return screen

        self._show_again = show
        show()

    def leave(self) -> None:
        """End the sitting at a lesson, if there is one; the program is kept."""
        if self._session is not None:
            self._session.close()
            self._session = None

    # -- preferences ---------------------------------------------------------------

    def set_language(self, lang: str) -> None:
        """Speak another language; the screen is built anew, what was typed stays."""
        if lang != self.lang:
            self.lang = lang
            self.services.journal.set_setting("language", lang)
            # The child was in the settings and stays there.
            self._show_again().open_settings()

    def set_scale(self, scale: float) -> None:
        """Another text size."""
        if scale != self.scale:
            self.scale = scale
            self.services.journal.set_setting("text_size", scale)
            self.port.set_look(scale=scale)

    def set_contrast(self, high: bool) -> None:
        """The palette for those who need contrast, or the usual one."""
        if high != self.theme.high_contrast:
            self.theme = with_contrast(self.theme, high)
            self.services.journal.set_setting("contrast", high)
            self.port.set_look(theme=self.theme)

    def set_sound(self, on: bool) -> None:
        """Sounds on or off."""
        self.sound = on
        self.services.journal.set_setting("sound", on)

    def hear(self, name: str) -> None:
        """Play a sound, unless they are off."""
        if self.sound:
            self.play(name)

    @property
    def trouble(self) -> str:
        """What people should know about the keeping of progress; "" when all is well."""
        message = self.services.journal.trouble
        return self.say_message(message) if message else ""


def with_contrast(theme: Theme, high: bool) -> Theme:
    """The same theme with or without high contrast."""
    return replace(theme, palette=CONTRAST_PALETTE if high else LIGHT_PALETTE, high_contrast=high)

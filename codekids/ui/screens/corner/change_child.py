"""A child's card: name, age band, language and face."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from codekids.lang.problems import Message
from codekids.progress import roster
from codekids.progress.names import AGE_BANDS
from codekids.progress.rows import Learner
from codekids.ui.geometry import Rect
from codekids.ui.screens.cards_parts import Keys, PictureKey
from codekids.ui.screens.corner.labelled import Labelled
from codekids.ui.screens.corner.page import Page
from codekids.ui.screens.settings import LANGUAGE_NAMES
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.dropdown import Dropdown
from codekids.ui.widgets.field import TextField

if TYPE_CHECKING:
    from codekids.ui.screens.corner.screen import CornerScreen


class ChangePage(Page):
    """Nothing is changed before "Păstrează"."""

    def __init__(self, corner: CornerScreen, child: Learner) -> None:
        super().__init__(corner, child.name)
        say = self.say
        self.child, self.face = child, child.avatar
        self.name_field = TextField(
            say("name"), text=child.name, on_enter=lambda _: self._save(), clipboard=corner.clipboard
        )
        ages = [("", self.shell.say("window.age_unsaid"))]
        ages += [(band, band.replace("-", "–")) for band in AGE_BANDS]
        self.age = Dropdown(say("age"), ages, child.age_band, lambda _: None)
        languages = [("", say("language_any")), *LANGUAGE_NAMES]
        self.language = Dropdown(say("language"), languages, child.language, lambda _: None)
        self.faces = Keys(
            say("face"),
            [
                PictureKey(f"avatars/{one}.svg", self.shell.say(f"avatar.{one}"), partial(self._choose, one))
                for one in roster.AVATARS
            ],
        )
        self._choose(child.avatar)
        self.save = Button(say("save"), self._save, "go", icon="check")
        heads = (self.name_field, Labelled(say("age"), self.age), Labelled(say("language"), self.language))
        self.build(say("change_purpose"), heads=heads, body=self.faces)
        self.offer(self.save)

    def gone(self) -> Message | None:
        gone = self.club.learner(self.child.id) is None
        return Message("progress.no_such_learner") if gone else None

    def first(self) -> Widget:
        return self.name_field

    def _choose(self, face: str) -> None:
        self.face = face
        for key in self.faces.keys:
            key.set(chosen=key.path == f"avatars/{face}.svg")

    def _save(self) -> None:
        child, name, face = self.child, self.name_field.text, self.face
        age, language = self.age.chosen, self.language.chosen
        said = self.say("saved", name=child.name)

        def change(store: roster.Store) -> object:
            return roster.change_learner(
                store,
                child.id,
                name=name if name != child.name else None,
                avatar=face,
                age_band=age,
                language=language,
            )

        def then(changed: Learner) -> None:
            renamed = changed.name != child.name
            words = self.shell.say("librarian.renamed", old=child.name, name=changed.name)
            self.corner.close_page(words if renamed else said)

        self.do(change, then)

    def arrange_body(self, view: View, rect: Rect) -> None:
        """The faces in as many rows as there is room for."""
        columns = 6 if rect.h >= view.px(120) else 12
        self.faces.arrange(view, rect, columns, view.px(110))

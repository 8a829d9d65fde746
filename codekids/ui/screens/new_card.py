"""A new card: a nickname, a face, an age; then the three pictures that only this child knows."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from codekids.lang.problems import Message
from codekids.progress import logins, roster
from codekids.progress.names import AGE_BANDS
from codekids.progress.rows import Learner
from codekids.progress.store import Store
from codekids.ui import theme as look
from codekids.ui.events import Event, Key
from codekids.ui.geometry import Rect
from codekids.ui.preferences import HEROES
from codekids.ui.screens.cards_head import Head
from codekids.ui.screens.cards_parts import Keys, PictureKey
from codekids.ui.screens.settings import SettingsDialog
from codekids.ui.shell import Shell
from codekids.ui.view import View
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.card import Card
from codekids.ui.widgets.field import TextField
from codekids.ui.widgets.label import Label, Paragraph, Picture
from codekids.ui.widgets.root import Root
from codekids.ui.widgets.tabs import Segmented

WIDEST = 900  # design pixels of the sheet
Made = tuple[Learner, tuple[str, ...]]


class NewCardScreen:
    """Somebody new, or a `learner` of the version before who has no name yet."""

    def __init__(self, shell: Shell, learner: UUID | None, kept: dict[str, str]) -> None:
        """`kept` holds what was chosen so far, over a change of language."""
        self.shell = shell
        self.learner = learner
        self.kept = kept
        say = shell.say
        self.root = Root(say("window.who_is_here"))
        self.head = Head(shell, self.open_settings)
        self.sheet = Card()
        self.title = Label(say("window.who_is_here"), 30, strong=True, role="heading")
        self.says = Paragraph(say("window.make_your_card"), look.BODY)
        self.field = TextField(
            say("window.nickname"),
            text=kept.get("name", ""),
            placeholder=say("window.nickname_example"),
            on_change=self._typed,
            on_enter=lambda _: self._make(),
        )
        kept.setdefault("avatar", self._rarest())
        self.faces = Keys(
            say("window.your_picture"),
            [
                PictureKey(f"avatars/{name}.svg", say(f"window.avatar_{name}"), partial(self._face, name))
                for name in roster.AVATARS
            ],
        )
        kept.setdefault("hero", HEROES[0])
        self.hero_label = Label(say("window.hero"), look.SECONDARY)
        self.heroes = Keys(
            say("window.hero"),
            [
                PictureKey(f"hero/{hero}-south.svg", say(f"window.hero_{hero}"), partial(self._hero, hero))
                for hero in HEROES
            ],
        )
        ages = [(band, band.replace("-", "–"), None) for band in AGE_BANDS]
        self.age_label = Label(say("window.your_age"), look.BODY)
        self.ages = Segmented(
            say("window.your_age"),
            [*ages, ("", say("window.age_unsaid"), None)],
            kept.get("age", ""),
            self._age,
        )
        self.go = Button(say("window.done"), self._make, "go", icon="check", size=look.LEAD)
        self.quiet = [Button(say("window.just_play"), shell.play_as_guest, icon="play")]
        if any(one.name for one in shell.services.journal.club.learners):
            self.quiet.append(Button(say("window.to_cards"), shell.open_cards, icon="left"))
        if shell.has_corner:
            self.quiet.append(Button(say("window.corner"), shell.open_corner, icon="lock"))
        self.word: list[Picture] = []
        self._made: Made | None = None
        self._busy = False
        self.root.add(self.sheet, self.title, self.says, self.field)
        self.root.add(self.hero_label, self.heroes, self.faces)
        self.root.add(self.age_label, self.ages, self.go, *self.quiet, self.head)
        self.settings = SettingsDialog(shell, self.root)
        self._face(kept["avatar"])
        self._hero(kept["hero"])
        self.root.give_focus(self.field)
        self.root.animate(self.head)

    def _rarest(self) -> str:
        """The face that fewest have."""
        faces = [one.avatar for one in self.shell.services.journal.club.learners]
        return min(roster.AVATARS, key=faces.count)

    # -- choosing ------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        self.kept["name"] = text

    def _age(self, band: str) -> None:
        self.kept["age"] = band

    def _face(self, name: str) -> None:
        self.kept["avatar"] = name
        for key in self.faces.keys:
            key.set(chosen=key.path == f"avatars/{name}.svg")

    def _hero(self, name: str) -> None:
        self.kept["hero"] = name
        for key in self.heroes.keys:
            key.set(chosen=key.path == f"hero/{name}-south.svg")

    def _make(self) -> None:
        """Have the card made; what is wrong with the name is said in its place."""
        if self._made is not None:
            self._enter()
            return
        if self._busy:
            return
        self._busy = True
        learner, lang = self.learner, self.shell.lang
        name, avatar, age = self.kept.get("name", ""), self.kept["avatar"], self.kept.get("age", "")

        def make(store: Store) -> Made | Message:
            made = (
                roster.add_learner(store, name, avatar=avatar, age_band=age, language=lang)
                if learner is None
                else roster.change_learner(
                    store, learner, name=name, avatar=avatar, age_band=age, language=lang
                )
            )
            return made if isinstance(made, Message) else (made, logins.pictures_of(store, made.id))

        services = self.shell.services
        services.journal.do(make, lambda answer: services.notify(lambda: self._answered(answer)))

    def _answered(self, answer: Made | Message) -> None:
        self._busy = False
        if isinstance(answer, Message):
            self.says.say(self.shell.say_message(answer))
            self.root.give_focus(self.field)
        else:
            self.shell.club_journal.set_setting("hero", self.kept["hero"], answer[0].id)
            self._show_word(answer)
        self._lay_out_again()

    # -- the picture word --------------------------------------------------------------

    def _show_word(self, made: Made) -> None:
        """Once, and never again: three pictures in their order."""
        self._made = made
        learner, word = made
        say = self.shell.say
        self.title.say(say("window.hello", name=learner.name))
        self.says.say(say("window.your_pictures"))
        self.go.say(say("window.i_know_them"))
        for widget in (self.field, self.hero_label, self.faces, self.age_label, self.ages, *self.quiet):
            widget.set(visible=False)
        self.faces.set_visible(False)
        self.heroes.set_visible(False)
        for tab in self.ages.tabs:
            tab.set(visible=False)
        # Another language would build the screen anew, and the pictures would be gone.
        self.head.languages.set(visible=False)
        for tab in self.head.languages.tabs:
            tab.set(visible=False)
        self.word = [Picture(f"words/{name}.svg", say(f"window.word_{name}")) for name in word]
        self.root.add(*self.word)
        self.root.give_focus(self.go)
        self.shell.hear("star")

    def _enter(self) -> None:
        assert self._made is not None
        self.shell.sit_down((self._made[0].id,))

    # -- where it is -------------------------------------------------------------

    def _lay_out_again(self) -> None:
        self.layout(self._view, self._view.rect[2:])

    def layout(self, view: View, size: tuple[int, int]) -> None:
        """One thing below the other, on a sheet in the middle."""
        self._view = view
        w, h = size
        top = self.head.height_for(view)
        self.head.arrange(view, Rect(0, 0, w, top))
        low = h / view.scale < 600
        margin = view.px(8 if low else 20)
        room = Rect(0, top, w, h - top).inset(16, margin)
        width = min(view.px(WIDEST), room.w)
        self.sheet.place(Rect(room.x + (room.w - width) // 2, room.y, width, room.h))
        inside = self.sheet.rect.inset(view.px(12 if low else 28), view.px(6 if low else 20))
        gap = view.px(6 if low else 14)
        rest = inside
        self.title.set(visible=not low or self._made is not None)  # the sentence below says it as well
        if self.title.visible:
            title, rest = inside.split_top(view.px(38), gap if self._made else 2)
            self.title.place(title)
        says_h = self.says.height_for(view, rest.w)
        says, rest = rest.split_top(says_h, gap)
        self.says.place(says)
        rest = self._lay_out_buttons(view, rest, gap)
        if self._made is not None:
            for picture, spot in zip(self.word, rest.columns(3, view.px(16)), strict=True):
                side = min(view.px(220), spot.w, spot.h)
                picture.place(spot.centred(side, side))
            return
        field, rest = rest.split_top(self.field.height_for(view), gap)
        # The three who can walk stand beside the name, as high as its field.
        label_h = view.px(24)
        side = max(view.px(44), field.h - label_h - view.px(2))
        width = max(3 * side + 2 * 12, min(self.hero_label.measure(view)[0], field.w // 2))
        field, heroes = field.split_right(width, view.px(20))
        self.hero_label.place(heroes.split_top(label_h)[0])
        self.heroes.arrange(view, heroes.split_top(label_h, view.px(2))[1], 3, side)
        self.field.place(field)
        rest, ages = rest.split_bottom(view.px(44), gap)
        label_w = min(self.age_label.measure(view)[0] + view.px(12), ages.w // 3)
        label, switch = ages.split_left(label_w)
        self.age_label.place(label)
        self.ages.place(switch.split_left(min(switch.w, max(view.px(360), self.ages.measure(view)[0])))[0])
        columns = 6 if rest.h >= view.px(110) else 12
        used = self.faces.arrange(view, rest, columns, view.px(96))
        self.faces.place(Rect(rest.x, rest.y, rest.w, used))
        if self.settings.is_open:
            self.settings.arrange(view)

    def _lay_out_buttons(self, view: View, room: Rect, gap: int) -> Rect:
        """The green one at the right, the quiet ones before it; returns what is left above."""
        room, row = room.split_bottom(view.px(look.BUTTON_HEIGHT), gap)
        quiet = [] if self._made is not None else self.quiet
        wanted = [button.measure(view)[0] for button in (*quiet, self.go)]
        wanted[-1] = max(wanted[-1], view.px(160))
        over = sum(wanted) + 12 * len(quiet) - row.w
        widths = [w - max(0, over) * w // sum(wanted) for w in wanted]
        x = row.x
        for button, width in zip(quiet, widths, strict=False):
            button.place(Rect(x, row.y, width, row.h))
            x += width + 12
        self.go.place(Rect(row.right - widths[-1], row.y, widths[-1], row.h))
        return room

    # -- what it does --------------------------------------------------------------

    def open_settings(self) -> None:
        """What the gear does."""
        self.settings.open(self._view)

    def handle(self, event: Event) -> bool:
        """The widgets know what to do; Esc goes back to the cards, if there are any."""
        if self.root.handle(event):
            return True
        if isinstance(event, Key) and event.pressed and event.name == "escape" and self._made is None:
            self.shell.begin()
            return True
        return False

    def tick(self, seconds: float) -> bool:
        """Only Ari waves, and that is the root's."""
        return False

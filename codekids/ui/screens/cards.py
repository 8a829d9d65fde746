"""Who are you? Cards with names and faces, and beside them the pictures that only their owner knows.

A card alone lets nobody in who has a picture word. Two or three children show
their cards one after the other, and the first of them drives.
"""

from __future__ import annotations

from functools import partial

from codekids.lang.problems import Message
from codekids.progress import logins
from codekids.progress.logins import PICTURES, WORD_LENGTH, Checked
from codekids.progress.names import sortable
from codekids.progress.rows import Learner
from codekids.progress.seats import MOST
from codekids.ui import theme as look
from codekids.ui.events import Event, Key, Text
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.screens.cards_head import Head
from codekids.ui.screens.cards_parts import FaceCard, Keys, PictureKey, Slots, tint_of
from codekids.ui.screens.parts import MIDDLE
from codekids.ui.screens.settings import SettingsDialog
from codekids.ui.shell import Shell
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button, IconButton
from codekids.ui.widgets.card import Card
from codekids.ui.widgets.dialog import Strip
from codekids.ui.widgets.label import Label, Paragraph, Picture
from codekids.ui.widgets.root import Root

PANEL = 384  # design pixels
COLUMNS, ROWS = 4, 3


class CardGrid(Widget):
    """The cards of one page; arrow keys move between them."""

    arrows = True


class PanelHead(Card):
    """The coloured upper part of the panel, behind the face."""

    avatar = ""

    def draw(self, view: View) -> None:
        view.round_rect(self.rect, tint_of(view, self.avatar), look.RADIUS_CARD)


class CardsScreen:
    """The first screen of a club's computer."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        say = shell.say
        self.journal = shell.services.journal
        self.learners = [one for one in self.journal.club.learners if one.name]
        self.page = 0
        self.per_page = COLUMNS * ROWS
        self.chosen: Learner | None = None
        self.here: list[Learner] = []  # have shown who they are
        self.with_mate = False
        self.pressed: list[str] = []
        self._busy = False
        self._beside = True
        self.root = Root(say("window.who_are_you"))
        self.head = Head(shell, self.open_settings)
        self.strip = Strip(shell.trouble)
        self.title = Label(say("window.who_are_you"), 32, strong=True, role="heading")
        self.lead = Label(say("window.choose_your_card"), look.LEAD)
        self.grid = CardGrid(say("window.who_are_you"))
        self.cards: list[tuple[Learner, FaceCard]] = []
        self.earlier = IconButton("left", say("window.earlier_cards"), lambda: self._turn(-1))
        self.later = IconButton("right", say("window.later_cards"), lambda: self._turn(1))
        self.pages = Label("", look.BODY, align="centre")
        self._build_panel()
        self.new = Button(say("window.first_time"), self._open_new_card, icon="plus")
        self.guest = Button(say("window.just_play"), shell.play_as_guest, icon="play")
        self.foot = [self.new, self.guest]
        if shell.has_corner:
            self.foot.append(Button(say("window.corner"), shell.open_corner, icon="lock"))
        self.root.add(self.strip, self.title, self.lead, self.grid, self.earlier, self.pages, self.later)
        self.root.add(self.panel, self.panel_head, self.face, self.hello, self.says, self.slots, self.keys)
        self.root.add(self.other, self.start, *self.foot, self.mate, self.forgot, self.head)
        self.settings = SettingsDialog(shell, self.root)
        self._show_panel()
        self.root.animate(self.head)
        # Another window, or the librarian, may have added somebody meanwhile.
        notify = shell.services.notify
        self.journal.look(lambda club: notify(lambda: self._looked(club.learners)))

    def _build_panel(self) -> None:
        say = self.shell.say
        self.panel = Card()
        self.panel_head = PanelHead()
        self.face = Picture("hero/ari-south-happy.svg", "")
        self.hello = Label("", look.LEAD, strong=True)
        self.says = Paragraph("", look.BODY)
        self.slots = Slots()
        self.keys = Keys(
            say("window.pictures"),
            [
                PictureKey(f"words/{name}.svg", say(f"window.word_{name}"), partial(self._press, name))
                for name in PICTURES
            ],
        )
        self.other = Button(say("window.to_cards"), self._put_back, "secondary", icon="left")
        self.start = Button(say("window.we_begin"), self._sit_down, "go", icon_after="right", size=look.LEAD)
        self.mate = Button(say("window.with_mate"), self._turn_mate, icon="people")
        self.forgot = Button(say("window.forgot_pictures"), self._call_librarian, icon="hand")

    def _looked(self, learners: tuple[Learner, ...]) -> None:
        now = [one for one in learners if one.name]
        if now != self.learners and self.shell.seat is None:
            self.learners = now
            if self.chosen and self.chosen.id not in {one.id for one in now}:
                self._put_back()
            self._lay_out_again()

    # -- who it is ------------------------------------------------------------------

    def _choose(self, learner: Learner) -> None:
        """A card was taken; its pictures are asked for, if it has any."""
        if self._busy or any(one.id == learner.id for one in self.here):
            return
        self.shell.hear("click")
        self.chosen, self.pressed = learner, []
        if not self.journal.club.login(learner.id).has_word:
            self._is_here(learner)
            return
        self._show_panel()
        self._lay_out_again()
        if self.keys.visible and self.root.focus and self.root.shows_focus(self.root.focus):
            self.root.give_focus(self.keys.keys[0], visible=True)

    def _put_back(self) -> None:
        self.chosen, self.pressed = None, []
        self._show_panel()
        self._lay_out_again()

    def _state(self) -> str:
        """What the chosen card allows now: "open", "wait" or "librarian"."""
        assert self.chosen is not None
        return self.journal.club.login(self.chosen.id).state(self.journal.store.now)

    def _press(self, name: str) -> None:
        """One of the pictures; the third asks whether they are right."""
        if self.chosen is None or self._busy or self._state() != "open":
            return
        self.shell.hear("click")
        self.pressed.append(name)
        self.slots.set(filled=len(self.pressed))
        if len(self.pressed) < WORD_LENGTH:
            return
        self._busy = True
        learner, word, services = self.chosen, tuple(self.pressed), self.shell.services
        self.journal.do(
            lambda store: logins.check_pictures(store, learner.id, word),
            lambda answer: services.notify(lambda: self._checked(learner, answer)),
        )

    def _checked(self, learner: Learner, answer: Checked | Message) -> None:
        self._busy = False
        self.pressed = []
        if self.chosen is not learner:
            self._show_panel()
        elif isinstance(answer, Message):
            self._show_panel(self.shell.say_message(answer))
        elif answer.right:
            self._is_here(learner)
        else:
            self.shell.hear("problem")
            self._show_panel(self.shell.say("window.not_your_pictures"))
        self._lay_out_again()

    def _is_here(self, learner: Learner) -> None:
        """This one has shown who they are; sit down, or wait for a mate."""
        self.here.append(learner)
        self.chosen = None
        if not self.with_mate or len(self.here) == MOST:
            self._sit_down()
            return
        self._show_panel()
        self._lay_out_again()
        if len(self.here) > 1:
            self.root.give_focus(self.start)

    def _sit_down(self) -> None:
        if self.here:
            self.shell.hear("snap")
            self.shell.sit_down(tuple(one.id for one in self.here))

    def _turn_mate(self) -> None:
        self.with_mate = not self.with_mate
        if not self.with_mate:
            self.here = self.here[:1]
        self._show_panel()
        self._lay_out_again()

    def _open_new_card(self) -> None:
        self.shell.open_new_card()

    def _call_librarian(self) -> None:
        """Pictures are forgotten: somebody grown up gives new ones."""
        if self.shell.has_corner:
            self.shell.open_corner()
        else:
            self._show_panel(self.shell.say("window.call_librarian"))
            self._lay_out_again()

    # -- what it shows -----------------------------------------------------------------

    def _show_panel(self, said: str = "") -> None:
        """Bring the panel up to who is chosen and how it stands with their pictures."""
        say = self.shell.say
        self.mate.set(selected=self.with_mate)
        self.slots.set(filled=len(self.pressed))
        chosen = self.chosen
        if chosen is None:
            self.panel_head.set(avatar="")
            self.face.set(path=f"avatars/{self.here[-1].avatar}.svg" if self.here else "ui/ari-wave-1.svg")
            names = ", ".join(one.name for one in self.here)
            self.hello.say(say("window.hello", name=names) if self.here else say("window.welcome"))
            key = "window.who_comes_along" if self.with_mate else "window.choose_your_card"
            self.says.say(said or say(key))
        else:
            state = self._state()
            self.panel_head.set(avatar=chosen.avatar)
            self.face.set(path=f"avatars/{chosen.avatar}.svg")
            self.hello.say(say("window.hello", name=chosen.name))
            if state == "librarian":
                said = say("window.call_librarian")
            elif state == "wait":
                seconds = self.journal.club.login(chosen.id).seconds(self.journal.store.now)
                said = say("window.wait_a_minute")
                self.shell.services.after(max(1, seconds), self._waited)
            self.says.say(said or say("window.press_your_pictures"))
        opened = chosen is not None and self._state() == "open"
        self.slots.set(visible=opened)
        self.keys.set_visible(opened)
        self.start.set(visible=chosen is None and bool(self.here))

    def _waited(self) -> None:
        if self.chosen is not None and not self.pressed and self.shell.seat is None:
            self._show_panel()
            self._lay_out_again()

    def _show_cards(self) -> None:
        """The cards of this page, made anew only when they are other ones."""
        pages = max(1, -(-len(self.learners) // self.per_page))
        self.page = max(0, min(self.page, pages - 1))
        page = self.learners[self.page * self.per_page : (self.page + 1) * self.per_page]
        if page != [learner for learner, _ in self.cards]:
            had = self.root.focus in [card for _, card in self.cards] or not self.cards
            seen = bool(self.root.focus and self.root.shows_focus(self.root.focus))
            self.grid.clear()
            self.cards = [(one, FaceCard(one.name, one.avatar, partial(self._choose, one))) for one in page]
            self.grid.add(*(card for _, card in self.cards))
            if had and self.cards:
                self.root.give_focus(self.cards[0][1], visible=seen)
        here = {one.id for one in self.here}
        for learner, card in self.cards:
            card.set(chosen=learner is self.chosen, done=learner.id in here)
        for widget in (self.earlier, self.pages, self.later):
            widget.set(visible=pages > 1)
        self.earlier.set(enabled=self.page > 0)
        self.later.set(enabled=self.page < pages - 1)
        self.pages.say(f"{self.page + 1} / {pages}")

    def _turn(self, by: int) -> None:
        self.page += by
        self._lay_out_again()

    def _jump(self, letters: str) -> bool:
        """A letter on the cards: to the first name that begins with it."""
        wanted = sortable(letters)[:1]
        for index, learner in enumerate(self.learners):
            if wanted and sortable(learner.name)[:1] == wanted:
                self.page = index // self.per_page
                self._lay_out_again()
                self.root.give_focus(self.cards[index % self.per_page][1], visible=True)
                return True
        return False

    # -- where it is -------------------------------------------------------------

    def _lay_out_again(self) -> None:
        if self.root.house and hasattr(self, "_view"):
            self.layout(self._view, self._view.rect[2:])

    def layout(self, view: View, size: tuple[int, int]) -> None:
        """Cards at the left, the panel at the right; where everything is large, one or the other."""
        self._view = view
        w, h = size
        top = self.head.height_for(view)
        self.head.arrange(view, Rect(0, 0, w, top))
        low = h / view.scale < 600
        self._beside = w / view.scale >= MIDDLE
        room = Rect(0, top, w, h - top).inset(
            view.px(8) if not self._beside else 24, view.px(8 if low else 16)
        )
        self.strip.set(visible=bool(self.strip.text))
        if self.strip.visible:
            spot, room = room.split_top(self.strip.height_for(view, room.w), 8)
            self.strip.place(spot)
        room, foot = room.split_bottom(view.px(44 if low else 56), view.px(8 if low else 20))
        if self._beside:
            cards, panel = room.split_right(view.px(PANEL), view.px(36) if w / view.scale > 1180 else 20)
            left, right = foot.split_right(panel.w, foot.w - cards.w - panel.w)
            _in_row(view, self.foot, left)
            _in_row(view, [self.mate, self.forgot], right, fill=True)
        else:
            cards = NOWHERE if self.chosen is not None or self.start.visible else room
            panel = room if cards.empty else NOWHERE
            _in_row(view, [*self.foot, self.mate, self.forgot], foot, fill=True)
        self._show_cards()
        self._lay_out_cards(view, cards, low)
        self._lay_out_panel(view, panel, low)
        if self.settings.is_open:
            self.settings.arrange(view)

    def _lay_out_cards(self, view: View, room: Rect, low: bool) -> None:
        for widget in (self.title, self.lead, self.grid, *(card for _, card in self.cards)):
            widget.set(visible=not room.empty)
        if room.empty:
            for widget in (self.earlier, self.pages, self.later):
                widget.set(visible=False)
            return
        head, rest = room.split_top(view.px(36 if low else 40), view.px(6 if low else 8))
        turning, gap = view.px(40), view.px(12)
        title_w = min(self.title.measure(view)[0], head.w)
        pager_w = 2 * turning + view.px(76)
        title, more = head.split_left(title_w, view.px(28))
        self.title.place(title)
        columns = max(1, min(COLUMNS, (rest.w + gap) // (view.px(176) + gap)))
        width = (rest.w - (columns - 1) * gap) // columns
        upright = rest.h >= 2 * view.px(116) + gap
        high = min(view.px(134), (rest.h - 2 * gap) // 3) if upright else view.px(58)
        if upright and high < view.px(104):
            high = min(view.px(134), (rest.h - gap) // 2)
        rows = max(1, (rest.h + gap) // (high + gap))
        if columns * rows != self.per_page:
            first = self.page * self.per_page
            self.per_page = columns * rows
            self.page = first // self.per_page
            self._show_cards()
        if self.later.visible:
            more, pager = more.split_right(pager_w, 12)
            self.earlier.place(Rect(pager.x, pager.y, turning, head.h))
            self.pages.place(Rect(pager.x + turning, pager.y, pager.w - 2 * turning, head.h))
            self.later.place(Rect(pager.right - turning, pager.y, turning, head.h))
        self.lead.set(visible=self.lead.measure(view)[0] <= more.w)
        self.lead.place(more)
        self.grid.place(rest)
        for index, (_, card) in enumerate(self.cards):
            row, column = divmod(index, columns)
            card.lying = not upright
            card.set(visible=True)
            card.place(Rect(rest.x + column * (width + gap), rest.y + row * (high + gap), width, high))

    def _lay_out_panel(self, view: View, room: Rect, low: bool) -> None:
        everything: tuple[Widget, ...] = (self.panel, self.panel_head, self.face, self.hello, self.says)
        for widget in everything:
            widget.set(visible=not room.empty)
        self.other.set(visible=not self._beside and not room.empty)
        if room.empty:
            for widget in (*everything, self.slots, self.keys, self.other, self.start):
                widget.place(NOWHERE)
            self.slots.set(visible=False)
            self.keys.set_visible(False)
            return
        self.panel.place(room)
        says_w = room.w - view.px(64 + 16 + 16 + 12)
        if self.other.visible:
            says_w -= self.other.measure(view)[0] + view.px(12)
        says_h = self.says.height_for(view, says_w)
        head, rest = room.split_top(
            max(view.px(64 if low else 96), says_h + view.px(46)), view.px(6 if low else 12)
        )
        self.panel_head.place(head)
        side = min(head.h - view.px(12), view.px(64))
        self.face.place(Rect(head.x + view.px(14), head.y + (head.h - side) // 2, side, side))
        x = head.x + view.px(14) + side + view.px(14)
        y = head.y + (head.h - says_h - view.px(32)) // 2
        self.hello.place(Rect(x, y, says_w, view.px(30)))
        self.says.place(Rect(x, y + view.px(32), says_w, says_h))
        if self.other.visible:
            w = self.other.measure(view)[0]
            self.other.place(Rect(head.right - w - view.px(10), head.y + view.px(8), w, view.px(44)))
        rest = rest.inset(view.px(16), 0)
        if self.start.visible:
            wide = min(rest.w, max(view.px(240), self.start.measure(view)[0]))
            self.start.place(rest.split_top(view.px(84))[0].centred(wide, view.px(60)))
        slots, keys = rest.split_top(view.px(44 if low else 64), view.px(8 if low else 16))
        self.slots.place(slots)
        columns = 4 if keys.w < keys.h * 1.9 else 6
        keys = Rect(keys.x, keys.y, keys.w, keys.h - view.px(10))
        used = self.keys.arrange(view, keys, columns, view.px(80))
        self.keys.place(Rect(keys.x, keys.y, keys.w, used))

    # -- what it does --------------------------------------------------------------

    def open_settings(self) -> None:
        """What the gear does."""
        self.settings.open(self._view)

    def handle(self, event: Event) -> bool:
        """The widgets know what to do; Esc puts the card back, a letter finds a name."""
        if self.root.handle(event):
            return True
        if isinstance(event, Text) and self.root.modal is None:
            return self._jump(event.text)
        if isinstance(event, Key) and event.pressed and event.name == "escape" and self.chosen:
            self._put_back()
            return True
        if isinstance(event, Key) and event.pressed and event.name in {"pageup", "page up", "page down"}:
            self._turn(1 if event.name == "page down" else -1)
            return True
        return False

    def tick(self, seconds: float) -> bool:
        """The strip follows the disk."""
        trouble = self.shell.trouble
        if self.strip.text != trouble:
            self.strip.set(text=trouble, name=trouble)
            self._lay_out_again()
        return False


def _in_row(view: View, buttons: list[Button], room: Rect, *, fill: bool = False) -> None:
    """Buttons beside each other, as wide as they want, or all of the room."""
    gap = view.px(12) if room.w / view.scale > 700 else 8
    free = room.w - gap * (len(buttons) - 1)
    wanted = [button.measure(view)[0] for button in buttons]
    scale = free / max(1, sum(wanted))
    x = room.x
    for button, width in zip(buttons, wanted, strict=True):
        w = int(width * scale) if fill or scale < 1 else width
        button.place(Rect(x, room.y, w, room.h))
        x += w + gap

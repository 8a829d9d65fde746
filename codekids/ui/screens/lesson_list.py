"""The map: the packs, the way through the lessons of one of them, and the lesson that comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codekids.lessons.lesson import Lesson, Pack
from codekids.lessons.opening import Closed
from codekids.progress.folds import ItemProgress
from codekids.ui import theme as look
from codekids.ui.events import Event
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.screens.map_parts import Landscape, PackCard, PackColumn, Stop
from codekids.ui.screens.parts import MIDDLE, WIDE, Bar, ScrollDialog, Stack, bar_height, spread
from codekids.ui.screens.seat_bar import SeatBar
from codekids.ui.screens.settings import SettingsDialog
from codekids.ui.shell import Shell
from codekids.ui.view import View
from codekids.ui.widgets.button import Button, IconButton
from codekids.ui.widgets.card import Card
from codekids.ui.widgets.dialog import Strip
from codekids.ui.widgets.label import Label, Paragraph, Picture
from codekids.ui.widgets.root import Root
from codekids.ui.widgets.scroll import ScrollView
from codekids.ui.widgets.tabs import Chip

if TYPE_CHECKING:
    from codekids.ui.screens.bugs import BugsDialog


class LessonList:
    """The first screen: choose a lesson and go on."""

    def __init__(self, shell: Shell, chosen: str = "") -> None:
        self.shell = shell
        self.root = Root(shell.say("window.my_map"))
        self.progress: dict[str, ItemProgress] = shell.progress()
        pack = shell.pack
        self.items: list[tuple[str, Lesson | None, str]] = []  # id, the lesson if it plays, else why not
        if pack:
            self.items += [(lesson.id, lesson, "") for lesson in pack.lessons]
            self.items += [(broken, None, why) for broken, why in pack.broken]
        self.chosen = self._first_choice(chosen)
        self._build(pack)

    def _first_choice(self, wanted: str) -> int:
        """The lesson asked for, else the one left half done, else the first that is not solved yet."""
        last = str(self.shell.preference("last_lesson", ""))
        if not wanted and not self._of(last).solved:
            wanted = last
        for index, (id_, _, _) in enumerate(self.items):
            if id_ == wanted:
                return index
        for index, (id_, lesson, _) in enumerate(self.items):
            if lesson is not None and not self._of(id_).solved:
                return index
        return 0

    def _of(self, id_: str) -> ItemProgress:
        return self.progress.get(id_, ItemProgress())

    # -- what is on it ---------------------------------------------------------

    def _build(self, pack: Pack | None) -> None:
        say = self.shell.say
        self.bar = Bar(say("window.my_map"), picture=self.shell.hero_picture("south"))
        self.gear = IconButton("gear", say("window.settings"), self.open_settings, "bar")
        self.seat = SeatBar(self.shell)
        self.bugs_button = IconButton("check-ring", say("puzzle.my_bugs"), self._open_bugs, "bar")
        self.leave = Button(say("window.leave_seat"), self.shell.get_up, "bar", icon="home")
        self.leave.set(visible=self.seat.visible)
        self.shell.on_seat = self._seat_changed
        self.strip = Strip(self.shell.trouble)
        self.packs = [self._pack_card(one, one is pack) for one in self.shell.packs_in_order()]
        self.pack_column = PackColumn(self.packs)
        self.packs_view = ScrollView(self.pack_column, say("window.packs"))
        # Where there is no room for the column, a button opens it.
        self.packs_button = IconButton("map", say("window.packs"), self._open_packs, "bar")
        self.packs_dialog: ScrollDialog | None = None
        self.about = Card()
        self.about_text = Paragraph(self.shell.pick(pack.summary) if pack else "", look.SECONDARY)
        self.about_picture = Picture(
            self.shell.hero_picture("south", "happy"), say(f"window.hero_{self.shell.hero}")
        )
        self.landscape = Landscape(
            self.shell.pick(pack.title) if pack else say("window.my_map"), self.shell.hero
        )
        stops = [self._stop(index) for index in range(len(self.items))]
        walked = next(
            (
                index
                for index, (id_, lesson, _) in enumerate(self.items)
                if lesson and not self._of(id_).solved
            ),
            len(self.items),
        )
        self.landscape.show(stops, walked)
        self.card = Card()
        self.title = Label("", look.CARD_TITLE, strong=True, role="heading")
        self.task = Paragraph("", look.BODY)
        self.why = Paragraph("", look.SECONDARY)
        self.tags: list[Chip] = []
        self.go = Button("", self._open, "go", icon_after="right", size=look.LEAD)
        self.afresh = Button(say("window.from_the_start"), self._open_afresh, "ghost", icon="reset")
        self.root.add(self.landscape, self.packs_view, self.about, self.about_text, self.about_picture)
        self.root.add(self.card, self.title, self.task, self.why, self.go, self.afresh)
        self.root.add(self.strip, self.bar, self.packs_button, self.seat)
        self.root.add(self.leave, self.bugs_button, self.gear)
        self.bugs: BugsDialog | None = None
        self.settings = SettingsDialog(self.shell, self.root)
        self._choose(self.chosen)
        if self.go.visible:
            self.root.give_focus(self.go)

    def _pack_card(self, pack: Pack, chosen: bool) -> PackCard:
        done = sum(self._of(lesson.id).solved for lesson in pack.lessons)
        stars = sum(self._of(lesson.id).stars for lesson in pack.lessons)
        count = len(pack.lessons) + len(pack.broken)
        said = self.shell.say("window.lessons_done", done=done, n=count)
        if stars:
            said += " · " + self.shell.say("window.all_stars", n=stars)
        closed = self.shell.what_opens(pack)
        tag = ""
        given = next((one for one in self.shell.today() if one.pack == pack.id), None)
        if closed is not None:
            tag = self.shell.say("puzzle.locked")
            said = self._what_opens(closed)
        elif done == len(pack.lessons):
            tag = self.shell.say("window.pack_finished")
        elif given is not None:
            circle = given.target == "circle"
            tag = self.shell.say("window.today_at_club" if circle else "window.chosen_by_library")
        badge = f"badges/{pack.id}.svg"
        if not (self.shell.assets / badge).is_file():
            badge = "things/book.svg"
        return PackCard(
            self.shell.pick(pack.title),
            (lambda: self.shell.hear("click")) if closed else (lambda: self.shell.choose_pack(pack)),
            badge=badge,
            said=said,
            done=done,
            of=count,
            chosen=chosen,
            tag=tag,
            tone="locked" if closed else "green" if done == len(pack.lessons) else "sun",
        )

    def _what_opens(self, closed: Closed) -> str:
        """One sentence: the first thing that is missing."""
        if closed.packs:
            return self.shell.say("puzzle.opens_after", pack=self.shell.pick(closed.packs[0].title))
        return self.shell.say("puzzle.opens_with_stars", n=closed.stars)

    def _stop(self, index: int) -> Stop:
        id_, lesson, _ = self.items[index]
        how = self._of(id_)
        title = self.shell.pick(lesson.title) if lesson else self.shell.say("window.lesson_broken")
        name = self.shell.say("window.lesson_name", number=index + 1, title=title)
        if how.solved:
            name += ". " + self.shell.say("window.stars", n=how.stars)
        return Stop(
            index + 1,
            name,
            lambda: self._press_stop(index),
            stars=how.stars,
            solved=how.solved,
            broken=lesson is None,
        )

    def _press_stop(self, index: int) -> None:
        if index == self.chosen:
            self._open()
        else:
            self.shell.hear("click")
            self._choose(index)
            self._lay_out_card()

    def _choose(self, index: int) -> None:
        """Show a lesson on the card below the landscape."""
        say = self.shell.say
        self.chosen = index
        for place, stop in enumerate(self.landscape.stops):
            stop.set(chosen=place == index)
        self.landscape.touch()
        self._remove_tags()
        if not self.items:
            waiting = self.shell.packs is None
            self.title.say(say("window.reading" if waiting else "window.no_lessons"))
            for widget in (self.task, self.why, self.go, self.afresh):
                widget.set(visible=False)
            return
        _, lesson, why = self.items[index]
        if lesson is None:
            self.title.say(say("window.lesson_broken_title", number=index + 1))
            self.task.say(say("window.lesson_broken"))
            self.why.say(say("window.lesson_broken_why", why=why))
            self.afresh.set(visible=False)
        else:
            self.title.say(f"{index + 1} · {self.shell.pick(lesson.title)}")
            self.task.say(self.shell.pick(lesson.task))
            self._tag(lesson)
        self.why.set(visible=lesson is None)
        self.go.set(visible=lesson is not None)
        self.task.set(visible=True)

    def _remove_tags(self) -> None:
        """Take the tags of the lesson before off the card."""
        for tag in self.tags:
            self.root.remove(tag)
        self.tags = []

    def _tag(self, lesson: Lesson) -> None:
        say, how = self.shell.say, self._of(lesson.id)
        draft = self.shell.services.journal.draft(self.shell.services.learner, lesson.id)
        begun = draft is not None and draft.text.strip() != lesson.start.strip()
        if lesson.minutes:
            self.tags.append(Chip(say("window.minutes", n=lesson.minutes), icon="clock"))
        if how.solved:
            self.tags.append(Chip(say("window.stars", n=how.stars), icon="star", tone="sun"))
        elif begun:
            self.tags.append(Chip(say("window.kept"), icon="save", tone="green"))
        self.go.say(
            say("window.play_again" if how.solved else "window.continue" if begun else "window.begin")
        )
        self.afresh.set(visible=begun)
        self.root.add(*self.tags)

    # -- where it is -------------------------------------------------------------

    def layout(self, view: View, size: tuple[int, int]) -> None:
        """Place everything; see the reflow rules of the design."""
        self._view = view
        w, h = size
        effective = w / view.scale
        top = bar_height(view, w)
        self.bar.place(Rect(0, 0, w, top))
        side = min(view.px(look.BUTTON_IN_BAR), top - 12)
        self.gear.place(Rect(w - side - view.px(8), (top - view.px(5) - side) // 2 + 1, side, side))
        self.bugs_button.place(self.gear.rect.moved(-side - view.px(8), 0))
        self._lay_out_seat(view, side)
        room = Rect(0, top, w, h - top).inset(look.MARGIN)
        self.strip.set(visible=bool(self.strip.text))
        if self.strip.visible:
            spot, room = room.split_top(self.strip.height_for(view, room.w), look.GAP)
            self.strip.place(spot)
        if effective >= MIDDLE:
            column, room = room.split_left(view.px(312 if effective >= WIDE else 236), look.GAP)
            self._lay_out_packs(view, column)
        else:
            for widget in (self.packs_view, *self.packs, self.about, self.about_text, self.about_picture):
                widget.set(visible=False)
        self._room = room
        self._lay_out_card()
        if self.settings.is_open:
            self.settings.arrange(view)
        for dialog in (self.packs_dialog, self.bugs.dialog if self.bugs else None):
            if dialog is not None and dialog.house is not None:
                dialog.arrange(view)

    def _lay_out_seat(self, view: View, side: int) -> None:
        """Gear, way out and seat, from the right; the title keeps what is left."""
        right = self.bugs_button.rect.x
        top = self.gear.rect.y
        if self.leave.visible:
            wide = self.leave.measure(view)[0]
            if self.bar.rect.w / view.scale < MIDDLE:
                wide = side
            right -= wide + view.px(8)
            self.leave.place(Rect(right, top, wide, side))
        title = view.text_size(self.bar.title, 24, strong=True)[0] + view.px(80)
        few = self.bar.rect.w / view.scale >= MIDDLE or len(self.packs) < 2
        self.packs_button.set(visible=not few)
        if not few:
            right -= side + view.px(8)
            self.packs_button.place(Rect(right, top, side, side))
        used = self.seat.arrange(view, right - view.px(10), top, side, right - view.px(20) - title)
        self.bar.left = view.px(14)
        self.bar.right = self.bar.rect.right - right + used + view.px(24)

    def _open_bugs(self) -> None:
        from codekids.ui.screens.bugs import BugsDialog

        self.bugs = BugsDialog(self.shell, self.root)
        self.bugs.open(self._view)

    def _seat_changed(self) -> None:
        self.seat.refresh()
        if hasattr(self, "_view"):
            self._lay_out_seat(self._view, self.gear.rect.w)

    def _lay_out_packs(self, view: View, column: Rect) -> None:
        for widget in (self.packs_view, *self.packs):
            widget.set(visible=True)
        pad = self.pack_column.PAD
        outer = Rect(column.x - pad, column.y - pad, column.w + 2 * pad, column.h + pad)
        needed = self.pack_column.height_for(view, outer.w)
        self.packs_view.place(Rect(outer.x, outer.y, outer.w, min(needed, outer.h)))
        if needed > outer.h:
            needed = self.pack_column.height_for(view, self.packs_view.inner_width)
        self.packs_view.set_content_height(needed)
        self.pack_column.arrange(view, self.pack_column.rect)
        y = outer.y + needed - pad + look.GAP
        rest = Rect(column.x, y, column.w, max(0, column.bottom - y))
        text_h = self.about_text.height_for(view, rest.w - 2 * view.px(16))
        picture = min(view.px(150), rest.h - text_h - view.px(48))
        fits = bool(self.about_text.text) and picture >= view.px(70)
        for widget in (self.about, self.about_text, self.about_picture):
            widget.set(visible=fits)
        if fits:
            box = Rect(rest.x, rest.y, rest.w, text_h + picture + view.px(44))
            self.about.place(box)
            inside = box.inset(view.px(16))
            self.about_picture.place(Rect(inside.x, inside.y, inside.w, picture))
            self.about_text.place(Rect(inside.x, inside.y + picture + view.px(12), inside.w, text_h))

    def _lay_out_card(self) -> None:
        """The card takes what its words need, the landscape the rest."""
        view, room = self._view, self._room
        pad = view.px(24 if room.w / view.scale > 560 else 16)
        go_w, go_h = self.go.measure(view)
        go_w, go_h = max(go_w, view.px(200)), view.px(64)
        beside = room.w / view.scale >= 560
        words_w = room.w - 2 * pad - (go_w + view.px(24) if beside and self.go.visible else 0)
        title_h = view.px(round(look.CARD_TITLE * look.LINE_HEIGHT))
        task_h = self.task.height_for(view, words_w) if self.task.visible else 0
        why_h = self.why.height_for(view, words_w) if self.why.visible else 0
        probe = Rect(0, 0, words_w, 0)
        tags_h = spread(self.tags, view, probe, view.px(10)) if self.tags else 0
        gaps = view.px(4) + (view.px(10) if tags_h else 0) + (view.px(8) if why_h else 0)
        words_h = title_h + task_h + why_h + tags_h + gaps
        after_h = view.px(40) if self.afresh.visible else 0
        buttons_h = go_h + (view.px(6) + after_h if after_h else 0)
        needed = max(words_h, buttons_h) if beside else words_h + view.px(12) + go_h
        height = min(max(view.px(150), needed + 2 * view.px(18)), room.h - view.px(60))
        upper, box = room.split_bottom(height, look.GAP + 4)
        self.landscape.arrange(view, upper)
        self.card.place(box)
        inside = box.inset(pad, max(8, (height - needed) // 2))
        self.title.place(Rect(inside.x, inside.y, words_w, title_h))
        y = inside.y + title_h + view.px(4)
        self.task.place(Rect(inside.x, y, words_w, task_h))
        y += task_h + (view.px(8) if why_h else 0)
        self.why.place(Rect(inside.x, y, words_w, why_h))
        y += why_h + (view.px(10) if tags_h else 0)
        spread(self.tags, view, Rect(inside.x, y, words_w, tags_h), view.px(10))
        if beside:
            column = Rect(box.right - pad - go_w, inside.y, go_w, box.bottom - inside.y)
            top = box.y + (box.h - buttons_h) // 2
            self.go.place(Rect(column.x, top, go_w, go_h))
            self.afresh.place(Rect(column.x, top + go_h + view.px(8), go_w, after_h) if after_h else NOWHERE)
        else:
            top = box.bottom - view.px(14) - go_h
            self.go.place(Rect(inside.x, top, go_w, go_h))
            left = inside.x + go_w + view.px(12)
            self.afresh.place(Rect(left, top, max(0, inside.right - left), go_h) if after_h else NOWHERE)

    # -- what it does --------------------------------------------------------------

    def _open(self) -> None:
        lesson = self.items[self.chosen][1] if self.items else None
        if lesson is not None:
            self.shell.hear("click")
            self.shell.open_lesson(lesson)

    def _open_afresh(self) -> None:
        lesson = self.items[self.chosen][1]
        if lesson is not None:
            self.shell.open_lesson(lesson, afresh=True)

    def _open_packs(self) -> None:
        """The packs over the screen, where there is no room beside it."""
        view, say = self._view, self.shell.say
        pack = self.shell.pack
        stack = Stack([self._pack_card(one, one is pack) for one in self.shell.packs_in_order()])
        scroll = ScrollView(stack, say("window.packs"))
        close = Button(say("window.close"), self._close_packs, "confirm")
        width = min(view.px(look.DIALOG_WIDTH), view.rect.w - 32) - 2 * view.px(28)
        most = view.rect.h - view.px(56 + 40 + 76) - 30
        height = min(stack.height_for(view, width - 16), most)
        self.packs_dialog = ScrollDialog(
            say("window.packs"), "", [close], on_escape=self._close_packs, content=scroll,
            content_height=round(height / view.scale), width=look.DIALOG_WIDTH,
        )  # fmt: skip
        self.packs_dialog.show(self.root, view)

    def _close_packs(self) -> None:
        if self.packs_dialog is not None:
            self.root.close(self.packs_dialog)
            self.packs_dialog = None

    def open_settings(self) -> None:
        """What the gear does."""
        self.settings.open(self._view)

    def handle(self, event: Event) -> bool:
        """The widgets know what to do."""
        return self.root.handle(event)

    def tick(self, seconds: float) -> bool:
        """Nothing moves here; the strip follows the disk."""
        trouble = self.shell.trouble
        if self.strip.text != trouble:
            self.strip.set(text=trouble, name=trouble)
            self.layout(self._view, self._view.rect[2:])
        return False

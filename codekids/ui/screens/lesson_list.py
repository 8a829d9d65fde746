"""The map: the packs, the way through the lessons of one of them, and the lesson that comes next."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import cos, pi

from codekids.lessons.lesson import Lesson, Pack
from codekids.progress.folds import ItemProgress
from codekids.ui import theme as look
from codekids.ui.events import Event
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.screens.parts import MIDDLE, WIDE, Bar, bar_height, draw_stars, spread
from codekids.ui.screens.seat_bar import SeatBar
from codekids.ui.screens.settings import SettingsDialog
from codekids.ui.shell import Shell
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button, IconButton
from codekids.ui.widgets.card import Card
from codekids.ui.widgets.dialog import Strip
from codekids.ui.widgets.label import Label, Paragraph, Picture
from codekids.ui.widgets.root import Root
from codekids.ui.widgets.tabs import Chip

TAG = 26  # design pixels of a pack's tag
ROW_OF_STOPS = 9  # lessons in one row of the way
WAY, WAY_DONE, WAY_OPEN = "#FFF6E5", "#B4232F", "#8A97AD"


def way_through(count: int) -> list[tuple[float, float]]:
    """Where the stops stand, as shares of the landscape's width and height: a wave, to and fro in rows."""
    rows = max(1, -(-count // ROW_OF_STOPS))
    longest = -(-count // rows)
    places = []
    for index in range(count):
        row, column = divmod(index, longest)
        here = min(longest, count - row * longest) if rows == 1 else longest
        share = column / max(1, here - 1) if here > 1 else 0.5
        x = 0.09 + 0.82 * (share if row % 2 == 0 else 1 - share)
        middle, swing = (0.60, 0.19) if rows == 1 else (0.88 - 0.62 * row / (rows - 1), 0.06)
        places.append((x, middle + swing * cos(share * 2.3 * pi)))
    return places


def along(points: list[tuple[float, float]], pieces: int = 14) -> list[list[tuple[float, float]]]:
    """A smooth curve through the points: for each stretch between two of them, the points on it."""
    stretches = []
    for index in range(len(points) - 1):
        before, here = points[max(0, index - 1)], points[index]
        there, behind = points[index + 1], points[min(len(points) - 1, index + 2)]
        stretch = []
        for piece in range(pieces + 1):
            t = piece / pieces
            x, y = (
                0.5
                * (
                    2 * here[k]
                    + (there[k] - before[k]) * t
                    + (2 * before[k] - 5 * here[k] + 4 * there[k] - behind[k]) * t * t
                    + (3 * here[k] - before[k] - 3 * there[k] + behind[k]) * t * t * t
                )
                for k in (0, 1)
            )
            stretch.append((x, y))
        stretches.append(stretch)
    return stretches


class Stop(Button):
    """One lesson on the way: its number, and the stars won there."""

    def __init__(
        self, number: int, name: str, on_press: Callable[[], None], *, stars: int, solved: bool, broken: bool
    ) -> None:
        super().__init__(str(number), on_press, name=name)
        self.stars = stars
        self.solved = solved
        self.broken = broken
        self.chosen = False
        self.disc = 28  # radius in pixels

    def draw(self, view: View) -> None:
        colours, x = view.colours, self.rect.centre[0]
        y = self.rect.y + self.disc + 2
        if self.chosen:
            view.disc(x, y, self.disc + 2, colours.sun, colours.ink, 3)
            view.disc(x, y, self.disc - 5, colours.paper, colours.ink, 2)
            ink = colours.ink
        elif self.solved:
            view.disc(x, y + 3, self.disc, colours.blue_deep)
            view.disc(x, y, self.disc, colours.paper)
            view.disc(x, y, self.disc - 3, colours.blue)
            ink = colours.on_blue
        else:
            box = Rect(x - self.disc, y - self.disc, 2 * self.disc, 2 * self.disc)
            view.round_rect(box, colours.paper, self.disc, colours.edge, 2, dashed=True)
            ink = colours.soft
        spot = Rect(x - self.disc, y - self.disc, 2 * self.disc, 2 * self.disc)
        if self.broken:
            side = self.disc
            view.icon("warn", spot.centred(side, side), colours.sun_text)
        else:
            size = self.disc * (0.95 if self.chosen else 0.8) / view.scale
            view.text(self.label, spot, size, ink, strong=True, align="centre")
        if self.solved:
            side = min(view.px(22), self.disc)
            w, h = 3 * side + side // 2, side + side // 4
            pill = Rect(x - w // 2, y + self.disc - 2, w, h)
            view.round_rect(pill, colours.paper, h // 2, colours.line, 1)
            draw_stars(view, pill, self.stars, side)
        if self.ringed:
            view.focus_ring(spot, self.disc)


class Landscape(Widget):
    """Hills, the way with its stops, and Ari at the chosen one."""

    # The hills are the dearest picture of the first frame, so they come with the second.
    hills_known = False

    def __init__(self, name: str) -> None:
        super().__init__(name, "group")
        self.arrows = True
        self.clips = True
        self.stops: list[Stop] = []
        self.walked = 0  # stretches of the way that are sewn in red
        self._points: list[tuple[float, float]] = []
        self._layer: tuple[object, object] | None = None

    def show(self, stops: list[Stop], walked: int) -> None:
        """Put these stops on the way."""
        self.stops, self.walked = stops, walked
        self.add(*stops)

    def arrange(self, view: View, rect: Rect) -> None:
        """Place the stops; their size follows the room between them."""
        self.place(rect)
        places = way_through(len(self.stops))
        row = min(len(self.stops), ROW_OF_STOPS)
        disc = min(view.px(28), round(rect.w * 0.82 / max(1, row - 1) * 0.36), rect.h // 7)
        self._points = []
        for stop, (x, y) in zip(self.stops, places, strict=True):
            point = rect.x + round(x * rect.w), rect.y + round(y * rect.h)
            point = point[0], max(rect.y + disc + 8, min(point[1], rect.bottom - disc - view.px(34)))
            self._points.append(point)
            stop.disc = disc
            half = max(disc + 2, view.px(44))
            stop.place(Rect(point[0] - half, point[1] - disc - 2, 2 * half, 2 * disc + view.px(28)))

    def draw(self, view: View) -> None:
        key = (self.rect, view.theme.high_contrast, self.walked, tuple(self._points), Landscape.hills_known)
        if self._layer is None or self._layer[0] != key:
            self._layer = (key, self._paint(view).surface)
        view.blit(self._layer[1], self.rect.x, self.rect.y)  # type: ignore[arg-type]
        if not Landscape.hills_known:
            Landscape.hills_known = True
            self.touch()

    def _paint(self, view: View) -> View:
        """The picture without the stops, kept until the size changes."""
        w, h = self.rect.w, self.rect.h
        layer = view.layer(w, h)
        if view.theme.high_contrast:
            layer.round_rect(Rect(0, 0, w, h), view.colours.paper, look.RADIUS_CARD, view.colours.edge, 2)
        elif not Landscape.hills_known:
            sky, grass = Rect(0, 0, w, h).split_top(round(h * 0.4))
            layer.rect_fill(sky, "#BFE3F5")
            layer.rect_fill(grass, "#A9D58C")
        else:
            # The drawing is 924 x 444; it covers the whole place and loses what stands over.
            factor = max(w / 924, h / 444)
            cover = round(924 * factor), round(444 * factor)
            layer.picture("scenes/map.svg", Rect((w - cover[0]) // 2, h - cover[1], *cover))
        points = [(x - self.rect.x, y - self.rect.y) for x, y in self._points]
        thick = max(5, self.stops[0].disc // 4) if self.stops else 6
        stretches = along(points)
        if not view.theme.high_contrast:
            for stretch in stretches:
                for x, y in stretch:
                    layer.disc(round(x), round(y), thick, WAY)
                for (x, y), (to_x, to_y) in pairwise(stretch):
                    layer.disc(round((x + to_x) / 2), round((y + to_y) / 2), thick, WAY)
        for index, stretch in enumerate(stretches):
            done = index < self.walked
            colour = (view.colours.sun if view.theme.high_contrast else WAY_DONE) if done else WAY_OPEN
            for piece in range(0, len(stretch) - 1, 2):
                ends = [stretch[piece], stretch[piece + 1]] if done else [stretch[piece]]
                if done:
                    layer.polygon(ends, None, colour, max(3, thick // 2), closed=False)
                else:
                    layer.disc(round(ends[0][0]), round(ends[0][1]), max(2, thick // 3), colour)
        return layer

    def draw_above(self, view: View) -> None:
        # The corners of the picture are square: a ring of sky outside the frame rounds them.
        view.round_rect(self.rect.inset(-6), None, 20, view.colours.sky, 6)
        edge = view.colours.edge if view.theme.high_contrast else view.colours.paper
        view.round_rect(self.rect, None, 14, edge, 3)
        if not self.stops:
            side = min(view.px(200), self.rect.h - view.px(40))
            view.picture("hero/ari-south-happy.svg", self.rect.centred(side, side))
        chosen = next((stop for stop in self.stops if stop.chosen), None)
        if chosen is not None:
            facing, spot = self._beside(chosen)
            mood = "-happy" if chosen.solved else ""
            view.picture(f"hero/ari-{facing}{mood}.svg", spot, halo=4 if view.theme.high_contrast else 0)

    def _beside(self, stop: Stop) -> tuple[str, Rect]:
        """Where Ari stands and looks: left of the stop, else right, else above, where nothing is covered."""
        side = round(stop.disc * 2.9)
        x, y = stop.rect.centre[0], stop.rect.y + stop.disc + 2
        low = min(y - side // 2, self.rect.bottom - side - 4)
        left = Rect(x - stop.disc - side + 4, low, side, side)
        right = Rect(x + stop.disc - 4, low, side, side)
        above = Rect(x - side // 2, y - stop.disc - side + 6, side, side)
        for facing, spot in (("east", left), ("west", right), ("south", above)):
            inside = self.rect.inset(4).intersection(spot) == spot
            others = (other.rect.inset(other.rect.w // 5, 4) for other in self.stops if other is not stop)
            if inside and not any(spot.overlaps(other) for other in others):
                return facing, spot
        return "east", left


class PackCard(Button):
    """One pack: its badge, its title, how many lessons are done, sewn as crosses on a thread."""

    def __init__(
        self,
        title: str,
        on_press: Callable[[], None],
        *,
        badge: str,
        said: str,
        done: int,
        of: int,
        chosen: bool,
        tag: str = "",
        tone: str = "sun",
    ) -> None:
        super().__init__(title, on_press, name=f"{title}. {said}" + (f". {tag}" if tag else ""))
        self.tag = tag
        self.tone = tone
        self.badge = badge
        self.said = said
        self.done = done
        self.of = of
        self.chosen = chosen

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        inside = width - view.px(32 + 52 + 12)
        title = view.paragraph_size(self.label, inside, 19, strong=True, line_height=25)[1]
        said = view.paragraph_size(self.said, inside, look.SECONDARY, line_height=22)[1]
        tag = view.px(TAG + 8) if self.tag else 0
        return max(view.px(52), title + said) + tag + view.px(16 + 14 + 12 + 14)

    def draw(self, view: View) -> None:
        colours = view.colours
        view.card(self.rect, border=colours.sun_edge if self.chosen else None, border_width=3)
        side = view.px(52)
        inside = Rect(
            self.rect.x + view.px(16), self.rect.y + view.px(16), self.rect.w - view.px(32), self.rect.h
        )
        if self.tag:
            self._draw_tag(view, inside.split_top(view.px(TAG))[0])
            inside = inside.split_top(view.px(TAG), view.px(8))[1]
        view.picture(self.badge, Rect(inside.x, inside.y, side, side))
        _, words = inside.split_left(side, view.px(12))
        used = view.paragraph(self.label, words, 19, colours.ink, strong=True, line_height=25)
        view.paragraph(self.said, words.split_top(used)[1], look.SECONDARY, colours.soft, line_height=22)
        self._draw_thread(view, Rect(inside.x, self.rect.bottom - view.px(14 + 12), inside.w, view.px(12)))
        if self.ringed:
            view.focus_ring(self.rect, look.RADIUS_CARD)

    def _draw_tag(self, view: View, room: Rect) -> None:
        """Why this pack is here: today at the club, chosen by the library, or done."""
        colours, pad = view.colours, view.px(10)
        size: float = look.SECONDARY
        while size > 10 and view.text_size(self.tag, size, strong=True)[0] > room.w - 2 * pad:
            size -= 1
        w = min(room.w, view.text_size(self.tag, size, strong=True)[0] + 2 * pad)
        pill = Rect(room.x, room.y, w, room.h)
        green = self.tone == "green"
        fill = colours.green_tint if green else colours.sun_tint
        edge = colours.edge if view.theme.high_contrast else None
        ink = colours.ink if view.theme.high_contrast else colours.green_deep if green else colours.sun_text
        view.round_rect(pill, fill, room.h // 2, edge, 1 if edge else 0)
        view.text(self.tag, pill, size, ink, strong=True, align="centre")

    def _draw_thread(self, view: View, room: Rect) -> None:
        """A red cross for each lesson that is done, a dash for each that is not."""
        if not self.of:
            return
        step = min(view.px(31), room.w // self.of)
        red = view.colours.red if not view.theme.high_contrast else view.colours.sun
        y = room.y + room.h // 2
        for index in range(self.of):
            x, w = room.x + index * step, max(4, step - view.px(8))
            if index < self.done:
                half = room.h // 2
                for pair in range(2):
                    left, right = x + pair * w // 2, x + (pair + 1) * w // 2
                    for ends in (
                        ((left, y - half), (right, y + half)),
                        ((left, y + half), (right, y - half)),
                    ):
                        view.polygon(ends, None, red, 3, closed=False)
            else:
                for dash in range(3):
                    view.rect_fill(Rect(x + dash * w // 3, y - 1, max(2, w // 3 - 3), 2), view.colours.edge)


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
        self.bar = Bar(say("window.my_map"), picture="hero/ari-south.svg")
        self.gear = IconButton("gear", say("window.settings"), self.open_settings, "bar")
        self.seat = SeatBar(self.shell)
        self.leave = Button(say("window.leave_seat"), self.shell.get_up, "bar", icon="home")
        self.leave.set(visible=self.seat.visible)
        self.shell.on_seat = self._seat_changed
        self.strip = Strip(self.shell.trouble)
        self.packs = [self._pack_card(one, one is pack) for one in self.shell.packs_in_order()]
        self.about = Card()
        self.about_text = Paragraph(self.shell.pick(pack.summary) if pack else "", look.SECONDARY)
        self.about_picture = Picture("hero/ari-south-happy.svg", "Ari")
        self.landscape = Landscape(self.shell.pick(pack.title) if pack else say("window.my_map"))
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
        self.root.add(self.landscape, *self.packs, self.about, self.about_text, self.about_picture)
        self.root.add(self.card, self.title, self.task, self.why, self.go, self.afresh)
        self.root.add(self.strip, self.bar, self.seat, self.leave, self.gear)
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
        tag = ""
        given = next((one for one in self.shell.today() if one.pack == pack.id), None)
        if done == len(pack.lessons):
            tag = self.shell.say("window.pack_finished")
        elif given is not None:
            circle = given.target == "circle"
            tag = self.shell.say("window.today_at_club" if circle else "window.chosen_by_library")
        badge = f"badges/{pack.id}.svg"
        if not (self.shell.assets / badge).is_file():
            badge = "things/book.svg"
        return PackCard(
            self.shell.pick(pack.title),
            lambda: self.shell.choose_pack(pack),
            badge=badge,
            said=said,
            done=done,
            of=count,
            chosen=chosen,
            tag=tag,
            tone="green" if done == len(pack.lessons) else "sun",
        )

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
            for widget in (*self.packs, self.about, self.about_text, self.about_picture):
                widget.set(visible=False)
        self._room = room
        self._lay_out_card()
        if self.settings.is_open:
            self.settings.arrange(view)

    def _lay_out_seat(self, view: View, side: int) -> None:
        """Gear, way out and seat, from the right; the title keeps what is left."""
        right = self.gear.rect.x
        top = self.gear.rect.y
        if self.leave.visible:
            wide = self.leave.measure(view)[0]
            if self.bar.rect.w / view.scale < MIDDLE:
                wide = side
            right -= wide + view.px(8)
            self.leave.place(Rect(right, top, wide, side))
        title = view.text_size(self.bar.title, 24, strong=True)[0] + view.px(80)
        used = self.seat.arrange(view, right - view.px(10), top, side, right - view.px(20) - title)
        self.bar.left = view.px(14)
        self.bar.right = self.bar.rect.right - right + used + view.px(24)

    def _seat_changed(self) -> None:
        self.seat.refresh()
        if hasattr(self, "_view"):
            self._lay_out_seat(self._view, self.gear.rect.w)

    def _lay_out_packs(self, view: View, column: Rect) -> None:
        y = column.y
        for card in self.packs:
            height = card.height_for(view, column.w)
            card.place(Rect(column.x, y, column.w, height))
            card.set(visible=y + height <= column.bottom)
            y += height + look.GAP
        rest = Rect(column.x, y, column.w, column.bottom - y)
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

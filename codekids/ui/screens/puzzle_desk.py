"""The puzzle screen as furniture: what stands on it, and where, for every size and text scale."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from functools import partial

from codekids.engine.run import dialect_of
from codekids.lang.completion import complete
from codekids.ui import theme as look
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.playback import SPEEDS, Speed
from codekids.ui.screens.facts_panel import FactsCard, Output, Variables
from codekids.ui.screens.goals_panel import GoalBar, GoalList, Note
from codekids.ui.screens.hint_panel import HintPanel
from codekids.ui.screens.parts import Bar, Stack, Stars, bar_height
from codekids.ui.screens.puzzle_layout import (
    PuzzleLayout,
    Tab,
    goals_in_a_line,
    goals_width,
    puzzle_layout,
    shape_of,
)
from codekids.ui.screens.seat_bar import SeatBar
from codekids.ui.screens.settings import SettingsDialog
from codekids.ui.screens.verdict import VerdictDialog
from codekids.ui.screens.words_panel import Word, WordButton, WordList, words_of
from codekids.ui.session import PuzzleSession
from codekids.ui.shell import Shell
from codekids.ui.view import View
from codekids.ui.widgets.button import Button, IconButton
from codekids.ui.widgets.card import Card
from codekids.ui.widgets.dialog import Dialog, Strip
from codekids.ui.widgets.editor import CodeEditor
from codekids.ui.widgets.label import Paragraph
from codekids.ui.widgets.root import Root
from codekids.ui.widgets.scroll import ScrollView
from codekids.ui.widgets.stage import Stage
from codekids.ui.widgets.tabs import Segmented
from codekids.ui.widgets.timeline_bar import BarWords, QuietButton, TimelineBar


class PuzzleDesk(ABC):
    """Builds the widgets and places them. What a press does, the screen on top of it says."""

    def __init__(self, shell: Shell, session: PuzzleSession) -> None:
        self.shell = shell
        self.session = session
        self.lesson = session.lesson
        self.dialect = dialect_of(self.lesson.cases[0].world, self.lesson.toolbox)
        self.root = Root(shell.pick(self.lesson.title))
        self._view: View | None = None
        self._layout: PuzzleLayout | None = None
        self._goals_in_a_line = False
        self._goals_wanted = 0  # pixels the card of the goals asked for
        self._tab: Tab = "program"
        self._story_shown = False
        self._build()

    # -- what a press does ---------------------------------------------------------------

    @abstractmethod
    def refresh(self) -> None:
        """Bring every part up to what the session says."""

    @abstractmethod
    def leave(self) -> None: ...

    @abstractmethod
    def open_settings(self) -> None: ...

    @abstractmethod
    def open_hint(self) -> None: ...

    @abstractmethod
    def close_hint(self) -> None: ...

    @abstractmethod
    def press_level(self, level: int) -> None: ...

    @abstractmethod
    def choose_tab(self, tab: str) -> None: ...

    @abstractmethod
    def write(self, word: Word) -> None: ...

    @abstractmethod
    def edited(self) -> None: ...

    @abstractmethod
    def open_facts(self) -> None: ...

    @abstractmethod
    def open_task(self) -> None: ...

    @abstractmethod
    def toggle_story(self) -> None: ...

    @abstractmethod
    def run(self) -> None: ...

    @abstractmethod
    def stop(self) -> None: ...

    @abstractmethod
    def move(self, how: Callable[[], None]) -> None: ...

    @abstractmethod
    def play_or_pause(self) -> None: ...

    @abstractmethod
    def set_speed(self, speed: Speed) -> None: ...

    # -- what is on it -----------------------------------------------------------

    def _build(self) -> None:
        say, lesson = self.shell.say, self.lesson
        self.bar = Bar(self.shell.pick(lesson.title), self._place_in_pack())
        self.back = IconButton("left", say("window.to_map"), self.leave, "bar")
        self.stars = Stars(self.session.best_stars, "", on_blue=True)
        self.hint_button = Button(say("window.hint"), self.open_hint, "sun", icon="bulb")
        self.gear = IconButton("gear", say("window.settings"), self.open_settings, "bar")
        self.seat = SeatBar(self.shell)
        self.shell.on_seat = self._seat_changed
        self.strip = Strip(self.shell.trouble)
        self.settings = SettingsDialog(self.shell, self.root)
        self._build_words()
        self._build_editor()
        self._build_goals()
        self.world_card = Card()
        self.stage = Stage()
        self.timeline = self._timeline()
        self.hint_panel = HintPanel(
            say("window.hint"),
            close=say("window.close"),
            again=say("window.try_again"),
            on_close=self.close_hint,
            on_level=self.press_level,
        )
        tabs = [("task", say("window.tab_task"), None), ("program", say("window.tab_program"), None)]
        self.tabs = Segmented(
            "", [*tabs, ("world", say("window.tab_world"), None)], "program", self.choose_tab
        )
        self.verdict_dialog: VerdictDialog | None = None
        self.ask_dialog: Dialog | None = None
        self.more: Dialog | None = None
        # The order is that of the keyboard: the task, the program, its words, the timeline, the bar.
        self.root.add(self.world_card, self.stage, self.tabs)
        self.root.add(self.goals_card, self.goals_view, self.goal_bar, self.line_note, self.goals_more)
        self.root.add(self.editor_card, self.editor, self.words_card, self.words_view, self.facts_card)
        self.root.add(self.variables, self.output, self.facts_more, self.timeline)
        self.root.add(self.bar, self.back, self.stars, self.hint_button, self.seat, self.gear, self.strip)
        self.root.add(self.hint_panel)
        self.root.give_focus(self.editor)

    def _place_in_pack(self) -> str:
        pack = self.shell.pack_of(self.lesson)
        if pack is None:
            return ""
        number, of = pack.lessons.index(self.lesson) + 1, len(pack.lessons) + len(pack.broken)
        return self.shell.say("window.place_in_pack", pack=self.shell.pick(pack.title), number=number, of=of)

    def _build_words(self) -> None:
        say = self.shell.say
        commands, structures = words_of(self.dialect)

        def buttons(words: list[Word]) -> list[WordButton]:
            return [
                WordButton(word, say("window.write_word", word=word.shown), partial(self.write, word))
                for word in words
            ]

        groups = [("", buttons(commands)), (say("window.structures"), buttons(structures))]
        self.word_list = WordList(groups, say("window.words_help"))
        self.words_card = Card(say("window.words"), seam=False)
        self.words_view = ScrollView(self.word_list, say("window.words"))

    def _build_editor(self) -> None:
        say, session = self.shell.say, self.session
        self.editor = CodeEditor(
            session.document,
            say("window.my_program"),
            colouring=_colour,
            completing=lambda text, line, column: complete(text, line, column, self.dialect),
            completion_name=say("window.words"),
            on_change=self.edited,
        )
        self.undo = QuietButton("undo", say("window.undo"), self.editor.undo, "ghost")
        self.redo = QuietButton("redo", say("window.redo"), self.editor.redo, "ghost")
        self.editor_card = Card(say("window.my_program"), heads=(self.undo, self.redo))
        self.facts_card = FactsCard(say("window.variables"), say("window.output"))
        self.variables = Variables(say("window.no_variables"))
        self.output = Output(say("window.no_output"))
        self.facts_more = IconButton("box", say("window.facts"), self.open_facts, "secondary")

    def _build_goals(self) -> None:
        say, lesson = self.shell.say, self.lesson
        self.book = IconButton("book", say("window.story"), self.toggle_story, "ghost")
        story = self.shell.pick(lesson.story)
        self.goals_card = Card(say("window.task"), seam=False, heads=(self.book,) if story else ())
        self.task = Paragraph(self.shell.pick(lesson.task), look.BODY, line_height=24)
        self.story = Paragraph(story, look.BODY, line_height=25)
        self.goal_list = GoalList()
        self.note = Note()
        self.goals_content = Stack([self.task, self.goal_list])
        self.goals_view = ScrollView(self.goals_content, say("window.task"))
        self.goal_bar = GoalBar()
        self.line_note = Note()  # the same note, in the place of that one line
        self.goals_more = IconButton("down", say("window.show_task"), self.open_task, "secondary")

    def _timeline(self) -> TimelineBar:
        say = self.shell.say
        words = BarWords(
            run=say("window.run"),
            stop=say("window.stop"),
            run_help=say("window.run_help"),
            stop_help=say("window.stop_help"),
            to_start=say("window.to_start"),
            step_back=say("window.step_back"),
            step_on=say("window.step_on"),
            play=say("window.play"),
            pause=say("window.pause"),
            track=say("window.track"),
            speed=say("window.speed"),
            speeds=tuple(say(f"window.speed_{speed}") for speed in SPEEDS),
        )
        session = self.session
        return TimelineBar(
            words,
            on_run=self.run,
            on_stop=self.stop,
            on_start=lambda: self.move(session.playback.to_start),
            on_back=lambda: self.move(session.playback.back),
            on_play=self.play_or_pause,
            on_step=lambda: self.move(session.step),
            on_scrub=lambda moment: self.move(lambda: session.playback.go_to(moment)),
            on_speed=self.set_speed,
        )

    # -- where it is -----------------------------------------------------------------

    def layout(self, view: View, size: tuple[int, int]) -> None:
        """Place everything for this size and text scale."""
        self._view = view
        shape = shape_of(size[0], view.scale)
        small = shape in {"narrow", "tabs"}
        self.strip.set(visible=bool(self.strip.text))
        width = goals_width(size, view.scale)
        self._goals_in_a_line = goals_in_a_line(size, view.scale)
        measure = self._goal_bar_height if self._goals_in_a_line else self._goals_height
        goals_h = measure(view, width)
        self._goals_wanted = goals_h
        self._layout = place = puzzle_layout(
            size,
            view.scale,
            bar_height=bar_height(view, size[0]),
            timeline_height=self.timeline.height_for(view, size[0] / view.scale),
            goals_height=goals_h,
            strip_height=self.strip.height_for(view, size[0] - 32) if self.strip.visible else 0,
            tabs_height=view.px(48),
            tab=self._tab,
            left_handed=view.theme.left_handed,
        )
        self._lay_out_bar(view, place.bar, small)
        if self.strip.visible:
            height = self.strip.height_for(view, size[0] - 32)
            self.strip.place(Rect(16, place.bar.bottom + 12, size[0] - 32, height))
        _show(self.tabs, place.tabs)
        self._lay_out_words(view, place)
        self._lay_out_editor(view, place, small)
        self._lay_out_goals(view, place)
        self._lay_out_world(view, place)
        self._lay_out_facts(view, place)
        widest = max((self.shell.say("window.step_of", step=n, steps=n) for n in (888,)), key=len)
        self.timeline.arrange(view, place.timeline, max(widest, self.shell.say("window.working"), key=len))
        self._lay_out_hint(view)
        if self.settings.is_open:
            self.settings.arrange(view)
        for dialog in (self.verdict_dialog, self.ask_dialog, self.more):
            if dialog is not None and dialog.house is not None:
                dialog.arrange(view)
        self.refresh()

    def _lay_out_bar(self, view: View, bar: Rect, small: bool) -> None:
        self.bar.place(bar)
        high = min(view.px(look.BUTTON_IN_BAR), bar.h - 14)
        top = bar.y + (bar.h - view.px(5) - high) // 2 + 1
        self.back.place(Rect(12, top, high, high))
        x = bar.right - view.px(8) - high
        self.gear.place(Rect(x, top, high, high))
        # Two faces and the swap, without words: the title needs the room.
        seat = self.seat.arrange(view, x - view.px(8), top, high, round(bar.w * 0.22))
        x -= seat + view.px(8) if seat else 0
        w = high if small else self.hint_button.measure(view)[0]
        self.hint_button.tooltip = self.shell.say("window.hint") if small else ""
        x -= view.px(12) + w
        self.hint_button.place(Rect(x, top, w, high))
        if small:
            self.stars.side = 20
        w, h = self.stars.measure(view)
        x -= view.px(20) + w
        self.stars.place(Rect(x, bar.y + (bar.h - view.px(5) - h) // 2, w, h))
        self.bar.left = 12 + high + view.px(12)
        self.bar.right = bar.right - x + view.px(12)
        self.bar.second = "" if small else self._place_in_pack()

    def _seat_changed(self) -> None:
        self.seat.refresh()
        if self._view is not None and self._layout is not None:
            self._lay_out_bar(self._view, self._layout.bar, self._layout.shape in {"narrow", "tabs"})

    def _lay_out_words(self, view: View, place: PuzzleLayout) -> None:
        _show(self.words_card, place.words)
        self.words_view.set(visible=self.words_card.visible)
        if place.words.empty:
            self.words_view.place(NOWHERE)
            return
        rail = place.shape == "middle"
        self.word_list.stacked = rail
        self.words_card.title = "" if rail else self.shell.say("window.words")
        self.words_card.scale = view.scale
        pad = view.px(6 if rail else 10)
        head = pad if rail else view.px(44)
        inside = Rect(
            place.words.x + pad,
            place.words.y + head,
            place.words.w - 2 * pad,
            place.words.h - head - view.px(12),
        )
        self.words_view.place(inside)
        needed = self.word_list.height_for(view, inside.w)
        self.words_view.set_content_height(max(needed, inside.h))
        self.word_list.arrange(view, self.word_list.rect)

    def _lay_out_editor(self, view: View, place: PuzzleLayout, small: bool) -> None:
        _show(self.editor_card, place.editor)
        self.editor.set(visible=self.editor_card.visible)
        if place.editor.empty:
            self.editor.place(NOWHERE)
            return
        card = self.editor_card
        card.scale = view.scale
        card.title = "" if small else self.shell.say("window.my_program")
        card.place(place.editor)
        for head in card.heads:
            head.set(visible=not small)
            if small:
                head.place(NOWHERE)
        top = 8 if small else card.head_height + view.px(10)
        self.editor.place(
            Rect(place.editor.x + 8, place.editor.y + top, place.editor.w - 16, place.editor.h - top - 8)
        )

    def _goals_height(self, view: View, width: int) -> int:
        """The card keeps its height when a note or the story takes the place of the task."""
        inside = width - 2 * view.px(16)
        task = self.task.height_for(view, inside)
        if self.note.text:
            task = max(task, self.note.height_for(view, inside))
        words = task + view.px(8) + self.goal_list.height_for(view, inside)
        return view.px(look.CARD_HEAD) + words + view.px(14)

    def _goal_bar_height(self, view: View, width: int) -> int:
        inside = width - 2 * view.px(14) - view.px(44)
        note = self.line_note.height_for(view, inside) + 10 if self.note.text else 0
        return max(self.goal_bar.height_for(view, inside) + view.px(10), note, view.px(46))

    def _lay_out_goals(self, view: View, place: PuzzleLayout) -> None:
        bar = self._goals_in_a_line
        _show(self.goals_card, place.goals)
        shown = self.goals_card.visible
        self.goals_view.set(visible=shown and not bar)
        self.goal_bar.set(visible=shown and bar and not self.note.text)
        self.line_note.set(visible=shown and bar and bool(self.note.text))
        self.goals_more.set(visible=shown and bar)
        self.book.set(visible=shown and not bar)
        card = self.goals_card
        card.scale = view.scale
        card.title = "" if bar else self.shell.say("window.story" if self._story_shown else "window.task")
        if shown:
            card.place(place.goals)
        inside = place.goals.inset(view.px(16), 0)
        if bar and shown:
            side = min(view.px(36), place.goals.h - 10)
            x = place.goals.right - view.px(8) - side
            self.goals_more.place(Rect(x, place.goals.y + (place.goals.h - side) // 2, side, side))
            line = Rect(inside.x, place.goals.y, x - view.px(10) - inside.x, place.goals.h)
            self.goal_bar.place(line)
            self.line_note.arrange(
                view, Rect(place.goals.x + 6, line.y + 5, line.right - place.goals.x - 6, line.h - 10)
            )
            self.book.place(NOWHERE)
        elif shown:
            head = view.px(look.CARD_HEAD)
            self.goals_view.place(
                Rect(inside.x, place.goals.y + head, inside.w, place.goals.h - head - view.px(10))
            )
            self._fill_goals(view)

    def _fill_goals(self, view: View) -> None:
        content = self.goals_content
        if self._story_shown:
            content.show([self.story])
        else:
            content.show([self.note if self.note.text else self.task, self.goal_list])
        needed = content.height_for(view, self.goals_view.rect.w)
        if needed > self.goals_view.rect.h:
            needed = content.height_for(view, self.goals_view.inner_width)
        self.goals_view.set_content_height(needed)
        content.arrange(view, content.rect)

    def _lay_out_world(self, view: View, place: PuzzleLayout) -> None:
        _show(self.world_card, place.world)
        self.stage.set(visible=self.world_card.visible)
        if place.world.empty:
            self.stage.place(NOWHERE)
            return
        pad = view.px(14) if place.shape in {"wide", "middle"} else 8
        self.stage.leave_for_numbers(view.px(22))
        self.stage.place(place.world.inset(pad))

    def _lay_out_facts(self, view: View, place: PuzzleLayout) -> None:
        drawer = place.shape in {"narrow", "tabs"}
        _show(self.facts_card, NOWHERE if drawer else place.facts)
        shown = not place.facts.empty
        self.variables.set(visible=shown)
        self.output.set(visible=shown and not drawer)
        self.facts_more.set(visible=shown and drawer)
        if not shown:
            return
        if drawer:
            room, button = place.facts.split_right(view.px(36), 8)
            self.facts_more.place(button)
            self.variables.place(room)
            return
        inside = place.facts.inset(view.px(14), view.px(10))
        left, right = inside.split_right(round(inside.w * 0.36), view.px(24))
        heads = left.split_top(view.px(26))[0], right.split_top(view.px(26))[0]
        self.facts_card.say_columns(heads, left.right + view.px(11))
        self.variables.place(left.split_top(view.px(28))[1])
        self.output.place(right.split_top(view.px(28))[1])

    def _lay_out_hint(self, view: View) -> None:
        place = self._layout
        if place is None or not self.hint_panel.visible:
            return
        if place.shape == "wide":
            room = Rect(place.editor.x, place.editor.y, place.editor.w, place.facts.bottom - place.editor.y)
        elif place.shape == "middle":
            room = Rect(place.words.x, place.editor.y, place.editor.right - place.words.x,
                        place.facts.bottom - place.editor.y)  # fmt: skip
        else:
            room = Rect(12, place.bar.bottom + 8, place.bar.w - 24, place.timeline.y - place.bar.bottom - 16)
            if place.shape == "narrow":
                room = Rect(
                    place.editor.x, place.goals.y, place.editor.w, place.editor.bottom - place.goals.y
                )
        width = min(room.w, view.px(622))
        height = self.hint_panel.fit(view, width, room.h)
        self.hint_panel.arrange(view, Rect(room.x, room.bottom - height, width, height))


def _show(widget: Card | Segmented, rect: Rect) -> None:
    """Stand there, or be hidden where there is no place."""
    widget.set(visible=not rect.empty)
    widget.place(rect)


def _colour(text: str) -> Sequence[Sequence[tuple[str, str]]]:
    """Pygments is imported with the first line of code, after the first frame."""
    from codekids.lang.colouring import colour

    return colour(text)

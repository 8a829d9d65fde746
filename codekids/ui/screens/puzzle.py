"""The puzzle: words, program, goals, world and timeline, kept in step with one session.

The screen asks the session and shows what it says; it decides nothing about a
run. Whatever happens, `refresh` brings every part up to date, and a part that
has not changed is not drawn again.
"""

from __future__ import annotations

from collections.abc import Callable

from codekids.engine.timeline import Recording, Timeline
from codekids.lang.problems import Fix, Problem
from codekids.lessons.judge import Verdict
from codekids.lessons.lesson import Lesson
from codekids.ui import theme as look
from codekids.ui.events import Event, Key
from codekids.ui.grid_picture import Still, Trail, moving_picture, spoken, still_picture, thing_picture
from codekids.ui.playback import Speed
from codekids.ui.screens.facts_panel import Output, VariableLine, Variables
from codekids.ui.screens.goals_panel import GoalLine, GoalList
from codekids.ui.screens.parts import ScrollDialog, Stack
from codekids.ui.screens.puzzle_desk import PuzzleDesk
from codekids.ui.screens.puzzle_layout import Tab
from codekids.ui.screens.verdict import VerdictDialog
from codekids.ui.screens.words_panel import Word, write_word
from codekids.ui.session import PuzzleSession
from codekids.ui.shell import Shell
from codekids.ui.view import View
from codekids.ui.widgets.bubble import ErrorBubble
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.dialog import Dialog
from codekids.ui.widgets.field import TextField
from codekids.ui.widgets.label import Paragraph
from codekids.ui.widgets.scroll import ScrollView
from codekids.ui.widgets.stage import Scene
from codekids.world.goals import GoalState, goal_message
from codekids.world.grid import GridWorld
from codekids.world.ground import Ground

LONGEST_FIX = 18  # characters of a repair that its button can show
MOST_MARKS = 400  # moments looked at for marks above the track


class PuzzleScreen(PuzzleDesk):
    """One lesson on the screen."""

    def __init__(self, shell: Shell, session: PuzzleSession) -> None:
        super().__init__(shell, session)
        self._trail: tuple[Recording, Trail] | None = None
        self._problem_shown: Problem | None = None
        self._heard: tuple[int, Recording | None] = (-1, None)  # the moment whose sound was played
        self._marked: tuple[int, Timeline | None] = (0, None)
        self._still: tuple[Ground, Still] | None = None
        self._ticked: tuple[Recording, int] | None = None  # where the playback stood at the last tick
        self._goals_said: tuple[GoalLine, ...] = ()
        self._hint_chosen = 0
        session.on_change = self.refresh
        self.refresh()

    # -- keeping in step ---------------------------------------------------------------

    def refresh(self) -> None:
        """Bring every part up to what the session says."""
        session, playback = self.session, self.session.playback
        self.editor.set_now(
            None if session.stale or (playback.finished and not playback.length) else playback.line
        )
        self._refresh_stage()
        self._refresh_goals()
        self._refresh_facts()
        self._refresh_timeline()
        self._refresh_problem()
        self._refresh_note()
        self._refresh_bar()
        self._refresh_question()
        self.undo.set(enabled=session.document.can_undo)
        self.redo.set(enabled=session.document.can_redo)

    def _refresh_stage(self) -> None:
        playback, session = self.session.playback, self.session
        before, after, share = playback.glide()
        start = playback.recording.start
        if not (
            isinstance(before, GridWorld) and isinstance(after, GridWorld) and isinstance(start, GridWorld)
        ):
            return
        if self._trail is None or self._trail[0] is not playback.recording:
            self._trail = (playback.recording, Trail(start))
        gliding = share < 1.0 or before is not after
        moments = playback.recording.moments
        cells, taken = self._trail[1].upto(moments, playback.index - 1 if gliding else playback.index)
        if gliding:
            cells = [*cells, *(world.at for world in playback.passed() if isinstance(world, GridWorld))]
        moving = moving_picture(before, after, share, mood=session.mood, start=start)
        still = self._still_picture(after if share >= 0.5 else before)
        lit = self._lit_cell()
        self.stage.show(Scene(still, moving, start.at, cells, taken, lit))
        if not gliding:
            name = spoken(after, self.shell.lang)
            if name != self.stage.name:
                self.stage.name = name

    def _still_picture(self, world: GridWorld) -> Still:
        """The ground, made anew only when it is another one: most steps share it."""
        if self._still is None or self._still[0] is not world.ground:
            self._still = (world.ground, still_picture(world, self.lesson.skin))
        return self._still[1]

    def _lit_cell(self) -> tuple[int, int] | None:
        """Where the hero stopped, while the mirror of the run is being read."""
        panel, session = self.hint_panel, self.session
        if not (panel.visible and session.hints and session.playback.finished):
            return None
        hint = session.hints[self._hint_chosen] if self._hint_chosen < len(session.hints) else None
        end = session.playback.world
        return end.at if hint is not None and hint.level == 0 and isinstance(end, GridWorld) else None

    def goal_lines(self) -> list[GoalLine]:
        """The goals as they stand now, in words."""
        session = self.session
        playback = session.playback
        ended = session.verdict is not None and playback.finished and playback.length > 0
        return [self._goal_line(state, ended) for state in session.goals()]

    def _goal_line(self, state: GoalState, ended: bool) -> GoalLine:
        goal, say = state.goal, self.shell.say
        limit = goal.kind in {"max_blocks", "max_lines", "max_steps"}
        # How far a limit is passed can be said at the end only.
        told = state if not limit or (ended and state.done > state.of) else None
        key, args = goal_message(goal, told)
        text = say(key, **args)
        if goal.text:
            text = self.shell.pick(goal.text)
            if state.of > 1 and goal.kind in {"collect", "deliver", "paint", "visit"}:
                text = say("window.goal_progress", goal=text, done=state.done, of=state.of)
        met = "met" if state.met else "missed" if ended and not goal.optional else "open"
        said = say("window.goal_met" if state.met else "window.goal_open", goal=text)
        if goal.optional:
            said = say("window.goal_star", goal=said)
        return GoalLine(text, said.replace("*", ""), met, goal.optional)

    def _refresh_goals(self) -> None:
        lines = tuple(self.goal_lines())
        if lines == self._goals_said:
            return
        self._goals_said = lines
        self.goal_list.show(lines)
        needed = [line for line in lines if not line.optional]
        first = next((line for line in needed if line.state != "met"), needed[-1] if needed else None)
        count = ""
        if first is not None and len(lines) > 1:
            count = self.shell.say("window.goal_count", number=lines.index(first) + 1, of=len(lines))
        self.goal_bar.show(first, count)
        view = self._view
        place = self._layout
        if view is None or place is None or self._story_shown or not self.goals_view.visible:
            return
        # Words of another length may need another row; the map is moved only when they do.
        card = place.shape in {"wide", "middle"}
        if card and self._goals_height(view, place.goals.w) != self._goals_wanted:
            self.layout(view, view.rect[2:])
        else:
            self._fill_goals(view)

    def _refresh_facts(self) -> None:
        playback, say = self.session.playback, self.shell.say
        values = playback.variables() if playback.length else {}
        changed = playback.changed()
        before = playback.variables_before() if changed else {}
        lines = [
            VariableLine(name, value, before.get(name, ""), name in changed and before.get(name) != value)
            for name, value in values.items()
        ]
        said = []
        for line in lines:
            if line.changed and line.old:
                said.append(say("window.variable_changed", name=line.name, old=line.old, new=line.value))
            else:
                said.append(say("window.variable_is", name=line.name, new=line.value))
        self.variables.show(lines, ". ".join(said))
        text = playback.output()
        timeline = playback.recording.timeline
        if timeline is not None and timeline.output_cut and playback.finished:
            text += "\n" + say("window.output_cut")
        self.output.show(text)

    def _refresh_timeline(self) -> None:
        session, playback, say = self.session, self.session.playback, self.shell.say
        if playback.length or session.busy:
            if session.waiting and not playback.length:
                said = say("window.working")
            elif playback.index < 0:
                said = say("window.at_start")
            elif not playback.steps and playback.line:
                said = say("window.line", line=playback.line)
            else:
                said = say("window.step_of", step=playback.step, steps=playback.steps)
        else:
            said = say("window.at_start")
        self.timeline.show(
            busy=session.busy,
            playing=playback.playing,
            can_go_back=playback.index >= 0,
            can_go_on=playback.index < playback.length - 1 or not playback.length or session.stale,
            has_run=playback.length > 0,
            said=said,
            speed=playback.speed,
        )
        self._refresh_knob()
        self._mark_track()

    def _refresh_knob(self) -> None:
        playback = self.session.playback
        self.timeline.track.show(playback.length, playback.index, playback.fraction)

    def _mark_track(self) -> None:
        """Ticks for the steps, pictures where something was taken, a sign where it broke off."""
        playback = self.session.playback
        recording = playback.recording
        state = (playback.length, recording.timeline)
        if state == self._marked:
            return
        self._marked = state
        moments = recording.moments
        track = self.timeline.track
        track.ticks = (
            [index for index, moment in enumerate(moments) if moment.command]
            if len(moments) <= MOST_MARKS
            else []
        )
        marks: list[tuple[int, str]] = []
        before = recording.start
        for index, moment in enumerate(moments[:MOST_MARKS]):
            world = moment.world
            if moment.command == "take" and isinstance(world, GridWorld) and isinstance(before, GridWorld):
                gained = [kind for kind, count in world.holds if count > before.count_held(kind)]
                marks += [(index, thing_picture(kind)) for kind in gained[:1]]
            before = world
        if recording.timeline is not None and recording.timeline.problem is not None and moments:
            marks.append((len(moments) - 1, "warn"))
        track.marks = marks
        track.touch()

    # -- problems, notes ------------------------------------------------------------------

    def _refresh_problem(self) -> None:
        problem = self.session.problem
        if problem is self._problem_shown:
            return
        had = self._problem_shown
        self._problem_shown = problem
        if problem is None:
            self.editor.clear_problem()
            if had is not None:
                self._light_word("")
            return
        self._look_at("program")
        tone = "sun" if self.session.mishap else "red"
        if problem.line > 0:
            self.editor.show_problem(
                problem.line,
                problem.column,
                problem.end_column,
                self._bubble(problem),
                tone,  # type: ignore[arg-type]
            )
        self._light_word(problem.fix.text if problem.fix else "")
        self.shell.hear("bump" if self.session.mishap else "problem")

    def _look_at(self, tab: Tab) -> None:
        """Where one part shows at a time: bring this one up."""
        if self._layout is not None and self._layout.shape == "tabs":
            self.tabs.choose(tab)

    def _bubble(self, problem: Problem) -> ErrorBubble:
        say = self.shell.say
        fix = problem.fix
        return ErrorBubble(
            say("window.line", line=problem.line),
            self.shell.say_message(problem.message),
            close=(say("window.close"), self._close_problem),
            fix=(self._fix_label(fix), lambda: self._apply(fix)) if fix else None,
            python=(say("window.python_says"), problem.python) if problem.python else None,
            tone="sun" if self.session.mishap else "red",
        )

    def _fix_label(self, fix: Fix) -> str:
        say = self.shell.say
        text = fix.text.strip()
        if "\n" in fix.text or len(text) > LONGEST_FIX or (not text and fix.text):
            return say("window.mend")
        if not text:
            line = self.session.document.lines[min(fix.line, len(self.session.document.lines)) - 1]
            gone = line[fix.column : fix.end_column].strip() if fix.end_line in {0, fix.line} else ""
            return say("window.erase", text=gone) if gone and len(gone) <= LONGEST_FIX else say("window.mend")
        return say("window.write", text=text)

    def _light_word(self, text: str) -> None:
        name = text.partition("(")[0].strip()
        for _, buttons in self.word_list.groups:
            for button in buttons:
                button.set(lit=bool(name) and button.word.text.partition("(")[0] == name)

    def _close_problem(self) -> None:
        self.session.closed_problem = True
        self.root.give_focus(self.editor)
        self.refresh()

    def _apply(self, fix: Fix) -> None:
        self.session.apply_fix(fix)
        self.editor.touch()
        self.root.give_focus(self.editor)
        self.refresh()

    def _refresh_note(self) -> None:
        session, say = self.session, self.shell.say
        text, icon, button = "", "eye", None
        if session.trouble is not None:
            text, icon = self.shell.say_message(session.trouble), "info"
        elif session.other_map:
            text, icon = say("window.on_other_map"), "map"
            button = (say("window.to_my_map"), self._to_my_map)
        elif session.verdict is not None and session.playback.finished and not session.stale:
            verdict = session.verdict
            if session.fails_elsewhere:
                text, icon = say("window.works_only_here"), "map"
                button = (say("window.show_other_map"), self._show_other_map)
            elif verdict.outcome == "not_solved":
                text = say("window.not_yet")
            elif verdict.outcome == "finished":
                text, icon = say("window.finished"), "flag"
        if text == self.note.text:
            return
        for note in (self.note, self.line_note):
            note.say(text, icon, Button(*button) if button else None)
        if text:
            self._story_shown = False
        if self._view is not None:
            self.layout(self._view, self._view.rect[2:])

    def _refresh_bar(self) -> None:
        session = self.session
        stars = session.best_stars
        self.stars.set(count=stars, name=self.shell.say("window.stars", n=stars))
        self.hint_button.set(selected=session.hint_glows)
        if session.hint_glows:
            self.hint_button.tooltip = self.shell.say("window.hint_offer")
        trouble = self.shell.trouble
        if trouble != self.strip.text:
            self.strip.set(text=trouble, name=trouble)
            if self._view is not None:
                self.layout(self._view, self._view.rect[2:])

    # -- what the child does -------------------------------------------------------------

    def run(self) -> None:
        self.close_hint()
        for list_of_words in list(self.root.overlays):
            self.root.close(list_of_words.widget)
        self.shell.hear("run")
        self.session.run()
        self._look_at("world")
        self.refresh()

    def stop(self) -> None:
        self.session.stop()
        self.refresh()

    def move(self, how: Callable[[], None]) -> None:
        how()
        self.refresh()

    def play_or_pause(self) -> None:
        playback = self.session.playback
        if not playback.length and not self.session.busy:
            self.run()
            return
        playback.pause() if playback.playing else playback.play()
        self.refresh()

    def set_speed(self, speed: Speed) -> None:
        self.session.set_speed(speed)
        self.refresh()

    def write(self, word: Word) -> None:
        write_word(self.session.document, word)
        self.editor.insert("")
        self.shell.hear("snap")
        self.root.give_focus(self.editor)
        self.session.edited()
        self.refresh()

    def edited(self) -> None:
        self.session.edited()
        self.refresh()

    def toggle_story(self) -> None:
        self._story_shown = not self._story_shown
        self.book.say(self.shell.say("window.close_story" if self._story_shown else "window.story"))
        self.book.set(selected=self._story_shown)
        if self._view is not None:
            self.layout(self._view, self._view.rect[2:])

    def choose_tab(self, tab: str) -> None:
        self._tab = tab  # type: ignore[assignment]
        if self._view is not None:
            self.layout(self._view, self._view.rect[2:])

    def leave(self) -> None:
        self.shell.open_map(self.lesson)

    def open_settings(self) -> None:
        """What the gear does."""
        if self._view is not None:
            self.settings.open(self._view)

    def _show_other_map(self) -> None:
        self.close_hint()
        self.session.show_other_map()
        self.refresh()

    def _to_my_map(self) -> None:
        self.session.show_my_map()
        self.refresh()

    # -- hints --------------------------------------------------------------------------

    def open_hint(self) -> None:
        if self.hint_panel.visible:
            self.close_hint()
            return
        hint = self.session.open_hint()
        self.shell.hear("hint")
        self._hint_chosen = max(0, len(self.session.hints) - 1)
        if hint is None:
            self.hint_panel.show(self.shell.say("window.no_hints"), "", [], 0)
        else:
            self._fill_hint()
        self._after_hint()

    def press_level(self, level: int) -> None:
        """A pill: one given can be read again; the next opens if it is time."""
        given = [hint.level for hint in self.session.hints]
        if level in given:
            self._hint_chosen = given.index(level)
        elif level == self.session.next_level() and self.session.hint_lock() is None:
            self.session.open_hint()
            self.shell.hear("hint")
            self._hint_chosen = len(self.session.hints) - 1
        self._fill_hint()
        self._after_hint()

    def _fill_hint(self) -> None:
        session, say = self.session, self.shell.say
        hints = session.hints
        hint = hints[min(self._hint_chosen, len(hints) - 1)]
        lock = session.hint_lock()
        given = {one.level for one in hints}
        pills: list[tuple[str, str, str, int]] = []
        chosen = 0
        for level in range(0 if 0 in given else 1, len(self.lesson.hints) + 1):
            word = say("window.hint_mirror") if level == 0 else say("window.hint_level", level=level)
            open_ = level in given or (level == session.next_level() and lock is None)
            if level == hint.level:
                chosen = len(pills)
                pills.append((word, "eye" if level == 0 else "bulb", word, level))
            elif open_:
                pills.append((str(level) if level else "", "" if level else "eye", word, level))
            else:
                pills.append((str(level), "lock", say("window.hint_closed", level=level), level))
        foot = self.shell.say_message(lock) if lock is not None else ""
        self.hint_panel.show(self.shell.pick(hint.text), foot, pills, chosen)

    def _after_hint(self) -> None:
        if self._view is not None:
            self._lay_out_hint(self._view)
        if self.hint_panel.visible:
            self.root.give_focus(self.hint_panel.again, visible=self.root.shows_focus(self.hint_button))
        self.refresh()

    def close_hint(self) -> None:
        if self.hint_panel.visible:
            self.hint_panel.set(visible=False)
            self.root.give_focus(self.editor)
            self.refresh()

    # -- dialogs --------------------------------------------------------------------------

    def _show_verdict(self, verdict: Verdict) -> None:
        if not verdict.solved or self._view is None:
            return
        say = self.shell.say
        following = self.shell.after(self.lesson)
        self.shell.hear("star")
        tries = self.session.tries
        second = say("window.first_try") if tries <= 1 else say("window.tries", n=tries)
        open_star = next((line for line in self.goal_lines() if line.optional and line.state != "met"), None)
        if open_star is not None:
            second = say("window.star_left", goal=open_star.text)
        if following is not None:
            lesson = following
            go = Button(say("window.go_on"), lambda: self._go_on(lesson), "go", icon_after="right", size=22)
            next_up = (say("window.next_up"), self.shell.pick(following.title))
            third = Button(say("window.to_map"), self.leave, icon="map")
        else:
            go = Button(say("window.to_map"), self.leave, "go", icon="map", size=22)
            next_up = ("", say("window.pack_done"))
            third = None
        quiet = [
            Button(say("window.see_again"), self._see_again, icon="reset"),
            Button(say("window.stay"), self._close_verdict, icon="pencil"),
        ]
        self.verdict_dialog = VerdictDialog(
            say("window.solved"),
            second,
            verdict.stars,
            say("window.stars", n=verdict.stars),
            self.goal_lines(),
            next_up,
            go,
            [*quiet, third] if third else quiet,
            self._close_verdict,
        )
        if not self._view.theme.reduced_motion:
            self.verdict_dialog.age = 0.0
            self.root.animate(self.verdict_dialog)
        self.verdict_dialog.show(self.root, self._view)

    def _close_verdict(self) -> None:
        if self.verdict_dialog is not None:
            self.root.close(self.verdict_dialog)
            self.verdict_dialog = None

    def _see_again(self) -> None:
        self._close_verdict()
        self.session.playback.to_start()
        self.session.playback.play()
        self.refresh()

    def _go_on(self, following: Lesson) -> None:
        self.shell.open_lesson(following)

    def _refresh_question(self) -> None:
        question = self.session.question
        if question is None:
            if self.ask_dialog is not None:
                self.root.close(self.ask_dialog)
                self.ask_dialog = None
            return
        if self.ask_dialog is not None or self._view is None:
            return
        say = self.shell.say
        field = TextField(say("window.your_answer"), on_enter=self._answer)
        send = Button(say("window.answer"), lambda: self._answer(field.text), "go")
        self.ask_dialog = Dialog(
            say("window.asks"),
            question,
            [Button(say("window.stop"), self.stop, icon="stop"), send],
            on_escape=self.stop,
            content=field,
            content_height=look.FIELD_HEIGHT + 26,
        )
        self.ask_dialog.show(self.root, self._view)
        self.root.give_focus(field)

    def _answer(self, text: str) -> None:
        if self.ask_dialog is not None:
            self.root.close(self.ask_dialog)
            self.ask_dialog = None
        self.session.answer(text)
        self.refresh()

    def open_task(self) -> None:
        """Everything there is to do, and the story, where the screen has one line for it only."""
        view = self._view
        if view is None:
            return
        story = self.shell.pick(self.lesson.story)
        goals = GoalList()
        goals.show(self.goal_lines())
        task = Paragraph(self.task.text, look.BODY, line_height=24)
        tale = [Paragraph(story, look.BODY, line_height=25)] if story else []
        stack = Stack([task, goals, *tale])
        self._open_more(view, self.shell.say("window.task"), stack)

    def open_facts(self) -> None:
        """Variables and output, where the screen has no room for them."""
        view = self._view
        if view is None:
            return
        variables = Variables(self.variables.empty)
        variables.show(self.variables.lines, self.variables.name)
        output = Output(self.output.empty)
        output.show(self.output.text)
        heights = {variables: view.px(104), output: view.px(100)}
        self._open_more(view, self.shell.say("window.facts"), Stack([variables, output], heights))

    def _open_more(self, view: View, title: str, stack: Stack) -> None:
        scroll = ScrollView(stack, title)
        close = Button(self.shell.say("window.ready"), self._close_more, "confirm")
        width = min(view.px(look.DIALOG_WIDTH), view.rect.w - 32) - 2 * view.px(28)
        height = stack.height_for(view, width - 16)
        most = view.rect.h - view.px(56 + 40 + 76) - 30
        self.more = ScrollDialog(
            title, "", [close], on_escape=self._close_more, content=scroll,
            content_height=round(min(height, most) / view.scale), width=look.DIALOG_WIDTH,
        )  # fmt: skip
        self.more.show(self.root, view)

    def _close_more(self) -> None:
        if self.more is not None:
            self.root.close(self.more)
            self.more = None

    # -- events and time --------------------------------------------------------------------

    def handle(self, event: Event) -> bool:
        """Keys that work everywhere come first, then whoever has the focus."""
        if isinstance(event, Key) and event.pressed and self.root.modal is None and self._shortcut(event):
            return True
        answered = self.root.handle(event)
        # Whatever was pressed may have moved the caret or the text.
        self.session.edited()
        if isinstance(event, Key) and event.pressed and event.name == "escape" and not answered:
            if self.hint_panel.visible:
                self.close_hint()
            return True
        return answered

    def _shortcut(self, event: Key) -> bool:
        playback = self.session.playback
        match event:
            case Key(name="enter", ctrl=True):
                self.run()
            case Key(name="escape") if self.session.busy:
                self.stop()
            case Key(name="f7") if playback.length:
                self.move(playback.back)
            case Key(name="f8"):
                self.move(self.session.step)
            case Key(name="f6"):
                self._leave_editor()
            case _:
                return False
        return True

    def _leave_editor(self) -> None:
        """F6: out of the editor to the Run button, and back."""
        target = self.timeline.run_button if self.editor.focused else self.editor
        self.root.give_focus(target, visible=True)

    def tick(self, seconds: float) -> bool:
        """Let the run play on; True while something moves."""
        session = self.session
        moving = session.tick(seconds)
        here = (session.playback.recording, session.playback.index)
        if moving and here == self._ticked:
            # Between two moments only the hero and the knob move.
            self._refresh_stage()
            self._refresh_knob()
            return True
        self._ticked = here
        self.refresh()
        self._hear_step()
        verdict = session.verdict_due()
        if verdict is not None:
            self._show_verdict(verdict)
            self.refresh()
            return True  # the stars are still to come: the window must not sleep now
        return moving

    def _hear_step(self) -> None:
        """A soft tick for each step that plays; nothing for a jump."""
        playback = self.session.playback
        here = (playback.index, playback.recording)
        if here == self._heard:
            return
        before, self._heard = self._heard, here
        moment = playback.moment
        if moment is None or moment.command is None or not playback.playing or before[1] is not here[1]:
            return
        if moment.command == "take":
            self.shell.hear("take")
        elif isinstance(moment.world, GridWorld):
            self.shell.hear(f"step-{min(8, moment.world.at[1])}")

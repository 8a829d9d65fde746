"""The window as a child uses it: from the map to the star, with keys and clicks, real worker, real disk."""

from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from codekids.engine.sandbox import Workers
from codekids.progress.journal import Journal
from codekids.progress.store import Store
from codekids.ui.app import Window
from codekids.ui.screens.demo import DemoScreen
from codekids.ui.screens.lesson_list import LessonList
from codekids.ui.screens.puzzle import PuzzleScreen
from codekids.ui.start import make_shell
from codekids.ui.widgets.root import accessible_tree

ROOT = Path(__file__).resolve().parents[2]
KEYS = {
    "enter": pygame.K_RETURN, "escape": pygame.K_ESCAPE, "tab": pygame.K_TAB, "f6": pygame.K_F6,
    "f7": pygame.K_F7, "f8": pygame.K_F8, "home": pygame.K_HOME, "end": pygame.K_END, "right": pygame.K_RIGHT,
    "a": pygame.K_a, "z": pygame.K_z, "space": pygame.K_SPACE,
}  # fmt: skip
# Rounds of the window's loop, far more than any of these stories takes: while something moves, and
# while the window sleeps (up to half a second each) until a run comes back.
MANY, MANY_ASLEEP = 3000, 40


@pytest.fixture(scope="module")
def workers():
    with Workers() as made:
        yield made


class Child:
    """Somebody at the window: presses, types, looks."""

    def __init__(self, folder, workers, packs, speed="end", lang="ro"):
        self.store = Store.open_or_memory(folder)
        self.journal = Journal(self.store, pause=0.0)
        self.journal.set_setting("speed", speed)
        self.journal.set_setting("view", "text", self.store.first_learner().id)  # these stories are typed
        self.window = Window(ROOT / "assets")
        self.shell = make_shell(
            self.window,
            assets=ROOT / "assets",
            journal=self.journal,
            sandbox=lambda: workers,
            packs=packs,
            lang=lang,
        )
        self.shell.sit_down((self.store.first_learner().id,))
        self.window.step()

    def leaves(self):
        self.shell.leave()
        self.journal.close()
        self.store.close()
        self.window.close()

    @property
    def screen(self):
        return self.window.screen

    @property
    def session(self):
        return self.window.screen.session

    @property
    def text(self):
        return self.session.text

    def sees(self):
        """Every name on the screen, as a screen reader would say them."""
        return [name for name, _, _ in accessible_tree(self.screen.root)]

    def waits_until(self, something):
        asleep = 0
        for _ in range(MANY):
            if something():
                return
            asleep += not self.window._moving
            if asleep > MANY_ASLEEP:
                break
            self.window.step(wait=not self.window._moving)
        pytest.fail(f"it never happened; on the screen: {self.sees()}")

    def presses(self, *keys):
        for key in keys:
            *modifiers, name = key.split("+")
            mod = (pygame.KMOD_LCTRL if "ctrl" in modifiers else 0) | (
                pygame.KMOD_LSHIFT if "shift" in modifiers else 0
            )
            code = KEYS[name] if name in KEYS else ord(name)
            pygame.event.post(pygame.event.Event(pygame.KEYDOWN, key=code, mod=mod, unicode="", scancode=0))
            pygame.event.post(pygame.event.Event(pygame.KEYUP, key=code, mod=mod, unicode="", scancode=0))
            self.window.step()

    def types(self, text):
        for letter in text:
            if letter == "\n":
                self.presses("enter")
                continue
            pygame.event.post(
                pygame.event.Event(pygame.KEYDOWN, key=ord(letter.lower()), mod=0, unicode=letter, scancode=0)
            )
            pygame.event.post(pygame.event.Event(pygame.TEXTINPUT, text=letter))
            self.window.step()

    def clicks(self, name):
        """Press whatever has this name, or begins with it."""
        tree = accessible_tree(self.screen.root)
        found = [rect for said, _, rect in tree if said == name]
        found = found or [rect for said, _, rect in tree if said.startswith(name)]
        assert found, f"nothing is called {name!r}: {self.sees()}"
        pos = found[-1].centre
        pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=pos, button=1))
        pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONUP, pos=pos, button=1))
        self.window.step()
        self.window.step()

    def opens(self, title):
        self.clicks(next(name for name in self.sees() if name.startswith("Lecția") and title in name))
        self.clicks("Începe")
        assert isinstance(self.screen, PuzzleScreen)

    def writes(self, program):
        """A program in the place of the one there is."""
        self.presses("ctrl+a")
        self.types(program)

    def runs(self):
        self.presses("ctrl+enter")
        self.waits_until(lambda: not self.session.busy)


@pytest.fixture
def child(tmp_path, workers, packs):
    made = Child(tmp_path / "data", workers, packs)
    yield made
    made.leaves()


SOLUTION = "move(3)\nturn_left()\nmove(2)"


def test_from_the_map_to_the_star_and_back_tomorrow(tmp_path, workers, packs):
    child = Child(tmp_path, workers, packs)
    child.opens("Pas cu pas")

    child.writes("moov()")
    child.runs()
    assert child.screen.editor.mark.row == 0
    assert any("moov" in name and "move" in name for name in child.sees())

    child.clicks("Poate așa: move()")
    assert child.text == "move()"
    assert child.screen.editor.mark is None

    child.runs()
    assert any(name.startswith("Încă nu e gata") for name in child.sees())

    child.writes(SOLUTION)
    child.runs()
    assert any(name.startswith("Ai reușit!") for name in child.sees())
    assert child.session.best_stars == 3
    child.clicks("La hartă")
    assert isinstance(child.screen, LessonList)
    child.leaves()

    tomorrow = Child(tmp_path, workers, packs)
    assert "Lecția 2, Pas cu pas. 3 stele din 3" in tomorrow.sees()
    tomorrow.clicks("Lecția 2, Pas cu pas")
    tomorrow.clicks("Joacă din nou")
    assert tomorrow.text == SOLUTION
    tomorrow.leaves()


def test_everything_can_be_done_with_the_keyboard(child):
    child.presses("enter")  # "Începe" has the focus
    assert isinstance(child.screen, PuzzleScreen)

    child.writes(child.screen.lesson.solution.rstrip("\n"))
    child.presses("escape", "tab", "f6", "f6", "enter")  # out of the editor, away, back, to Run, press it
    child.waits_until(lambda: not child.session.busy and child.screen.verdict_dialog is not None)

    before = child.screen.lesson
    child.presses("enter")  # "Mai departe" has the focus
    assert child.screen.lesson is not before


def test_tab_goes_round_the_whole_screen_and_shows_where_it_is(child):
    child.opens("Pas cu pas")
    child.presses("escape")
    passed = []
    for _ in range(40):
        child.presses("tab")
        focus = child.screen.root.focus
        assert focus.ringed
        passed.append(focus.name)

    for wanted in ("Rulează", "Indiciu", "Setări", "Programul meu", "Scrie move()", "La hartă"):
        assert wanted in passed


def test_going_back_undoes_what_is_seen(child):
    child.opens("Pas cu pas")
    child.writes(SOLUTION)
    child.runs()
    child.presses("escape")  # the dialog of the success
    at_the_end = child.screen.world.stage.name

    child.presses("f7", "f7", "f7")
    assert child.session.playback.index == -1
    assert child.screen.world.stage.name.startswith("Ari e la (1, 1), privește spre est.")
    assert child.screen.world.stage.name != at_the_end

    child.presses("f8")
    child.waits_until(lambda: child.session.playback.fraction >= 1.0)
    assert child.screen.world.stage.name.startswith("Ari e la (4, 1)")
    assert child.screen.editor.now_row == 0


def test_a_step_forward_begins_the_run_at_its_first_line(child):
    child.opens("Pas cu pas")
    child.writes(SOLUTION)

    child.presses("f8")
    child.waits_until(lambda: child.session.playback.index == 0 and child.session.playback.fraction >= 1.0)

    assert not child.session.playback.playing
    assert child.screen.editor.now_row == 0


def test_home_and_end_jump_on_the_track(child):
    child.opens("Pas cu pas")
    child.writes(SOLUTION)
    child.runs()
    child.presses("escape")
    child.screen.root.give_focus(child.screen.foot.bar.track, visible=True)

    child.presses("home")
    assert child.session.playback.index == -1
    child.presses("end")
    assert child.session.playback.index == 2


def test_goals_are_ticked_off_while_it_plays(tmp_path, workers, packs):
    child = Child(tmp_path, workers, packs, speed="hare")
    child.opens("Culege merele")
    child.writes(child.screen.lesson.solution.rstrip("\n"))
    child.presses("ctrl+enter")
    child.waits_until(lambda: child.session.playback.index >= 3)

    assert any("1 din 3" in line.text or "2 din 3" in line.text for line in child.screen.goal_lines())

    child.waits_until(lambda: child.screen.verdict_dialog is not None)
    assert all(line.state == "met" for line in child.screen.goal_lines())
    child.leaves()


def test_run_is_heard_while_a_list_of_words_is_open(child):
    child.opens("Pas cu pas")
    child.writes("mo")
    assert child.screen.root.overlays

    child.runs()

    assert not child.screen.root.overlays
    assert child.session.run_text == "mo"


def test_stop_ends_what_would_never_end(child):
    child.opens("Pas cu pas")
    child.writes("while True:\npass")
    child.presses("ctrl+enter")
    child.waits_until(lambda: child.session.busy)

    child.presses("escape")
    assert not child.session.busy

    child.writes(SOLUTION)
    child.runs()
    assert child.session.verdict.solved


def test_input_asks_the_child_and_the_answer_arrives(child):
    child.opens("Pas cu pas")
    child.writes('nume = input("Cum te cheamă?")\nprint("Bună, " + nume)')
    child.presses("ctrl+enter")
    child.waits_until(lambda: child.screen.ask_dialog is not None)
    assert child.screen.ask_dialog.message == "Cum te cheamă?"

    child.types("Ana")
    child.presses("enter")
    child.waits_until(lambda: not child.session.busy)

    assert child.screen.facts.output.text == "Bună, Ana\n"
    assert [line.value for line in child.screen.facts.variables.lines] == ["'Ana'"]


def test_stop_in_the_middle_of_a_question_takes_the_question_away(child):
    child.opens("Pas cu pas")
    child.writes('input("?")')
    child.presses("ctrl+enter")
    child.waits_until(lambda: child.screen.ask_dialog is not None)

    child.presses("escape")

    assert child.screen.ask_dialog is None
    assert not child.session.busy


def test_another_language_keeps_the_program_the_caret_and_the_undo(child):
    child.opens("Pas cu pas")
    child.writes("move()\nmov")
    caret = child.session.document.caret

    child.clicks("Setări")
    child.clicks("Magyar")
    child.presses("escape")

    assert "Futtasd" in child.sees()
    assert child.text == "move()\nmov"
    assert child.session.document.caret == caret
    child.screen.root.give_focus(child.screen.editor)
    child.presses("ctrl+z")
    assert child.text != "move()\nmov"


def test_hints_open_one_by_one(child):
    child.opens("Pas cu pas")
    child.writes("move()\nturn_left()\nmove()")
    child.runs()
    child.clicks("Indiciu")
    assert child.session.hints[0].level == 0

    child.clicks("O întrebare, încă închis")
    assert len(child.session.hints) == 1

    child.clicks("Încerc din nou")
    child.writes("move(2)\nturn_left()\nmove()")
    child.runs()
    child.clicks("Indiciu")
    assert child.session.hints[-1].level in {0, 1}
    assert len(child.session.hints) == 2


def test_a_second_run_with_the_same_trouble_offers_a_hint(child):
    child.opens("Pas cu pas")
    child.writes("move()")
    child.runs()
    assert not child.screen.head.hint.selected

    child.runs()

    assert child.screen.head.hint.selected


def test_a_word_of_the_panel_is_written_on_its_own_line(child):
    child.opens("Pas cu pas")
    child.writes("")

    child.clicks("Scrie move()")
    child.clicks("Scrie turn_left()")
    child.clicks("Scrie move()")

    assert child.text == "move()\nturn_left()\nmove()"


def test_what_works_here_but_not_on_the_other_map_is_shown_there(tmp_path, workers, packs):
    pack = packs[0]
    lesson = next(one for one in pack.lessons if one.id.endswith("/pas-cu-pas"))
    longer = next(one for one in pack.lessons if one.id.endswith("/culege-merele")).cases[0].world
    two_maps = replace(lesson, cases=(lesson.cases[0], replace(lesson.cases[0], world=longer, hidden=True)))
    child = Child(tmp_path, workers, [replace(pack, lessons=(two_maps,))])
    child.clicks("Începe")
    child.writes(SOLUTION)
    child.runs()

    assert any(name.startswith("Merge aici, dar nu pe harta cealaltă") for name in child.sees())
    child.clicks("Arată-mi")
    assert child.session.playback.recording.start == longer
    child.waits_until(lambda: not child.session.busy)
    child.clicks("Înapoi la harta mea")
    assert child.session.playback.recording.start == lesson.cases[0].world
    child.leaves()


def test_a_broken_lesson_says_so_and_the_others_play(tmp_path, workers, packs):
    pack = replace(
        packs[0], lessons=packs[0].lessons[:2], broken=(("primii-pasi/x", "x.yaml:3: goals: lipsește"),)
    )
    child = Child(tmp_path, workers, [pack])

    child.clicks("Lecția 3")
    assert "Lecția nu se deschide acum. Ce ai făcut e păstrat." in child.sees()
    assert not child.screen.go.visible

    child.opens("Pas cu pas")
    child.leaves()


def test_lessons_that_arrive_later_appear_on_the_map(tmp_path, workers, packs):
    child = Child(tmp_path, workers, None)
    assert "Ari citește lecțiile." in child.sees()

    child.window.post(lambda: child.shell.lessons_arrived(packs))
    child.waits_until(lambda: any("Pas cu pas" in name for name in child.sees()))
    child.leaves()


def test_when_nothing_can_be_kept_a_quiet_strip_says_so_and_the_lesson_plays(tmp_path, workers, packs):
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    child = Child(tmp_path / "file", workers, packs)
    assert child.screen.strip.visible

    child.opens("Pas cu pas")
    assert child.screen.strip.visible
    child.writes(SOLUTION)
    child.runs()
    assert child.session.verdict.solved
    child.leaves()


def test_nothing_is_drawn_while_nothing_happens(child):
    child.opens("Pas cu pas")
    for _ in range(5):
        child.window.step()
    before = child.window.frames

    for _ in range(20):
        child.window.step()

    assert child.window.frames == before


def test_a_step_of_the_hero_draws_a_small_part_of_the_window_again(tmp_path, workers, packs):
    child = Child(tmp_path, workers, packs, speed="snail")
    child.opens("Culege merele")
    child.writes("move(2)\ntake()")
    child.presses("ctrl+enter")
    child.waits_until(lambda: 0.2 < child.session.playback.fraction < 0.6)
    root = child.screen.root
    root.draw_all(child.window.view)

    child.screen.tick(0.03)
    spots = root.draw_all(child.window.view)

    assert 0 < sum(spot.w * spot.h for spot in spots) < 1280 * 720 / 8
    child.leaves()


def test_the_demo_types_runs_and_shows_the_stars(tmp_path, workers, packs):
    child = Child(tmp_path, workers, packs, speed="hare")
    lesson = next(one for one in packs[0].lessons if one.id.endswith("/pas-cu-pas"))
    child.shell.open_lesson(lesson, DemoScreen)

    for _ in range(400):
        child.screen.tick(0.05)
        if child.screen._over:
            break
    assert child.text == lesson.solution.rstrip("\n")
    child.waits_until(lambda: child.screen.verdict_dialog is not None)
    child.leaves()


def test_the_open_calls_and_their_lists_can_be_looked_at_large(child):
    child.opens("Pas cu pas")
    child.writes(
        "def suma(lista):\nif not lista:\nreturn 0\n\nreturn lista[0] + suma(lista[1:])\n\nsuma([4, 5])"
    )
    child.runs()
    child.session.playback.go_to(4)
    child.screen.refresh()

    child.clicks("Variabile și text")
    child.window.step()

    picture = next(name for name in child.sees() if name.startswith("Programul."))
    assert picture.count("În funcția suma") == 2
    assert "lista = [4, 5]" in picture
    child.presses("escape")
    assert not any(name.startswith("Programul.") for name in child.sees())

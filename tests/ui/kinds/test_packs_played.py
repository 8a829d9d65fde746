"""Every lesson of every pack, played from the window to its end: first wrong where that can be, then right.

Nothing here knows a lesson: it presses what the kind asks for, with the answers and
programs of the lesson file.
"""

from pathlib import Path

import pytest

from codekids.lessons.format.cache import load_packs
from codekids.lessons.kinds.course import stops_of
from codekids.lessons.kinds.gap import fitting
from codekids.lessons.kinds.parsons import solved_parsons
from codekids.ui.widgets.clipboard import CLIPBOARD
from codekids.ui.widgets.editor import CodeEditor

ROOT = Path(__file__).resolve().parents[3]
FILES = sorted(path for path in (ROOT / "lessons").glob("*/*.yaml") if path.name != "pack.yaml")
IDS = [f"{path.parent.name}/{path.stem}" for path in FILES]


@pytest.fixture(scope="module")
def lessons(tmp_path_factory):
    packs = load_packs(ROOT / "lessons", tmp_path_factory.mktemp("cache") / "lessons.json")
    assert not [broken for pack in packs for broken in pack.broken]
    return {lesson.id: lesson for pack in packs for lesson in pack.lessons}


class Player:
    """Plays whatever stop is on the screen."""

    def __init__(self, child):
        self.child = child
        self.went_wrong = 0  # stops at which something wrong was tried

    @property
    def stop(self):
        return self.child.shell.visit.stop

    @property
    def lesson(self):
        return self.stop.lesson

    def writes(self, program):
        """Into the text editor by the keys; where only blocks are, straight into the program."""
        child, editor = self.child, self.child.screen.editor
        if isinstance(editor, CodeEditor) and editor.visible:
            child.points((editor.rect.x + 200, editor.rect.y + 20))
            CLIPBOARD.put(program.rstrip("\n"))
            child.presses("ctrl+a", "ctrl+v")
            assert child.session.text == program.rstrip("\n")
        else:
            child.writes(program)

    def plays(self):
        stop = self.stop.id
        getattr(self, f"plays_{self.stop.screen}")()
        after = self.child.shell.visit
        assert after is None or after.stop.id != stop or self.child.screen.verdict_dialog is None

    def fails_first(self, programs):
        for program in programs:
            self.writes(program)
            self.child.runs()
            assert self.child.screen.verdict_dialog is None
            assert not self.child.shell.visit.course.is_done(self.child.shell.visit.course.at)
            self.went_wrong += 1

    def goes_on(self):
        self.child.clicks("Mai departe" if self.child.sees("Mai departe") else "La hartă")

    # -- what runs

    def plays_puzzle(self):
        self.fails_first(self.lesson.wrong[:1])
        self.writes(self.lesson.solution)
        self.child.runs()
        assert self.child.screen.verdict_dialog is not None, self.child.sees()
        self.goes_on()

    plays_fix = plays_puzzle

    def plays_predict(self):
        child, panel = self.child, self.child.panel
        child.clicks("Rulează")
        assert child.session.tries == 0
        answer = self.lesson.predict.options[self.lesson.predict.answer]
        if panel.marker is not None:
            child.points(panel.marker._cell_rect(answer.cell).centre)
        else:
            choice = panel.choices.choices[self.lesson.predict.answer]
            self.brings_into_view(choice)
            child.points(choice.rect.centre)
        child.runs()
        assert panel.state.right
        child.clicks("Mai departe")

    def plays_run(self):
        self.child.runs()
        for _ in self.lesson.subgoals:
            self.child.clicks("Descoperă eticheta")
        self.child.clicks("Mai departe")

    def plays_parsons(self):
        child, panel = self.child, self.child.panel
        tray = panel.board.pieces
        for piece in tray[:2]:
            child.points(piece.rect.centre)
        child.runs()
        assert child.screen.verdict_dialog is None
        self.went_wrong += 1
        while panel.can_undo:
            child.presses("ctrl+z")
        for placed in solved_parsons(self.lesson).placed:
            self.brings_into_view(tray[placed.piece])
            child.points(tray[placed.piece].rect.centre)
            while panel.state.placed[-1].indent > placed.indent:
                child.clicks("Spre stânga")
            while panel.state.placed[-1].indent < placed.indent:
                child.clicks("Spre dreapta")
        child.runs()
        assert child.screen.verdict_dialog is not None
        self.goes_on()

    def brings_into_view(self, widget):
        self.child.screen.root.give_focus(widget)
        self.child.rounds(1)

    def plays_gap(self):
        child, panel = self.child, self.child.panel
        child.clicks("Rulează")
        assert child.session.tries == 0
        for gap, text in enumerate(fitting(self.lesson.start, self.lesson.solution)):
            self.brings_into_view(panel.board.gaps[gap])
            child.points(panel.board.gaps[gap].rect.centre)
            if panel.board.typed:
                child.types(text)
                continue
            piece = next(
                one for one in panel.board.pieces if one.text == text and one.index in panel.state.tray
            )
            self.brings_into_view(piece)
            child.points(piece.rect.centre)
        child.runs()
        assert child.screen.verdict_dialog is not None
        self.goes_on()

    def plays_project(self):
        child = self.child
        if self.lesson.project.paints_map:
            child.clicks("Scriu programul")
        self.writes("move()")
        child.runs()
        assert not child.sees("Privește ce ai făcut")
        self.went_wrong += 1
        self.writes(self.lesson.solution or "for pas in range(2):\n    move()\n    turn_left()\n")
        child.runs()
        child.clicks("Privește ce ai făcut")
        for row in child.panel.rows:
            self.brings_into_view(row.switch.tabs[2])
            child.points(row.switch.tabs[2].rect.centre)
        child.clicks("Proiectul e gata")
        self.goes_on()

    # -- what does not

    def plays_quiz(self):
        child = self.child
        child.waits_until(lambda: child.screen.panel is not None)
        panel = child.screen.panel
        while not panel.over:
            self.answers_rightly(panel.item, panel._answer)
            if not panel.exam:
                child.clicks("Verifică")
            index = panel.index
            child.clicks("Predă" if panel.exam and child.sees("Predă") else "Mai departe")
            if child.screen is not None and getattr(child.screen, "panel", None) is not panel:
                return
            assert panel.over or panel.index != index
        if child.screen.verdict_dialog is not None:
            child.clicks("Mai privesc aici")
        assert panel.state.result().solved
        child.clicks("Mai departe")

    plays_review = plays_quiz

    def answers_rightly(self, item, widget):
        child = self.child
        if item.kind == "choice":
            choice = widget.choices[widget.order.index(item.answer)]
            self.brings_into_view(choice)
            child.points(choice.rect.centre)
        elif item.kind == "number":
            child.points(widget.field.rect.centre)
            child.types(f"{item.number:g}".replace(".", ","))
        elif item.kind == "pairs":
            for index, (_, right) in enumerate(item.pairs):
                child.points(widget.lefts[index].rect.centre)
                match = next(card for card in widget.rights if item.pairs[card.index][1] == right)
                child.points(match.rect.centre)
        elif item.kind == "order":
            for wanted in range(len(item.order)):
                self.brings_into_view(widget.pieces[wanted])
                child.presses("enter")
                while widget.answer.index(wanted) > wanted:
                    child.presses("up")
                child.presses("enter")
        elif item.kind == "cards":
            for card, one in zip(widget.cards, item.cards, strict=True):
                tab = card.switch.tabs[0 if one.answer else 1]
                self.brings_into_view(tab)
                child.points(tab.rect.centre)
        else:
            for (row, column), field in widget.fields.items():
                self.brings_into_view(field)
                child.points(field.rect.centre)
                child.types(item.rows[row][column])

    def plays_unplugged(self):
        for tick in self.child.screen.panel.ticks:
            self.brings_into_view(tick)
            self.child.points(tick.rect.centre)
        self.child.clicks("Gata, am terminat")
        self.goes_on()

    def plays_talk(self):
        self.child.clicks("Am vorbit")

    def plays_career(self):
        assert self.child.sees(str(self.lesson.career.year))
        self.child.clicks("Mai departe")


@pytest.mark.parametrize("view", ["text", "blocks"])
@pytest.mark.parametrize("id_", IDS)
def test_a_lesson_is_played_wrong_and_right_to_its_end(id_, view, lessons, sits):
    lesson = lessons[id_]
    child = sits(lesson, view=view)
    player = Player(child)
    for _ in range(12):
        visit = child.shell.visit
        if visit is None or visit.lesson.id != lesson.id:
            break
        player.plays()
        child.rounds()
    else:
        pytest.fail(f"the lesson never ends; on the screen: {child.sees()}")

    progress = child.progress(lesson)
    assert progress.solved and progress.stars >= 1
    tried = ("puzzle", "fix", "parsons", "project")
    runs = [stop for stop in stops_of(lesson) if stop.screen in tried]
    assert player.went_wrong >= len(runs)

"""What others plug into the puzzle screen: another editor, the panel of a kind of lesson."""

from dataclasses import replace

import pytest

from codekids.lang.problems import Message
from codekids.ui.pictures import Sitting
from codekids.ui.screens.puzzle import kind_panel
from codekids.ui.widgets.base import Widget

SIZE = (1280, 720)


class BigLetters:
    """An editor of another kind: it counts what it is told."""

    has_own_words = True

    def __init__(self):
        self.widget = self.target = Widget("big letters", "editor")
        self.widget.focusable = True
        self.now, self.problems = [], []

    def arrange(self, view, rect):
        self.widget.place(rect)

    def refresh(self): ...

    def set_now(self, line):
        self.now.append(line)

    def show_problem(self, problem, bubble, tone):
        self.problems.append((problem.line, tone))

    def clear_problem(self): ...

    def settle(self): ...

    def undo(self): ...

    def redo(self): ...


class Wish:
    """A panel that asks for nothing, and wants to be beside the editor or over it."""

    def __init__(self, desk):
        self.desk = desk
        self.widget = Widget("wish", "group")
        self.where = "beside"

    def height_for(self, view, width):
        return 90

    def arrange(self, view, rect):
        self.widget.place(rect)

    def refresh(self): ...

    def lock(self):
        return Message("window.ready")

    can_undo = can_redo = False
    title = ""

    def look_as(self, mode): ...

    def targets(self):
        return [self.widget]

    def undo(self): ...

    def redo(self): ...

    def hold(self, why):
        self.held = why

    def result(self, verdict):
        return verdict.result()

    def judged(self, verdict):
        return True


@pytest.fixture
def lesson(packs):
    return packs[0].lessons[0]


@pytest.fixture
def sit(assets, packs):
    open_now = []

    def sit(lesson):
        sitting = Sitting(lesson, "ro", assets, "light", packs)
        open_now.append(sitting)
        return sitting

    yield sit
    for sitting in open_now:
        sitting.__exit__()


def test_another_editor_takes_the_pane_and_the_column_of_words(sit, lesson, view):
    screen = sit(lesson).screen
    screen.layout(view, SIZE)
    narrow = screen.editor.rect.w
    order = screen.root.children.index(screen.editor)
    blocks = BigLetters()

    screen.program.hold(blocks)

    assert screen.root.children.index(blocks.widget) == order
    assert screen.root.focus is blocks.widget
    assert blocks.widget.rect.w > narrow + 150
    assert not screen.words.card.visible


def test_the_other_editor_hears_of_the_line_and_of_the_problem(sit, lesson, view):
    sitting = sit(lesson)
    screen, blocks = sitting.screen, BigLetters()
    screen.layout(view, SIZE)
    screen.program.hold(blocks)
    sitting.session.document.set_text("move()\nmoov()")

    sitting.run()
    screen.refresh()

    assert blocks.problems == [(2, "red")]


def test_a_panel_stands_above_the_editor_or_in_its_place(sit, lesson, view, monkeypatch):
    monkeypatch.setattr(kind_panel, "PANELS", {"predict": f"{__name__}:Wish"})
    screen = sit(replace(lesson, kind="predict")).screen
    screen.layout(view, SIZE)
    panel = screen.program.panel

    assert panel.widget.rect.h == 90
    assert panel.widget.rect.bottom <= screen.editor.rect.y

    panel.where = "over"
    screen.lay_out()
    assert not screen.editor.visible
    assert panel.widget.rect.h > 200


def test_run_waits_for_what_the_panel_asks(sit, lesson, view, monkeypatch):
    monkeypatch.setattr(kind_panel, "PANELS", {"predict": f"{__name__}:Wish"})
    sitting = sit(replace(lesson, kind="predict"))
    sitting.screen.layout(view, SIZE)

    sitting.screen.run()

    assert not sitting.session.busy
    assert sitting.screen.program.panel.held.key == "window.ready"

"""A block editor on a screen of its own, worked by posted events."""

import contextlib
import threading
from pathlib import Path

import pytest

from codekids.lang.blocks.rules import Rules, rules_for
from codekids.lang.blocks.workspace import view as view_of
from codekids.ui.events import Key, PointerDown, PointerMove, PointerUp, Text
from codekids.ui.geometry import Rect
from codekids.ui.widgets.blocks.editor import BlockEditor
from codekids.ui.widgets.blocks.snapping import anchor

ROOT = Path(__file__).resolve().parents[3]
TOOLBOX = (
    "move",
    "turn_left",
    "turn_right",
    "say",
    "for",
    "while",
    "if",
    "operators",
    "variables",
    "at_goal",
)
WIDE = Rect(16, 76, 816, 548)


class Desk:
    """What a child can do with the editor, and what is seen of it."""

    def __init__(self, root, view):
        self.root, self.view = root, view
        self.editor = None

    def open(self, text="", lang="ro", rules=None, rect=WIDE, dialect=None, **hooks):
        workspace = view_of(text, dialect=dialect)
        made = rules if isinstance(rules, Rules) else rules_for(workspace, **(rules or {"toolbox": TOOLBOX}))
        self.editor = BlockEditor(workspace, lang, made, **hooks)
        self.root.add(self.editor)
        self.editor.arrange(rect, self.view)
        self.root.give_focus(self.editor)
        self.draw()
        return self.editor

    @property
    def text(self):
        return self.editor.editing.workspace.text

    @property
    def loose(self):
        return [piece.text.strip() for piece in self.editor.editing.workspace.loose]

    def draw(self):
        self.root.draw_all(self.view)

    def press(self, *names, **mods):
        for name in names:
            self.root.handle(Key(name, **mods))
        self.draw()

    def type(self, text):
        for letter in text:
            self.root.handle(Key(letter))
            self.root.handle(Text(letter))

    # -- places in the window

    def block(self, what):
        """The id of the first block of that kind, name or Python."""
        blocks = [box.block for box in self.editor.layout().boxes]
        found = [b for b in blocks if what in (b.kind, b.name, self.editor.editing.workspace.text_of(b.id))]
        return found[0].id

    def on_block(self, id):
        rect = self.editor.layout().by_id[id].rows[0].rect
        ox, oy = self.editor.floor.origin
        return rect.x + ox + 9, rect.y + oy + rect.h // 2

    def on_slot(self, id, key):
        slots = self.editor.layout().by_id[id].slots
        return next(slot.rect for slot in slots if slot.key == key).moved(*self.editor.floor.origin).centre

    def at_place(self, place):
        x, y = anchor(self.editor.floor.closed(), place)
        ox, oy = self.editor.floor.origin
        return x + ox, y + oy

    # -- the mouse

    def down(self, at, **mods):
        self.root.handle(PointerDown(*at, **mods))

    def move(self, start, end, steps=6):
        for step in range(1, steps + 1):
            x = start[0] + (end[0] - start[0]) * step // steps
            y = start[1] + (end[1] - start[1]) * step // steps
            self.root.handle(PointerMove(x, y, held=True))
        self.draw()

    def up(self, at):
        self.root.handle(PointerUp(*at))
        self.draw()

    def drag(self, start, end, **mods):
        self.down(start, **mods)
        self.move(start, end)
        self.up(end)

    def click(self, at, button=1):
        self.root.handle(PointerDown(*at, button))
        self.root.handle(PointerUp(*at, button))
        self.draw()

    def drag_block(self, id, place, **mods):
        """Drag a block so that its upper left comes to a place."""
        start = self.on_block(id)
        self.down(start, **mods)
        self.root.handle(PointerMove(start[0] + 8, start[1] + 8, held=True))
        x, y = self.at_place(place)
        rect = self.editor.floor.full().by_id[id].rows[0].rect
        end = (x + 9 + 4, y + rect.h // 2 + 4)
        self.move((start[0] + 8, start[1] + 8), end)
        self.up(end)

    def show_shelf(self, category):
        palette = self.editor.palette
        index = next(i for i, shelf in enumerate(palette.shelves) if shelf.category == category)
        self.click(palette.tab_rect(index).centre)

    def drag_new(self, category, code, place):
        self.show_shelf(category)
        rect = self.editor.palette.offer_rect(code)
        x, y = self.at_place(place)
        self.drag((rect.x + 12, rect.y + 12), (x + 16, y + 16))

    # -- menus

    def menu_words(self):
        popup = self.editor.menus.popup
        return [item.words for item in popup.items] if popup is not None and popup.is_open else []

    def choose(self, word):
        """Take a line of the open menu by its place in the catalogue."""
        said = self.editor.say(f"menu.{word}")
        index = [item.words for item in self.editor.menus.popup.items].index(said)
        rect = self.editor.menus.popup.rect
        self.click((rect.x + 30, rect.y + 6 + index * 40 + 20))


@pytest.fixture
def desk(root, view):
    return Desk(root, view)


class Front:
    """The screen of a lesson in the place of a bare root: its own keys work too."""

    def __init__(self, screen):
        self.screen = screen
        self.handle = screen.handle
        self.draw_all = screen.root.draw_all


class Played(Desk):
    """A lesson on the puzzle screen, in block view."""

    def __init__(self, sitting, view, mode):
        super().__init__(Front(sitting.screen), view)
        self.screen, self.session = sitting.screen, sitting.session
        self.screen.root.place(view.rect)
        self.screen.layout(view, view.rect[2:])
        self.see(mode)

    def opens_again(self):
        """The same lesson in a later sitting of the same child."""
        from codekids.ui.screens.puzzle import PuzzleScreen
        from codekids.ui.session import PuzzleSession

        shell = self.screen.shell
        self.session = PuzzleSession(self.session.lesson, shell.services)
        self.screen = PuzzleScreen(shell, self.session)
        self.root = Front(self.screen)
        self.screen.root.place(self.view.rect)
        self.screen.layout(self.view, self.view.rect[2:])
        self.editor = self.screen.program.editor.blocks
        self.draw()

    def see(self, mode):
        self.screen.choose_mode(mode)
        self.draw()
        shown = self.screen.program.editor
        self.editor = getattr(shown, "blocks", None)
        if mode == "both":
            self.editor = shown.blocks.blocks

    def runs(self):
        """Press Run and see it through."""
        self.click(self.screen.foot.bar.run_button.rect.centre)
        self.waits()

    def waits(self):
        for thread in threading.enumerate():
            if thread.name == "run":
                thread.join(30)
        for _ in range(400):
            if not self.screen.tick(1.0):
                break


@pytest.fixture
def play(view, packs, assets):
    """Open a lesson by its short id; a lesson itself may be given, too."""
    from codekids.ui.pictures import Sitting

    with contextlib.ExitStack() as open_ones:

        def opened(lesson, mode="blocks", lang="ro"):
            if isinstance(lesson, str):
                lesson = next(one for pack in packs for one in pack.lessons if one.id.endswith("/" + lesson))
            return Played(open_ones.enter_context(Sitting(lesson, lang, assets, "light", packs)), view, mode)

        yield opened

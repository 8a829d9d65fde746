"""The tools of the map painter: what to put down, how large the map is, undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from codekids.lang import catalogue
from codekids.lessons.kinds.map_draft import THINGS_OFFERED, MapDraft
from codekids.ui import theme as look
from codekids.ui.geometry import Rect
from codekids.ui.grid_picture import SKINS, thing_picture
from codekids.ui.shell import Shell
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import IconButton
from codekids.ui.widgets.pressable import Pressable

OTHERS = ("apple", "flower", "book", "gem")  # offered where the lesson's own map has fewer kinds


def tools_of(draft: MapDraft) -> tuple[str, ...]:
    """What can be put on a map: the ground, the flag, Ari, and a few kinds of things."""
    things = [*draft.things, *(thing for thing in OTHERS if thing not in draft.things)]
    return ("hero", "goal", "wall", "water", "floor", *things[:THINGS_OFFERED])


class Tool(Pressable):
    """One thing to put down, with its picture."""

    def __init__(self, owner: ToolBox, tool: str, word: str, picture: str) -> None:
        super().__init__(word, "option", lambda: owner.choose(tool))
        self.owner, self.tool, self.word, self.picture = owner, tool, word, picture

    @property
    def selected(self) -> bool:
        """Whether it is in the hand."""
        return self.owner.chosen == self.tool

    def draw(self, view: View) -> None:
        colours = view.colours
        edge, thick = (colours.blue, 4) if self.selected else (colours.edge, 2)
        face = colours.blue_tint if self.selected or self.hovered else colours.paper
        view.round_rect(self.rect, face, look.RADIUS_BUTTON, edge, thick)
        side = min(view.px(46), self.rect.w - 12)
        spot = Rect(self.rect.centre[0] - side // 2, self.rect.y + view.px(8), side, side)
        if self.tool == "floor":
            view.round_rect(spot, SKINS["village"].floor[0], 8, colours.edge, 2)
        view.picture(self.picture, spot, halo=4 if view.theme.high_contrast else 0)
        words = Rect(
            self.rect.x + 4,
            spot.bottom + view.px(2),
            self.rect.w - 8,
            self.rect.bottom - spot.bottom - view.px(6),
        )
        size: float = look.SECONDARY
        while size > 11 and view.text_size(self.word, size)[0] > words.w:
            size -= 1
        view.text(self.word, words, size, align="centre")
        if self.ringed:
            view.focus_ring(self.rect)


class ToolBox(Widget):
    """The tools in rows; one of them is in the hand."""

    arrows = True
    WIDE, HIGH = 96, 88

    def __init__(
        self, shell: Shell, tools: Sequence[str], chosen: str, skin: str, on_choose: Callable[[str], None]
    ) -> None:
        super().__init__(shell.say("kinds.tools"), "list")
        self.chosen, self.on_choose = chosen, on_choose
        folder = SKINS.get(skin, SKINS["village"])
        pictures = {
            "hero": "hero/ari-east.svg",
            "goal": "tiles/flag.svg",
            "wall": folder.picture("wall"),
            "water": folder.picture("water"),
            "floor": folder.picture("floor-a"),
        }
        self.tools = [
            Tool(self, tool, tool_word(shell, tool), pictures.get(tool) or thing_picture(tool))
            for tool in tools
        ]
        self.add(*self.tools)

    def choose(self, tool: str) -> None:
        """Take a tool into the hand."""
        self.set(chosen=tool)
        for one in self.tools:
            one.touch()
        self.on_choose(tool)

    def _columns(self, view: View, width: int) -> int:
        return max(1, min(len(self.tools), (width + view.px(8)) // view.px(self.WIDE + 8)))

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        rows = -(-len(self.tools) // self._columns(view, width))
        return rows * view.px(self.HIGH) + (rows - 1) * view.px(8)

    def arrange(self, view: View, rect: Rect) -> None:
        """Stand at `rect`."""
        self.place(rect)
        columns, gap = self._columns(view, rect.w), view.px(8)
        for index, tool in enumerate(self.tools):
            x = rect.x + (index % columns) * (view.px(self.WIDE) + gap)
            y = rect.y + (index // columns) * (view.px(self.HIGH) + gap)
            tool.place(Rect(x, y, view.px(self.WIDE), view.px(self.HIGH)))


def tool_word(shell: Shell, tool: str) -> str:
    """What a tool is called."""
    if tool in ("hero", "goal", "wall", "water", "floor"):
        return shell.say(f"kinds.tool.{tool}")
    word = catalogue.text(f"thing.{tool}.bare", shell.lang)
    return word[:1].upper() + word[1:]


class SizeRow(Widget):
    """How large the map is, and the way back: columns, rows, undo, redo."""

    def __init__(
        self,
        shell: Shell,
        on_size: Callable[[int, int], None],
        on_undo: Callable[[], None],
        on_redo: Callable[[], None],
    ) -> None:
        super().__init__(role="group")
        say = shell.say
        self.words = (say("kinds.columns"), say("kinds.rows"))
        self.size = (0, 0)
        self.buttons = [
            IconButton("minus", say("kinds.fewer_columns"), lambda: on_size(-1, 0)),
            IconButton("plus", say("kinds.more_columns"), lambda: on_size(1, 0)),
            IconButton("minus", say("kinds.fewer_rows"), lambda: on_size(0, -1)),
            IconButton("plus", say("kinds.more_rows"), lambda: on_size(0, 1)),
            IconButton("undo", say("window.undo"), on_undo),
            IconButton("redo", say("window.redo"), on_redo),
        ]
        self.undo, self.redo = self.buttons[4:]
        self.add(*self.buttons)
        self._spots: tuple[Rect, Rect] = (Rect(0, 0, 0, 0), Rect(0, 0, 0, 0))

    def show(self, size: tuple[int, int], *, can_undo: bool, can_redo: bool) -> None:
        """The size, and whether there is a way back."""
        self.set(size=size)
        self.undo.set(enabled=can_undo)
        self.redo.set(enabled=can_redo)

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        return self._lay_out(view, Rect(0, 0, width, 0), place=False)

    def arrange(self, view: View, rect: Rect) -> None:
        """Stand at `rect`."""
        self.place(rect)
        self._lay_out(view, rect, place=True)

    def _lay_out(self, view: View, rect: Rect, *, place: bool) -> int:
        side, gap = view.px(44), view.px(8)
        middle = max(view.text_size(f"12 {word}", look.SECONDARY)[0] for word in self.words) + 2 * gap
        group = 2 * side + middle
        groups = [(0, group), (1, group), (2, 2 * side + gap)]
        x, y = rect.x, rect.y
        spots = []
        for number, wide in groups:
            if x > rect.x and x + wide > rect.right:
                x, y = rect.x, y + side + gap
            if place:
                first, second = self.buttons[2 * number : 2 * number + 2]
                first.place(Rect(x, y, side, side))
                second.place(Rect(x + wide - side, y, side, side))
                spots.append(Rect(x + side, y, wide - 2 * side, side))
            x += wide + view.px(20)
        if place:
            self._spots = (spots[0], spots[1])
        return y + side - rect.y

    def draw(self, view: View) -> None:
        for spot, number, word in zip(self._spots, self.size, self.words, strict=True):
            view.text(f"{number} {word}", spot, look.SECONDARY, align="centre")

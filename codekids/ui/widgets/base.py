"""What every part of a screen is: a named rectangle that draws itself and answers events.

Rectangles are window pixels. A widget never reaches sideways: it calls what it
was given at construction (`on_press=...`). Whatever changes its look goes
through `set`, which asks the root to draw that spot again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Protocol

from codekids.ui.events import Event
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.view import View

Role = Literal[
    "none", "group", "button", "text", "heading", "picture", "editor", "field", "list", "option",
    "slider", "tabs", "tab", "dialog", "tooltip", "status", "scroll", "stage",
]  # fmt: skip

REACH = 12  # pixels that a shadow or a focus ring may lie outside the rectangle


class House(Protocol):
    """What a widget may ask of the root it lives in."""

    def damage(self, rect: Rect) -> None: ...

    def give_focus(self, widget: Widget | None, *, visible: bool = False) -> None: ...

    def has_focus(self, widget: Widget) -> bool: ...

    def shows_focus(self, widget: Widget) -> bool: ...

    def open(self, overlay: Widget, *, modal: bool = False, owner: Widget | None = None) -> None: ...

    def close(self, overlay: Widget) -> None: ...

    def refresh_pointer(self) -> None: ...

    def animate(self, widget: Widget) -> None: ...


class Widget:
    """A part of a screen. `name` is what a screen reader would say, `role` what it is.

    `arrows` makes the focusable children one group: Tab enters it once, arrow keys move inside.
    `clips` keeps the children's drawing and clicks inside the rectangle.
    """

    clips = False
    arrows = False

    def __init__(self, name: str = "", role: Role = "group") -> None:
        self.name = name
        self.role: Role = role
        self.rect: Rect = NOWHERE
        self.visible = True
        self.enabled = True
        self.focusable = False
        self.hovered = False
        self.tooltip = ""  # shown after a moment of pointing or focus
        self.dirty = True
        self.reach = REACH
        self.parent: Widget | None = None
        self.house: House | None = None
        self.children: list[Widget] = []

    # -- the tree ----------------------------------------------------------

    def add(self, *widgets: Widget) -> None:
        """Put widgets inside, above those that are there."""
        for widget in widgets:
            widget.parent = self
            widget._move_in(self.house)
            self.children.append(widget)
            widget.touch()

    def remove(self, widget: Widget) -> None:
        """Take a widget out."""
        widget.touch()
        self.children.remove(widget)
        if self.house:
            for inside in widget.walk():
                if self.house.has_focus(inside):
                    self.house.give_focus(None)
        widget.parent = None
        widget._move_in(None)

    def exchange(self, old: Widget, new: Widget) -> None:
        """Put a widget where another is, in drawing and in the order of the keyboard."""
        index = self.children.index(old)
        self.remove(old)
        self.add(new)
        self.children.insert(index, self.children.pop())

    def clear(self) -> None:
        """Take all widgets out."""
        for widget in list(self.children):
            self.remove(widget)

    def walk(self) -> Iterator[Widget]:
        """This widget and all below it, hidden ones too, in drawing order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def _move_in(self, house: House | None) -> None:
        self.house = house
        for child in self.children:
            child._move_in(house)

    # -- the place ---------------------------------------------------------

    def place(self, rect: Rect) -> None:
        """Stand at `rect`. One that holds others places them here too."""
        if rect != self.rect:
            self.touch()
            self.rect = rect
            self.touch()

    def shift(self, dx: int, dy: int) -> None:
        """Move with everything inside."""
        if dx or dy:
            for widget in self.walk():
                widget.place_only(widget.rect.moved(dx, dy))
            self.touch()

    def place_only(self, rect: Rect) -> None:
        """Change the rectangle without arranging what is inside."""
        self.rect = rect

    # -- the look ----------------------------------------------------------

    def set(self, **changes: object) -> bool:
        """Change attributes; draws again if one has really changed, and says so."""
        changed = False
        for attribute, value in changes.items():
            if getattr(self, attribute) != value:
                if attribute == "visible":
                    self.touch()
                setattr(self, attribute, value)
                changed = True
        if changed:
            self.touch()
            if self.house and ("visible" in changes or "enabled" in changes):
                self.house.refresh_pointer()
        return changed

    def touch(self) -> None:
        """This spot must be drawn again."""
        self.dirty = True
        if self.house and not self.rect.empty:
            spot = self.rect.inset(-self.reach)
            holder = self.parent
            while holder:  # what is drawn outside of a frame that clips is not seen
                if holder.clips:
                    spot = spot.intersection(holder.rect)
                holder = holder.parent
            if not spot.empty:
                self.house.damage(spot)

    @property
    def focused(self) -> bool:
        return bool(self.house and self.house.has_focus(self))

    @property
    def ringed(self) -> bool:
        """Has the focus, and it should be seen: the keyboard brought it."""
        return bool(self.house and self.house.shows_focus(self))

    def draw(self, view: View) -> None:
        """Draw itself, without the children."""

    def relayout(self, view: View) -> None:
        """The window, text scale or theme has changed; asked of what is open over the screen."""

    def covers(self, spot: Rect) -> bool:
        """Whether its drawing hides all of `spot`, so that nothing behind need be drawn."""
        return False

    def draw_above(self, view: View) -> None:
        """Draw what lies over the children."""

    # -- the events --------------------------------------------------------

    def handle(self, event: Event) -> bool:
        """Answer an event; True when it was for this widget, else the parent is asked."""
        return False

    def focus_moved(self, has: bool) -> None:
        """The focus came or went."""
        self.touch()

    def hover_changed(self, on: bool) -> None:
        """The pointer came or went."""

    def tick(self, seconds: float) -> bool:
        """Time passed; True while still moving. Only called on widgets that asked: see `Root.animate`."""
        return False

    def accepts(self, x: int, y: int) -> bool:
        """Whether the point belongs to it."""
        return self.rect.contains(x, y)

"""The root of a screen's widgets: focus, pointer, overlays, tooltips, and what must be drawn again.

Events come from the top down: the uppermost overlay first, then the deepest
widget under the pointer or the one with the focus, then its parents. Drawing
touches damaged rectangles only; when nothing has changed, nothing is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from codekids.ui import theme as look
from codekids.ui.events import Event, Key, PointerDown, PointerMove, PointerUp, Text, Wheel
from codekids.ui.geometry import NOWHERE, Rect, merged
from codekids.ui.view import View
from codekids.ui.widgets.base import Role, Widget

ARROWS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


class Overlay(NamedTuple):
    """A widget over the screen: a list, a dialog. `before` gets the focus back."""

    widget: Widget
    modal: bool
    before: Widget | None
    on_close: Callable[[], None] | None
    owner: Widget | None  # a press on it does not count as one outside


class Tooltip(Widget):
    """The word of a picture button. Never in the way of the pointer."""

    def __init__(self) -> None:
        super().__init__(role="tooltip")
        self.visible = False
        self.owner: Widget | None = None

    def appear(self, owner: Widget, view: View) -> None:
        width = min(view.px(320), view.rect.w - 16)
        text_w, text_h = view.paragraph_size(owner.tooltip, width - 2 * view.px(10), look.SECONDARY)
        w, h = text_w + 2 * view.px(10), text_h + 2 * view.px(4)
        x = max(8, min(owner.rect.centre[0] - w // 2, view.rect.w - w - 8))
        y = owner.rect.bottom + 10
        if y + h > view.rect.h - 4:
            y = owner.rect.y - h - 10
        self.owner, self.name = owner, owner.tooltip
        self.place(Rect(x, max(4, y), w, h))
        self.set(visible=True)

    def accepts(self, x: int, y: int) -> bool:
        return False

    def draw(self, view: View) -> None:
        view.round_rect(self.rect, view.colours.sun_tint, 8, view.colours.sun_edge, 2)
        inside = self.rect.inset(view.px(10), view.px(4))
        view.paragraph(self.name, inside, look.SECONDARY, view.colours.ink)


class Root(Widget):
    """Holds a screen's widgets. `background` fills what no widget covers (None: the theme's sky)."""

    def __init__(self, name: str = "", background: str | None = None) -> None:
        super().__init__(name, "group")
        self.house = self
        self.background = background
        self.overlays: list[Overlay] = []
        self._damage: list[Rect] = []
        self._focus: Widget | None = None
        self._focus_visible = False
        self._pressed: Widget | None = None
        self._hovered: Widget | None = None
        self._pointer = (-1, -1)
        self._key_moved_focus = False
        self._moving: list[Widget] = []
        self._tip = Tooltip()
        self._tip._move_in(self)
        self._tip_for: Widget | None = None
        self._tip_wait = 0.0

    # -- drawing -------------------------------------------------------------

    def damage(self, rect: Rect) -> None:
        """This rectangle must be drawn again."""
        if not any(known.contains(rect.x, rect.y) and known.contains(rect.right - 1, rect.bottom - 1)
                   for known in self._damage):  # fmt: skip
            self._damage.append(rect)

    @property
    def stale(self) -> bool:
        """Whether anything waits to be drawn."""
        return bool(self._damage)

    def draw_all(self, view: View) -> list[Rect]:
        """Draw the damaged spots; returns the rectangles that changed on the surface."""
        self._settle_tip(view)
        spots = merged(rect.intersection(view.rect) for rect in self._damage)
        self._damage = []
        for spot in spots:
            with view.clip(spot):
                self._draw_screen(spot, view)
                for overlay in self.overlays:
                    if overlay.modal:
                        view.tint(view.rect, view.colours.dim, look.DIM_ALPHA)
                    self._draw_tree(overlay.widget, view)
                if self._tip.visible:
                    self._tip.draw(view)
        # What drawing itself asked for (a measure that only drawing could take) waits for the next frame.
        return spots

    def _draw_screen(self, spot: Rect, view: View) -> None:
        """The screen itself, from the uppermost widget on that hides all behind it."""
        first = 0
        for index in range(len(self.children) - 1, -1, -1):
            if self.children[index].covers(spot):
                first = index
                break
        else:
            view.rect_fill(spot, self.background or view.colours.sky)
            self.draw(view)
        for child in self.children[first:]:
            self._draw_tree(child, view)

    def _draw_tree(self, widget: Widget, view: View) -> None:
        if not widget.visible:
            return
        widget.dirty = False
        if not widget.rect.empty and not view.shows(widget.rect.inset(-widget.reach)):
            return
        widget.draw(view)
        if widget.clips:
            with view.clip(widget.rect):
                for child in widget.children:
                    self._draw_tree(child, view)
        else:
            for child in widget.children:
                self._draw_tree(child, view)
        widget.draw_above(view)

    def place(self, rect: Rect) -> None:
        """Take the whole window; everything is drawn again."""
        self.rect = rect
        self._damage = [rect]

    # -- time ----------------------------------------------------------------

    def animate(self, widget: Widget) -> None:
        """Call `widget.tick` each frame until it answers False."""
        if widget not in self._moving:
            self._moving.append(widget)

    def tick(self, seconds: float) -> bool:
        """Time passed; True while something still moves or a tooltip is on its way."""
        self._moving = [widget for widget in self._moving if widget.house and widget.tick(seconds)]
        waiting = self._tip_for is not None and not self._tip.visible
        if waiting:
            self._tip_wait += seconds
        return bool(self._moving) or (waiting and self._tip_wait < look.TOOLTIP_DELAY)

    def _settle_tip(self, view: View) -> None:
        owner = self._tip_for
        if owner and owner.visible and not self._tip.visible and self._tip_wait >= look.TOOLTIP_DELAY:
            self._tip.appear(owner, view)

    def _expect_tip(self, widget: Widget | None) -> None:
        wanted = widget if widget and widget.tooltip else None
        if wanted is not self._tip_for:
            self._tip.set(visible=False)
            self._tip_for, self._tip_wait = wanted, 0.0
        # The tooltip is placed while drawing; make sure a frame comes once the time is up.

    @property
    def tip_due(self) -> bool:
        """Whether a tooltip should appear with the next frame."""
        return self._tip_for is not None and not self._tip.visible and self._tip_wait >= look.TOOLTIP_DELAY

    # -- overlays --------------------------------------------------------------

    def open(
        self,
        overlay: Widget,
        *,
        modal: bool = False,
        on_close: Callable[[], None] | None = None,
        owner: Widget | None = None,
    ) -> None:
        """Show a widget above everything. A modal one dims the rest and keeps the focus inside.

        One that is not modal closes at a press outside it and outside its `owner`.
        """
        overlay._move_in(self)
        overlay.parent = None
        self.overlays.append(Overlay(overlay, modal, self._focus, on_close, owner))
        self._expect_tip(None)
        self.damage(self.rect if modal else overlay.rect.inset(-overlay.reach))
        overlay.touch()
        if modal:
            stops = list(_stops(overlay))
            self.give_focus(stops[0] if stops else None, visible=self._focus_visible)

    def close(self, overlay: Widget) -> None:
        """Take an overlay away, and those above it; the focus goes back where it was."""
        index = next((i for i, open_ in enumerate(self.overlays) if open_.widget is overlay), None)
        if index is None:
            return
        closing = self.overlays[index:]
        self.overlays = self.overlays[:index]
        for closed in reversed(closing):
            self.damage(self.rect if closed.modal else closed.widget.rect.inset(-closed.widget.reach))
            closed.widget._move_in(None)
            if closed.on_close:
                closed.on_close()
        if self._focus is None or self._focus.house is None:
            before = closing[0].before
            self.give_focus(before if before and before.house else None, visible=self._focus_visible)
        self.refresh_pointer()

    def relayout(self, view: View) -> None:
        """After the screen was laid out anew: lists close, dialogs find their place again."""
        while self.overlays and not self.overlays[-1].modal:
            self.close(self.overlays[-1].widget)
        for overlay in self.overlays:
            overlay.widget.relayout(view)
        self._tip.set(visible=False)

    @property
    def modal(self) -> Widget | None:
        """The uppermost modal overlay."""
        return next((open_.widget for open_ in reversed(self.overlays) if open_.modal), None)

    def _layers(self) -> list[Widget]:
        """What may answer now, uppermost first: overlays down to a modal one, else the screen."""
        layers: list[Widget] = []
        for overlay in reversed(self.overlays):
            layers.append(overlay.widget)
            if overlay.modal:
                return layers
        return [*layers, self]

    # -- focus -----------------------------------------------------------------

    @property
    def focus(self) -> Widget | None:
        """The widget that gets the keys."""
        return self._focus

    def give_focus(self, widget: Widget | None, *, visible: bool = False) -> None:
        """Give the keys to a widget; `visible` draws the ring (the keyboard brought it)."""
        before, self._focus = self._focus, widget
        if self._focus_visible != visible and widget:
            widget.touch()
        self._focus_visible = visible
        if before is not widget:
            if before:
                before.focus_moved(False)
            if widget:
                widget.focus_moved(True)
                self._reveal(widget)
        if visible:
            self._expect_tip(widget)

    def has_focus(self, widget: Widget) -> bool:
        return self._focus is widget

    def shows_focus(self, widget: Widget) -> bool:
        return self._focus is widget and self._focus_visible

    def _reveal(self, widget: Widget) -> None:
        """Scroll what holds the widget so far that it is seen."""
        holder = widget.parent
        while holder:
            reveal = getattr(holder, "reveal", None)
            if reveal:
                reveal(widget.rect)
            holder = holder.parent

    def move_focus(self, back: bool = False) -> bool:
        """Tab: to the next place the keyboard can be, round and round."""
        stops = list(_stops(self._layers()[0] if self.modal or self.overlays else self))
        if not stops:
            return False
        current = self._focus
        group = _group_of(current) if current else None
        index = next((i for i, stop in enumerate(stops) if stop is current), None)
        if index is None and group:
            index = next((i for i, stop in enumerate(stops) if _group_of(stop) is group), None)
        if index is None:
            target = stops[-1 if back else 0]
        else:
            target = stops[(index + (-1 if back else 1)) % len(stops)]
        self.give_focus(target, visible=True)
        return True

    def _move_in_group(self, name: str) -> bool:
        """An arrow key: to the nearest neighbour in that direction."""
        current = self._focus
        group = _group_of(current) if current else None
        if current is None or group is None:
            return False
        dx, dy = ARROWS[name]
        x, y = current.rect.centre
        best: tuple[float, Widget] | None = None
        for widget in group.walk():
            if widget is current or not _can_focus(widget):
                continue
            to_x, to_y = widget.rect.centre[0] - x, widget.rect.centre[1] - y
            along, across = to_x * dx + to_y * dy, abs(to_x * dy) + abs(to_y * dx)
            if along > 0 and (best is None or along + 3 * across < best[0]):
                best = (along + 3 * across, widget)
        if best:
            self.give_focus(best[1], visible=True)
        return True

    # -- events ------------------------------------------------------------------

    def handle(self, event: Event) -> bool:
        """Bring an event to whom it is for; False when nobody wanted it."""
        match event:
            case Key():
                return self._key(event)
            case Text():
                # The key that brought the focus here must not also be typed here.
                if self._focus is None or self._key_moved_focus:
                    return False
                return self._ask(self._focus, event)
            case PointerDown():
                return self._pointer_down(event)
            case PointerMove():
                return self._pointer_move(event)
            case PointerUp():
                pressed, self._pressed = self._pressed, None
                answered = bool(pressed and pressed.house and self._ask(pressed, event))
                self._hover(self._under(event.x, event.y))
                return answered
            case Wheel():
                under = self._under(event.x, event.y)
                return bool(under and self._ask(under, event))
        return False

    def _ask(self, widget: Widget | None, event: Event) -> bool:
        while widget is not None and widget is not self:
            if widget.enabled and widget.handle(event):
                return True
            widget = widget.parent
        return False

    def _key(self, event: Key) -> bool:
        before = self._focus
        answered = self._answer_key(event)
        self._key_moved_focus = self._focus is not before
        return answered

    def _answer_key(self, event: Key) -> bool:
        moves = event.pressed and event.name in {"tab", *ARROWS}
        if moves and self._focus and not self._focus_visible:
            self._focus_visible = True
            self._focus.touch()
        self._tip.set(visible=False)
        if self._focus and self._focus.house and self._ask(self._focus, event):
            return True
        if not event.pressed:
            return False
        top = self.overlays[-1].widget if self.overlays else None
        if top and self._focus not in list(top.walk()) and self._ask(top, event):
            return True
        if event.name == "tab" and not event.ctrl and not event.alt:
            return self.move_focus(back=event.shift)
        if event.name in ARROWS and not event.ctrl:
            return self._move_in_group(event.name)
        if event.name == "escape" and top:
            self.close(top)
            return True
        # Nothing behind a modal dialog may hear the key.
        return self.modal is not None

    def _under(self, x: int, y: int) -> Widget | None:
        for layer in self._layers():
            found = _deepest(layer, x, y)
            if found is not None and found is not self:
                return found
        return None

    def _pointer_down(self, event: PointerDown) -> bool:
        self._pointer = (event.x, event.y)
        self._expect_tip(None)
        in_overlay = False
        while self.overlays and not self.overlays[-1].modal:
            top = self.overlays[-1]
            in_overlay = _deepest(top.widget, event.x, event.y) is not None
            if in_overlay or (top.owner and top.owner.accepts(event.x, event.y)):
                break
            self.close(top.widget)
        target = self._under(event.x, event.y)
        holder = target
        while holder and not _can_focus(holder):
            holder = holder.parent
        if holder is not None and holder is not self:
            self.give_focus(holder)
        elif self._focus and not in_overlay and not self.modal:
            self.give_focus(None)
        self._pressed = target
        self._key_moved_focus = False
        return self._ask(target, event) or self.modal is not None

    def _pointer_move(self, event: PointerMove) -> bool:
        self._pointer = (event.x, event.y)
        if self._pressed and event.held:
            return bool(self._pressed.house) and self._ask(self._pressed, event)
        under = self._under(event.x, event.y)
        self._hover(under)
        return bool(under and self._ask(under, event))

    def _hover(self, widget: Widget | None) -> None:
        if widget is self._hovered:
            return
        for one, state in ((self._hovered, False), (widget, True)):
            if one is not None:
                one.hovered = state
                one.hover_changed(state)
                one.touch()
        self._hovered = widget
        tip = widget
        while tip and not tip.tooltip:
            tip = tip.parent
        self._expect_tip(tip)

    def refresh_pointer(self) -> None:
        """Something came or went: what lies under the pointer may have changed."""
        if self._pointer != (-1, -1) and self._pressed is None:
            self._hover(self._under(*self._pointer))
        if self._focus and self._focus.house is None:
            self._focus = None


def _can_focus(widget: Widget) -> bool:
    if not (widget.focusable and widget.enabled and not widget.rect.empty):
        return False
    holder: Widget | None = widget
    while holder:
        if not holder.visible:
            return False
        holder = holder.parent
    return True


def _group_of(widget: Widget) -> Widget | None:
    holder = widget.parent
    while holder and not holder.arrows:
        holder = holder.parent
    return holder


def _stops(widget: Widget) -> Iterator[Widget]:
    """Where Tab stops: every focusable widget, but one only in a group moved by arrows."""
    if not widget.visible:
        return
    if widget.arrows:
        members = [inside for inside in widget.walk() if inside is not widget and _can_focus(inside)]
        chosen = [member for member in members if member.focused or getattr(member, "selected", False)]
        yield from (chosen or members)[:1]
        return
    if _can_focus(widget):
        yield widget
    for child in widget.children:
        yield from _stops(child)


def _deepest(widget: Widget, x: int, y: int) -> Widget | None:
    """The uppermost widget at the point, or None."""
    if not widget.visible or (widget.clips and not widget.rect.contains(x, y)):
        return None
    for child in reversed(widget.children):
        found = _deepest(child, x, y)
        if found:
            return found
    return widget if widget.accepts(x, y) and widget.role != "none" else None


def accessible_tree(root: Root) -> list[tuple[str, Role, Rect]]:
    """Every visible widget with a name, as (name, role, rectangle); overlays come last."""
    found: list[tuple[str, Role, Rect]] = []

    def visit(widget: Widget) -> None:
        if not widget.visible:
            return
        if widget.name and widget.role != "none" and widget.rect != NOWHERE:
            found.append((widget.name, widget.role, widget.rect))
        for child in widget.children:
            visit(child)

    visit(root)
    for overlay in root.overlays:
        visit(overlay.widget)
    if root._tip.visible:
        visit(root._tip)
    return found

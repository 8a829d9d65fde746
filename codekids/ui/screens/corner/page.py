"""One page of the corner: fields at the top, one thing in the middle, a sentence, and what can be done.

A page shows what the club's snapshot has (`refresh`) and asks the screen to have
things done. The sentence first says what the page is for, then what became of
the last press.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from codekids.lang.problems import Argument, Message
from codekids.progress.club import Club
from codekids.ui import theme as look
from codekids.ui.geometry import NOWHERE, Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.button import Button
from codekids.ui.widgets.label import Label, Paragraph

if TYPE_CHECKING:
    from codekids.ui.screens.corner.screen import CornerScreen

GAP = 10
LEAST_BODY = 96  # design pixels: two rows of a list
BUTTON_SHARE = 210  # design pixels a button would like; below it they stand in two rows


class Told(Widget):
    """The sentence of a page, on a strip; after a press with a sign that says how it went."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "status")
        self.text = text
        self.icon = ""  # "": what the page is for; "check": done; "info": not done; "clock": at work

    def say(self, text: str, icon: str = "") -> None:
        """Another sentence."""
        self.set(text=text, name=text, icon=icon)

    def _room(self, view: View, width: int) -> int:
        return width - 2 * view.px(12) - (view.px(22) + view.px(10) if self.icon else 0)

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs when it is so wide."""
        return view.paragraph_size(self.text, self._room(view, width))[1] + 2 * view.px(5)

    def draw(self, view: View) -> None:
        colours, rect = view.colours, self.rect
        inside = rect.inset(view.px(12), view.px(5))
        if self.icon:
            done = self.icon == "check"
            fill, edge = (colours.green_tint, colours.green) if done else (colours.sun_tint, colours.sun_edge)
            view.round_rect(rect, fill, look.RADIUS_CHIP, edge, 2)
            spot, inside = inside.split_left(view.px(22), view.px(10))
            ink = colours.green_deep if done else colours.sun_text
            view.icon(self.icon, Rect(spot.x, spot.y, spot.w, min(spot.h, view.px(26))), ink)
        with view.clip(rect):
            view.paragraph(self.text, inside)


class Page(Widget):
    """`heads` stand beside one another at the top, `buttons` at the foot; `body` takes what is left."""

    icon = ""

    def __init__(self, corner: CornerScreen, title: str) -> None:
        super().__init__(title, "group")
        self.corner, self.shell = corner, corner.shell
        self.title = title
        self.told = Told("")
        self.heads: list[Widget] = []
        self.body: Widget | None = None
        self.buttons: list[Button] = []
        self.view: View | None = None  # None until it is laid out

    def build(self, purpose: str, *, heads: tuple[Widget, ...] = (), body: Widget | None = None) -> None:
        """Put everything in, in the order of the keyboard; the buttons follow with `offer`."""
        self.purpose = purpose
        self.told.say(purpose)
        self.heads, self.body = list(heads), body
        self.add(*heads)
        if body is not None:
            self.add(body)
        self.add(self.told)

    def offer(self, *buttons: Button) -> None:
        """What can be done here."""
        self.buttons = list(buttons)
        self.add(*buttons)

    # -- words, and what is known ----------------------------------------------

    @property
    def club(self) -> Club:
        """Everybody and everything, as last looked at."""
        return self.corner.journal.club

    def say(self, key: str, **args: Argument) -> str:
        """A sentence of the corner."""
        return self.shell.say(f"corner.{key}", **args)

    def tell(self, words: str | Message, icon: str = "check") -> None:
        """How it went: done, or why not, which a Message always says."""
        if isinstance(words, Message):
            words, icon = self.shell.say_message(words), "info"
        self.told.say(words, icon)
        self.corner.lay_out_again()

    def go_on(self, button: Button) -> None:
        """What a press in a list does where a press must not act by itself: to the button that does."""
        root = self.corner.root
        if button.visible and button.enabled:
            root.give_focus(button, visible=root.focus is not None and root.shows_focus(root.focus))

    def do(self, action: Callable[..., Any], then: Callable[[Any], None], *, queued: bool = False) -> None:
        """Have the store do it; what it refuses is said, else `then` gets the answer."""

        def answered(answer: Any) -> None:
            if isinstance(answer, Message):
                self.tell(answer)
            else:
                then(answer)

        self.corner.do(action, answered, queued=queued)

    def refresh(self) -> None:
        """Show the club as it is now."""

    def leaving(self) -> None:
        """Another page comes."""

    def gone(self) -> Message | None:
        """Why there is nothing to show any more: another window took it away."""
        return None

    def first(self) -> Widget | None:
        """Where the keyboard begins."""
        return self.body or (self.heads[0] if self.heads else None)

    # -- where it is -------------------------------------------------------------

    def arrange(self, view: View, rect: Rect) -> None:
        """Place everything in a rectangle."""
        self.view = view
        self.place(rect)
        gap = view.px(GAP)
        rest = self._arrange_heads(view, rect, gap)
        rest = self._arrange_buttons(view, rest, gap)
        high = min(self.told.height_for(view, rest.w), rest.h // 2) if self.told.text else 0
        small = rest.h - high - gap < view.px(LEAST_BODY)
        # What the page is for can be left out where there is no room; how it went cannot.
        hidden = small and not self.told.icon and self.body is not None
        self.told.set(visible=bool(high) and not hidden)
        if self.told.visible:
            rest, spot = rest.split_bottom(high, gap)
            self.told.place(spot)
        if self.body is not None:
            self.arrange_body(view, rest)

    def arrange_body(self, view: View, rect: Rect) -> None:
        """Give the middle its place."""
        arrange = getattr(self.body, "arrange", None)
        if arrange is not None:
            arrange(view, rect)
        elif self.body is not None:
            self.body.place(rect)

    def _arrange_heads(self, view: View, rect: Rect, gap: int) -> Rect:
        shown = [one for one in self.heads if one.visible]
        if not shown:
            return rect
        high = max(self._head_height(view, one) for one in shown)
        row, rest = rect.split_top(high, gap)
        spots = row.columns(len(shown), view.px(12))
        for one, spot in zip(shown, spots, strict=True):
            lower = spot.split_bottom(min(self._head_height(view, one), spot.h))[1]
            arrange = getattr(one, "arrange", None)
            arrange(view, lower) if arrange is not None else one.place(lower)
        return rest

    def _head_height(self, view: View, widget: Widget) -> int:
        measure = getattr(widget, "height_for", None)
        if isinstance(widget, Paragraph | Label) or measure is None:
            return view.px(look.FIELD_HEIGHT)
        return int(measure(view))

    def _arrange_buttons(self, view: View, rect: Rect, gap: int) -> Rect:
        shown = [one for one in self.buttons if one.visible]
        for one in self.buttons:
            if not one.visible:
                one.place(NOWHERE)
        if not shown:
            return rect
        if view.theme.left_handed:
            shown.reverse()
        rest, row = rect.split_bottom(view.px(look.BUTTON_HEIGHT), gap)
        # Few buttons do not stretch over the whole window.
        widest = max(one.measure(view)[0] for one in shown) + view.px(16)
        wide = min(row.w, len(shown) * max(widest, view.px(BUTTON_SHARE)) + (len(shown) - 1) * gap)
        row = row.split_right(wide)[1] if view.theme.left_handed else row.split_left(wide)[0]
        for one, spot in zip(shown, row.columns(len(shown), gap), strict=True):
            one.place(spot)
        return rest

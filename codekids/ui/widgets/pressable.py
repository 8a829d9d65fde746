"""What is pressed by letting go inside, by Enter or by Space: tabs, answers, tools, ticks."""

from __future__ import annotations

from collections.abc import Callable

from codekids.ui.events import Event, Key, PointerDown, PointerUp
from codekids.ui.widgets.base import Role, Widget


class Pressable(Widget):
    """Has the focus and the press; how it looks is for others to say. A `Button` has a label and a shape."""

    def __init__(self, name: str, role: Role, on_press: Callable[[], None] = lambda: None) -> None:
        super().__init__(name, role)
        self.focusable = True
        self.on_press = on_press

    def handle(self, event: Event) -> bool:
        match event:
            case PointerDown(button=1):
                return True
            case PointerUp(x=x, y=y, button=1):
                if self.rect.contains(x, y):
                    self.on_press()
                return True
            case Key(name="enter" | "space", ctrl=False, alt=False) if event.pressed:
                self.on_press()
                return True
        return False

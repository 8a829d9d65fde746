"""A switch in a row of its own, no wider than its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from codekids.ui.geometry import Rect
from codekids.ui.view import View
from codekids.ui.widgets.base import Widget
from codekids.ui.widgets.tabs import Segmented


class SwitchRow(Widget):
    """Holds a `Segmented`; `on_choose` gets the value."""

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[str, str, str | None]],
        chosen: str,
        on_choose: Callable[[str], None],
    ) -> None:
        super().__init__()
        self.switch = Segmented(name, choices, chosen, on_choose)
        self.add(self.switch)

    def height_for(self, view: View, width: int) -> int:
        """Pixels it needs."""
        return self.switch.measure(view)[1]

    def arrange(self, view: View, rect: Rect) -> None:
        """Stand at `rect`, from its left edge."""
        self.place(rect)
        wide, high = self.switch.measure(view)
        self.switch.place(Rect(rect.x, rect.y, min(wide, rect.w), high))

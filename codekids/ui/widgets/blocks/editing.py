"""What a learner is doing with the blocks: cursor, what is carried, what was done. Knows no window.

Mouse and keyboard speak to the same few calls. A carried block hops between `places` (keyboard)
or follows the pointer and snaps to one of them (mouse); `drop` makes one edit of it. The history
is a list of workspaces; whoever keeps a history of the text gets every change through `on_change`.
`to_data` and `restore` keep it, loose pieces and all, while the window is closed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from codekids.lang.blocks.block import Block, slot_key
from codekids.lang.blocks.draft import Refused
from codekids.lang.blocks.edits import (
    After,
    AtStart,
    Delete,
    Duplicate,
    Edit,
    Insert,
    Inside,
    InSlot,
    Loose,
    Move,
    Outcome,
    Place,
    SetField,
    code_of,
)
from codekids.lang.blocks.rules import Rules, apply_within, is_locked
from codekids.lang.blocks.splice import Change, difference
from codekids.lang.blocks.stacks import followers
from codekids.lang.blocks.targets import targets, targets_for
from codekids.lang.blocks.templates import template_blocks
from codekids.lang.blocks.workspace import (
    START,
    Workspace,
    fold,
    from_data,
    is_hat,
    put,
    statements,
    to_data,
    view,
)
from codekids.lang.problems import Message
from codekids.ui.document import Document
from codekids.ui.document import Place as TextPlace
from codekids.ui.geometry import Rect
from codekids.ui.widgets.blocks.cursor import Stop, heads, stands, stops
from codekids.ui.widgets.blocks.history import History
from codekids.ui.widgets.blocks.layout import BlockLayout, Gap, Ghost
from codekids.ui.widgets.blocks.snapping import (
    APART,
    SNAP_RADIUS,
    free_spot,
    slot_at,
    slot_rect,
    snap,
    stack_rects,
)

BUMP = 40  # pixels at 100 % between the program and what was taken off by key


@dataclass(frozen=True, slots=True)
class Carry:
    """What hangs from the pointer or hops with the arrow keys."""

    block: str = ""  # an id; "": new, from `code`
    code: str = ""
    below: bool = True
    copy: bool = False
    places: tuple[Place, ...] = ()
    place: Place | None = None  # where it would go now
    stack: bool = False  # a whole stack with its hat: only moves over the floor
    blocks: tuple[Block, ...] = ()  # what is carried, as it looks
    answers: bool = False  # a reporter


class Editing:
    """One block program being edited."""

    def __init__(
        self,
        workspace: Workspace,
        rules: Rules | None = None,
        on_change: Callable[[Change], None] | None = None,
        on_floor: Callable[[], None] | None = None,
    ) -> None:
        """`on_floor` hears of what changes beside the text: loose pieces, places, folds."""
        self.workspace = workspace
        self.rules = rules or Rules()
        self.on_change = on_change
        self.on_floor = on_floor
        self.cursor = Stop(START)
        self.carry: Carry | None = None
        self.refused: Message | None = None  # why the last thing did not happen
        self.locked = False  # during a run nothing can be changed
        self.snap_radius: float = SNAP_RADIUS  # pixels at 100 %
        self.history = History()

    # -- edits and history

    def do(self, edit: Edit) -> Outcome:
        """Carry out one edit, within the rules of the lesson."""
        if self.locked:
            self.refused = Message("blockeditor.running")
            return Outcome(self.workspace, "", self.refused)
        outcome = apply_within(self.workspace, edit, self.rules)
        self.refused = outcome.refused
        if outcome.refused is None:
            self._become(outcome.workspace)
            if outcome.focus:
                self.cursor = Stop(outcome.focus)
            self._keep_cursor()
        return outcome

    def _become(self, after: Workspace) -> None:
        before = self.workspace
        if after is before:
            return
        self.history.push(before)
        self.workspace = after
        self._tell(before)

    def _tell(self, before: Workspace) -> None:
        if before.text == self.workspace.text:
            if self.on_floor is not None:
                self.on_floor()
        elif self.on_change is not None:
            self.on_change(difference(before.text, self.workspace.text))

    def undo(self) -> bool:
        """One step back; False if there is none."""
        return self._step(back=True)

    def redo(self) -> bool:
        """One step forth again."""
        return self._step(back=False)

    def _step(self, back: bool) -> bool:
        before = self.workspace
        made = None if self.locked else self.history.step(before, back)
        if made is None:
            return False
        self.workspace = made
        self.cancel()
        self._tell(before)
        self._keep_cursor()
        return True

    @property
    def can_undo(self) -> bool:
        return self.history.can(back=True)

    @property
    def can_redo(self) -> bool:
        return self.history.can(back=False)

    def start_with(self, workspace: Workspace) -> None:
        """Another program, with no history yet."""
        self.history.clear()
        self.workspace = workspace
        self.carry, self.refused, self.cursor = None, None, Stop(START)

    def set_text(self, text: str) -> None:
        """The program was changed elsewhere. A step of the history, unless it is what is here already."""
        if text == self.workspace.source:
            return
        went = self.history.went(self.workspace, text)
        after = went or view(text, self.workspace)
        if went is None and after.stale is None:
            self.history.push(self.workspace)
        self.workspace = after
        self.cancel()
        self._keep_cursor()

    def to_data(self) -> dict[str, Any]:
        """Floor and history as plain JSON; the program itself is kept by whoever keeps its text."""
        return {"floor": to_data(self.workspace), **self.history.to_data(self.workspace)}

    def restore(self, data: Mapping[str, Any] | None) -> None:
        """What `to_data` gave, for the program that is here. What does not fit it is left out."""
        if not isinstance(data, Mapping):
            return
        here = self.workspace
        self.workspace = from_data(here.source, data.get("floor"), here.dialect, here)
        self.history.restore(self.workspace, data)

    def only_floor(self, back: bool) -> bool:
        """Whether the next step back (or forth) moves only loose things and leaves the text."""
        return self.history.only_floor(self.workspace, back)

    def move_stack(self, id: str, x: float, y: float) -> None:
        """A stack to another place on the floor, in pixels at 100 %."""
        self._become(put(self.workspace, id, max(0.0, x), max(0.0, y)))

    def fold_all(self, folded: bool) -> None:
        """Every block of the program that has a mouth shown as one row, or opened."""
        made = self.workspace
        for block in statements(made.blocks):
            if block.mouths:
                made = fold(made, block.id, folded)
        if made.folded != self.workspace.folded:
            self._become(made)

    def fold(self, id: str) -> None:
        """A block with a mouth shown as one row, or opened again."""
        where = self.workspace.find(id)
        if where is not None and where.block.mouths:
            self._become(fold(self.workspace, id, id not in self.workspace.folded))

    def tidy(self) -> None:
        """All stacks back under each other at the left edge."""
        made = replace(self.workspace, places={})
        y = 24.0
        if made.loose:
            for piece in made.loose:
                made = put(made, piece.id, 420.0, y)
                y += 60.0 + 48 * max(1, sum(1 for block in piece.blocks for _ in block.walk()))
        self._become(made)

    # -- the cursor

    def stops(self) -> list[Stop]:
        """Everything the cursor can stand on, as one reads the program."""
        return stops(self.workspace)

    def step(self, by: int, lines: bool) -> bool:
        """The cursor `by` stops on: `lines`: from statement to statement."""
        found = self.stops()
        if self.cursor in found:
            at = found.index(self.cursor)
            while 0 <= at + by < len(found):
                at += by
                if not lines or self._stands(found[at]):
                    self.cursor = found[at]
                    return True
            return False
        self.cursor = found[0]
        return True

    def to_end(self, last: bool) -> None:
        """The cursor on the first or the last statement."""
        found = [stop for stop in self.stops() if self._stands(stop)]
        self.cursor = found[-1 if last else 0]

    def next_slot(self, by: int) -> bool:
        """The cursor on the next slot of the program, or the one before."""
        found = self.stops()
        at = found.index(self.cursor) if self.cursor in found else 0
        while 0 <= at + by < len(found):
            at += by
            if found[at].slot:
                self.cursor = found[at]
                return True
        return False

    def next_stack(self, by: int) -> bool:
        """The cursor at the head of the next stack, or of the one before."""
        first = heads(self.workspace)
        found = self.stops()
        here = found.index(self.cursor) if self.cursor in found else 0
        at = max((n for n, head in enumerate(first) if found.index(head) <= here), default=0)
        self.cursor = first[max(0, min(len(first) - 1, at + by))]
        return True

    def _stands(self, stop: Stop) -> bool:
        return stands(self.workspace, stop)

    def _keep_cursor(self) -> None:
        if self.cursor.block == START:
            return
        where = self.workspace.find(self.cursor.block)
        if where is None:
            parent = self.cursor.block.split("/")[0]
            self.cursor = Stop(parent if self.workspace.find(parent) else START)
        elif self.cursor.slot and where.block.slot(self.cursor.slot) is None:
            self.cursor = Stop(self.cursor.block)

    # -- carrying

    def take(self, code: str) -> bool:
        """A new block from the palette, or a copied one, is carried."""
        try:
            blocks = template_blocks(code, self.workspace)
        except Refused as refused:
            self.refused = refused.message
            return False
        places = tuple(targets_for(self.workspace, code))
        return self._carry(Carry("", code, places=places, blocks=blocks, answers=blocks[0].is_reporter))

    def pick(self, id: str, below: bool = True, copy: bool = False) -> bool:
        """A block that is there is carried, `below`: with what hangs under it; or a `copy` of it."""
        where = self.workspace.find(id)
        if id == START or (where is not None and is_hat(where.block)):
            stack = next((one for one in self.workspace.stacks if one.id == id), None)
            return self._carry(Carry(id, stack=True, blocks=stack.blocks if stack is not None else ()))
        if where is None:
            return False
        if is_locked(where.block, self.rules) and not copy:
            self.refused = Message("blocks.locked")
            return False
        answers = where.block.is_reporter
        below = below and not answers
        places = tuple(targets(self.workspace, id, below))
        return self._carry(Carry(id, "", below, copy, places, None, False, followers(where, below), answers))

    def _carry(self, carry: Carry) -> bool:
        if self.locked:
            self.refused = Message("blockeditor.running")
            return False
        if self.workspace.stale is not None:
            self.refused = Message("blocks.stale", {"line": self.workspace.stale.line})
            return False
        self.refused = None
        self.carry = carry
        return True

    def hidden(self) -> frozenset[str]:
        """The ids of the blocks that have left their place."""
        carry = self.carry
        if carry is None or not carry.block or carry.copy:
            return frozenset()
        return frozenset([carry.block, *(block.id for block in carry.blocks)])

    def gap(self, ghost: Ghost) -> Gap | None:
        """The room to keep for what is carried."""
        carry = self.carry
        if carry is None or carry.place is None or not carry.blocks:
            return None
        return Gap(carry.place, carry.blocks, ghost)

    def hop(self, by: int) -> Place | None:
        """The next place for what is carried, round and round."""
        if self.carry is None or not self.carry.places:
            return None
        places = self.carry.places
        at = places.index(self.carry.place) + by if self.carry.place in places else 0
        self.carry = replace(self.carry, place=places[at % len(places)])
        return self.carry.place

    def hop_to(self, index: int) -> None:
        """The first place (0) or the last (-1)."""
        if self.carry is not None and self.carry.places:
            self.carry = replace(self.carry, place=self.carry.places[index])

    def hop_home(self, stop: Stop) -> None:
        """The place that what is carried has just left; else one near the cursor."""
        where = self.workspace.find(stop.block)
        if self.carry is None or where is None:
            return
        home: Place = AtStart()
        if where.index:
            home = After(where.siblings[where.index - 1].id)
        elif where.parent is not None and where.mouth is not None:
            home = Inside(where.parent.id, where.parent.mouths.index(where.mouth))
        if home in self.carry.places and not where.block.is_reporter:
            self.carry = replace(self.carry, place=home)
        else:
            self.hop_near(stop)

    def nowhere(self) -> None:
        """What is carried is over no place."""
        if self.carry is not None and self.carry.place is not None:
            self.carry = replace(self.carry, place=None)

    def hop_near(self, stop: Stop) -> None:
        """The place the cursor stands for, if the carried block can go there; else the first."""
        if self.carry is None:
            return
        wanted = self.wanted_places(stop)
        found = next((place for place in wanted if place in self.carry.places), None)
        first = self.carry.places[0] if self.carry.places else None
        self.carry = replace(self.carry, place=found or first)

    def wanted_places(self, stop: Stop) -> list[Place]:
        """Where a new block goes when the cursor is there, the best first."""
        if stop.block == START:
            return [AtStart()]
        where = self.workspace.find(stop.block)
        if where is None:
            return []
        if stop.slot:
            owner = stop.block.split("/")[0]
            return [InSlot(stop.block, stop.slot), After(owner)]
        if where.slot is not None and where.parent is not None:
            return [InSlot(where.parent.id, slot_key(where.row, where.slot)), After(stop.block.split("/")[0])]
        if where.block.mouths and not where.block.mouths[0].blocks:
            return [Inside(stop.block, 0), After(stop.block)]
        places: list[Place] = [After(stop.block)]
        if where.parent is not None and where.mouth is not None:
            places.append(Inside(where.parent.id, where.parent.mouths.index(where.mouth)))
        if is_hat(where.block):
            places.insert(0, Inside(stop.block, 0))
        return places

    def follow(
        self, layout: BlockLayout, x: float, y: float, pointer: tuple[float, float] | None = None
    ) -> Place | None:
        """Where what is carried would snap.

        (x, y) of the floor is its upper left, of a reporter its left middle. `layout` is without it.
        """
        if self.carry is None:
            return None
        place = snap(layout, self.carry.places, x, y, self.carry.place, self.snap_radius, pointer)
        if place != self.carry.place:
            self.carry = replace(self.carry, place=place)
        return place

    def cancel(self) -> None:
        """Let go without doing anything."""
        self.carry = None

    def drop(
        self,
        layout: BlockLayout,
        at: tuple[float, float] | None = None,
        size: tuple[int, int] = (0, 0),
        pointer: tuple[float, float] | None = None,
    ) -> Outcome | None:
        """Put down what is carried: where it snaps, else loose at `at`, next to what lies there already.

        All in pixels of the floor; `layout` is without what is carried, `size` its own.
        """
        carry, self.carry = self.carry, None
        if carry is None:
            return None
        if carry.place is None and at is None:
            return None
        spot = (0.0, 0.0)
        if at is not None:
            spot = self._beside(layout, Rect(round(at[0]), round(at[1]), *size))
        if carry.stack:
            if at is not None:
                self.move_stack(carry.block, *spot)
            return None
        place = carry.place
        if isinstance(place, InSlot):
            rect = slot_rect(layout, place)
            place = InSlot(place.block, place.slot, *self._beside(layout, rect))
        if place is None:
            place = Loose(*spot)
        if not carry.block:
            outcome = self.do(Insert(carry.code, place))
        elif carry.copy:
            outcome = self.do(Duplicate(carry.block, carry.below, place))
        else:
            outcome = self.do(Move(carry.block, place, carry.below))
        if isinstance(place, Loose) and pointer is not None and self.refused is None:
            self.refused = _not_here(layout, carry, pointer)
        return outcome

    def _beside(self, layout: BlockLayout, wanted: Rect) -> tuple[float, float]:
        """A free spot near a rectangle of the floor, in pixels at 100 %."""
        scale = layout.measures.scale
        x, y = free_spot(wanted, stack_rects(layout), layout.measures.px(APART))
        return max(0.0, x / scale), max(0.0, y / scale)

    def throw_away(self) -> Outcome | None:
        """What is carried goes back to the palette: deleted, or, if new, forgotten."""
        carry, self.carry = self.carry, None
        if carry is None or not carry.block or carry.copy or carry.stack:
            return None
        return self.do(Delete(carry.block, carry.below))

    # -- what keys do to the block under the cursor

    def delete(self) -> Outcome | None:
        """The block under the cursor gone; what hangs under it moves up."""
        if self.cursor.block == START or self.cursor.slot:
            return None
        before = self._previous()
        outcome = self.do(Delete(self.cursor.block))
        if outcome.refused is None:
            self.cursor = before
            self._keep_cursor()
        return outcome

    def _previous(self) -> Stop:
        found = [stop for stop in self.stops() if self._stands(stop)]
        at = found.index(self.cursor) if self.cursor in found else 0
        return found[at - 1] if at else Stop(START)

    def duplicate(self) -> Outcome | None:
        """A second one of the block under the cursor."""
        if self.cursor.block == START or self.cursor.slot:
            return None
        return self.do(Duplicate(self.cursor.block))

    def detach(self, layout: BlockLayout) -> Outcome | None:
        """The block under the cursor, with what hangs under it, off to the free floor."""
        box = layout.by_id.get(self.cursor.block)
        if box is None or self.cursor.block == START or self.cursor.slot:
            return None
        scale = layout.measures.scale
        place = Loose(layout.width / scale + BUMP, box.rect.y / scale)
        return self.do(Move(self.cursor.block, place))

    def copied(self) -> str:
        """The Python of the block under the cursor; "" on the hat or a slot."""
        if self.cursor.block == START or self.cursor.slot:
            return ""
        return code_of(self.workspace, self.cursor.block)

    def paste(self, code: str, layout: BlockLayout) -> Outcome | None:
        """Copied blocks come where the cursor is; without a place there, loose."""
        if not code.strip() or not self.take(code.strip("\r\n")) or self.carry is None:
            return None
        wanted = [place for place in self.wanted_places(self.cursor) if place in self.carry.places]
        self.carry = replace(self.carry, place=wanted[0] if wanted else None)
        return self.drop(layout, None if wanted else (layout.measures.px(BUMP), layout.height))

    def write(self, stop: Stop, text: str) -> Outcome:
        """What was typed or chosen in a slot."""
        outcome = self.do(SetField(stop.block, stop.slot, text))
        if outcome.refused is None:
            self.cursor = stop
            self._keep_cursor()
        return outcome


def _not_here(layout: BlockLayout, carry: Carry, pointer: tuple[float, float]) -> Message | None:
    """Why what was let go over a slot did not go in."""
    found = slot_at(layout, *pointer)
    if found is None or not found.slot.takes_blocks:
        return None
    if not carry.answers:
        return Message("blocks.wants.reporter")
    wanted = found.slot.accepts[0] if "any" not in found.slot.accepts else "reporter"
    return Message(f"blocks.wants.{wanted}")


def written(document: Document, change: Change) -> None:
    """The same change in a text document, so that its history holds it too."""
    before = document.text
    if before[change.start : change.start + len(change.removed)] != change.removed:
        return

    def place(offset: int) -> TextPlace:
        head = before[:offset]
        return TextPlace(head.count("\n"), offset - (head.rfind("\n") + 1))

    document.replace(place(change.start), place(change.start + len(change.removed)), change.inserted)

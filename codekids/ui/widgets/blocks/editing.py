"""What a learner is doing with the blocks: cursor, what is carried, what was done. Knows no window.

Mouse and keyboard speak to the same few calls. A carried block hops between `places` (keyboard)
or follows the pointer and snaps to one of them (mouse); `drop` makes one edit of it. The history
is a list of workspaces; whoever keeps a history of the text gets every change through `on_change`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from codekids.lang.blocks.block import Block, slot_key
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
)
from codekids.lang.blocks.rules import Rules, apply_within, is_locked
from codekids.lang.blocks.splice import Change, difference
from codekids.lang.blocks.stacks import followers
from codekids.lang.blocks.targets import targets, targets_for
from codekids.lang.blocks.workspace import START, Workspace, fold, is_hat, put, view
from codekids.lang.problems import Message
from codekids.ui.document import Document
from codekids.ui.document import Place as TextPlace
from codekids.ui.widgets.blocks.layout import BlockLayout, anchor, snap

KEPT = 500  # workspaces in the history
BUMP = 40  # pixels at 100 % that a reporter is pushed away by the one that takes its slot


class Stop(NamedTuple):
    """Where the cursor can be: a block, or a slot of it with no block to drag inside."""

    block: str
    slot: str = ""


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


class Editing:
    """One block program being edited."""

    def __init__(
        self,
        workspace: Workspace,
        rules: Rules | None = None,
        on_change: Callable[[Change], None] | None = None,
    ) -> None:
        self.workspace = workspace
        self.rules = rules or Rules()
        self.on_change = on_change
        self.cursor = Stop(START)
        self.carry: Carry | None = None
        self.refused: Message | None = None  # why the last thing did not happen
        self.locked = False  # during a run nothing can be changed
        self._done: list[Workspace] = []
        self._undone: list[Workspace] = []

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
        self._done.append(before)
        del self._done[:-KEPT]
        self._undone.clear()
        self.workspace = after
        self._tell(before)

    def _tell(self, before: Workspace) -> None:
        if self.on_change is not None and before.text != self.workspace.text:
            self.on_change(difference(before.text, self.workspace.text))

    def undo(self) -> bool:
        """One step back; False if there is none."""
        return self._step(self._done, self._undone)

    def redo(self) -> bool:
        """One step forth again."""
        return self._step(self._undone, self._done)

    def _step(self, source: list[Workspace], other: list[Workspace]) -> bool:
        if self.locked or not source:
            return False
        before = self.workspace
        other.append(before)
        self.workspace = source.pop()
        self.cancel()
        self._tell(before)
        self._keep_cursor()
        return True

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    def set_text(self, text: str) -> None:
        """The program was changed elsewhere. A step of the history, unless it is what is here already."""
        if text == self.workspace.source:
            return
        if self._went(text, self._done, self._undone) or self._went(text, self._undone, self._done):
            return
        after = view(text, self.workspace)
        if after.stale is None:
            self._done.append(self.workspace)
            del self._done[:-KEPT]
            self._undone.clear()
        self.workspace = after
        self.cancel()
        self._keep_cursor()

    def _went(self, text: str, source: list[Workspace], other: list[Workspace]) -> bool:
        """Whether the text is that of the next other text in `source`; if so goes there, loose pieces too."""
        here = self.workspace.source
        steps = next((n for n, one in enumerate(reversed(source), 1) if one.source != here), 0)
        if not steps or source[-steps].source != text:
            return False
        for _ in range(steps):
            other.append(self.workspace)
            self.workspace = source.pop()
        self.cancel()
        self._keep_cursor()
        return True

    def only_floor(self, back: bool) -> bool:
        """Whether the next step back (or forth) moves only loose things and leaves the text."""
        steps = self._done if back else self._undone
        return bool(steps) and steps[-1].source == self.workspace.source

    def move_stack(self, id: str, x: float, y: float) -> None:
        """A stack to another place on the floor, in pixels at 100 %."""
        self._become(put(self.workspace, id, max(0.0, x), max(0.0, y)))

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
        found: list[Stop] = []
        for stack in self.workspace.stacks:
            if stack.id == START:
                found.append(Stop(START))
            for block in stack.blocks:
                self._add_stops(block, found)
        return found

    def _add_stops(self, block: Block, found: list[Stop]) -> None:
        found.append(Stop(block.id))
        for index, row in enumerate(block.rows):
            for slot in row.slots:
                if block.kind == "repeat" and slot.name == "variable":
                    continue
                if slot.block is not None and slot.block.shape != "field":
                    self._add_stops(slot.block, found)
                else:
                    found.append(Stop(block.id, slot_key(index, slot)))
            if row.mouth is not None and block.id not in self.workspace.folded:
                for inner in row.mouth.blocks:
                    self._add_stops(inner, found)

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

    def _stands(self, stop: Stop) -> bool:
        if stop.slot:
            return False
        where = self.workspace.find(stop.block)
        return where is None or not where.block.is_reporter

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
        """A new block from the palette is carried."""
        return self._carry(Carry("", code, places=tuple(targets_for(self.workspace, code))))

    def pick(self, id: str, below: bool = True, copy: bool = False) -> bool:
        """A block that is there is carried, `below`: with what hangs under it; or a `copy` of it."""
        where = self.workspace.find(id)
        if id == START or (where is not None and is_hat(where.block)):
            return self._carry(Carry(id, stack=True))
        if where is None:
            return False
        if is_locked(where.block, self.rules) and not copy:
            self.refused = Message("blocks.locked")
            return False
        below = below and not where.block.is_reporter
        return self._carry(Carry(id, "", below, copy, tuple(targets(self.workspace, id, below))))

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

    def carried(self) -> list[str]:
        """The ids of the blocks that are carried, outermost ones only."""
        if self.carry is None or not self.carry.block:
            return []
        if self.carry.stack:
            stack = next((one for one in self.workspace.stacks if one.id == self.carry.block), None)
            return (
                [START, *(b.id for b in stack.blocks)]
                if self.carry.block == START and stack
                else [self.carry.block]
            )
        where = self.workspace.find(self.carry.block)
        if where is None:
            return []
        return [block.id for block in followers(where, self.carry.below)]

    def hop(self, by: int) -> Place | None:
        """The next place for what is carried, round and round."""
        if self.carry is None or not self.carry.places:
            return None
        places = self.carry.places
        at = places.index(self.carry.place) + by if self.carry.place in places else 0
        self.carry = replace(self.carry, place=places[at % len(places)])
        return self.carry.place

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

    def follow(self, layout: BlockLayout, x: float, y: float) -> Place | None:
        """The carried block's upper left is at (x, y) of the floor: where it would snap."""
        if self.carry is None:
            return None
        place = snap(layout, self.carry.places, x, y, self.carry.place)
        if place != self.carry.place:
            self.carry = replace(self.carry, place=place)
        return place

    def cancel(self) -> None:
        """Let go without doing anything."""
        self.carry = None

    def drop(self, layout: BlockLayout, at: tuple[float, float] | None = None) -> Outcome | None:
        """Put down what is carried: where it snaps, else loose at `at` (pixels of the floor)."""
        carry, self.carry = self.carry, None
        if carry is None:
            return None
        scale = layout.measures.scale
        if carry.stack:
            if at is not None:
                self.move_stack(carry.block, at[0] / scale, at[1] / scale)
            return None
        place = carry.place
        if isinstance(place, InSlot):
            point = anchor(layout, place) or (0, 0)
            place = InSlot(place.block, place.slot, point[0] / scale + BUMP, point[1] / scale + BUMP)
        if place is None:
            if at is None:
                return None
            place = Loose(max(0.0, at[0] / scale), max(0.0, at[1] / scale))
        if not carry.block:
            return self.do(Insert(carry.code, place))
        if carry.copy:
            return self.do(Duplicate(carry.block, carry.below, place))
        return self.do(Move(carry.block, place, carry.below))

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

    def write(self, stop: Stop, text: str) -> Outcome:
        """What was typed or chosen in a slot."""
        outcome = self.do(SetField(stop.block, stop.slot, text))
        if outcome.refused is None:
            self.cursor = stop
            self._keep_cursor()
        return outcome


def written(document: Document, change: Change) -> None:
    """The same change in a text document, so that its history holds it too."""
    before = document.text
    if before[change.start : change.start + len(change.removed)] != change.removed:
        return

    def place(offset: int) -> TextPlace:
        head = before[:offset]
        return TextPlace(head.count("\n"), offset - (head.rfind("\n") + 1))

    document.replace(place(change.start), place(change.start + len(change.removed)), change.inserted)

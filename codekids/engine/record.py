"""What a run left behind, and the moments it becomes when somebody looks.

The run hands over *pieces*: the sites that were passed, the values that were seen,
and the deeds, which are already carried out. Making moments out of them takes
several times as long as the run itself, so it is done once, later, and only as far
as somebody reads: the window frame by frame, the judge to the end.
"""

from __future__ import annotations

import gc
import json
import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, overload

from codekids.engine import prelude
from codekids.engine.instrument import Site
from codekids.engine.timeline import Moment, Variable
from codekids.world.world import Value, World

DEEPEST = 2_000  # open functions whose variables are kept
# Seconds a busy thread rests between two portions, so that the one that draws gets its turn: with no time
# at all it would be back before the other has woken up.
A_BREATH = 0.0002
AT_ONCE = 400  # sites a reader turns into moments in one look at a run that is still going on
MOST_STANDING = 50  # open calls that are told of a long run when it is over
# A long run makes some hundred thousand small objects that stay. Python's search for garbage would go
# through all of them again and again, a tenth of a second each time in which nothing is drawn.
SET_ASIDE = 10_000  # moments after which what is there is left out of that search, until the next run
BIG = 10**40  # a longer number is shown as "…"

# Control characters but newline and tab, text directions, halves of surrogate pairs: they could change
# how a screen or a terminal shows what comes after them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_NOT_LIKE_PYTHON = re.compile('["a-zA-Z]')


def visible(text: str) -> str:
    """The text with everything unseen written out: "\\x1b", "\\u202e"."""
    if text.isprintable():
        return text
    return _UNSEEN.sub(_written_out, text)


def _written_out(found: re.Match[str]) -> str:
    code = ord(found.group())
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


class Deed(NamedTuple):
    """Something a program did beside calculating, as it was carried out."""

    line: int  # 0: the line last noted
    world: World  # just after
    printed: str = ""
    command: str | None = None
    arguments: tuple[Value, ...] = ()
    between: tuple[World, ...] = ()
    seconds: float = 0.0
    answer: str | None = None
    question: str | None = None
    failed: bool = False


class Piece(NamedTuple):
    """A stretch of a run. `sites` is cut off where the run was over."""

    sites: str
    values: str  # JSON, not yet read
    deeds: Sequence[Deed]
    alone: bool = False  # no lines are told any more: each deed is a moment
    after: Sequence[Moment] = ()  # moments that are made already


class Moments(Sequence[Moment]):
    """The moments of a run, made when they are looked at. Equal to any sequence of equal moments.

    One thread adds pieces, any thread reads. While the run goes on, the length is that of
    what is made so far, and each look makes a little more; after `close` it is the whole.
    """

    __slots__ = ("_aside", "_closed", "_lock", "_made", "_maker", "_waiting", "watched")

    def __init__(self, world: World, sites: Mapping[str, Site]) -> None:
        self._lock = threading.RLock()
        self._waiting: deque[Piece] = deque()
        self._made: list[Moment] = []
        self._maker: _Maker | None = _Maker(world, sites, self._made.append)
        self._closed = False
        self.watched = False  # somebody draws beside the run
        self._aside = 0  # so many moments are left out of the search for garbage

    def add(self, piece: Piece) -> None:
        """One more stretch of the run."""
        self._waiting.append(piece)

    def close(self) -> None:
        """Nothing more comes."""
        self._closed = True

    def make(self) -> None:
        """Make all that is waiting, in portions, so that no other thread waits long."""
        while self._more(AT_ONCE):
            if self.watched:
                time.sleep(A_BREATH)

    def _more(self, most: int) -> bool:
        """Make the moments of the next `most` sites; False when nothing is waiting."""
        with self._lock:
            maker = self._maker
            if maker is None:
                return False
            while most > 0:
                if not maker.busy:
                    if self._waiting:
                        maker.begin(self._waiting.popleft())
                    elif self._closed:
                        maker.finish()
                        self._maker = None
                        return False
                    else:
                        return False
                most = maker.go_on(most)
            if len(self._made) - self._aside >= SET_ASIDE:
                self._aside = len(self._made)
                gc.freeze()
            return True

    def __len__(self) -> int:
        if self._closed:
            self.make()
        elif self._lock.acquire(blocking=False):
            try:
                self._more(AT_ONCE)
            finally:
                self._lock.release()
        return len(self._made)

    @overload
    def __getitem__(self, index: int) -> Moment: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Moment]: ...
    def __getitem__(self, index: int | slice) -> Moment | Sequence[Moment]:
        if isinstance(index, slice):
            ends = (index.start, index.stop)
            if self._closed or any(end is not None and end < 0 for end in ends):
                self.make()
            elif index.stop is not None:
                self._upto(index.stop)
            return tuple(self._made[index])
        if index < 0 or self._closed:
            if index < 0 or index >= len(self._made):
                self.make()
        else:
            self._upto(index + 1)
        return self._made[index]

    def _upto(self, length: int) -> None:
        while len(self._made) < length and self._more(AT_ONCE):
            pass

    def __iter__(self) -> Iterator[Moment]:
        self.make()
        index = 0
        while index < len(self._made):
            yield self._made[index]
            index += 1

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, tuple | list | Moments):
            return NotImplemented
        self.make()
        return self._made == (list(other) if not isinstance(other, list) else other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<{len(self._made)} moments{'' if self._maker is None else ' so far'}>"


class LastLook(Moments):
    """Of a run that is gone through again: only how things stood when it was over."""

    __slots__ = ()

    def __init__(self, world: World, sites: Mapping[str, Site]) -> None:
        super().__init__(world, sites)
        self._maker = _Maker(world, sites, lambda _moment: None)

    def add(self, piece: Piece) -> None:
        """Go through it at once, so that it need not be kept."""
        super().add(piece)
        self.make()

    def standing(self) -> list[Moment]:
        """Where each open call stands and what its variables are, the top level first."""
        return self._maker.standing() if self._maker is not None else []


class _Call:
    """An open call of a function: its variables are texts, or identities where a value has one."""

    __slots__ = ("depth", "line", "name", "number", "scope", "told", "values")

    def __init__(self, scope: int, name: str, number: int, depth: int, told: bool = True) -> None:
        self.scope = scope
        self.name = name
        self.number = number
        self.depth = depth
        self.line = 1  # where it stands
        self.told = told  # its end is told; else it calls no other and is over when one is entered
        self.values: dict[str, str | int] = {}


class _Maker:
    """Reads pieces and writes moments: which line, which world, which variables changed."""

    def __init__(self, world: World, sites: Mapping[str, Site], write: Callable[[Moment], None]) -> None:
        self.world = world
        self.sites = sites
        self.write = write
        self.many_scopes = any(site.scope for site in sites.values())
        self._scope_of = _scopes(sites.values()) if self.many_scopes else {}
        # The piece in hand.
        self.busy = False
        self._coming: Iterator[str] = iter("")
        self._values: Iterator[Any] = iter(())
        self._deeds: Iterator[Deed] = iter(())
        self._alone = False
        self._after: Sequence[Moment] = ()
        # The moment that is still open, and what belongs to it.
        self.line = 1
        self._open = False
        self._changed: dict[str, Variable] = {}
        self._given_values: dict[str, Variable] = {}  # to be shown with the first line of a function
        self._rich = False  # it has more than a line and variables
        self._printed = ""
        self._command: str | None = None
        self._arguments: tuple[Value, ...] = ()
        self._between: tuple[World, ...] = ()
        self._seconds = 0.0
        self._answer: str | None = None
        self._question: str | None = None
        # Variables: what is shown now, and what each open function knows (the top level first).
        # What has an identity is kept by it, so that all its names change together.
        self._shown: dict[str, str | int] = {}
        self._texts: dict[int, str] = {}
        self._identities: dict[int, int] = {}
        self._real: dict[int, int] = {}
        self._calls = [_Call(0, "", 0, 0)]
        self._called = 0
        self._here = self._calls[0]  # whose line is open
        self._fresh_loop = False
        self._returned = False  # a function was left since the last moment began
        self._hooks: dict[str, Callable[[Site, Any], None]] = {
            "line": self._line,
            "value": self._variable,
            "again": self._again,
            "enter": self._enter,
            "enter_loop": self._enter_loop,
            "given": self._given,
            "leave": self._leave,
            "back": self._back,
            "hidden": self._hidden,
        }

    # -- pieces

    def begin(self, piece: Piece) -> None:
        """Take a piece in hand."""
        self._coming = iter(piece.sites)
        self._values = iter(_read(piece.values))
        self._deeds = iter(piece.deeds)
        if piece.alone and not self._alone:
            self._fall_silent()
        self._alone = piece.alone
        self._after = piece.after
        self.busy = True

    def go_on(self, most: int) -> int:
        """Read up to `most` sites of the piece in hand; gives how many fewer it were."""
        sites, hooks = self.sites, self._hooks
        for mark in self._coming:
            most -= 1
            site = sites.get(mark)
            if site is not None:
                if site.kind in {"do", "note"}:
                    deed = next(self._deeds, None)
                    if deed is not None:
                        self._deed(deed)
                else:
                    value = next(self._values, None) if site.name else None
                    hook = hooks.get(site.kind)
                    if hook is not None:
                        hook(site, value)
            if most <= 0:
                return 0
        self.busy = False
        if self._after:
            self.finish()
            for moment in self._after:
                self.write(moment)
        return most

    def finish(self) -> None:
        """Write down the moment that is still open."""
        if self._open:
            self._close()
        self._open = False

    def _fall_silent(self) -> None:
        """From here on values are not told, so none may be shown that is no longer true."""
        self.finish()
        self._here = top = self._calls[0]
        del self._calls[1:]
        self._given_values.clear()
        self._returned = False
        self._changed.update(
            (name, Variable(name, "…", 0, 0 if name in top.values else DEEPEST)) for name in self._shown
        )

    def standing(self) -> list[Moment]:
        """The open calls as they are now, the outermost and the innermost of a long row."""
        calls = self._calls if len(self._calls) <= MOST_STANDING else [
            self._calls[0], *self._calls[1 - MOST_STANDING :]
        ]  # fmt: skip
        return [
            Moment(
                call.line, self.world,
                tuple(self._told(name, kept, call.depth) for name, kept in call.values.items()),
                depth=call.depth, function=call.name, call=call.number,
            )
            for call in calls
        ]  # fmt: skip

    # -- lines

    def _line(self, site: Site, _value: Any = None) -> None:
        if self.many_scopes and self._calls[-1].scope != site.scope:
            self._return_to(site.scope)
        self._begin(site.line)

    def _again(self, site: Site, value: Any) -> None:
        # The first round belongs to the moment in which the loop was reached.
        if not (self._fresh_loop and self.line == site.line and self._command is None):
            self._line(site)
        self._fresh_loop = False
        if site.name:
            self._variable(site, value)

    def _enter(self, site: Site, _value: Any) -> None:
        self._called += 1
        while not self._calls[-1].told:
            self._pop()
        depth = self._calls[-1].depth + 1
        self._calls.append(_Call(site.scope, site.function, self._called, depth, site.told))
        if len(self._calls) > DEEPEST:
            del self._calls[1]

    def _enter_loop(self, site: Site, value: Any) -> None:
        if self._calls[-1].scope != site.scope:
            self._enter(site, value)

    def _leave(self, site: Site, _value: Any) -> None:
        if len(self._calls) > 1 and self._calls[-1].scope == site.scope:
            self._pop()

    def _back(self, site: Site, _value: Any) -> None:
        while not self._calls[-1].told:
            self._pop()
        if len(self._calls) > 1 and self._calls[-1].name == site.function:
            self._pop()

    def _pop(self) -> None:
        """A call is over. What only it knew may be gone, and another thing may come to lie in its place."""
        self._returned = True
        over = self._calls.pop()
        for kept in over.values.values():
            if type(kept) is int and not any(kept in call.values.values() for call in self._calls):
                self._identities.pop(self._real.get(kept, 0), None)

    def _begin(self, line: int) -> None:
        """A new moment; the one before is written down."""
        if self._open:
            self._close()
        self._open = True
        self._fresh_loop = True
        self.line = line
        self._here = self._calls[-1]
        self._here.line = line
        if self._returned:
            self._returned = False
            self._restore()
        if self._given_values:
            self._changed.update(self._given_values)
            self._given_values.clear()

    def _close(self) -> None:
        changed: tuple[Variable, ...] = ()
        if self._changed:
            changed = tuple(self._changed.values())
            self._changed.clear()
        here = self._here
        if not self._rich and not self._alone:
            if here.number:
                self.write(
                    Moment(self.line, self.world, changed, "", None, (), (), 0.0, None, None, here.depth,
                           here.name, here.number)
                )  # fmt: skip
            else:
                self.write(Moment(self.line, self.world, changed))
            return
        self.write(
            Moment(
                self.line, self.world, changed, self._printed, self._command, self._arguments, self._between,
                self._seconds, self._answer, self._question, here.depth, here.name, here.number,
                not self._alone,
            )
        )  # fmt: skip
        self._rich = False
        self._printed = ""
        self._command = None
        self._arguments = self._between = ()
        self._seconds = 0.0
        self._answer = self._question = None

    # -- variables

    def _look(self, value: Any) -> tuple[str | int, str]:
        """What is kept of a value, and how it reads."""
        if type(value) is int:
            text = repr(value) if -BIG < value < BIG else "…"
            return text, text
        text, identity = shown(value)
        if not identity:
            return text, text
        same = self._identities.get(identity)
        if same is None:
            self._identities[identity] = same = len(self._real) + 1
            self._real[same] = identity
        return same, text

    def _settle(self, kept: str | int, text: str) -> None:
        """If a list has changed, so have all variables that are shown and are this list."""
        if type(kept) is int and self._texts.get(kept) != text:
            known = kept in self._texts
            self._texts[kept] = text
            if known:
                self._all_names_of(kept)

    def _all_names_of(self, same: int) -> None:
        for name, kept in self._shown.items():
            if kept == same and type(kept) is int:
                self._changed[name] = self._told(name, kept, self._owner_of(name, kept))

    def _owner_of(self, name: str, kept: str | int) -> int:
        return self._here.depth if self._here.values.get(name) == kept else 0

    def _told(self, name: str, kept: str | int, depth: int) -> Variable:
        if type(kept) is int:
            return Variable(name, self._texts[kept], kept, depth)
        return Variable(name, str(kept), 0, depth)

    def _given(self, site: Site, value: Any) -> None:
        call = self._calls[-1]
        kept, text = self._look(value)
        if call.values.get(site.name) == kept:  # the loop at the top of the function comes round
            return
        self._settle(kept, text)
        call.values[site.name] = kept
        self._shown[site.name] = kept
        self._given_values[site.name] = self._told(site.name, kept, call.depth)

    def _hidden(self, site: Site, value: Any) -> None:
        """`self` has changed; it has no name of its own, but others may have one for it."""
        kept, text = self._look(value)
        if type(kept) is int and self._texts.get(kept, text) != text and site.line != self.line:
            self._begin(site.line)
        self._settle(kept, text)

    def _variable(self, site: Site, value: Any) -> None:
        """A variable has this value now. On a line that was left for a function, a new value
        makes a new moment: the program is back there."""
        name = site.name
        top = self._calls[-1]
        if top.scope != site.scope:
            self._return_to(site.scope)
            top = self._calls[-1]
        owner = top
        if top.scope != site.owner:
            owner = next((call for call in reversed(self._calls) if call.scope == site.owner), top)
        kept, text = self._look(value)
        was_shown = self._shown.get(name)
        same_text = not isinstance(kept, int) or self._texts.get(kept) == text
        # Back from a function to the same line, the next moment shows what is not new here (`_restore`).
        back = self._returned and site.line == self.line
        if same_text and owner.values.get(name) == kept and (was_shown == kept or back):
            return
        if site.line != self.line or not self._open or self._here is not top:
            self._begin(site.line)
        new = owner.values.get(name) != kept
        owner.values[name] = kept
        self._settle(kept, text)
        if (owner is top or name not in top.values) and (new or self._shown.get(name) != kept):
            self._shown[name] = kept
            self._changed[name] = self._told(name, kept, owner.depth)

    def _return_to(self, scope: int) -> None:
        """Leave the functions that must be over if a line of `scope` is carried out."""
        calls = self._calls
        if calls[-1].scope == scope or all(call.scope != scope for call in calls):
            return
        while calls[-1].scope != scope:
            self._pop()

    def _restore(self) -> None:
        """Back from a function, the variables of the one before show again."""
        top = self._calls[-1]
        for call in (self._calls[0], top):
            for name, kept in call.values.items():
                if (call is top or name not in top.values) and self._shown.get(name) != kept:
                    self._shown[name] = kept
                    self._changed[name] = self._told(name, kept, call.depth)

    # -- deeds

    def _deed(self, deed: Deed) -> None:
        line = deed.line or self.line
        scope = self._scope_of.get(line)
        if scope is not None and self._calls[-1].scope != scope:
            self._return_to(scope)
        if line != self.line or not self._open or self._alone:
            self._begin(line)
        self._rich = True
        told_before = self._command is not None and (deed.command is not None or deed.failed)
        if told_before or (self._answer is not None and deed.answer is not None):
            self._begin(line)
            self._rich = True
        self.world = deed.world
        self._printed += deed.printed
        self._between += deed.between
        self._seconds += deed.seconds
        if deed.command is not None:
            self._command, self._arguments = deed.command, deed.arguments
        if deed.answer is not None:
            self._question, self._answer = deed.question, deed.answer


def _scopes(sites: Iterable[Site]) -> dict[int, int]:
    """The scope each line stands in; lines that stand in several are left out."""
    scopes: dict[int, set[int]] = {}
    for site in sites:
        if site.kind in {"line", "again"}:
            scopes.setdefault(site.line, set()).add(site.scope)
    return {line: min(found) for line, found in scopes.items() if len(found) == 1}


def _read(text: str) -> list[Any]:
    try:
        values = json.loads(text) if text else []
    except (ValueError, RecursionError):
        return []
    return values if type(values) is list else []


def shown(value: Any) -> tuple[str, int]:
    """A value as the child reads it in the variables panel, and its identity (0: it has none)."""
    kind = type(value)
    if kind is int:
        return (repr(value) if -BIG < value < BIG else "…"), 0
    if kind is bool or kind is float or value is None:
        return repr(value), 0
    if kind is str:
        return repr(value[:200]), 0
    if kind is not list or len(value) < 2 or type(value[1]) is not str:
        return "…", 0
    form, text = value[0], value[1][:2000]
    if form == prelude.LONG:
        text = repr(text[:200])
        return f"{text[:-1]}…{text[-1]}", 0
    identity = value[2] if len(value) > 2 and type(value[2]) is int else 0
    if form == prelude.OBJECT:
        parts = zip(value[3::2], value[4::2], strict=False)
        text = f"{text}({', '.join(f'{name}={_part(part)}' for name, part in parts)})"[:2000]
    elif form == prelude.ROW:
        text = _from_json(text)
    elif form == prelude.ROW_START:
        text = _from_json(text)
        text = f"{text[:-1]}, …{text[-1:]}"
    return visible(text).replace("\n", "\\n").replace("\t", "\\t"), identity


def _part(value: Any) -> str:
    """The value of a field of an object; never an object with fields again."""
    if type(value) is list and value[:1] != [prelude.TEXT]:
        return "…"
    return shown(value)[0]


def _from_json(text: str) -> str:
    """JSON of a list or a dictionary as Python writes it."""
    if not _NOT_LIKE_PYTHON.search(text):
        return text
    try:
        return repr(json.loads(text))
    except (ValueError, RecursionError):
        return "…"

"""Hooks spliced into the child's own text, line for line, so that a run tells what it does.

    x = x + y                 _q.append('a');x = x + y;_v('b',x)
    i += 1                    _q.append('c');i += 1;_q.append('d');_w.append(i)
    while x < 3:              while _len(_q)>=_limit and _out() or _q.append('e') or (x < 3):
    move(i)                   _q.append('f');_c(3,'move',i)

(`_` stands for a prefix the program does not contain.) A hook names a *site* by one character:
what it means is kept here, only the character and a value travel. `ast.unparse` is
never used, so a line stays on its line, and `Instrumented.column` leads a column back.

A `def` line can take no hook in front: the next line that is carried out
reports it first. What a hook shows of a value is decided in the prelude.
"""

from __future__ import annotations

import ast
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from codekids.engine.classes import method_kind
from codekids.engine.fstrings import with_places
from codekids.engine.lowering import Lowering
from codekids.engine.modules import CLOCK
from codekids.engine.numbers import SureNumbers
from codekids.engine.scopes import (
    FUNCTIONS,
    bound_names,
    captured_names,
    is_simple,
    is_text,
    item_set,
    may_recur,
    names_of,
    only_defined,
    outside_f_strings,
    surely_evaluated,
    target_names,
    touched_names,
)
from codekids.engine.splices import Pieces, Sheet
from codekids.lang.lines import indentation
from codekids.lang.source import Program

# line: a line begins. value: a variable's value follows. again: a `for` line comes round; with a
# name, its value follows. enter, leave: of a function; enter_loop: the same, or its first loop comes
# round. given: the value of a parameter follows, before the first line of the function. finally,
# finally_done: the first and the last of a `finally` block. do: a command without values.
# note: what happened is told elsewhere. hidden: `self` has changed.
SiteKind = Literal[
    "note", "line", "value", "again", "enter", "enter_loop", "leave", "given", "finally", "finally_done",
    "do", "hidden",
]  # fmt: skip


# The first is prelude.NOTE.
_PLAIN = " " + "".join(chr(code) for code in range(33, 127) if chr(code) not in "'\"\\")


@dataclass(frozen=True, slots=True)
class Site:
    """What the number of a hook stands for.

    A scope is 0 for the top level, else the number of a function: `scope` is where the
    hook stands, `owner` where its variable lives.
    """

    kind: SiteKind
    line: int
    scope: int
    name: str = ""
    owner: int = 0
    function: str = ""  # the function of `scope`


@dataclass(frozen=True, slots=True)
class Instrumented:
    """A program with hooks. `text` has the child's lines at their places, and one more at the end."""

    text: str
    prefix: str
    marks: Mapping[str, Site]  # by their characters
    tries: bool  # it has a `try`, so each command goes on its own
    # By line (0-based): the columns where a piece of spliced text starts, and where in the child's
    # line it comes from; a negative length marks a piece of ours.
    pieces: tuple[Pieces, ...] = field(repr=False)
    needs: frozenset[str] = frozenset()  # additions to the prelude
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # what objects of its classes hold

    def column(self, line: int, column: int) -> int:
        """The child's 0-based column for one in `text`; what is ours counts as the place before it."""
        if not 1 <= line <= len(self.pieces):
            return 0
        pieces = self.pieces[line - 1]
        index = bisect_right(pieces, column, key=lambda piece: piece[0]) - 1
        if index < 0:
            return column
        start, origin, length = pieces[index]
        return origin + min(max(column - start, 0), length) if length > 0 else origin


@dataclass(frozen=True, slots=True)
class _Hook:
    """A call waiting for the next place that can take it.

    `once`: a loop must not repeat it; `looped` is what it may say in the head of a loop instead.
    """

    code: str
    once: bool = False
    looped: str = ""


@dataclass(slots=True)
class _Scope:
    number: int
    names: frozenset[str]
    outer: _Scope | None
    function: str = ""
    numbers: frozenset[str] = frozenset()  # names that only ever hold numbers of modest size
    leaves: bool = False  # a function that may be recursive says when it is left
    hidden: str = ""  # `self`: nothing to show

    def owner(self, name: str) -> int:
        """The number of the scope a name belongs to, seen from here."""
        scope = self
        while scope.outer is not None and name not in scope.names:
            scope = scope.outer
        return scope.number


def mark(number: int) -> str:
    """The character of a site: plain ASCII for the first, then letters that need no escape in a text."""
    if number < len(_PLAIN):
        return _PLAIN[number]
    number -= len(_PLAIN)
    return chr(0x4E00 + number) if number < 0x5000 else chr(0x20000 + number - 0x5000)


def choose_prefix(text: str) -> str:
    """The beginning of all our names: the first of a row that the program does not contain."""
    number = 0
    while f"_k{number}_" in text:
        number += 1
    return f"_k{number}_"


def instrument(
    program: Program, words: Iterable[str], sensors: Iterable[str], closely: bool = False
) -> Instrumented:
    """Splice the hooks in. The program has a tree.

    `words` are the commands of the world, `sensors` those among them that answer.
    `closely`: the host can look in at every hook, not only where a loop comes round.
    Raises RecursionError for a program nested too deeply.
    """
    assert program.tree is not None
    return _Splicer(program, frozenset(words), frozenset(sensors), closely).spliced()


class _Splicer:
    def __init__(
        self, program: Program, words: frozenset[str], sensors: frozenset[str], closely: bool
    ) -> None:
        assert program.tree is not None
        self.lines = program.lines
        self.tree, self.fixed = with_places(program.text, program.lines, program.tree)
        self.prefix = choose_prefix(program.text)
        self.sheet = Sheet(program.lines)
        self.sites: list[Site] = [Site("note", 0, 0)]
        self.scopes = 0
        self.bound = bound_names(self.tree)
        self.variables = self.bound - only_defined(self.tree)
        self.own_words = (words | {"print", "input", "exit", "quit"}) - self.bound
        self.words = words
        self.sensors = sensors
        self.closely = closely
        self.tries = any(isinstance(node, ast.Try) for node in ast.walk(self.tree))
        self.recursive = may_recur(self.tree)
        self.sure = SureNumbers(self.tree, self.bound)
        self.lowering = Lowering(self.tree, self.sheet, self.prefix, self.bound, self.fixed)

    def spliced(self) -> Instrumented:
        numbers = self.sure.names_in(self.tree.body)
        module = _Scope(0, names_of(self.tree.body, ()), None, numbers=numbers)
        pending = self.suite(self.tree.body, module, None, [])
        for node in outside_f_strings(self.tree):
            if isinstance(node, ast.Call):
                self.call(node)
        self.lowering.put()
        texts, pieces = self.sheet.applied()
        texts.append(";".join([*(hook.code for hook in pending), f"{self.prefix}out()"]))
        marks = {mark(number): site for number, site in enumerate(self.sites)}
        text = "\n".join(texts)
        return Instrumented(
            text, self.prefix, marks, self.tries, pieces, frozenset(self.lowering.needs),
            self.lowering.classes.shown_fields(),
        )  # fmt: skip

    # -- sites and edits

    def site(self, kind: SiteKind, line: int, scope: _Scope, name: str = "") -> str:
        """A new site; gives its character, in quotes."""
        owner = scope.owner(name) if name else 0
        self.sites.append(Site(kind, line, scope.number, name, owner, scope.function))
        return f"'{mark(len(self.sites) - 1)}'"

    def note(self, kind: SiteKind, line: int, scope: _Scope, once: bool = False) -> _Hook:
        """A hook without a value."""
        word = "t" if self.closely else "q.append"
        return _Hook(f"{self.prefix}{word}({self.site(kind, line, scope)})", once)

    def tick(self, kind: SiteKind, line: int, scope: _Scope) -> list[_Hook]:
        """Hooks without a value at which the host may look in: every loop has one."""
        return [self.look(), _Hook(f"{self.prefix}q.append({self.site(kind, line, scope)})")]

    def look(self) -> _Hook:
        prefix = self.prefix
        return _Hook(f"{prefix}len({prefix}q)>={'0' if self.closely else f'{prefix}limit'} and {prefix}out()")

    def value(self, line: int, scope: _Scope, name: str) -> list[_Hook]:
        site = self.site("value", line, scope, name)
        if name in scope.numbers and not self.closely:
            return [_Hook(f"{self.prefix}q.append({site})"), _Hook(f"{self.prefix}w.append({name})")]
        return [_Hook(f"{self.prefix}{'f' if self.closely else 'v'}({site},{name})")]

    def before(self, node: ast.expr, hooks: Sequence[_Hook]) -> None:
        """Hooks in the head of a compound statement: all of them answer None, so `or` goes on."""
        if hooks:
            heads = "".join(f"{hook.code} or " for hook in hooks)
            self.sheet.insert(self.sheet.start(node), f"{heads}(", order=1)
            self.sheet.insert(self.sheet.end(node), ")", order=0)

    # -- statements

    def suite(
        self, body: Sequence[ast.stmt], scope: _Scope, header: int | None, pending: list[_Hook]
    ) -> list[_Hook]:
        """Hooks for the statements of a block; gives back those that found no place.

        `header` is the line of the `if` or `for` the block belongs to: what stands on
        that same line is part of it.
        """
        last = header
        for statement in body:
            own = statement.lineno != last
            last = statement.lineno
            if isinstance(statement, (*FUNCTIONS, ast.ClassDef)):
                if own:
                    pending = [*pending, self.note("line", statement.lineno, scope, once=True)]
                self.definition(statement, scope)
                made = self.lowering.made(statement) if isinstance(statement, ast.ClassDef) else None
                pending = [*pending, _Hook(made)] if made else pending
            elif isinstance(statement, ast.While) and any(hook.once for hook in pending):
                kept = self.on_blank_line(pending, statement)
                pending = self.compound(statement, scope, own, kept)
            elif not is_simple(statement):
                pending = self.compound(statement, scope, own, pending)
            else:
                pending = self.simple(statement, scope, own, pending)
        return pending

    def on_blank_line(self, pending: list[_Hook], statement: ast.While) -> list[_Hook]:
        """A loop would repeat what is said once: say it on a line without code above the loop.

        Without such a line the report is left out; it is only that a `def` was passed.
        """
        above = statement.lineno - 1
        line = self.lines[above - 1].strip() if above else "code"
        if not line or line.startswith("#"):
            indent = indentation(self.lines[statement.lineno - 1])
            self.sheet.insert((above, 0), indent + ";".join(hook.code for hook in pending) + " ")
            return []
        return [_Hook(hook.looped or hook.code) for hook in pending if hook.looped or not hook.once]

    def simple(self, statement: ast.stmt, scope: _Scope, own: bool, pending: list[_Hook]) -> list[_Hook]:
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
            return pending
        if isinstance(statement, ast.Global | ast.Nonlocal) or is_text(statement):
            return pending
        hooks = [*pending, *([self.note("line", statement.lineno, scope)] if own else [])]
        if hooks:
            self.sheet.insert(
                self.sheet.start(statement), "".join(f"{hook.code};" for hook in hooks), order=0
            )
        after = [*self.clock(statement), *self.values(statement, scope)]
        if isinstance(statement, ast.Return) and scope.leaves:
            leave = self.note("leave", statement.lineno, scope).code
            if statement.value is None:
                self.sheet.insert(self.sheet.start(statement), f"{leave};", order=0)
            else:
                self.sheet.insert(self.sheet.start(statement.value), "((")
                self.sheet.insert(self.sheet.end(statement.value), f"),{leave})[0]", order=0)
        if after:
            self.sheet.insert(self.sheet.end(statement), "".join(f";{code}" for code in after), order=2)
        return []

    def values(self, statement: ast.stmt, scope: _Scope) -> Iterator[str]:
        if not isinstance(statement, ast.Return | ast.Raise | ast.Import | ast.ImportFrom | ast.Assert):
            places = item_set(statement)
            for name in touched_names(statement, self.own_words):
                if name == scope.hidden:
                    if scope.function != "__init__":
                        yield f"{self.prefix}v({self.site('hidden', statement.lineno, scope, name)},{name})"
                elif name in self.variables:
                    if places and name == places[0]:  # far down in a list, nothing that is shown changes
                        site = self.site("value", statement.lineno, scope, name)
                        yield f"{self.prefix}u({site},{name},{places[1]})"
                    else:
                        for hook in self.value(statement.lineno, scope, name):
                            yield hook.code

    def clock(self, statement: ast.stmt) -> Iterator[str]:
        """`time` is ours: its sleep is a pause of the playback."""
        if isinstance(statement, ast.Import):
            for alias in statement.names:
                if alias.name == "time":
                    yield f"{alias.asname or 'time'}={self.prefix}clock"
        elif isinstance(statement, ast.ImportFrom) and statement.module == "time":
            for alias in statement.names:
                if alias.name in CLOCK:
                    yield f"{alias.asname or alias.name}={self.prefix}{CLOCK[alias.name]}"

    def compound(self, statement: ast.stmt, scope: _Scope, own: bool, pending: list[_Hook]) -> list[_Hook]:
        line = statement.lineno
        here = [self.note("line", line, scope)] if own else []
        if isinstance(statement, ast.If):
            self.before(statement.test, [*pending, *here])
            self.suite(statement.body, scope, line, self.named_in(statement.test, line, scope))
            self.orelse(statement, scope)
        elif isinstance(statement, ast.While):
            self.before(statement.test, [*pending, *self.tick("line", line, scope)])
            self.suite(statement.body, scope, line, self.named_in(statement.test, line, scope))
            self.suite(statement.orelse, scope, None, [])
        elif isinstance(statement, ast.For):
            self.before(statement.iter, [*pending, *here])
            self.suite(statement.body, scope, line, self.coming_round(statement, scope))
            self.suite(statement.orelse, scope, None, [])
        elif isinstance(statement, ast.With):
            self.before(statement.items[0].context_expr, [*pending, *here])
            targets = [item.optional_vars for item in statement.items if item.optional_vars is not None]
            self.suite(statement.body, scope, line, self.shown(targets, line, scope))
        elif isinstance(statement, ast.Match):
            self.before(statement.subject, [*pending, *here])
            for case in statement.cases:
                names = dict.fromkeys(captured_names(case.pattern))
                self.suite(case.body, scope, line, self.values_of(names, line, scope))
        elif isinstance(statement, ast.Try):
            rest = self.suite(statement.body, scope, None, pending)
            for handler in statement.handlers:
                first = [_Hook(code) for code in self.lowering.in_handler(handler)]
                first.append(self.note("line", handler.lineno, scope, once=True))
                self.suite(handler.body, scope, handler.lineno, first)
            self.suite(statement.orelse, scope, None, [])
            self.finally_block(statement.finalbody, scope)
            return rest
        return []

    def finally_block(self, body: Sequence[ast.stmt], scope: _Scope) -> None:
        """An error that passes through `finally` is reported there; the marks lead back to its own line."""
        if not body:
            return
        last = body[-1]
        around = self.lowering.around_finally()
        first = [_Hook(around[0])] if around else []
        self.suite(body, scope, None, [*first, self.note("finally", body[0].lineno, scope, once=True)])
        if is_simple(last) and not isinstance(last, ast.Return | ast.Raise | ast.Break | ast.Continue):
            done = self.note("finally_done", last.end_lineno or last.lineno, scope)
            again = f";{around[1]}" if around else ""
            self.sheet.insert(self.sheet.end(last), f";{done.code}{again}", order=3)

    def orelse(self, statement: ast.If, scope: _Scope) -> None:
        chained = statement.orelse[0] if len(statement.orelse) == 1 else None
        if isinstance(chained, ast.If):
            line, column = self.sheet.start(chained)
            if self.lines[line - 1].startswith("elif", column):
                self.compound(chained, scope, True, [])
                return
        self.suite(statement.orelse, scope, None, [])

    def coming_round(self, loop: ast.For, scope: _Scope) -> list[_Hook]:
        """Hooks at the start of a `for` block: the line again, with what its variables are now."""
        line = loop.lineno
        first = loop.body[0]
        repeats = isinstance(first, ast.While) and first.lineno != line
        if isinstance(loop.target, ast.Name):
            name = loop.target.id
            if repeats:  # the `while` would tell of a new round each time; only its values may be told again
                return self.value(line, scope, name)
            site = self.site("again", line, scope, name)
            if name in scope.numbers and not self.closely:
                prefix = self.prefix
                return [self.look(), _Hook(f"{prefix}q.append({site})"), _Hook(f"{prefix}w.append({name})")]
            return [_Hook(f"{self.prefix}f({site},{name})")]
        values = self.shown([loop.target], line, scope)
        return values if repeats else [*self.tick("again", line, scope), *values]

    def shown(self, targets: Iterable[ast.expr], line: int, scope: _Scope) -> list[_Hook]:
        return self.values_of(
            dict.fromkeys(name for target in targets for name in target_names(target)), line, scope
        )

    def values_of(self, names: Iterable[str], line: int, scope: _Scope) -> list[_Hook]:
        return [hook for name in names for hook in self.value(line, scope, name)]

    def named_in(self, test: ast.expr, line: int, scope: _Scope) -> list[_Hook]:
        """`while (n := n + 1) < 3:` gives `n` a value."""
        named = [node.target.id for node in surely_evaluated(test) if isinstance(node, ast.NamedExpr)]
        return self.values_of(named, line, scope)

    def definition(self, node: ast.stmt, scope: _Scope) -> None:
        if isinstance(node, ast.ClassDef):
            for statement in node.body:
                if isinstance(statement, FUNCTIONS):
                    kind = method_kind(statement) if isinstance(statement, ast.FunctionDef) else "method"
                    self.function(statement, scope, method=kind != "static")
        elif isinstance(node, FUNCTIONS):
            self.function(node, scope, method=False)

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef, outer: _Scope, method: bool) -> None:
        arguments = node.args
        parameters = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        names = [parameter.arg for parameter in parameters[1 if method else 0 :]]
        names += [extra.arg for extra in (arguments.vararg, arguments.kwarg) if extra is not None]
        self.scopes += 1
        everything = (*names, *(parameter.arg for parameter in parameters))
        hidden = parameters[0].arg if method and parameters else ""
        own = names_of(node.body, everything)
        inner = _Scope(
            self.scopes, own, outer, node.name, self.sure.names_in(node.body, everything),
            node.name in self.recursive, hidden,
        )  # fmt: skip
        line = node.body[0].lineno
        entered, looped = self.site("enter", line, inner), self.site("enter_loop", line, inner)
        given = [(self.site("given", line, inner, name), name) for name in names]
        if given:  # the first value goes along with the entry: one call less
            values = f"{given[0][0]},{given[0][1]})"
            pending = [_Hook(f"{self.prefix}g({entered},{values}", True, f"{self.prefix}g({looped},{values}")]
        else:
            word = "t" if self.closely else "q.append"
            pending = [
                _Hook(f"{self.prefix}{word}({entered})", True, f"{self.prefix}{word}({looped})"),
                self.look(),
            ]
        pending += [_Hook(f"{self.prefix}v({site},{name})") for site, name in given[1:]]
        self.suite(node.body, inner, None, pending)
        last = node.body[-1]
        if inner.leaves and is_simple(last) and not isinstance(last, ast.Return | ast.Raise):
            self.sheet.insert(
                self.sheet.end(last), f";{self.note('leave', last.lineno, inner).code}", order=3
            )

    # -- calls of our words

    def call(self, node: ast.Call) -> None:
        """`move(2)` becomes `_c(4,'move',2)`: the call says which line it stands on. Without values
        the number of a site says it all."""
        function = node.func
        if not isinstance(function, ast.Name):
            return
        if function.id == "round" and "round" not in self.bound and len(node.args) + len(node.keywords) == 2:
            # The sandbox rounds 2.675 to 2.68, because it looks so; Python to 2.67, which is nearer.
            self.sheet.replace(self.sheet.start(function), self.sheet.end(function), f"{self.prefix}round")
        if function.id not in self.own_words:
            return
        opening = self.opening_bracket(self.sheet.end(function))
        if opening is None:
            return
        name, line = function.id, node.lineno
        short = {"print": "p", "input": "i", "exit": "x", "quit": "x"}.get(name)
        start, end = self.sheet.start(function), self.sheet.end(function)
        comma = "," if node.args or node.keywords else ""
        if short and name not in self.words:
            self.sheet.replace(start, end, f"{self.prefix}{short}")
            self.sheet.insert(opening, f"{line}{comma}", order=4)
        elif not comma and name not in self.sensors:
            self.sites.append(Site("do", line, 0, name))
            site = f"'{mark(len(self.sites) - 1)}'"
            self.sheet.replace(start, end, f"{self.prefix}{'o' if self.tries else 't'}")
            self.sheet.insert(opening, site, order=4)
        else:
            self.sheet.replace(start, end, f"{self.prefix}{'s' if name in self.sensors else 'c'}")
            self.sheet.insert(opening, f"{line},'{name}'{comma}", order=4)

    def opening_bracket(self, place: tuple[int, int]) -> tuple[int, int] | None:
        """The place just behind the `(` that follows a name; None if something else follows."""
        line, column = place
        while line <= len(self.lines):
            rest = self.lines[line - 1][column:]
            code = rest.lstrip()
            if code.startswith("("):
                return line, column + len(rest) - len(code) + 1
            if code and not code.startswith(("#", "\\")):
                return None
            line, column = line + 1, 0
        return None

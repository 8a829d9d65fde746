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

from codekids.engine.calls import Calls
from codekids.engine.classes import method_kind
from codekids.engine.fstrings import with_places
from codekids.engine.kinship import Kinship
from codekids.engine.lowering import Lowering
from codekids.engine.modules import CLOCK
from codekids.engine.numbers import SureNumbers
from codekids.engine.scopes import (
    FUNCTIONS,
    appended_to,
    bound_names,
    captured_names,
    falls_off,
    is_simple,
    is_text,
    item_set,
    may_call,
    maybe_touched_names,
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
from codekids.lang.tree import walk

# line: a line begins. value: a variable's value follows. again: a `for` line comes round; with a
# name, its value follows. enter, leave: of a function; enter_loop: the same, or its first loop comes
# round. given: the value of a parameter follows, before the first line of the function. finally,
# finally_done: the first and the last of a `finally` block. back: whoever called a function is back.
# do: a command without values. note: what happened is told elsewhere. hidden: `self` has changed.
SiteKind = Literal[
    "note", "line", "value", "again", "enter", "enter_loop", "leave", "given", "finally", "finally_done",
    "do", "hidden", "back",
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
    function: str = ""  # the function of `scope`; of "back", the one that is left
    told: bool = False  # the end of that function is told, here or by whoever called it


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
class Hook:
    """A call waiting for the next place that can take it.

    `once`: a loop must not repeat it; `looped` is what it may say in the head of a loop instead.
    `lines`: it counts so many lines, at `line` (`turbo`).
    """

    code: str
    once: bool = False
    looped: str = ""
    lines: int = 0
    line: int = 0


@dataclass(slots=True)
class Scope:
    """The top level, or a function."""

    number: int
    names: frozenset[str]
    outer: Scope | None
    function: str = ""
    numbers: frozenset[str] = frozenset()  # names that only ever hold numbers of modest size
    leaves: bool = False  # a function that may call others says when it is left
    hidden: str = ""  # `self`: nothing to show
    kin: Kinship | None = None

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
    return Splicer(program, frozenset(words), frozenset(sensors), closely).spliced()


class Splicer:
    """Walks a program and puts the hooks in."""

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
        self.counted_in: set[int] = set()  # scopes that know the count (`turbo`)
        self.tries = any(isinstance(node, ast.Try) for node in walk(self.tree))
        self.calling = may_call(self.tree)
        # Their end cannot be told where it is; whoever called them tells it.
        self.falling = self.calling & {
            node.name for node in walk(self.tree) if isinstance(node, FUNCTIONS) and falls_off(node.body)
        }
        self.sure = SureNumbers(self.tree, self.bound, words)
        self.lowering = Lowering(self.tree, self.sheet, self.prefix, self.bound, self.fixed)

    def spliced(self) -> Instrumented:
        numbers = self.sure.names_in(self.tree.body)
        kin = Kinship(self.tree.body, ())
        module = Scope(0, names_of(self.tree.body, ()), None, numbers=numbers, kin=kin)
        pending = self.suite(self.tree.body, module, None, [])
        calls = Calls(
            self.sheet, self.prefix, self.own_words, self.words, self.sensors, self.bound, self.tries, self.do
        )
        for node in outside_f_strings(self.tree):
            if isinstance(node, ast.Call):
                calls.put(node)
        self.lowering.put()
        for node in outside_f_strings(self.tree):
            if isinstance(node, ast.Call):
                self.come_back(node)
        texts, pieces = self.sheet.applied()
        texts.append(";".join([*(hook.code for hook in pending), f"{self.prefix}out()"]))
        marks = {mark(number): site for number, site in enumerate(self.sites)}
        text = "\n".join(texts)
        return Instrumented(
            text, self.prefix, marks, self.tries, pieces, frozenset(self.lowering.needs),
            self.lowering.classes.shown_fields(),
        )  # fmt: skip

    # -- sites and edits

    def site(self, kind: SiteKind, line: int, scope: Scope, name: str = "") -> str:
        """A new site; gives its character, in quotes."""
        owner = scope.owner(name) if name else 0
        told = scope.function in self.calling
        self.sites.append(Site(kind, line, scope.number, name, owner, scope.function, told))
        return f"'{mark(len(self.sites) - 1)}'"

    def do(self, line: int, name: str) -> str:
        """A site for a command without values; gives its character, in quotes."""
        self.sites.append(Site("do", line, 0, name))
        return f"'{mark(len(self.sites) - 1)}'"

    def come_back(self, node: ast.Call) -> None:
        """Tell behind a call that the function is left."""
        name = str(getattr(node.func, "id", getattr(node.func, "attr", "")))
        if name in self.falling:
            self.sites.append(Site("back", node.lineno, 0, function=name))
            self.sheet.wrap(node, f"{self.prefix}b('{mark(len(self.sites) - 1)}',", ")")

    def note(self, kind: SiteKind, line: int, scope: Scope, once: bool = False) -> list[Hook]:
        """A hook without a value."""
        word = "t" if self.closely else "q.append"
        return [Hook(f"{self.prefix}{word}({self.site(kind, line, scope)})", once)]

    def tick(self, kind: SiteKind, line: int, scope: Scope) -> list[Hook]:
        """Hooks without a value at which the host may look in: every loop has one."""
        return [self.look(), Hook(f"{self.prefix}q.append({self.site(kind, line, scope)})")]

    def look(self) -> Hook:
        prefix = self.prefix
        return Hook(f"{prefix}len({prefix}q)>={'0' if self.closely else f'{prefix}limit'} and {prefix}out()")

    def value(self, line: int, scope: Scope, name: str) -> list[Hook]:
        site = self.site("value", line, scope, name)
        if name in scope.numbers and not self.closely:
            return [Hook(f"{self.prefix}q.append({site})"), Hook(f"{self.prefix}w.append({name})")]
        return [Hook(f"{self.prefix}{'f' if self.closely else 'v'}({site},{name})")]

    def as_statement(self, hook: Hook, _scope: Scope) -> str:
        return hook.code

    def as_expression(self, hook: Hook, _scope: Scope) -> str:
        return hook.code

    def before(self, node: ast.expr, scope: Scope, hooks: Sequence[Hook]) -> None:
        """Hooks in the head of a compound statement: all of them answer None, so `or` goes on."""
        changed = self.changed_in(node, scope)
        if changed:
            self.sheet.opening(self.sheet.start(node), "((")
            self.sheet.insert(self.sheet.end(node), f"),{','.join(changed)})[0]", order=-0.5)
        if hooks:
            heads = "".join(f"{self.as_expression(hook, scope)} or " for hook in hooks)
            self.sheet.insert(self.sheet.start(node), f"{heads}(", order=1)
            self.sheet.insert(self.sheet.end(node), ")", order=0)

    def changed_in(self, node: ast.expr, scope: Scope) -> list[str]:
        """What shows the variables that the head of a compound statement changes by calling something."""
        if not any(isinstance(inner, ast.Call) for inner in ast.walk(node)):
            return []
        return list(self.values(ast.copy_location(ast.Expr(node), node), scope))

    # -- statements

    def suite(
        self, body: Sequence[ast.stmt], scope: Scope, header: int | None, pending: list[Hook]
    ) -> list[Hook]:
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
                    pending = [*pending, *self.note("line", statement.lineno, scope, once=True)]
                self.definition(statement, scope)
                made = self.lowering.made(statement) if isinstance(statement, ast.ClassDef) else None
                pending = [*pending, Hook(made)] if made else pending
            elif isinstance(statement, ast.While) and any(hook.once for hook in pending):
                kept = self.on_blank_line(pending, statement, scope)
                pending = self.compound(statement, scope, own, kept)
            elif not is_simple(statement):
                pending = self.compound(statement, scope, own, pending)
            else:
                pending = self.simple(statement, scope, own, pending)
        return pending

    def on_blank_line(self, pending: list[Hook], statement: ast.While, scope: Scope) -> list[Hook]:
        """A loop would repeat what is said once: say it on a line without code above the loop.

        Without such a line the report is left out; it is only that a `def` was passed.
        """
        above = statement.lineno - 1
        line = self.lines[above - 1].strip() if above else "code"
        if not line or line.startswith("#"):
            indent = indentation(self.lines[statement.lineno - 1])
            code = ";".join(self.as_statement(hook, scope) for hook in pending)
            self.sheet.insert((above, 0), f"{indent}{code} ")
            return []
        return [Hook(hook.looped or hook.code) for hook in pending if hook.looped or not hook.once]

    def simple(self, statement: ast.stmt, scope: Scope, own: bool, pending: list[Hook]) -> list[Hook]:
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
            return pending
        if isinstance(statement, ast.Global | ast.Nonlocal) or is_text(statement):
            return pending
        hooks = [*pending, *(self.note("line", statement.lineno, scope) if own else [])]
        if hooks:
            code = "".join(f"{self.as_statement(hook, scope)};" for hook in hooks)
            self.sheet.insert(self.sheet.start(statement), code, order=0)
        after = [*self.clock(statement), *self.values(statement, scope)]
        if isinstance(statement, ast.Return):
            if scope.leaves:
                after.append(self.note("leave", statement.lineno, scope)[0].code)
            if statement.value is None:
                self.sheet.insert(self.sheet.start(statement), "".join(f"{code};" for code in after), order=0)
            elif after:
                self.sheet.insert(self.sheet.start(statement.value), "((")
                self.sheet.insert(self.sheet.end(statement.value), f"),{','.join(after)})[0]", order=0)
        elif after:
            self.sheet.insert(self.sheet.end(statement), "".join(f";{code}" for code in after), order=2)
        return []

    def values(self, statement: ast.stmt, scope: Scope) -> Iterator[str]:
        """What shows the variables that a simple statement may change."""
        if isinstance(statement, ast.Raise | ast.Import | ast.ImportFrom | ast.Assert):
            return
        line = statement.lineno
        places = item_set(statement)
        appended = appended_to(statement)
        touched = touched_names(statement, self.own_words)
        behind = self.behind(statement, scope, touched)
        maybe = maybe_touched_names(statement, self.own_words)
        behind += [name for name in maybe if name not in touched and name not in behind]
        for name in [*touched, *behind]:
            if name == scope.hidden:
                if scope.function != "__init__":
                    yield f"{self.prefix}v({self.site('hidden', line, scope, name)},{name})"
            elif name not in self.variables:
                continue
            elif name in behind and not (scope.kin and scope.kin.surely_there(name, line)):
                if name in scope.names:
                    yield f"{self.prefix}y({self.site('value', line, scope, name)},lambda:{name})"
            elif places and name == places[0]:  # far down in a list, nothing that is shown changes
                yield f"{self.prefix}u({self.site('value', line, scope, name)},{name},{places[1]})"
            elif name == appended and not self.closely:  # nor at the end of a long one
                yield f"{self.prefix}e({self.site('value', line, scope, name)},{name})"
            else:
                yield from (hook.code for hook in self.value(line, scope, name))

    def behind(self, statement: ast.stmt, scope: Scope, touched: Sequence[str]) -> list[str]:
        """Names that may show a change made through another one."""
        if scope.kin is None:
            return []
        names = dict.fromkeys(
            name
            for changed, deep in scope.kin.changed_by(statement)
            for name in scope.kin.behind(changed, statement.lineno, deep)
        )
        return [name for name in names if name not in touched and name not in scope.numbers]

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

    def compound(self, statement: ast.stmt, scope: Scope, own: bool, pending: list[Hook]) -> list[Hook]:
        line = statement.lineno
        here = self.note("line", line, scope) if own else []
        if isinstance(statement, ast.If):
            self.before(statement.test, scope, [*pending, *here])
            self.suite(statement.body, scope, line, self.named_in(statement.test, line, scope))
            self.orelse(statement, scope)
        elif isinstance(statement, ast.While):
            self.before(statement.test, scope, [*pending, *self.tick("line", line, scope)])
            first = [*self.each_round(statement), *self.named_in(statement.test, line, scope)]
            self.suite(statement.body, scope, line, first)
            self.suite(statement.orelse, scope, None, [])
            return self.named_in(statement.test, line, scope)  # the value that ended the loop
        elif isinstance(statement, ast.For):
            self.before(statement.iter, scope, [*pending, *here])
            self.suite(statement.body, scope, line, self.coming_round(statement, scope))
            self.suite(statement.orelse, scope, None, [])
        elif isinstance(statement, ast.With):
            self.before(statement.items[0].context_expr, scope, [*pending, *here])
            targets = [item.optional_vars for item in statement.items if item.optional_vars is not None]
            self.suite(statement.body, scope, line, self.shown(targets, line, scope))
        elif isinstance(statement, ast.Match):
            self.before(statement.subject, scope, [*pending, *here])
            for case in statement.cases:
                names = dict.fromkeys(captured_names(case.pattern))
                self.suite(case.body, scope, line, self.values_of(names, line, scope))
        elif isinstance(statement, ast.Try):
            rest = self.suite(statement.body, scope, None, pending)
            for handler in statement.handlers:
                first = [Hook(code) for code in self.lowering.in_handler(handler)]
                first += self.note("line", handler.lineno, scope, once=True)
                self.suite(handler.body, scope, handler.lineno, first)
            self.suite(statement.orelse, scope, None, [])
            self.finally_block(statement.finalbody, scope)
            return rest
        return []

    def finally_block(self, body: Sequence[ast.stmt], scope: Scope) -> None:
        """An error that passes through `finally` is reported there; the marks lead back to its own line."""
        if not body:
            return
        last = body[-1]
        around = self.lowering.around_finally()
        first = [Hook(around[0])] if around else []
        self.suite(body, scope, None, [*first, *self.note("finally", body[0].lineno, scope, once=True)])
        if is_simple(last) and not isinstance(last, ast.Return | ast.Raise | ast.Break | ast.Continue):
            done = self.note("finally_done", last.end_lineno or last.lineno, scope)
            codes = [*(hook.code for hook in done), *(around[1:] if around else ())]
            self.sheet.insert(self.sheet.end(last), "".join(f";{code}" for code in codes), order=3)

    def orelse(self, statement: ast.If, scope: Scope) -> None:
        chained = statement.orelse[0] if len(statement.orelse) == 1 else None
        if isinstance(chained, ast.If):
            line, column = self.sheet.start(chained)
            if self.lines[line - 1].startswith("elif", column):
                self.compound(chained, scope, True, [])
                return
        self.suite(statement.orelse, scope, None, [])

    def each_round(self, _loop: ast.For | ast.While) -> list[Hook]:
        """Hooks at the start of the block of a `while`, beside the one in its head."""
        return []

    def coming_round(self, loop: ast.For, scope: Scope) -> list[Hook]:
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
                return [self.look(), Hook(f"{prefix}q.append({site})"), Hook(f"{prefix}w.append({name})")]
            return [Hook(f"{self.prefix}f({site},{name})")]
        values = self.shown([loop.target], line, scope)
        return values if repeats else [*self.tick("again", line, scope), *values]

    def shown(self, targets: Iterable[ast.expr], line: int, scope: Scope) -> list[Hook]:
        return self.values_of(
            dict.fromkeys(name for target in targets for name in target_names(target)), line, scope
        )

    def values_of(self, names: Iterable[str], line: int, scope: Scope) -> list[Hook]:
        return [hook for name in names for hook in self.value(line, scope, name)]

    def named_in(self, test: ast.expr, line: int, scope: Scope) -> list[Hook]:
        """`while (n := n + 1) < 3:` gives `n` a value."""
        named = [node.target.id for node in surely_evaluated(test) if isinstance(node, ast.NamedExpr)]
        return self.values_of(named, line, scope)

    def definition(self, node: ast.stmt, scope: Scope) -> None:
        if isinstance(node, ast.ClassDef):
            for statement in node.body:
                if isinstance(statement, FUNCTIONS):
                    kind = method_kind(statement) if isinstance(statement, ast.FunctionDef) else "method"
                    self.function(statement, scope, method=kind != "static")
        elif isinstance(node, FUNCTIONS):
            self.function(node, scope, method=False)

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef, outer: Scope, method: bool) -> None:
        arguments = node.args
        parameters = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        names = [parameter.arg for parameter in parameters[1 if method else 0 :]]
        names += [extra.arg for extra in (arguments.vararg, arguments.kwarg) if extra is not None]
        self.scopes += 1
        everything = (*names, *(parameter.arg for parameter in parameters))
        hidden = parameters[0].arg if method and parameters else ""
        own = names_of(node.body, everything)
        inner = Scope(
            self.scopes, own, outer, node.name, self.sure.names_in(node.body, everything),
            node.name in self.calling - self.falling, hidden, Kinship(node.body, everything),
        )  # fmt: skip
        self.suite(node.body, inner, None, self.entering(node, inner, names))
        last = node.body[-1]
        if inner.leaves and is_simple(last) and not isinstance(last, ast.Return | ast.Raise):
            for hook in self.note("leave", last.lineno, inner):
                self.sheet.insert(self.sheet.end(last), f";{hook.code}", order=3)

    def entering(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef, inner: Scope, names: Sequence[str]
    ) -> list[Hook]:
        """Hooks at the start of a function: it is entered, and its parameters have values."""
        line = node.body[0].lineno
        entered, looped = self.site("enter", line, inner), self.site("enter_loop", line, inner)
        given = [(self.site("given", line, inner, name), name) for name in names]
        if given:  # the first value goes along with the entry: one call less
            values = f"{given[0][0]},{given[0][1]})"
            pending = [Hook(f"{self.prefix}g({entered},{values}", True, f"{self.prefix}g({looped},{values}")]
        else:
            word = "t" if self.closely else "q.append"
            pending = [
                Hook(f"{self.prefix}{word}({entered})", True, f"{self.prefix}{word}({looped})"),
                self.look(),
            ]
        return [*pending, *(Hook(f"{self.prefix}v({site},{name})") for site, name in given[1:])]

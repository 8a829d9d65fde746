"""Names in a program: the unknown, the misspelt, the ones called wrongly.

Careful on purpose: a right program is never blamed. A name that is bound
anywhere in the program counts as known everywhere, and whatever the child
defines takes the place of a command or builtin of the same name.
"""

from __future__ import annotations

import ast
import builtins
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from codekids.lang.dialect import Dialect, Signature
from codekids.lang.explain import strangers
from codekids.lang.explain.strangers import Stranger
from codekids.lang.lines import apply_fix, character_column
from codekids.lang.problems import Argument, Fix, Problem
from codekids.lang.source import Program, still_wrong
from codekids.lang.tree import walk
from codekids.lang.words import MEANT, are_twins, distance, fold, nearest

# `exit` and `quit` come with `site`, which not every Python has loaded.
BUILTINS = frozenset(name for name in dir(builtins) if not name.startswith("_")) | {"exit", "quit"}

# Builtins a child meets in the first year: worth suggesting, and with how many values each is called
# (fewest, most; None: any number) and an example of it.
COMMON: dict[str, tuple[int, int | None, str]] = {
    "print": (0, None, 'print("salut")'),
    "range": (1, 3, "range(4)"),
    "len": (1, 1, 'len("salut")'),
    "input": (0, 1, 'input("?")'),
    "int": (0, 2, 'int("12")'),
    "float": (0, 1, 'float("1.5")'),
    "str": (0, 3, "str(12)"),
    "abs": (1, 1, "abs(-3)"),
    "round": (1, 2, "round(2.7)"),
    "sum": (1, 2, "sum([1, 2, 3])"),
    "min": (1, None, "min(3, 5)"),
    "max": (1, None, "max(3, 5)"),
    "sorted": (1, 1, "sorted([3, 1, 2])"),
    "list": (0, 1, "list(range(4))"),
    "ord": (1, 1, 'ord("a")'),
    "chr": (1, 1, "chr(97)"),
    "bool": (0, 1, "bool(1)"),
    "enumerate": (1, 2, "enumerate([3, 1, 2])"),
    "reversed": (1, 1, "reversed([3, 1, 2])"),
    "isinstance": (2, 2, "isinstance(12, int)"),
}

# Misspelt words that are searched for in one program: one is shown at a time, and each search looks at
# every name there is.
MOST_SUGGESTIONS = 50
# Unknown names whose place is looked at closely, with repairs tried: each costs a compilation.
MOST_EXPLAINED = 5

# Parts of lists and texts that are only ever called.
CALLED_PARTS = frozenset(
    ("append", "remove", "insert", "extend", "sort", "reverse", "upper", "lower", "strip", "split", "replace")
)

_CONSTANTS = ("True", "False", "None")
_Use = Literal["called", "read", "stored"]

# What a parameter may be given, for the example form of a command.
SAMPLES = {
    "angle": "90",
    "colour": '"red"',
    "degrees": "90",
    "distance": "50",
    "ms": "500",
    "seconds": "1",
    "steps": "3",
    "text": '"salut"',
    "thing": '"apple"',
}


def example(signature: Signature, full: bool = False) -> str:
    """How a command looks when it is called: `move()`, and in full `move(3)`."""
    shown = signature.parameters if full else signature.parameters[: signature.required]
    return f"{signature.name}({', '.join(SAMPLES.get(parameter, parameter) for parameter in shown)})"


def find_problems(program: Program, dialect: Dialect) -> list[Problem]:
    """What is wrong with the names of a program, in reading order. Never raises; empty means run it.

    A program that cannot be parsed gives its own problem. A misspelt name gets
    a suggestion if at most half its letters differ (`words.nearest`).
    """
    if program.tree is None:
        return list(program.problems)
    search = _Search(program, dialect)
    return sorted(search.problems(), key=lambda problem: (problem.line, problem.column))


@dataclass(frozen=True, slots=True)
class _Bound:
    """The names a program gives a meaning to."""

    variables: frozenset[str]
    functions: frozenset[str]  # also classes, imports and parameters: what may be called
    everything: bool  # `from x import *`: nobody can tell which names there are

    @property
    def names(self) -> frozenset[str]:
        return self.variables | self.functions


def _bound_names(tree: ast.Module) -> _Bound:
    variables: set[str] = set()
    functions: set[str] = set()
    everything = False
    grown = {id(node.target) for node in walk(tree) if isinstance(node, ast.AugAssign)}
    for node in walk(tree):
        if isinstance(node, ast.Name):
            # `scor += 1` alone brings no `scor` into being.
            if isinstance(node.ctx, ast.Store) and id(node) not in grown:
                variables.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            functions.add(node.name)
        elif isinstance(node, ast.arg):
            functions.add(node.arg)
        elif isinstance(node, ast.alias):
            everything |= node.name == "*"
            functions.add(node.asname or node.name.split(".")[0])
        elif isinstance(node, ast.Global | ast.Nonlocal):
            variables.update(node.names)
        elif isinstance(node, ast.MatchMapping):
            variables.add(node.rest or "")
        elif isinstance(getattr(node, "name", None), str):  # except … as, match captures, type parameters
            variables.add(node.name)  # type: ignore[attr-defined]
    return _Bound(frozenset(variables), frozenset(functions), everything)


class _Search:
    """One look through one program."""

    def __init__(self, program: Program, dialect: Dialect) -> None:
        assert program.tree is not None
        self.program = program
        self.tree = program.tree
        self.bound = _bound_names(program.tree)
        self.commands: Mapping[str, Signature] = {
            name: signature for name, signature in dialect.commands.items() if name not in self.bound.names
        }
        self.toolbox = [name for name in dialect.toolbox if name in self.commands or name in BUILTINS]
        self.known = frozenset(self.bound.names | self.commands.keys() | BUILTINS)
        # `move = 3` in the last line does not keep the lines above it from moving.
        self.there_at_first = BUILTINS | dialect.commands.keys()
        self.own_functions = _own_functions(program.tree, self.bound.variables)
        self.grown = frozenset(
            node.target.id
            for node in walk(self.tree)
            if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name)
        )
        self.explained = 0
        self.suggested: dict[tuple[str, _Use], str | None] = {}
        # A name alone on its line is a call whose brackets are still to come.
        self.called = {id(node.func) for node in walk(self.tree) if isinstance(node, ast.Call)} | {
            id(node.value) for node in walk(self.tree) if isinstance(node, ast.Expr)
        }

    def problems(self) -> Iterator[Problem]:
        early = set()
        for problem, name in self.too_early():
            early.add(id(name))
            yield problem
        unknown = []
        for node in walk(self.tree):
            if isinstance(node, ast.Name) and not self.is_known(node.id) and id(node) not in early:
                unknown.append(node)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                yield from self.wrong_count(node, node.func)
            yield from self.without_brackets(node)
            yield from self.square_brackets(node)
            yield from self.colon_for_equals(node)
        told: tuple[int, int] = (0, 0)  # line and end of what was last explained: `turn-left` is one mistake
        for node in sorted(unknown, key=lambda name: (name.lineno, name.col_offset)):
            line, start, _, _ = self.span(node)
            if line == told[0] and start < told[1]:
                continue
            for problem in self.unknown(node):
                told = (problem.end_line, problem.end_column)
                yield problem

    def is_known(self, name: str) -> bool:
        """Whether the name has a meaning somewhere; names like `__name__` Python gives itself."""
        return name in self.known or (name.startswith("__") and name.endswith("__"))

    # -- names nobody knows

    def unknown(self, node: ast.Name) -> Iterator[Problem]:
        if self.bound.everything or isinstance(node.ctx, ast.Del):
            return
        stranger = self.stranger(node)
        self.explained += 1
        closely = self.explained <= MOST_EXPLAINED
        known_by_place = strangers.explain(stranger) if closely else None
        if known_by_place is not None:
            yield known_by_place
            return
        meant = self.suggestion(node)
        if meant is not None:
            args = {"name": stranger.written, "meant": meant}
            yield self.at(node, _likeness(stranger.written, meant), args, self.replacing(node, meant))
        elif closely and node.id not in self.grown and (problem := strangers.left_alone(stranger)):
            yield problem
        elif isinstance(node.ctx, ast.Store) or node.id in self.grown:
            yield self.at(node, "name.before_birth", {"name": self.as_written(node)})
        else:
            above = self.parents.get(node)
            called = isinstance(above, ast.Call) and above.func is node
            key = "name.unknown_call" if called else "name.unknown"
            yield self.at(node, key, {"name": self.as_written(node)})

    def stranger(self, node: ast.Name) -> Stranger:
        line, start, _, end = self.span(node)
        written = self.program.lines[line - 1][start:end] or node.id
        return Stranger(
            self.program, node, written, line, start, end, self.known, self.commands, self.parents.get
        )

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        """Each node's parent; worked out only if a name is unknown."""
        return {child: node for node in walk(self.tree) for child in ast.iter_child_nodes(node)}

    def suggestion(self, node: ast.Name) -> str | None:
        use: _Use = (
            "stored" if isinstance(node.ctx, ast.Store) else "called" if id(node) in self.called else "read"
        )
        if (node.id, use) not in self.suggested:
            searched = len(self.suggested) < MOST_SUGGESTIONS
            self.suggested[node.id, use] = self.meant(node.id, use) if searched else None
        return self.suggested[node.id, use]

    def meant(self, name: str, use: _Use) -> str | None:
        """The known word most like this one. Of two as near, the toolbox's comes first."""
        own = [*sorted(self.bound.functions), *sorted(self.bound.variables)]
        words = [*self.toolbox, *sorted(self.commands), *COMMON]
        if use == "stored":
            return nearest(name, own)
        if use == "called":
            words = [*self.toolbox, *own, *words]
            return _translated(name, words) or self.nearest_offered(name, words) or _part(name, words)
        # A bare name is most often a variable or a text without quotes: a command has to be nearer.
        words += _CONSTANTS
        return _translated(name, _CONSTANTS) or nearest(name, own) or nearest(name, words, share=3)

    def nearest_offered(self, name: str, words: Sequence[str]) -> str | None:
        """The word most like a name; one of the toolbox, if it is as near as any."""
        best, offered = nearest(name, words), nearest(name, self.toolbox)
        if best is None or offered is None:
            return best
        seen = fold(name)
        return offered if distance(seen, fold(offered)) <= distance(seen, fold(best)) else best

    # -- names used before they are born

    def too_early(self) -> Iterator[tuple[Problem, ast.Name]]:
        """Uses at the top level, in a straight line, of names born only further down at the top level."""
        if self.bound.everything:
            return
        birth: dict[str, int] = {}
        for index, statement in enumerate(self.tree.body):
            for born_name in _born_in(statement):
                birth.setdefault(born_name, index)
        elsewhere = _born_in_functions(self.tree)
        for index, statement in enumerate(self.tree.body):
            for name in _surely_read(statement):
                born = birth.get(name.id, -1)
                if name.id in elsewhere or name.id in self.there_at_first or born < index:
                    continue
                if born == index and not isinstance(statement, ast.Assign | ast.AnnAssign | ast.AugAssign):
                    continue
                yield self.early(name), name

    def early(self, name: ast.Name) -> Problem:
        """The problem of a name used above the line that gives it its meaning."""
        compared = strangers.compared_not_given(self.stranger(name))
        if compared is not None:
            return compared
        later = next(
            (node for node in self.tree.body if isinstance(node, ast.FunctionDef) and node.name == name.id),
            None,
        )
        if later is not None and name.id not in self.bound.variables:
            args: dict[str, Argument] = {"name": self.as_written(name), "where": later.lineno}
            return self.at(name, "name.function_later", args)
        return self.at(name, "name.before_birth", {"name": self.as_written(name)})

    # -- calls

    def wrong_count(self, call: ast.Call, function: ast.Name) -> Iterator[Problem]:
        name = function.id
        if any(isinstance(arg, ast.Starred) for arg in call.args):
            return
        given = len(call.args)
        signature = self.commands.get(name)
        if signature is not None:
            words = [word.arg for word in call.keywords]
            if None in words:
                return
            strange = next((word for word in words if word not in signature.parameters), None)
            if strange is not None:
                args = {"name": name, "argument": strange, "example": example(signature, full=True)}
                yield self.at(call, "call.unknown_argument", args)
            elif given + len(words) > len(signature.parameters):
                yield self.at(call, "call.too_many", {"name": name, "example": example(signature, full=True)})
            elif any(p not in words for p in signature.parameters[given : signature.required]):
                yield self.at(call, "call.too_few", {"name": name, "example": example(signature)})
        elif name in COMMON and name not in self.bound.names:
            fewest, most, form = COMMON[name]
            if most is not None and given > most:
                yield self.at(call, "call.too_many", {"name": name, "example": form})
            elif given < fewest and not call.keywords:
                yield self.at(call, "call.too_few", {"name": name, "example": form})

    def without_brackets(self, node: ast.AST) -> Iterator[Problem]:
        """A command that is only named: as a whole line, or as a condition, which would always hold."""
        for name in _named_only(node):
            if name.id in self.commands:
                form = example(self.commands[name.id])
            elif isinstance(node, ast.Expr) and name.id in self.own_functions:
                form = example(self.own_functions[name.id])
            elif isinstance(node, ast.Expr) and name.id in COMMON and name.id not in self.bound.names:
                form = COMMON[name.id][2]
            else:
                continue
            fix = self.replacing(name, form) if form == f"{name.id}()" else None
            yield self.at(name, "call.missing_brackets", {"name": name.id, "example": form}, fix)

    def square_brackets(self, node: ast.AST) -> Iterator[Problem]:
        """`print["salut"]`, `range[4]`, `lista.append[3]`: a call with the brackets of a list."""
        if not isinstance(node, ast.Subscript):
            return
        called = node.value
        if isinstance(called, ast.Attribute) and called.attr in CALLED_PARTS:
            name = ast.get_source_segment(self.program.text, called) or called.attr
        elif isinstance(called, ast.Name):
            name = called.id
            if name in self.bound.names or not (name in self.commands or name in COMMON) or name == "list":
                return
        else:
            return
        _, start, _, _ = self.span(node)
        line, _, end_line, end = self.span(node)
        inside = self.program.lines[line - 1][start + len(name) : end].strip()[1:-1]
        form = f"{name}({inside})"
        fix = Fix(line, start, line, end, form) if line == end_line else None
        self.explained += 1
        if self.explained > MOST_EXPLAINED or (fix and still_wrong(apply_fix(self.program.text, fix))):
            fix = None
        yield self.at(node, "syntax.call_bracket_kind", {"name": name, "example": form}, fix)

    def colon_for_equals(self, node: ast.AST) -> Iterator[Problem]:
        """`scor: 3`, `print: "salut"`: Python takes the value for a note about the name's kind."""
        if (
            not isinstance(node, ast.AnnAssign)
            or node.value is not None
            or not isinstance(node.target, ast.Name)
        ):
            return
        if not isinstance(node.annotation, ast.Constant | ast.List | ast.BinOp) or node.annotation is None:
            return
        name = self.as_written(node.target)
        _, start, _, name_end = self.span(node.target)
        line, begin, end_line, end = self.span(node.annotation)
        value = self.program.lines[line - 1][begin:end]
        if line != end_line or (isinstance(node.annotation, ast.BinOp) and "|" in value):
            return
        if name in self.commands or name in COMMON:
            form = f"{name}({value})"
            fix = Fix(line, start, line, end, form)
            yield self.at(node.target, "syntax.call_brackets", {"name": name, "example": form}, fix)
        else:
            fix = Fix(line, name_end, line, begin, " = ")
            yield Problem(line, name_end, "syntax.colon_for_equals", {"name": name}, line, begin, fix)

    # -- places

    def span(self, node: ast.expr) -> tuple[int, int, int, int]:
        """Line, column, end line, end column, in characters and within the text."""
        lines = self.program.lines
        line = min(node.lineno, len(lines))
        end_line = min(max(node.end_lineno or line, line), len(lines))
        start = character_column(lines[line - 1], node.col_offset)
        end = character_column(lines[end_line - 1], node.end_col_offset or 0)
        if isinstance(node, ast.Name) and not _spells(lines[line - 1][start:end], node.id):
            # Up to Python 3.11 what stands in an f-string may be said to stand elsewhere.
            found = re.search(rf"(?<!\w){re.escape(node.id)}(?!\w)", lines[line - 1])
            start, end = found.span() if found else (0, 0)
            return line, start, line, end
        return line, start, end_line, end if (end_line, end) > (line, start) else start

    def as_written(self, node: ast.Name) -> str:
        """The child's letters; `ast` gives names in their normal form."""
        line, start, _, end = self.span(node)
        return self.program.lines[line - 1][start:end] or node.id

    def replacing(self, node: ast.Name, text: str) -> Fix | None:
        """The repair that puts another word in place of a name; None if nobody knows where the name is."""
        line, start, end_line, end = self.span(node)
        return Fix(line, start, end_line, end, text) if end > start else None

    def at(self, node: ast.expr, key: str, args: Mapping[str, Argument], fix: Fix | None = None) -> Problem:
        line, column, end_line, end_column = self.span(node)
        return Problem(line, column, key, args, end_line, end_column, fix)


def _spells(text: str, name: str) -> bool:
    return text == name or unicodedata.normalize("NFKC", text) == name


def _translated(name: str, candidates: Sequence[str]) -> str | None:
    """What a word of another language stands for, if that word is there: "mergi" is "move"."""
    return next((word for word in MEANT.get(fold(name), ()) if word in candidates), None)


def _part(name: str, candidates: list[str]) -> str | None:
    """The only candidate that has the name as one of its words: "clear" is "front_is_clear"."""
    seen = fold(name)
    if len(seen) < 4:
        return None
    found = {candidate for candidate in candidates if seen in candidate.casefold().split("_")}
    return found.pop() if len(found) == 1 else None


def _own_functions(tree: ast.Module, variables: frozenset[str]) -> dict[str, Signature]:
    """The functions a program defines once and for all, by name."""
    found = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name not in variables:
            parameters = [arg.arg for arg in (*node.args.posonlyargs, *node.args.args)]
            needed = len(parameters) - len(node.args.defaults)
            found[node.name] = Signature(node.name, tuple(parameters), needed)
    return found


_SAMENESS = (ast.Is, ast.IsNot, ast.In, ast.NotIn)


def _likeness(written: str, meant: str) -> str:
    """The key for a name and the one it was meant to be."""
    if are_twins(written, meant):
        return "name.twin_letter"
    return "name.letter_case" if written.lower() == meant.lower() else "name.did_you_mean"


def _named_only(node: ast.AST) -> Iterator[ast.Name]:
    """Names that stand where only a call makes sense: alone on a line, or as (part of) a condition."""
    asked: list[ast.expr] = []
    if isinstance(node, ast.Expr):
        # `move, move, move`: each of them.
        asked = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
    elif isinstance(node, ast.If | ast.While | ast.IfExp):
        asked = [node.test]
    elif isinstance(node, ast.BoolOp):
        asked = node.values
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        asked = [node.operand]
    elif isinstance(node, ast.Compare) and not any(isinstance(op, _SAMENESS) for op in node.ops):
        asked = [node.left, *node.comparators]
    elif isinstance(node, ast.BinOp):
        asked = [node.left, node.right]
    yield from (name for name in asked if isinstance(name, ast.Name))


# Code in these runs later, or as often as it likes: no straight line.
_LATER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
_OWN_SCOPE = (*_LATER, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def _inside(node: ast.AST, stop: tuple[type, ...]) -> Iterator[ast.AST]:
    """The node and all below it, not entering nodes of the types in `stop`."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, stop):
            waiting.extend(ast.iter_child_nodes(node))


def _born_in(statement: ast.stmt) -> Iterator[str]:
    """Names a top-level statement may give a value to, anywhere within it."""
    bound = _bound_names(ast.Module(body=[statement], type_ignores=[]))
    yield from bound.names


def _born_in_functions(tree: ast.Module) -> frozenset[str]:
    """Names some function declares `global`: it may have been called, nobody can tell when."""
    declared = (node for node in walk(tree) if isinstance(node, ast.Global))
    return frozenset(name for node in declared for name in node.names)


def _surely_read(statement: ast.stmt) -> Iterator[ast.Name]:
    """Names that a top-level statement reads for certain, before it does anything else."""
    roots: Iterable[ast.expr | None]
    if isinstance(statement, ast.Expr | ast.Assign | ast.AnnAssign):
        roots = (statement.value,)
    elif isinstance(statement, ast.AugAssign):
        roots = (statement.target, statement.value)
    elif isinstance(statement, ast.If | ast.While):
        roots = (statement.test,)
    elif isinstance(statement, ast.For):
        roots = (statement.iter,)
    else:
        return
    unsure = (*_OWN_SCOPE, ast.BoolOp, ast.IfExp, ast.NamedExpr)
    for root in roots:
        if root is None or any(isinstance(node, ast.NamedExpr) for node in ast.walk(root)):
            continue
        yield from (
            node
            for node in _inside(root, unsure)
            if isinstance(node, ast.Name)
            and (isinstance(node.ctx, ast.Load) or root is getattr(statement, "target", None))
        )

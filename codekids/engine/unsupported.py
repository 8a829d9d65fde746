"""What Python can do and this sandbox cannot, or does differently without saying so.

Every find is a Problem `engine.not_yet.<what>` at its place: a clear sentence
before the run instead of a wrong answer in it. Facts about the sandbox were
measured with pydantic-monty 1.4; most of them end with the lowering.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from codekids.engine.scopes import bound_names
from codekids.lang.lines import character_column
from codekids.lang.problems import Problem
from codekids.lang.source import Program


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Modules that are there, or are ours (`time`).
MODULES = _words(
    "base64 binascii bisect collections copy csv dataclasses decimal functools hashlib itertools json math "
    "random re time typing unicodedata"
)
# Builtins of Python that are missing here, or would let a program reach past its hooks.
_MISSING = _words(
    "__import__ aiter anext ascii breakpoint bytearray callable classmethod compile delattr dir eval exec "
    "globals help locals memoryview object open property setattr staticmethod super vars"
)
_SPECIAL_METHODS = _words(
    "init str repr eq add sub mul truediv floordiv mod pow and or xor invert lshift rshift neg pos abs round "
    "radd rsub rmul rtruediv rfloordiv rmod divmod getitem setitem contains iter next call hash int float "
    "index enter exit post_init"
)
_HIDDEN_PARTS = _words(
    "__doc__ __dict__ __bases__ __mro__ __subclasses__ __module__ __annotations__ __globals__ __code__ "
    "__closure__ __self__ __func__ __qualname__ __wrapped__"
)
# Methods of texts, lists, dictionaries and sets: here they can be called, but not put into a variable.
_METHODS = _words(
    "append extend insert remove pop clear sort reverse add discard update keys values items get upper lower "
    "strip lstrip rstrip split join replace startswith endswith title capitalize find isdigit isalpha "
    "isnumeric isupper islower zfill center ljust rjust"
)
_LAZY = frozenset({"map", "filter", "zip", "enumerate", "reversed"})
# These take a lazy row to its end at once, so that nobody can see that it was a list all along.
_EAGER = _words("list tuple set frozenset sorted sum min max dict str len")
_SHORT = frozenset({"any", "all"})
_HARMLESS = _words("abs bool chr float int isinstance len max min ord range repr round sorted str sum type")
_EXCEPTIONS = _words(
    "Exception BaseException ArithmeticError LookupError RuntimeError ValueError TypeError KeyError "
    "IndexError NameError AttributeError ZeroDivisionError OSError StopIteration AssertionError "
    "NotImplementedError RecursionError OverflowError ImportError EOFError"
)


def find_unsupported(program: Program) -> list[Problem]:
    """What this program asks for that is not there yet, in reading order; empty means run it.

    Raises RecursionError for a program nested too deeply.
    """
    if program.tree is None:
        return []
    search = _Search(program)
    found = {(problem.line, problem.column, problem.key): problem for problem in search.problems()}
    return [found[place] for place in sorted(found)]


class _Search:
    def __init__(self, program: Program) -> None:
        assert program.tree is not None
        self.lines = program.lines
        self.tree = program.tree
        self.bound = bound_names(program.tree)
        self.parents = {
            id(child): node for node in ast.walk(program.tree) for child in ast.iter_child_nodes(node)
        }
        self.called = {id(node.func) for node in ast.walk(program.tree) if isinstance(node, ast.Call)}
        self.own_parts = {
            node.attr
            for node in ast.walk(program.tree)
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
        } | {node.name for node in ast.walk(program.tree) if isinstance(node, ast.FunctionDef)}
        for node in ast.walk(program.tree):
            if isinstance(node, ast.ClassDef):
                self.own_parts |= bound_names(node)
        self.modules = {
            alias.asname or alias.name
            for node in ast.walk(program.tree)
            if isinstance(node, ast.Import)
            for alias in node.names
        }

    def problems(self) -> Iterator[Problem]:
        for node in ast.walk(self.tree):
            look = getattr(self, f"_{type(node).__name__.lower()}", None)
            if look is not None:
                yield from look(node)

    def at(self, node: ast.AST, what: str, **args: str) -> Problem:
        line = getattr(node, "lineno", 1)
        end_line = getattr(node, "end_lineno", None) or line
        column = character_column(self.lines[line - 1], getattr(node, "col_offset", 0))
        end = character_column(self.lines[end_line - 1], getattr(node, "end_col_offset", 0) or 0)
        if hasattr(node, "body"):  # the head is enough to show
            end_line, end = line, len(self.lines[line - 1])
        return Problem(line, column, f"engine.not_yet.{what}", args, end_line, end)

    # -- statements

    def _delete(self, node: ast.Delete) -> Iterator[Problem]:
        yield self.at(node, "del")

    def _classdef(self, node: ast.ClassDef) -> Iterator[Problem]:
        bases = [base for base in node.bases if not (isinstance(base, ast.Name) and base.id == "object")]
        if any(isinstance(base, ast.Name) and base.id in _EXCEPTIONS for base in bases):
            yield self.at(node, "own_exception", name=node.name)
        elif node.bases or node.keywords:
            yield self.at(node, "inheritance", name=node.name)
        for statement in node.body:
            if isinstance(statement, ast.FunctionDef):
                name = statement.name
                if name.startswith("__") and name.endswith("__") and name[2:-2] not in _SPECIAL_METHODS:
                    yield self.at(statement, "special_method", name=name)
                if statement.decorator_list:
                    yield self.at(statement.decorator_list[0], "method_decorator")
            elif not isinstance(statement, ast.Assign | ast.AnnAssign | ast.Pass) and not (
                isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
            ):
                yield self.at(statement, "class_body")

    def _asyncfunctiondef(self, node: ast.AST) -> Iterator[Problem]:
        yield self.at(node, "async")

    _asyncfor = _asyncwith = _await = _asyncfunctiondef

    def _yield(self, node: ast.AST) -> Iterator[Problem]:
        yield self.at(node, "yield")

    _yieldfrom = _yield

    def _trystar(self, node: ast.AST) -> Iterator[Problem]:
        yield self.at(node, "except_group")

    def _typealias(self, node: ast.AST) -> Iterator[Problem]:
        yield self.at(node, "type_alias")

    def _import(self, node: ast.Import) -> Iterator[Problem]:
        for alias in node.names:
            if alias.name not in MODULES:
                yield self.at(node, "module", name=alias.name)

    def _importfrom(self, node: ast.ImportFrom) -> Iterator[Problem]:
        module = node.module or "."
        if module == "__future__":
            return
        if module not in MODULES or node.level:
            yield self.at(node, "module", name=module)
        elif any(alias.name == "*" for alias in node.names):
            yield self.at(node, "import_star", name=module)

    def _raise(self, node: ast.Raise) -> Iterator[Problem]:
        if isinstance(node.exc, ast.Call) and len(node.exc.args) + len(node.exc.keywords) > 1:
            yield self.at(node, "exception_values")

    # -- expressions

    def _name(self, node: ast.Name) -> Iterator[Problem]:
        if isinstance(node.ctx, ast.Load) and node.id in _MISSING and node.id not in self.bound:
            what = "files" if node.id == "open" else "builtin"
            if node.id != "object" or not isinstance(self.parents.get(id(node)), ast.ClassDef):
                yield self.at(node, what, name=node.id)

    def _attribute(self, node: ast.Attribute) -> Iterator[Problem]:
        if node.attr in _HIDDEN_PARTS:
            yield self.at(node, "builtin", name=node.attr)
        elif (
            isinstance(node.ctx, ast.Load)
            and node.attr in _METHODS
            and id(node) not in self.called
            and node.attr not in self.own_parts
            and not (isinstance(node.value, ast.Name) and node.value.id in self.modules)
        ):
            yield self.at(node, "method_value", name=node.attr)

    def _dict(self, node: ast.Dict) -> Iterator[Problem]:
        seen: dict[object, type] = {}
        for key in node.keys:
            if isinstance(key, ast.Constant) and isinstance(key.value, bool | int | float):
                kind = type(key.value)
                if seen.setdefault(key.value, kind) is not kind:
                    yield self.at(key, "equal_keys")

    def _generatorexp(self, node: ast.GeneratorExp) -> Iterator[Problem]:
        if not self.used_up(node, self.tells(node.elt) or any(map(self.tells, node.generators))):
            yield self.at(node, "generator")

    def _call(self, node: ast.Call) -> Iterator[Problem]:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name in _LAZY and name not in self.bound:
            tells = name in {"map", "filter"} and bool(node.args) and self.tells_when_called(node.args[0])
            if not self.used_up(node, tells):
                yield self.at(node, "lazy", name=name)

    # -- is it seen that a row was made at once?

    def used_up(self, node: ast.expr, tells: bool) -> bool:
        """Whether the row is taken to its end where it stands, so that making it at once shows nowhere.

        `tells`: making an element does something that could be seen, so an early end or steps
        in between would show.
        """
        parent = self.parents.get(id(node))
        if isinstance(parent, ast.Starred):
            return True
        if isinstance(parent, ast.Call):
            function = parent.func
            if isinstance(function, ast.Attribute):
                return function.attr in {"join", "extend", "update", "union"}
            name = function.id if isinstance(function, ast.Name) else ""
            if name in self.bound:
                return False
            if name in _LAZY:
                return self.used_up(parent, tells)
            return name in _EAGER or (name in _SHORT and not tells)
        if isinstance(parent, ast.For):
            return not tells and not _changes(parent.body, node)
        if isinstance(parent, ast.comprehension):
            return not tells
        if isinstance(parent, ast.Assign):
            return all(isinstance(target, ast.Tuple | ast.List) for target in parent.targets)
        return isinstance(parent, ast.Compare) and not tells and parent.left is not node

    def tells(self, node: ast.AST) -> bool:
        """Whether evaluating something may do what others see: call a function that is not known harmless."""
        for inner in ast.walk(node):
            if isinstance(inner, ast.NamedExpr):
                return True
            if isinstance(inner, ast.Call):
                function = inner.func
                if isinstance(function, ast.Name) and (
                    function.id in self.bound or function.id not in _HARMLESS
                ):
                    return True
                if isinstance(function, ast.Attribute) and function.attr not in _METHODS:
                    return True
        return False

    def tells_when_called(self, function: ast.expr) -> bool:
        if isinstance(function, ast.Lambda):
            return self.tells(function.body)
        if isinstance(function, ast.Name):
            return function.id in self.bound or function.id not in _HARMLESS
        return not (isinstance(function, ast.Constant) and function.value is None)


_GROWING = _words("append extend insert remove pop clear sort reverse")


def _changes(body: list[ast.stmt], row: ast.expr) -> bool:
    """Whether a loop's block changes the length or order of a list its own row comes from."""
    names = {node.id for node in ast.walk(row) if isinstance(node, ast.Name)}
    for statement in body:
        for node in ast.walk(statement):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                changed = node.func.value if node.func.attr in _GROWING else None
            elif isinstance(node, ast.AugAssign):
                changed = node.target
            elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
                changed = node.value if isinstance(node.slice, ast.Slice) else None
            else:
                changed = None
            if isinstance(changed, ast.Name) and changed.id in names:
                return True
    return False

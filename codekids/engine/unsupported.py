"""What Python can do and this sandbox cannot, or does differently without saying so.

Every find is a Problem `engine.not_yet.<what>` at its place: a clear sentence
before the run instead of a wrong answer in it. Facts about the sandbox were
measured with pydantic-monty 1.4. What can be written another way is rewritten
(`lowering`) and not found here.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from codekids.engine.classes import Class, Classes, method_kind
from codekids.engine.lowering import METHODS, in_place_name
from codekids.engine.modules import MODULES, names_of
from codekids.engine.scopes import bound_names, words
from codekids.lang.lines import character_column
from codekids.lang.problems import Problem
from codekids.lang.source import Program
from codekids.lang.tree import walk

# Builtins of Python that are missing here, or would let a program reach past its hooks.
_MISSING = words(
    "__import__ aiter anext ascii breakpoint bytearray compile delattr dir eval exec globals help locals "
    "memoryview open vars copyright credits license BaseExceptionGroup ExceptionGroup BlockingIOError "
    "BrokenPipeError BufferError ChildProcessError ConnectionAbortedError ConnectionError "
    "ConnectionRefusedError ConnectionResetError EOFError FloatingPointError GeneratorExit IndentationError "
    "InterruptedError NotADirectoryError ProcessLookupError ReferenceError StopAsyncIteration SystemError "
    "TabError UnicodeError UnicodeTranslateError Warning UserWarning DeprecationWarning RuntimeWarning "
    "FutureWarning SyntaxWarning ImportWarning ResourceWarning BytesWarning UnicodeWarning EncodingWarning "
    "PendingDeprecationWarning"
)
_DECORATORS = words("staticmethod classmethod property")
_SPECIAL_METHODS = words(
    "init str repr eq add sub mul truediv floordiv mod pow and or xor invert lshift rshift neg pos abs round "
    "radd rsub rmul rtruediv rfloordiv rmod divmod getitem setitem delitem contains iter next call hash int "
    "float index enter exit post_init len bool lt le gt ge ne iadd isub imul itruediv ifloordiv imod ipow "
    "ior iand ixor"
)
# Methods of Python's types that are missing here.
_MISSING_METHODS = words(
    "format_map maketrans translate difference_update intersection_update symmetric_difference_update "
    "as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag numerator real to_bytes "
    "fromhex with_traceback add_note"
)
_HIDDEN_PARTS = words(
    "__doc__ __dict__ __bases__ __mro__ __subclasses__ __module__ __annotations__ __globals__ __code__ "
    "__closure__ __self__ __func__ __qualname__ __wrapped__"
)
_LAZY = frozenset({"map", "filter", "zip", "enumerate", "reversed"})
# These take a lazy row to its end at once, so that nobody can see that it was a list all along.
_EAGER = words("list tuple set frozenset sorted sum min max dict str len")
_SHORT = frozenset({"any", "all"})
_HARMLESS = words(
    "abs all any bin bool chr dict divmod enumerate float hex int isinstance len list max min ord pow range "
    "repr reversed round set sorted str sum tuple type zip"
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
            id(child): node for node in walk(program.tree) for child in ast.iter_child_nodes(node)
        }
        self.called = {id(node.func) for node in walk(program.tree) if isinstance(node, ast.Call)}
        self.own_parts = {
            node.attr
            for node in walk(program.tree)
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
        } | {node.name for node in walk(program.tree) if isinstance(node, ast.FunctionDef)}
        for node in walk(program.tree):
            if isinstance(node, ast.ClassDef):
                self.own_parts |= bound_names(node)
        self.modules = {
            alias.asname or alias.name: alias.name
            for node in walk(program.tree)
            if isinstance(node, ast.Import)
            for alias in node.names
        }
        self.classes = Classes(program.tree)
        self.read_parts = {
            node.attr
            for node in walk(program.tree)
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)
        }

    def problems(self) -> Iterator[Problem]:
        for node in walk(self.tree):
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
        for target in node.targets:
            if not isinstance(target, ast.Subscript):
                yield self.at(node, "del", name=ast.unparse(target))

    def _classdef(self, node: ast.ClassDef) -> Iterator[Problem]:
        one = self.classes.by_name[node.name]
        if not self.base_is_clear(node, one):
            yield self.at(node, "inheritance", name=node.name)
        elif (one.base or one.error) and not isinstance(self.parents[id(node)], ast.Module | ast.FunctionDef):
            yield self.at(node, "class_inside", name=node.name)
        if any(not is_data_class(decorator) for decorator in node.decorator_list):
            yield self.at(node.decorator_list[0], "class_decorator")
        for statement in node.body:
            if isinstance(statement, ast.FunctionDef):
                yield from self.method(statement, one)
            elif isinstance(statement, ast.Assign | ast.AnnAssign):
                targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
                for target in targets:
                    name = getattr(target, "id", "")
                    if not name:
                        yield self.at(statement, "class_body")
                    if name.startswith("__") and name.endswith("__"):
                        yield self.at(statement, "special_method", name=name)
            elif not isinstance(statement, ast.Pass) and not (
                isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
            ):
                yield self.at(statement, "class_body")

    def base_is_clear(self, node: ast.ClassDef, one: Class) -> bool:
        """Whether a class starts from nothing, from one class above it, or from one of Python's errors."""
        if not node.bases and not node.keywords:
            return True
        if len(node.bases) == 1 and isinstance(node.bases[0], ast.Name) and not node.keywords:
            if node.bases[0].id == "object" and "object" not in self.bound:
                return True
            if one.error:
                return one.error not in self.bound
            return (
                one.base is not None
                and one.node is node
                and one.base.node.lineno < node.lineno
                and not one.base.node.decorator_list
                and not node.decorator_list
                and not self.classes.twice & {node.name, one.base.name}
            )
        return False

    def method(self, node: ast.FunctionDef, one: Class) -> Iterator[Problem]:
        name = node.name
        if name.startswith("__") and name.endswith("__") and name[2:-2] not in _SPECIAL_METHODS:
            yield self.at(node, "special_method", name=name)
        kind = method_kind(node)
        if node.decorator_list and (
            len(node.decorator_list) > 1
            or kind == "method"
            or (kind == "setter" and ast.unparse(node.decorator_list[0]) != f"{name}.setter")
            or (kind != "setter" and ast.unparse(node.decorator_list[0]) not in _DECORATORS - self.bound)
            or not isinstance(self.parents[id(one.node)], ast.Module | ast.FunctionDef)
        ):
            yield self.at(node.decorator_list[0], "method_decorator")
        elif kind != "static" and not node.args.args and not node.args.posonlyargs and not node.args.vararg:
            return
        if kind == "property" and self.is_something_else(name):
            yield self.at(node, "property_name", name=name)

    def is_something_else(self, name: str) -> bool:
        """Whether the name of a property is also that of a method or a plain field somewhere."""
        for one in self.classes.by_name.values():
            if one.methods.get((name, False), "property") != "property" or name in one.shared:
                return True
            stored = name in one.fields and name not in self.classes.setters
            if stored:
                return True
        return name in METHODS

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
            return
        for alias in node.names:
            if alias.name == "*":
                if module == "time":
                    yield self.at(node, "import_star", name=module)
            elif alias.name not in names_of(module):
                yield self.at(node, "module_part", name=alias.name, module=module)

    def _raise(self, node: ast.Raise) -> Iterator[Problem]:
        made = node.exc
        if not isinstance(made, ast.Call) or not isinstance(made.func, ast.Name):
            return
        if made.func.id in self.classes.errors or made.func.id in self.bound:
            return
        if (
            made.keywords
            or any(isinstance(given, ast.Starred) for given in made.args)
            or (len(made.args) > 1 and "args" in self.read_parts)
        ):
            yield self.at(node, "exception_values")

    def _augassign(self, node: ast.AugAssign) -> Iterator[Problem]:
        # Written as `a.b = grown(a.b, …)`, what stands before the sign would be carried out twice.
        name = in_place_name(node)
        own = name in self.classes.special or (
            isinstance(node.target, ast.Attribute) and node.target.attr in self.classes.setters
        )
        if own and any(isinstance(inner, ast.Call | ast.NamedExpr) for inner in ast.walk(node.target)):
            yield self.at(node, "in_place")

    # -- expressions

    def _name(self, node: ast.Name) -> Iterator[Problem]:
        if not isinstance(node.ctx, ast.Load) or node.id in self.bound:
            return
        parent = self.parents.get(id(node))
        if node.id in _MISSING:
            yield self.at(node, "files" if node.id == "open" else "builtin", name=node.id)
        elif (node.id == "object" and not isinstance(parent, ast.ClassDef)) or (
            node.id in _DECORATORS
            and not (
                isinstance(parent, ast.FunctionDef) and isinstance(self.parents.get(id(parent)), ast.ClassDef)
            )
        ):
            yield self.at(node, "builtin", name=node.id)
        elif node.id == "super" and not self.is_plain_super(parent):
            yield self.at(node, "super")

    def is_on_a_method(self, parent: ast.AST | None) -> bool:
        """Whether the parent of a decorator is a function in a class."""
        return isinstance(parent, ast.FunctionDef) and isinstance(self.parents.get(id(parent)), ast.ClassDef)

    def is_plain_super(self, call: ast.AST | None) -> bool:
        """Whether it is `super().something(…)` in a method, or `super().something` for a property."""
        if not isinstance(call, ast.Call):
            return False
        part = self.parents.get(id(call))
        if not isinstance(part, ast.Attribute) or not isinstance(part.ctx, ast.Load):
            return False
        here: ast.AST | None = part
        while here is not None and not (
            isinstance(here, ast.FunctionDef) and id(here) in self.classes.of_method
        ):
            here = self.parents.get(id(here))
        if not isinstance(here, ast.FunctionDef) or not (here.args.args or here.args.posonlyargs):
            return False
        if method_kind(here) == "static":
            return False
        return id(part) in self.called or part.attr in self.classes.properties

    def _expr(self, node: ast.Expr) -> Iterator[Problem]:
        part = node.value
        if isinstance(part, ast.Attribute) and part.attr in METHODS and part.attr not in self.own_parts:
            yield self.at(part, "method_value", name=part.attr)

    def _attribute(self, node: ast.Attribute) -> Iterator[Problem]:
        value = node.value
        if node.attr in _HIDDEN_PARTS:
            yield self.at(node, "builtin", name=node.attr)
        elif isinstance(value, ast.Name) and value.id in self.modules:
            module = self.modules[value.id]
            if module in MODULES and node.attr not in names_of(module):
                yield self.at(node, "module_part", name=node.attr, module=module)
        elif node.attr in _MISSING_METHODS and node.attr not in self.own_parts:
            yield self.at(node, "builtin", name=node.attr)

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
        if name == "type" and len(node.args) == 3 and name not in self.bound:
            yield self.at(node, "builtin", name=name)
        if name in {"getattr", "setattr"} and len(node.args) > 1 and name not in self.bound:
            part = node.args[1]
            if self.classes.properties and not (
                isinstance(part, ast.Constant) and part.value not in self.classes.properties
            ):
                yield self.at(node, "builtin", name=name)
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
                if isinstance(function, ast.Attribute) and function.attr not in METHODS:
                    return True
        return False

    def tells_when_called(self, function: ast.expr) -> bool:
        if isinstance(function, ast.Lambda):
            return self.tells(function.body)
        if isinstance(function, ast.Name):
            return function.id in self.bound or function.id not in _HARMLESS
        return not (isinstance(function, ast.Constant) and function.value is None)


def is_data_class(decorator: ast.expr) -> bool:
    """Whether it is `@dataclass`, without an order of its own."""
    text = ast.unparse(decorator)
    return text.partition("(")[0].rpartition(".")[2] == "dataclass" and "order" not in text


_GROWING = words("append extend insert remove pop clear sort reverse")


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

"""The classes of a program as far as they can be known before it runs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from codekids.lang.tree import walk

Kind = Literal["method", "static", "class", "property", "setter"]

# Python's own errors that a class of the program may start from, each with the one it comes from.
ERRORS = {
    "Exception": "BaseException", "ArithmeticError": "Exception", "ZeroDivisionError": "ArithmeticError",
    "OverflowError": "ArithmeticError", "LookupError": "Exception", "IndexError": "LookupError",
    "KeyError": "LookupError", "ValueError": "Exception", "TypeError": "Exception",
    "AttributeError": "Exception", "NameError": "Exception", "RuntimeError": "Exception",
    "NotImplementedError": "RuntimeError", "RecursionError": "RuntimeError", "AssertionError": "Exception",
    "OSError": "Exception", "PermissionError": "OSError", "FileNotFoundError": "OSError",
    "TimeoutError": "OSError", "ImportError": "Exception",
}  # fmt: skip
_DECORATORS: dict[str, Kind] = {"staticmethod": "static", "classmethod": "class", "property": "property"}


@dataclass(slots=True)
class Class:
    """One class. `base` is the class of the program it starts from, `error` one of Python's errors."""

    node: ast.ClassDef
    base: Class | None = None
    error: str = ""
    methods: dict[tuple[str, bool], Kind] = field(default_factory=dict)  # by name, and whether it is a setter
    fields: list[str] = field(default_factory=list)  # names that its objects get, in order
    shared: set[str] = field(default_factory=set)  # names that belong to the class itself

    @property
    def name(self) -> str:
        return self.node.name

    def line(self) -> Iterator[Class]:
        """This class, the one it starts from, and so on."""
        here: Class | None = self
        seen = 0
        while here is not None and seen < 100:
            yield here
            here = here.base
            seen += 1

    @property
    def root_error(self) -> str:
        """The error of Python it comes from in the end; "" if it is no error."""
        return next((one.error for one in self.line() if one.error), "")

    def kind_of(self, name: str) -> Kind | None:
        """What a name is, here or in a class it starts from."""
        return next((one.methods[name, False] for one in self.line() if (name, False) in one.methods), None)


class Classes:
    """All classes of a program by name; a name given twice is in `twice` and known by its last class."""

    def __init__(self, tree: ast.Module) -> None:
        self.tree = tree
        self.by_name: dict[str, Class] = {}
        self.twice: set[str] = set()
        self.of_method: dict[int, Class] = {}
        for node in walk(tree):
            if isinstance(node, ast.ClassDef):
                if node.name in self.by_name:
                    self.twice.add(node.name)
                self.by_name[node.name] = Class(node)
        for one in self.by_name.values():
            self._look_at(one)
        self.inherit = any(one.base or one.error for one in self.by_name.values())
        self.errors = {name for name, one in self.by_name.items() if one.root_error}
        self.special = {
            name[2:-2]
            for one in self.by_name.values()
            for name, _ in one.methods
            if name.startswith("__") and name.endswith("__")
        }
        self.properties = self._names("property")
        self.setters = {name for one in self.by_name.values() for (name, setter) in one.methods if setter}
        self.stored_on_class = self._stored_on_class()
        self._outside_fields()

    def _names(self, kind: Kind) -> set[str]:
        return {
            name for one in self.by_name.values() for (name, _), what in one.methods.items() if what == kind
        }

    def _look_at(self, one: Class) -> None:
        node = one.node
        if len(node.bases) == 1 and isinstance(node.bases[0], ast.Name) and not node.keywords:
            base = node.bases[0].id
            if base in self.by_name and base != node.name:
                one.base = self.by_name[base]
            elif base in ERRORS:
                one.error = base
        for statement in node.body:
            if isinstance(statement, ast.FunctionDef):
                kind = method_kind(statement)
                one.methods[statement.name, kind == "setter"] = kind
                self.of_method[id(statement)] = one
                if kind in {"method", "property", "setter"}:
                    one.fields += _fields(statement)
            elif isinstance(statement, ast.Assign):
                names = [target.id for target in statement.targets if isinstance(target, ast.Name)]
                one.shared.update(names)
            elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                if node.decorator_list:  # of a data class
                    one.fields.append(statement.target.id)
                else:
                    one.shared.add(statement.target.id)

    def _stored_on_class(self) -> set[str]:
        """Names that get a new value on a class after it was made: `Dog.count += 1`."""
        return {
            node.attr
            for node in walk(self.tree)
            if isinstance(node, ast.Attribute)
            and not isinstance(node.ctx, ast.Load)
            and _is_class(node.value, self.by_name)
        }

    def _outside_fields(self) -> None:
        """Fields given from outside (`p.colour = …`) may be of any class."""
        given = [
            node.attr
            for node in walk(self.tree)
            if isinstance(node, ast.Attribute)
            and isinstance(node.ctx, ast.Store)
            and not (isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"})
            and not _is_class(node.value, self.by_name)
            and node.attr not in self.setters
        ]
        for one in self.by_name.values():
            one.fields += given

    def shown_fields(self) -> dict[str, tuple[str, ...]]:
        """The fields of each class, those of the class it starts from first."""
        found = {}
        for name, one in self.by_name.items():
            fields = [
                mangled(part, known.name) for known in reversed(list(one.line())) for part in known.fields
            ]
            found[name] = tuple(dict.fromkeys(fields))
        return found


def method_kind(node: ast.FunctionDef) -> Kind:
    """What the decorator makes of a method."""
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Name) and decorator.id in _DECORATORS:
            return _DECORATORS[decorator.id]
        if isinstance(decorator, ast.Attribute) and decorator.attr == "setter":
            return "setter"
    return "method"


def mangled(name: str, class_name: str) -> str:
    """`__secret` in class Box is really `_Box__secret`."""
    if name.startswith("__") and not name.endswith("__") and class_name.strip("_"):
        return f"_{class_name.lstrip('_')}{name}"
    return name


def _fields(method: ast.FunctionDef) -> Iterator[str]:
    first = (method.args.posonlyargs + method.args.args)[:1]
    for node in ast.walk(method):
        if (
            first
            and isinstance(node, ast.Attribute)
            and isinstance(node.ctx, ast.Store)
            and isinstance(node.value, ast.Name)
            and node.value.id == first[0].arg
        ):
            yield node.attr


def _is_class(node: ast.expr, classes: dict[str, Class]) -> bool:
    if isinstance(node, ast.Name):
        return node.id in classes or node.id == "cls"
    if isinstance(node, ast.Attribute):
        return node.attr == "__class__"
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "type"

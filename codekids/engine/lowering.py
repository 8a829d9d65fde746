"""What the sandbox does not know, written with what it knows, in place.

    del a[i]                  _own_del(a,(i))
    class Dog(Animal):        class Dog:            and after it: _made(Dog,Animal,(),())
    super().__init__(name)    Animal.__init__(self,name)
    except TooFar as e:       except _matching(TooFar) as e:    and in it: _n(e:=_caught(e))
    c.area                    c.area()              of a property
    words.sort(key=str.lower) words.sort(key=(lambda _o,*_a,**_w:_o.lower(*_a,**_w)))
    from math import *        from math import pi,sqrt

Each rewrite is a splice at the place of what it replaces, so lines stay and columns lead back.
What is rewritten only matters where a program could tell the difference: the operators of own
classes only if the program defines `__lt__` or `__len__`, handlers only if it has errors of its
own. The functions behind the names are in `additions`. What cannot be written this way, or not
surely, is refused before (`unsupported`), which asks the same `Classes`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from itertools import pairwise

from codekids.engine.classes import ERRORS, Class, Classes, mangled, method_kind
from codekids.engine.modules import ADDED, NATIVE
from codekids.engine.operators import OwnOperators
from codekids.engine.scopes import words
from codekids.engine.sets import WALKING, SetOrder
from codekids.engine.splices import Place, Sheet
from codekids.lang.tree import walk

# Methods of the built-in types: here they can be called, but not kept in a variable.
METHODS = words(
    "append extend insert remove pop clear sort reverse copy count index add discard update keys values "
    "items get setdefault popitem union intersection difference upper lower strip lstrip rstrip split rsplit "
    "join replace startswith endswith title capitalize swapcase find rfind isdigit isalpha isalnum isspace "
    "isnumeric isupper islower istitle zfill center ljust rjust splitlines partition format encode "
    "removeprefix removesuffix"
)
TYPES = words("str list dict set int float tuple frozenset bytes")
_MADE_BY_TYPES = frozenset({"fromkeys", "maketrans", "from_bytes", "fromhex"})
_IN_PLACE = {
    ast.Add: "iadd", ast.Sub: "isub", ast.Mult: "imul", ast.Div: "itruediv", ast.FloorDiv: "ifloordiv",
    ast.Mod: "imod", ast.Pow: "ipow", ast.BitOr: "ior", ast.BitAnd: "iand", ast.BitXor: "ixor",
}  # fmt: skip


class Lowering:
    """The rewrites of one program. `put` writes them on the sheet; `needs` names the additions then."""

    def __init__(
        self, tree: ast.Module, sheet: Sheet, prefix: str, bound: frozenset[str], fixed: frozenset[int]
    ) -> None:
        self.tree = tree
        self.sheet = sheet
        self.prefix = prefix
        self.bound = bound
        self.fixed = fixed  # ids of nodes whose text must stay
        self.classes = Classes(tree)
        self.needs: set[str] = set()
        self.operators = OwnOperators(sheet, prefix, self.classes.special, self.needs)
        self.called: set[int] = set()
        self.parents: dict[int, ast.AST] = {}
        self.sets = SetOrder(tree, sheet, prefix, fixed, self.needs)
        self.names = self._renamed()
        self.lists = frozenset(_lists(tree))
        self.saved = 0

    def _renamed(self) -> dict[str, str]:
        """Builtins that have another name here; those the program takes for itself stay its own."""
        names = {"issubclass": "issubclass", "callable": "callable", "round": "round"}
        if self.sets.used:
            names |= {name: name for name in WALKING}
        classes = self.classes
        if classes.inherit:
            names["isinstance"] = "isinstance"
        if compares_errors(self.tree):
            names["type"] = "type"
        if "len" in classes.special:
            names["len"] = "len"
        if self.operators.truth:
            names |= {name: name for name in ("bool", "any", "all")}
        if self.operators.order:
            names |= {name: name for name in ("sorted", "min", "max")}
        return {name: f"{self.prefix}own_{other}" for name, other in names.items() if name not in self.bound}

    def need(self, name: str) -> str:
        """The name of an addition."""
        self.needs.add(name)
        return f"{self.prefix}{name}"

    # -- the whole tree

    def put(self) -> None:
        """Write all rewrites on the sheet."""
        for node, parent in self.nodes():
            self.parents[id(node)] = parent
            if isinstance(node, ast.Call):
                self.called.add(id(node.func))
            if id(node) in self.fixed:
                continue
            look = getattr(self, f"_{type(node).__name__.lower()}", None)
            if look is not None:
                look(node)
            self.operators.look(node)
            self.sets.look(node)

    def nodes(self) -> Iterator[tuple[ast.AST, ast.AST]]:
        """All nodes with their parents, an outer one before those within; not what is cut away."""
        waiting: list[tuple[ast.AST, ast.AST]] = [(self.tree, self.tree)]
        for node, parent in waiting:
            yield node, parent
            inner: Sequence[ast.AST] = list(ast.iter_child_nodes(node))
            if isinstance(node, ast.ClassDef):
                inner = [child for child in inner if child not in node.bases]
            elif isinstance(node, ast.FunctionDef) and method_kind(node) != "method":
                inner = [child for child in inner if child not in node.decorator_list]
            waiting.extend((child, node) for child in inner)

    def bracket(self, node: ast.expr, pattern: str = r"\(") -> tuple[Place, Place]:
        """The sign that follows an expression."""
        line = min(len(self.sheet.lines), (node.end_lineno or node.lineno) + 50)
        found = self.sheet.find(pattern, self.sheet.end(node), (line, len(self.sheet.lines[line - 1])))
        assert found is not None
        return found

    # -- statements

    def _delete(self, node: ast.Delete) -> None:
        start = self.sheet.start(node)
        self.sheet.replace(start, self.sheet.start(node.targets[0]), "")
        for target, following in zip(node.targets, [*node.targets[1:], None], strict=True):
            if isinstance(target, ast.Subscript):
                self.deleted(target)
            if following is not None:
                comma = self.sheet.find(",", self.sheet.end(target), self.sheet.start(following))
                if comma is not None:
                    self.sheet.replace(*comma, ";")

    def deleted(self, target: ast.Subscript) -> None:
        part = target.slice
        if isinstance(part, ast.Slice) and part.step is None:
            self.sheet.insert(self.sheet.end(target), "=[]", order=1)
            return
        opening, behind = self.bracket(target.value, r"\[")
        end = self.sheet.end(target)
        self.sheet.opening(self.sheet.start(target), f"{self.need('own_del')}(")
        if not isinstance(part, ast.Slice):
            self.sheet.replace(opening, behind, ",(")
            self.sheet.replace((end[0], end[1] - 1), end, "))")
            return
        pieces = [part.lower, part.upper, part.step]
        self.sheet.replace(opening, behind, ",slice(" + ("" if part.lower else "None"))
        place = behind
        for piece, following in pairwise(pieces):
            if piece is not None:
                place = self.sheet.end(piece)
            colon = self.sheet.find(":", place, end)
            assert colon is not None
            self.sheet.replace(*colon, "," if following is not None else ",None")
            place = colon[1]
        self.sheet.replace((end[0], end[1] - 1), end, "))")

    def _classdef(self, node: ast.ClassDef) -> None:
        if node.bases:
            start = self.sheet.find(r"\(", self.sheet.start(node), self.sheet.start(node.bases[0]))
            last = self.sheet.end(node.bases[-1])
            end = self.sheet.find(
                r"\)", last, (node.body[0].lineno, len(self.sheet.lines[node.body[0].lineno - 1]))
            )
            if start is not None and end is not None:
                self.sheet.replace(start[0], end[1], "")

    def made(self, node: ast.ClassDef) -> str | None:
        """The call that finishes a class; None if it needs none."""
        one = self.classes.by_name.get(node.name)
        if one is None or one.node is not node:
            return None
        static = [name for (name, _), kind in one.methods.items() if kind == "static"]
        of_class = [name for (name, _), kind in one.methods.items() if kind == "class"]
        rows = ("__getitem__", False) in one.methods and one.kind_of("__iter__") is None
        walked = f"{self.need('own_rows')}({node.name})" if rows else None
        if not (one.base or one.error or static or of_class):
            return walked
        base = one.base.name if one.base else one.error or "None"
        self.need("made")
        if self.classes.errors:
            self.need("errors")
        borrowed = []
        for known in one.line():
            for name in [*(self.real_name(known, *method) for method in known.methods), *known.shared]:
                if name not in borrowed and name not in self.classes.stored_on_class:
                    borrowed.append(name)
        own = {*(self.real_name(one, *method) for method in one.methods), *one.shared}
        names = tuple(sorted(set(borrowed) - own))
        made = f"{self.prefix}made({node.name},{base},{names!r},{tuple(static)!r},{tuple(of_class)!r})"
        return f"{made} or {walked}" if walked else made

    def real_name(self, one: Class, name: str, setter: bool) -> str:
        return f"{self.prefix}set_{name}" if setter else mangled(name, one.name)

    def _functiondef(self, node: ast.FunctionDef) -> None:
        one = self.classes.of_method.get(id(node))
        if one is None:
            return
        kind = method_kind(node)
        if kind != "method":
            for decorator in node.decorator_list:
                line, column = self.sheet.start(decorator)
                at = self.sheet.lines[line - 1].rfind("@", 0, column)
                self.sheet.replace((line, at), self.sheet.end(decorator), "")
        name = f"{self.prefix}set_{node.name}" if kind == "setter" else mangled(node.name, one.name)
        if name != node.name:
            text = self.sheet.lines[node.lineno - 1]
            column = text.index(node.name, self.sheet.start(node)[1] + 3)
            self.sheet.replace((node.lineno, column), (node.lineno, column + len(node.name)), name)

    def _import(self, node: ast.Import) -> None:
        if not any(alias.name in ADDED for alias in node.names):
            return
        kept = [alias for alias in node.names if alias.name not in ADDED]
        parts = [f"import {', '.join(map(ast.unparse, kept))}"] if kept else []
        for alias in node.names:
            if alias.name in ADDED:
                parts.append(f"{alias.asname or alias.name}={self.need(f'module_{alias.name}')}")
        self.sheet.replace(self.sheet.start(node), self.sheet.end(node), ";".join(parts))

    def _importfrom(self, node: ast.ImportFrom) -> None:
        module = node.module or ""
        star = any(alias.name == "*" for alias in node.names)
        if module in NATIVE and star:
            used = sorted(self.used_names() & NATIVE[module])
            text = f"from {module} import {','.join(used)}" if used else "pass"
            self.sheet.replace(self.sheet.start(node), self.sheet.end(node), text)
        elif module in ADDED:
            names = {alias.name: alias.asname or alias.name for alias in node.names}
            if star:
                names = {name: name for name in sorted(self.used_names() & ADDED[module])}
            place = self.need(f"module_{module}")
            text = ";".join(f"{known}={place}.{name}" for name, known in names.items())
            self.sheet.replace(self.sheet.start(node), self.sheet.end(node), text or "pass")

    def used_names(self) -> set[str]:
        return {node.id for node in walk(self.tree) if isinstance(node, ast.Name)}

    def _raise(self, node: ast.Raise) -> None:
        made = node.exc
        if isinstance(made, ast.Call) and says_more_than_a_text(made):
            self.sheet.opening(self.sheet.start(made.args[0]), f"{self.need('said')}(")
            self.sheet.closing(self.sheet.end(made.args[-1]), ")")
        if self.classes.errors and node.exc is not None:
            self.need("errors")
            self.sheet.wrap(node.exc, f"{self.prefix}raised(", ")")

    def _excepthandler(self, node: ast.ExceptHandler) -> None:
        if self.classes.errors and node.type is not None:
            self.need("errors")
            self.sheet.wrap(node.type, f"{self.prefix}matching(", ")")

    def in_handler(self, node: ast.ExceptHandler) -> list[str]:
        """What goes first in a handler, as expressions that give None."""
        if not self.classes.errors:
            return []
        codes = []
        raises = [inner for inner in _inside(node.body) if isinstance(inner, ast.Raise) and inner.exc is None]
        if raises:
            self.saved += 1
            kept = f"{self.prefix}h{self.saved}"
            codes.append(f"{self.prefix}none({kept}:={self.prefix}current[0])")
            for again in raises:
                self.sheet.insert(self.sheet.start(again), f"{self.prefix}again({kept});", order=0.5)
        if node.name:
            codes.append(f"{self.prefix}none({node.name}:={self.prefix}caught({node.name}))")
        return codes

    def around_finally(self) -> tuple[str, str] | None:
        """What goes first and last in a `finally` block."""
        if not self.classes.errors:
            return None
        self.saved += 1
        kept = f"{self.prefix}h{self.saved}"
        return f"{self.prefix}none({kept}:={self.prefix}current[0])", f"{self.prefix}again({kept})"

    def _assign(self, node: ast.Assign) -> None:
        target = node.targets[0]
        if len(node.targets) == 1 and isinstance(target, ast.Attribute) and self.is_set(target):
            self.set_property(target, node.value)

    def set_property(self, target: ast.Attribute, value: ast.expr, again: str = "") -> None:
        """`c.area = 3` becomes `c._set_area(3)`."""
        dot, _ = self.bracket(target.value, r"\.")
        self.sheet.replace(dot, self.sheet.start(value), f".{self.prefix}set_{target.attr}({again}(")
        self.sheet.closing(self.sheet.end(value), "))")

    def is_set(self, target: ast.Attribute) -> bool:
        return target.attr in self.classes.setters and target.attr in self.classes.properties

    def _augassign(self, node: ast.AugAssign) -> None:
        target = node.target
        if isinstance(target, ast.Attribute) and self.is_set(target):
            sign = self.sheet.find(r"[-+*/%@&|^<>]+=", self.sheet.end(target), self.sheet.start(node.value))
            if sign is not None:
                place, end = sign
                text = self.sheet.lines[place[0] - 1][place[1] : end[1] - 1]
                self.set_property(target, node.value, f"{ast.unparse(target)}(){text}")
            return
        name = in_place_name(node)
        if isinstance(target, ast.Name) and target.id in self.lists and is_no_list(node):
            self.sheet.opening(self.sheet.start(node.value), f"{self.need('joined')}({target.id},")
            self.sheet.closing(self.sheet.end(node.value), ")")
        elif name in self.classes.special:
            sign = self.sheet.find(r"[-+*/%&|^]+=", self.sheet.end(target), self.sheet.start(node.value))
            if sign is not None:
                text = self.sheet.lines[sign[0][0] - 1][sign[0][1] : sign[1][1]]
                grown = f"{self.need('in_place')}({ast.unparse(target)},{name!r},{text[:-1]!r},"
                self.sheet.replace(*sign, f"={grown}")
                self.sheet.closing(self.sheet.end(node.value), ")")

    # -- names and calls

    def _name(self, node: ast.Name) -> None:
        other = self.names.get(node.id)
        # `list` is a type as well, as in `isinstance(x, list)`; a call of `round` is one of `calls`.
        if node.id in WALKING if id(node) not in self.called else node.id == "round":
            other = None
        one = self.enclosing(node)
        if other is not None and isinstance(node.ctx, ast.Load):
            self.needs.add(other.removeprefix(self.prefix))
            self.sheet.replace(self.sheet.start(node), self.sheet.end(node), other)
        elif node.id in {"IOError", "EnvironmentError"} and node.id not in self.bound:
            self.sheet.replace(self.sheet.start(node), self.sheet.end(node), "OSError")
        elif one is not None and mangled(node.id, one.name) != node.id:
            self.sheet.replace(self.sheet.start(node), self.sheet.end(node), mangled(node.id, one.name))

    def enclosing(self, node: ast.AST) -> Class | None:
        """The class a node stands in."""
        if not self.classes.by_name:
            return None
        here: ast.AST | None = node
        while here is not None and not isinstance(here, ast.Module):
            here = self.parents.get(id(here))
            if isinstance(here, ast.ClassDef):
                return self.classes.by_name.get(here.name)
        return None

    def _call(self, node: ast.Call) -> None:
        function = node.func
        if isinstance(function, ast.Name) and function.id in self.classes.errors:
            self.need("errors")
            self.sheet.opening(self.sheet.start(node), f"{self.prefix}new(")
            comma = "," if node.args or node.keywords else ""
            self.sheet.replace(*self.bracket(function), comma)
        if not isinstance(function, ast.Attribute):
            return
        if is_super(function.value):
            self.super_call(node, function)
        elif function.attr == "sort" and self.operators.order and ("sort", False) not in self.own_methods():
            dot, _ = self.bracket(function.value, r"\.")
            self.sheet.opening(self.sheet.start(node), f"{self.need('own_sort')}(")
            comma = "," if node.args or node.keywords else ""
            self.sheet.replace(dot, self.bracket(function)[1], comma)
        elif self.sets.used and function.attr == "pop" and not node.args:
            if ("pop", False) not in self.own_methods():
                dot, _ = self.bracket(function.value, r"\.")
                self.sheet.opening(self.sheet.start(node), f"{self.need('own_pop')}(")
                self.sheet.replace(dot, self.bracket(function)[1], "")
        elif function.attr == "is_integer" and not node.args:
            dot, _ = self.bracket(function.value, r"\.")
            self.sheet.opening(self.sheet.start(node), f"{self.need('own_is_integer')}(")
            self.sheet.replace(dot, self.bracket(function)[1], "")

    def own_methods(self) -> set[tuple[str, bool]]:
        return {name for one in self.classes.by_name.values() for name in one.methods}

    def super_call(self, node: ast.Call, function: ast.Attribute) -> None:
        """`super().greet(x)` becomes `Animal.greet(self,x)`."""
        method = self.method_around(node)
        if method is None:
            return
        one = self.classes.of_method[id(method)]
        me = method.args.posonlyargs[0].arg if method.args.posonlyargs else method.args.args[0].arg
        base = self.base_text(one)
        kind = (one.base.kind_of(function.attr) if one.base else None) or "method"
        value = function.value
        self.sheet.replace(self.sheet.start(value), self.sheet.end(value), base)
        if kind == "class":
            self.sheet.closing(self.sheet.end(function), ".function")
        if kind != "static":
            comma = "," if node.args or node.keywords else ""
            self.sheet.insert(self.bracket(function)[1], f"{me}{comma}", order=4)

    def base_text(self, one: Class) -> str:
        if one.base:
            return one.base.name
        if one.error:
            self.need("errors")
            return f"{self.prefix}Thrown"
        self.need("made")
        return f"{self.prefix}Object"

    def method_around(self, node: ast.AST) -> ast.FunctionDef | None:
        here: ast.AST | None = node
        while here is not None and not isinstance(here, ast.Module):
            if isinstance(here, ast.FunctionDef) and id(here) in self.classes.of_method:
                return here
            here = self.parents.get(id(here))
        return None

    def _attribute(self, node: ast.Attribute) -> None:
        one = self.enclosing(node)
        end = self.sheet.end(node)
        if one is not None and mangled(node.attr, one.name) != node.attr:
            start = (end[0], end[1] - len(node.attr))
            self.sheet.replace(start, end, mangled(node.attr, one.name))
        if not isinstance(node.ctx, ast.Load):
            return
        value = node.value
        if node.attr in self.classes.properties:
            if is_super(value):
                method = self.method_around(node)
                if method is not None:
                    base = self.base_text(self.classes.of_method[id(method)])
                    self.sheet.replace(self.sheet.start(value), self.sheet.end(value), base)
                    self.sheet.closing(end, f"({method.args.args[0].arg})")
            else:
                self.sheet.closing(end, "()")
            return
        whole = self.whole_class(node)
        if whole is not None:
            self.sheet.replace(self.sheet.start(value), self.sheet.end(value), whole)
        elif isinstance(value, ast.Name) and value.id in TYPES and value.id not in self.bound:
            if node.attr not in _MADE_BY_TYPES:
                self.sheet.replace(self.sheet.start(value), self.sheet.end(value), "")
                prefix = self.prefix
                self.sheet.opening(
                    self.sheet.start(node), f"(lambda {prefix}o,*{prefix}a,**{prefix}b:{prefix}o"
                )
                self.sheet.closing(end, f"(*{prefix}a,**{prefix}b))")
        elif self.is_kept_method(node):
            prefix = self.prefix
            dot = self.bracket(value, r"\.")
            self.sheet.opening(self.sheet.start(node), f"(lambda *{prefix}a,{prefix}o=(")
            self.sheet.replace(*dot, f"),**{prefix}b:{prefix}o.")
            self.sheet.closing(end, f"(*{prefix}a,**{prefix}b))")

    def whole_class(self, node: ast.Attribute) -> str | None:
        """`Dog.count` is `Animal.count` where only Animal has one, and it changes."""
        value = node.value
        if not isinstance(value, ast.Name) or node.attr not in self.classes.stored_on_class:
            return None
        one = self.classes.by_name.get(value.id)
        owner = next((known for known in one.line() if node.attr in known.shared), None) if one else None
        return owner.name if owner is not None and owner is not one else None

    def is_kept_method(self, node: ast.Attribute) -> bool:
        """Whether a method of a built-in value is kept, not called."""
        if node.attr not in METHODS or id(node) in self.called:
            return False
        fields = {name for one in self.classes.by_name.values() for name in [*one.fields, *one.shared]}
        if node.attr in fields:
            return False
        return not (isinstance(node.value, ast.Name) and node.value.id in self.modules())

    def modules(self) -> set[str]:
        return {
            alias.asname or alias.name
            for node in walk(self.tree)
            if isinstance(node, ast.Import)
            for alias in node.names
        }


def _lists(tree: ast.Module) -> Iterator[str]:
    """Names that are given a list somewhere."""
    for node in walk(tree):
        value = node.value if isinstance(node, ast.Assign) else None
        made = isinstance(value, ast.List | ast.ListComp) or (
            isinstance(value, ast.Call)
            and str(getattr(value.func, "id", getattr(value.func, "attr", ""))) in {"list", "sorted", "split"}
        )
        if made and isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def is_no_list(grown: ast.AugAssign) -> bool:
    """Whether `+=` may be given a row that is no list: the sandbox joins only lists to a list."""
    return isinstance(grown.op, ast.Add) and not isinstance(grown.value, ast.List | ast.ListComp)


def compares_errors(tree: ast.Module) -> bool:
    """Whether a program asks `type(e) == ValueError`."""
    return any(
        isinstance(side, ast.Name) and side.id in ERRORS
        for node in walk(tree)
        if isinstance(node, ast.Compare)
        for value in (node.left, *node.comparators)
        for side in ast.walk(value)
    )


def says_more_than_a_text(error: ast.Call) -> bool:
    """Whether one of Python's errors is made with anything but one plain text."""
    if not isinstance(error.func, ast.Name) or error.func.id not in ERRORS:
        return False
    if len(error.args) != 1:
        return bool(error.args)
    given = error.args[0]
    return not (
        isinstance(given, ast.JoinedStr) or (isinstance(given, ast.Constant) and type(given.value) is str)
    )


def in_place_name(node: ast.AugAssign) -> str:
    """`iadd` for `+=`."""
    return _IN_PLACE.get(type(node.op), "")


def is_super(node: ast.expr) -> bool:
    """`super()`, or `super(Dog, self)`."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "super"


def _inside(body: Sequence[ast.stmt]) -> Iterator[ast.AST]:
    """The nodes of a block, without functions and handlers within."""
    waiting: list[ast.AST] = list(body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef | ast.ExceptHandler):
            waiting.extend(ast.iter_child_nodes(node))

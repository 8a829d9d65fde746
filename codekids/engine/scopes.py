"""What a program's names belong to, and which of them a statement may change.

Looks only at the tree; what is said here of a running program is true of every run.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from codekids.lang.tree import walk


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


# These have no effect on their arguments and call nothing of the child's.
_HARMLESS = words(
    "abs all any bin bool chr dict divmod enumerate float hex int isinstance len list max min oct ord pow "
    "print input range repr reversed round set sorted str sum tuple type zip exit quit"
)
_CHANGING = words(
    "append extend insert remove pop clear sort reverse add discard update setdefault popitem appendleft "
    "popleft rotate difference_update intersection_update symmetric_difference_update subtract"
)
BUILTINS = frozenset(dir(builtins))
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
OWN_SCOPE = (
    *FUNCTIONS,
    ast.ClassDef,
    ast.Lambda,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
)


def bound_names(tree: ast.AST) -> frozenset[str]:
    """Every name the program itself gives a meaning to, anywhere."""
    names: set[str] = set()
    for node in walk(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            names.add(node.id)
        elif isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.arg):
            names.add(node.arg)
        elif isinstance(node, ast.alias):
            names.add(node.asname or node.name.split(".")[0])
        elif isinstance(node, ast.Global | ast.Nonlocal):
            names.update(node.names)
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
            names.add(node.name)
        elif isinstance(node, ast.MatchMapping) and node.rest:
            names.add(node.rest)
    return frozenset(names)


def only_defined(tree: ast.AST) -> frozenset[str]:
    """Names that only ever stand for a function, a class or a module."""
    defined: set[str] = set()
    given: set[str] = set()
    for node in walk(tree):
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            defined.add(node.name)
        elif isinstance(node, ast.alias):
            defined.add(node.asname or node.name.split(".")[0])
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            given.add(node.id)
        elif isinstance(node, ast.arg):
            given.add(node.arg)
    return frozenset(defined - given)


def names_of(body: Sequence[ast.stmt], parameters: Iterable[str]) -> frozenset[str]:
    """The names that belong to the scope of a body."""
    names = set(parameters)
    elsewhere: set[str] = set()
    waiting: list[ast.AST] = list(body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Global | ast.Nonlocal):
            elsewhere.update(node.names)
        elif isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            names.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
            names.add(node.name)
        elif isinstance(node, ast.alias):
            names.add(node.asname or node.name.split(".")[0])
        if not isinstance(node, OWN_SCOPE):
            waiting.extend(ast.iter_child_nodes(node))
    return frozenset(names - elsewhere)


def may_call(tree: ast.Module) -> frozenset[str]:
    """Functions that may call functions of the program, so that theirs may be open at the same time."""
    functions = [node for node in walk(tree) if isinstance(node, FUNCTIONS)]
    names = {function.name for function in functions}
    if any(name.startswith("__") and name != "__init__" for name in names) or any(
        function.decorator_list for function in functions
    ):
        return frozenset(names)
    classes = {node.name for node in walk(tree) if isinstance(node, ast.ClassDef)}
    return frozenset(
        function.name
        for function in functions
        if any(map(partial(_is_open, names=names | classes), ast.walk(function)))
    )


def _is_open(node: ast.AST, names: set[str]) -> bool:
    """Whether a node may call a function of the program, by name, by another name, or as a key."""
    if isinstance(node, ast.Lambda):
        return True
    if isinstance(node, ast.Name):
        return node.id in names and isinstance(node.ctx, ast.Load)
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Attribute):
        return node.func.attr in names
    return not (isinstance(node.func, ast.Name) and node.func.id in BUILTINS)


def falls_off(body: Sequence[ast.stmt]) -> bool:
    """Whether a block may come to its end behind a compound statement, where no hook can stand."""
    last = body[-1]
    if is_simple(last):
        return False
    if isinstance(last, ast.If):
        return not (_never_ends(last.body) and last.orelse and _never_ends(last.orelse))
    return True


def _never_ends(body: Sequence[ast.stmt]) -> bool:
    last = body[-1]
    if isinstance(last, ast.If):
        return bool(last.orelse) and _never_ends(last.body) and _never_ends(last.orelse)
    return isinstance(last, ast.Return | ast.Raise)


def is_text(statement: ast.stmt) -> bool:
    """A docstring, or any text or number that stands alone: nothing happens on that line."""
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def is_simple(statement: ast.stmt) -> bool:
    """Whether a statement has no block of its own."""
    return not hasattr(statement, "body") and not isinstance(statement, ast.Match)


def target_names(target: ast.expr) -> Iterator[str]:
    """The names that an assignment to `target` changes; for `a[0]` and `a.b` that is `a`."""
    if isinstance(target, ast.Tuple | ast.List):
        for element in target.elts:
            yield from target_names(element)
    elif isinstance(target, ast.Starred):
        yield from target_names(target.value)
    else:
        root = root_name(target)
        if root is not None:
            yield root


def item_set(statement: ast.stmt) -> tuple[str, str] | None:
    """The list and the variable of `a[i] = …` when that is all the statement changes."""
    if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
        target: ast.expr = statement.targets[0]
    elif isinstance(statement, ast.AugAssign):
        target = statement.target
    else:
        return None
    if (
        isinstance(target, ast.Subscript)
        and isinstance(target.value, ast.Name)
        and isinstance(target.slice, ast.Name)
        and not any(isinstance(node, ast.Call | ast.NamedExpr) for node in ast.walk(statement))
    ):
        return target.value.id, target.slice.id
    return None


def appended_to(statement: ast.stmt) -> str | None:
    """The list of `a.append(…)` when that is the whole statement."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "append":
        return call.func.value.id if isinstance(call.func.value, ast.Name) else None
    return None


def root_name(node: ast.expr) -> str | None:
    """`a` for `a[0].b`; None where it is no name."""
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def captured_names(pattern: ast.pattern) -> Iterator[str]:
    """The names a `case` gives a value."""
    for node in ast.walk(pattern):
        name = getattr(node, "name", None) or getattr(node, "rest", None)
        if isinstance(name, str):
            yield name


def touched_names(statement: ast.stmt, words: frozenset[str]) -> list[str]:
    """Names whose value a simple statement may change, in order, each once.

    Only what is carried out for certain counts: a name in the untaken half of a
    conditional may not have a value at all.
    """
    names: dict[str, None] = {}
    if isinstance(statement, ast.Assign):
        for target in statement.targets:
            names.update(dict.fromkeys(target_names(target)))
    elif isinstance(statement, ast.AugAssign) or (isinstance(statement, ast.AnnAssign) and statement.value):
        names.update(dict.fromkeys(target_names(statement.target)))
    elif isinstance(statement, ast.Delete):
        for target in statement.targets:
            if not isinstance(target, ast.Name):
                names.update(dict.fromkeys(target_names(target)))
    for node in surely_evaluated(statement):
        names.update(dict.fromkeys(_touched_by(node, words)))
    return list(names)


def maybe_touched_names(statement: ast.AST, words: frozenset[str]) -> list[str]:
    """Names whose value may change too, if a half of the statement is carried out that need not be."""
    names: dict[str, None] = {}
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        names.update(dict.fromkeys(_touched_by(node, words)))
        if not isinstance(node, (*FUNCTIONS, ast.ClassDef, ast.Lambda)):
            waiting.extend(reversed(list(ast.iter_child_nodes(node))))
    return list(names)


def _touched_by(node: ast.AST, words: frozenset[str]) -> Iterator[str]:
    """The names a walrus or a call may change."""
    if isinstance(node, ast.NamedExpr):
        yield node.target.id
    elif isinstance(node, ast.Call):
        function = node.func
        root = root_name(function) if isinstance(function, ast.Attribute) else None
        if isinstance(function, ast.Attribute) and function.attr in _CHANGING:
            if root is not None:
                yield root
        elif not (isinstance(function, ast.Name) and function.id in _HARMLESS | words):
            for value in [*node.args, *(keyword.value for keyword in node.keywords)]:
                name = root_name(value)
                if name is not None:
                    yield name


def surely_evaluated(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes below that are evaluated whenever the statement ends well."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        inner: Iterable[ast.AST]
        if isinstance(node, ast.BoolOp):
            inner = node.values[:1]
        elif isinstance(node, ast.IfExp):
            inner = (node.test,)
        elif isinstance(node, ast.Compare):
            inner = (node.left, *node.comparators[:1])
        elif isinstance(node, OWN_SCOPE):
            inner = ()
        else:
            inner = ast.iter_child_nodes(node)
        waiting.extend(reversed(list(inner)))


def outside_f_strings(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes but those within f-strings, where a text with quotes cannot be put."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.JoinedStr):
            waiting.extend(ast.iter_child_nodes(node))

"""Tiles dressed as blocks: which block a statement is, and its rows, slots and mouths."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from typing import ClassVar

from codekids.lang.blocks import brackets
from codekids.lang.blocks.block import EMPTY, Block, BlockShape, Category, Mouth, Row, Slot, Value
from codekids.lang.blocks.cut import Suite, Text, Tile
from codekids.lang.blocks.expressions import ARITHMETIC, Expressions, is_empty
from codekids.lang.dialect import Dialect

_FROM = re.compile(r"from[ \t]*(?P<module>[\w.]+)[ \t]+import[ \t]*(?=[\w*(])")
_ANY: tuple[Value, ...] = ("any",)
_NUMBER: tuple[Value, ...] = ("number",)
_BOOLEAN: tuple[Value, ...] = ("boolean",)

# x += 1 and the like. What the slot takes, and how tightly, so that x = x + 1 is the same block.
CHANGES: Mapping[str, tuple[str, tuple[Value, ...]]] = {
    "+": ("block.change", ("number", "text", "list")),
    "-": ("block.change.minus", _NUMBER),
    "*": ("block.change.times", _NUMBER),
    "/": ("block.change.divide", _NUMBER),
}

_Rows = tuple[str, Category, str, tuple[Row, ...]]  # kind, category, icon, rows


class Dresser:
    """Makes the blocks of one text."""

    def __init__(self, text: Text, dialect: Dialect | None, functions: frozenset[str]) -> None:
        self.text = text
        self.expressions = Expressions(text, dialect, functions)
        self.functions = functions

    def blocks(self, tiles: list[Tile], top: bool = False) -> tuple[Block, ...]:
        """The blocks of one suite; at the `top` of a program a `def` wears a hat."""
        return tuple(self.block(tile, top) for tile in tiles)

    def block(self, tile: Tile, top: bool = False) -> Block:
        """One tile as a block."""
        if not tile.nodes:
            return self.comment(tile)
        node = tile.nodes[0]
        if len(tile.nodes) > 1:
            return self.grey(tile)
        make = self.MAKERS.get(type(node))
        found = make(self, node, tile) if make else None
        if found is None:
            return self.grey(tile)
        kind, category, icon, rows = found
        shape: BlockShape = "c" if rows[-1].mouth else "cap" if kind in CAPS else "stack"
        if kind == "define" and top:
            shape = "hat"
        name = getattr(node, "name", "") or ""
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            function = node.value.func
            name = getattr(function, "id", "") or getattr(function, "attr", "")
        return self.made(tile, kind, category, icon, shape, rows, name)

    def made(
        self,
        tile: Tile,
        kind: str,
        category: Category,
        icon: str,
        shape: BlockShape,
        rows: tuple[Row, ...],
        name: str = "",
        value: str = "",
    ) -> Block:
        """A block over the places of a tile's statements."""
        text, first, last = self.text, tile.nodes[0], tile.nodes[-1]
        start = text.start_of(tile.line) if getattr(first, "decorator_list", None) else text.start(first)
        end_line = last.end_lineno or last.lineno
        end = text.end(last)
        note = text.text[text.start_of(tile.first) : text.start_of(tile.line)].strip()
        if not note and "#" in text.line(end_line)[end - text.start_of(end_line) :]:
            note = text.line(end_line)[end - text.start_of(end_line) :].lstrip(" \t;")
        return Block(
            tile.id, kind, category, icon, shape, rows, start, end,
            tile.line, start - text.start_of(tile.line), end_line, end - text.start_of(end_line),
            tile.first, tile.last, name, value, "any", note,
        )  # fmt: skip

    def comment(self, tile: Tile) -> Block:
        """A line that is only a comment."""
        line = self.text.line(tile.line)
        bare = line.lstrip(" \t\f")
        column = len(line) - len(bare)
        start = self.text.start_of(tile.line) + column
        said = bare.lstrip("#").strip()
        begin = start + len(bare) - len(bare.lstrip("#").lstrip(" \t"))
        slot = Slot("text", "field", begin, begin + len(said), (), None, said)
        row = Row("block.comment", (slot,), None, start)
        return Block(
            tile.id, "comment", "python", "doc", "stack", (row,), start, start + len(bare),
            tile.line, column, tile.line, len(line), tile.line, tile.line, "", said,
        )  # fmt: skip

    def grey(self, tile: Tile) -> Block:
        """Statements with no block of their own; opened up if their suites could be cut."""
        text = self.text
        if tile.suites:
            rows = tuple(self.grey_row(suite) for suite in tile.suites)
            return self.made(tile, "python", "python", "code", "c", rows, getattr(tile.nodes[0], "name", ""))
        first, last = tile.nodes[0], tile.nodes[-1]
        start = text.start_of(tile.line) if getattr(first, "decorator_list", None) else text.start(first)
        end = text.end(last)
        code = text.text[start:end]
        row = Row("block.python", (Slot("code", "field", start, end, (), None, code),), None, start)
        return self.made(tile, "python", "python", "code", "stack", (row,), "", code)

    def grey_row(self, suite: Suite) -> Row:
        """A head kept to the letter, over a mouth."""
        end = suite.colon - 1
        code = Slot("code", "field", suite.head, end, (), None, self.text.text[suite.head : end])
        return Row("block.python", (code,), self.mouth(suite), suite.head)

    def mouth(self, suite: Suite) -> Mouth:
        """The mouth of a clause. A lone `pass` only keeps it open."""
        filler = 0
        tiles = suite.tiles
        statements = [tile for tile in tiles if tile.nodes]
        if len(statements) == 1 and statements[0].is_filler_node:
            tile = statements[0]
            if suite.inline or self.text.line(tile.line).strip(" \t\f") == "pass":
                filler = tile.line
                tiles = [other for other in tiles if other is not tile]
        return Mouth(self.blocks(tiles), suite.indent, suite.first, filler, suite.inline, suite.colon)

    # -- statements: each gives kind, category, icon, rows, or None for a grey block

    def _if(self, node: ast.If, tile: Tile) -> _Rows | None:
        rows = []
        for index, suite in enumerate(tile.suites):
            if index and self.text.text.startswith("else", suite.head):
                rows.append(Row("block.else", (), self.mouth(suite), suite.head))
                continue
            if index:
                node = node.orelse[0]  # type: ignore[assignment]
            path = f"{tile.id}/{index}" if index else tile.id
            slot = self.expressions.slot("condition", node.test, path, _BOOLEAN)
            label = "block.elif" if index else "block.if"
            rows.append(Row(label, (slot,), self.mouth(suite), suite.head))
        return ("if", "control", "fork", tuple(rows)) if rows else None

    def _while(self, node: ast.While, tile: Tile) -> _Rows | None:
        if not tile.suites:
            return None
        suite = tile.suites[0]
        if isinstance(node.test, ast.Constant) and node.test.value is True:
            kind, row = "forever", Row("block.forever", (), self.mouth(suite), suite.head)
        else:
            slot = self.expressions.slot("condition", node.test, tile.id, _BOOLEAN)
            kind, row = "while", Row("block.while", (slot,), self.mouth(suite), suite.head)
        return kind, "control", "loop", (row, *map(self.grey_row, tile.suites[1:]))

    def _for(self, node: ast.For, tile: Tile) -> _Rows | None:
        if not tile.suites:
            return None
        start, end = self.text.start(node.target), self.text.end(node.target)
        kind, label, slots = self.loop(node, tile)
        variable = self.expressions.typed("variable", start, end)
        suite = tile.suites[0]
        row = Row(label, (variable, *slots), self.mouth(suite), suite.head)
        return kind, "control", "loop", (row, *map(self.grey_row, tile.suites[1:]))

    def loop(self, node: ast.For, tile: Tile) -> tuple[str, str, tuple[Slot, ...]]:
        """Kind, label and slots of a `for`, without its variable."""
        call, make = node.iter, self.expressions.slot
        if (
            isinstance(node.target, ast.Name)
            and isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id == "range"
            and "range" not in self.functions
            and not call.keywords
            and 1 <= len(call.args) <= 3
            and not any(isinstance(item, ast.Starred | ast.GeneratorExp) for item in call.args)
        ):
            if len(call.args) == 1:
                slots: tuple[Slot, ...] = (make("times", call.args[0], tile.id, _NUMBER, brackets.TEST, "4"),)
                if self.uses(node, tile, node.target.id):
                    return "repeat_with", "block.repeat_with", slots
                return "repeat", "block.repeat", slots
            names = ("start", "stop", "step")[: len(call.args)]
            slots = tuple(
                make(name, item, tile.id, _NUMBER) for name, item in zip(names, call.args, strict=True)
            )
            return "count", "block.count" if len(names) == 2 else "block.count.step", slots
        accepts: tuple[Value, ...] = ("list", "text")
        return "for_each", "block.for_each", (make("list", node.iter, tile.id, accepts, brackets.TUPLE),)

    def uses(self, node: ast.For, tile: Tile, variable: str) -> bool:
        """Whether a loop's body speaks of its variable; the head of a loop inside does not count."""
        if variable == EMPTY:
            return False
        # Not \b: the text may hold a million signs, and a plain search is the quicker sieve.
        body = self.text.text[tile.suites[0].colon : self.text.end(node)]
        if variable not in body:
            return False
        name = re.escape(variable)
        return re.search(rf"(?<!\bfor )(?<!\w){name}(?!\w)", body) is not None

    def _def(self, node: ast.FunctionDef, tile: Tile) -> _Rows | None:
        if not tile.suites or node.returns is not None:
            return None
        suite = tile.suites[0]
        head = self.text.text[suite.head : suite.colon]
        found = re.fullmatch(r"def[ \t\f]+(?P<name>\w+)[ \t]*\((?P<parameters>.*)\)[ \t]*:", head, re.DOTALL)
        if found is None or "#" in head:
            return None
        slots = [
            self.expressions.typed(name, suite.head + found.start(name), suite.head + found.end(name))
            for name in ("name", "parameters")
        ]
        return "define", "own", "func", (Row("block.define", tuple(slots), self.mouth(suite), suite.head),)

    def _assign(self, node: ast.Assign, tile: Tile) -> _Rows | None:
        value, target = node.value, node.targets[0]
        head = self.text.start(node)
        if len(node.targets) == 1 and isinstance(target, ast.Name):
            changed = self.changed(node, target.id)
            if changed:
                label, accepts, operator = changed
                assert isinstance(value, ast.BinOp)
                level = brackets.OPERANDS[operator][1]
                slots: tuple[Slot, ...] = (
                    self.variable(target),
                    self.expressions.slot("value", value.right, tile.id, accepts, level),
                )
                return "change", "variables", "box", (Row(label, slots, None, head),)
        if (
            len(node.targets) == 1
            and isinstance(target, ast.Subscript)
            and not isinstance(target.slice, ast.Slice | ast.Tuple)
        ):
            slots = (
                self.expressions.slot("list", target.value, tile.id, ("list",), brackets.PRIMARY),
                self.expressions.slot("index", target.slice, tile.id, ("number", "text")),
                self.expressions.slot("value", value, tile.id, _ANY, brackets.TUPLE),
            )
            return "set_item", "lists", "list", (Row("block.set_item", slots, None, head),)
        slots = (
            self.variable(*node.targets),
            self.expressions.slot("value", value, tile.id, _ANY, brackets.TUPLE, "0"),
        )
        return "assign", "variables", "box", (Row("block.assign", slots, None, head),)

    def variable(self, *targets: ast.expr) -> Slot:
        """The name that is given a value; anything else is typed."""
        start, end = self.text.start(targets[0]), self.text.end(targets[-1])
        written = self.text.text[start:end]
        shape = "square" if len(targets) == 1 and isinstance(targets[0], ast.Name) else "field"
        return Slot("variable", shape, start, end, (), None, "" if written == EMPTY else written)  # type: ignore[arg-type]

    def changed(self, node: ast.Assign, name: str) -> tuple[str, tuple[Value, ...], str] | None:
        """For `x = x + 1`: label, what the slot takes, operator."""
        value = node.value
        if (
            not isinstance(value, ast.BinOp)
            or not isinstance(value.left, ast.Name)
            or value.left.id != name
            or name == EMPTY
        ):
            return None
        operator = ARITHMETIC.get(type(value.op), "")
        # `x = (x) + 1` would lose its brackets' meaning in the label; it stays an assignment.
        between = self.text.text[self.text.end(node.targets[0]) : self.text.start(value.left)]
        if operator not in CHANGES or between.strip() != "=":
            return None
        return *CHANGES[operator], operator

    def _change(self, node: ast.AugAssign, tile: Tile) -> _Rows | None:
        operator = ARITHMETIC.get(type(node.op), "")
        if operator not in CHANGES or not isinstance(node.target, ast.Name):
            return None
        label, accepts = CHANGES[operator]
        slots = (
            self.variable(node.target),
            self.expressions.slot("value", node.value, tile.id, accepts, brackets.TEST, "1"),
        )
        return "change", "variables", "box", (Row(label, slots, None, self.text.start(node)),)

    def _expression(self, node: ast.Expr, tile: Tile) -> _Rows | None:
        if not isinstance(node.value, ast.Call):
            return None
        start = self.text.start(node)
        if self.text.start(node.value) != start or self.text.end(node.value) != self.text.end(node):
            return None
        found = self.expressions.call(node.value, tile.id)
        if found is None:
            return None
        kind, category, icon, label, slots, _, _ = found
        return kind, category, icon, (Row(label, slots, None, start),)

    def _return(self, node: ast.Return, tile: Tile) -> _Rows | None:
        start = self.text.start(node)
        if node.value is None:
            return "return", "own", "func", (Row("block.return.nothing", (), None, start),)
        slot = self.expressions.slot("value", node.value, tile.id, _ANY, brackets.TUPLE)
        return "return", "own", "func", (Row("block.return", (slot,), None, start),)

    def _word(self, node: ast.stmt, tile: Tile) -> _Rows | None:
        kind = {ast.Break: "break", ast.Continue: "continue", ast.Pass: "pass"}[type(node)]
        icon = "loop" if kind != "pass" else "dots"
        return kind, "control", icon, (Row(f"block.{kind}", (), None, self.text.start(node)),)

    def _import(self, node: ast.Import, tile: Tile) -> _Rows | None:
        start, end = self.text.start(node), self.text.end(node)
        found = re.match(r"import[ \t]+", self.text.text[start:end])
        if found is None:
            return None
        slot = self.expressions.typed("names", start + found.end(), end)
        return "import", "python", "down", (Row("block.import", (slot,), None, start),)

    def _from(self, node: ast.ImportFrom, tile: Tile) -> _Rows | None:
        start, end = self.text.start(node), self.text.end(node)
        found = _FROM.match(self.text.text[start:end])
        if found is None:
            return None
        slots = (
            self.expressions.typed("module", start + found.start("module"), start + found.end("module")),
            self.expressions.typed("names", start + found.end(), end),
        )
        return "import", "python", "down", (Row("block.import.from", slots, None, start),)

    MAKERS: ClassVar[dict[type[ast.AST], Callable[..., _Rows | None]]] = {
        ast.If: _if,
        ast.While: _while,
        ast.For: _for,
        ast.FunctionDef: _def,
        ast.Assign: _assign,
        ast.AugAssign: _change,
        ast.Expr: _expression,
        ast.Return: _return,
        ast.Break: _word,
        ast.Continue: _word,
        ast.Pass: _word,
        ast.Import: _import,
        ast.ImportFrom: _from,
    }


CAPS = frozenset({"return", "break", "continue"})  # nothing after them is reached


def functions_of(tree: ast.Module) -> frozenset[str]:
    """What the program defines itself, at the top or anywhere in it."""
    found: set[str] = set()
    pending: list[ast.stmt] = list(tree.body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        for name in ("body", "orelse", "finalbody"):
            pending += getattr(node, name, ())
        for handler in getattr(node, "handlers", ()):
            pending += handler.body
    return frozenset(found)


def reporter(
    text: Text, node: ast.expr, path: str, dialect: Dialect | None, functions: frozenset[str]
) -> Block:
    """The block of a text that is one expression: a loose reporter."""
    made = Expressions(text, dialect, functions)
    if is_empty(node):
        return made.grey(node, path)
    return made.block(node, path)

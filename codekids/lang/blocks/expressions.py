"""Expressions as reporters: round, hexagonal, or literals typed into their slot.

What has no block of its own is a grey reporter with its text to the letter.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from typing import ClassVar

from codekids.lang.blocks import brackets
from codekids.lang.blocks.block import EMPTY, Block, BlockShape, Category, Row, Slot, Value
from codekids.lang.blocks.cut import Text
from codekids.lang.blocks.words import METHODS, PARAMETERS, Word, word
from codekids.lang.dialect import Dialect

DEEPEST = 40  # reporters in reporters; what is deeper is one grey block

ARITHMETIC: Mapping[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/",
    ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
}  # fmt: skip
COMPARISONS: Mapping[type[ast.AST], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.Gt: ">", ast.LtE: "<=", ast.GtE: ">=",
}  # fmt: skip
MEMBERSHIP: Mapping[type[ast.AST], str] = {ast.In: "in", ast.NotIn: "not in"}
ARITHMETIC_CHOICES = tuple(ARITHMETIC.values())
COMPARISON_CHOICES = tuple(COMPARISONS.values())
MEMBERSHIP_CHOICES = tuple(MEMBERSHIP.values())
LOGIC_CHOICES = ("and", "or")

_NAME = re.compile(r"[^\W\d]\w*")


class Expressions:
    """Makes reporters out of the expressions of one text."""

    def __init__(self, text: Text, dialect: Dialect | None, functions: frozenset[str]) -> None:
        self.text = text
        self.dialect = dialect
        self.functions = functions  # what the program defines itself
        self.depth = 0

    # -- slots

    def slot(
        self,
        name: str,
        node: ast.expr,
        path: str,
        accepts: tuple[Value, ...] = ("any",),
        level: int = brackets.TEST,
        default: str = "",
        prefix: str = "",
    ) -> Slot:
        """The slot an expression fills; `path` is the id of the block that has it."""
        shape = "hexagon" if accepts == ("boolean",) else "round"
        start, end = self.text.start(node), self.text.end(node)
        block = None if is_empty(node) else self.block(node, f"{path}/{name}")
        return Slot(name, shape, start, end, accepts, block, "", (), prefix, default, level)  # type: ignore[arg-type]

    def choice(self, name: str, text: str, start: int, choices: tuple[str, ...]) -> Slot:
        """A list to choose from."""
        return Slot(name, "square", start, start + len(text), (), None, text, choices)

    def typed(self, name: str, start: int, end: int) -> Slot:
        """Something to type."""
        return Slot(name, "field", start, end, (), None, self.text.text[start:end])

    # -- blocks

    def block(self, node: ast.expr, path: str) -> Block:
        """The reporter of an expression."""
        make = self.MAKERS.get(type(node))
        made = None
        if make is not None and self.depth < DEEPEST:
            self.depth += 1
            made = make(self, node, path)
            self.depth -= 1
        return made or self.grey(node, path)

    def made(
        self,
        node: ast.expr,
        path: str,
        kind: str,
        category: Category,
        icon: str,
        label: str,
        slots: tuple[Slot, ...],
        answers: Value = "any",
        name: str = "",
        value: str = "",
        shape: BlockShape | None = None,
    ) -> Block:
        """A reporter with one row."""
        start, end = self.text.start(node), self.text.end(node)
        line, end_line = node.lineno, node.end_lineno or node.lineno
        starts = self.text.starts
        if shape is None:
            shape = "hexagon" if answers == "boolean" else "round"
        return Block(
            path, kind, category, icon, shape, (Row(label, slots, None, start),), start, end,
            line, start - starts[line - 1], end_line, end - starts[end_line - 1],
            line, end_line, name, value, answers,
        )  # fmt: skip

    def grey(self, node: ast.expr, path: str) -> Block:
        """What has no block of its own."""
        start, end = self.text.start(node), self.text.end(node)
        code = self.text.text[start:end]
        slots = (Slot("code", "field", start, end, (), None, code),)
        return self.made(node, path, "python", "python", "code", "block.python", slots, "any", "", code)

    def _constant(self, node: ast.Constant, path: str) -> Block | None:
        value = node.value
        written = self.text.text[self.text.start(node) : self.text.end(node)]
        if value is True or value is False:
            key = "true" if value else "false"
            return self.made(node, path, key, "operators", "maths", f"block.{key}", (), "boolean")
        if value is None:
            return self.made(node, path, "none", "operators", "maths", "block.none", ())
        if isinstance(value, int | float):
            return self._literal(node, path, "number", written)
        if isinstance(value, str) and written[:1] in "\"'rRuU":
            return self._literal(node, path, "text", value)
        return None

    def _literal(self, node: ast.expr, path: str, kind: Value, shown: str) -> Block:
        category: Category = "operators"
        return self.made(node, path, kind, category, "", "block.literal", (), kind, "", shown, "field")

    def _name(self, node: ast.Name, path: str) -> Block:
        return self.made(node, path, "variable", "variables", "box", "block.variable", (), "any", node.id)

    def _unary(self, node: ast.UnaryOp, path: str) -> Block | None:
        if isinstance(node.op, ast.Not):
            slot = self.slot("value", node.operand, path, ("boolean",), brackets.NOT)
            return self.made(node, path, "not", "operators", "maths", "block.not", (slot,), "boolean")
        if isinstance(node.op, ast.USub):
            operand = node.operand
            start, end = self.text.start(node), self.text.end(node)
            if _is_number(operand) and self.text.text[start + 1 : end].isascii():
                written = self.text.text[start:end]
                if re.fullmatch(r"-\w[\w.]*", written):
                    return self._literal(node, path, "number", written)
            slot = self.slot("value", operand, path, ("number",), brackets.UNARY)
            return self.made(
                node, path, "negative", "operators", "maths", "block.negative", (slot,), "number"
            )
        return None

    def _arithmetic(self, node: ast.BinOp, path: str) -> Block | None:
        operator = ARITHMETIC.get(type(node.op))
        at = self.operator_at(node.left, node.right, operator)
        if operator is None or at < 0:
            return None
        left_level, right_level = brackets.OPERANDS[operator]
        accepts: tuple[Value, ...] = ("number", "text", "list") if operator in "+*" else ("number",)
        slots = (
            self.slot("left", node.left, path, accepts, left_level),
            self.choice("operator", operator, at, ARITHMETIC_CHOICES),
            self.slot("right", node.right, path, accepts, right_level),
        )
        answers: Value = "number"
        for slot in (slots[0], slots[2]):
            if operator in "+*" and (slot.block is None or slot.block.answers != "number"):
                answers = "any"
        return self.made(
            node, path, "arithmetic", "operators", "maths", "block.arithmetic", slots, answers, operator
        )

    def _compare(self, node: ast.Compare, path: str) -> Block | None:
        if len(node.ops) > 1:
            return None
        right = node.comparators[0]
        kind = type(node.ops[0])
        for table, choices, name in (
            (COMPARISONS, COMPARISON_CHOICES, "compare"),
            (MEMBERSHIP, MEMBERSHIP_CHOICES, "contains"),
        ):
            operator = table.get(kind)
            at = self.operator_at(node.left, right, operator)
            if operator is None or at < 0:
                continue
            slots = (
                self.slot("left", node.left, path, ("any",), brackets.COMPARED),
                self.choice("operator", operator, at, choices),
                self.slot("right", right, path, ("any",), brackets.COMPARED),
            )
            return self.made(
                node, path, name, "operators", "maths", "block.compare", slots, "boolean", operator
            )
        return None

    def _logic(self, node: ast.BoolOp, path: str) -> Block | None:
        operator = "and" if isinstance(node.op, ast.And) else "or"
        level = brackets.AND + 1 if operator == "and" else brackets.OR + 1
        slots = [self.slot("left", node.values[0], path, ("boolean",), level)]
        for index, (before, value) in enumerate(zip(node.values, node.values[1:], strict=False), 1):
            number = "" if index == 1 else f"_{index}"
            at = self.operator_at(before, value, operator)
            if at < 0:
                return None
            slots.append(self.choice(f"operator{number}", operator, at, LOGIC_CHOICES))
            slots.append(self.slot(f"right{number}", value, path, ("boolean",), level))
        return self.made(
            node, path, "logic", "operators", "maths", "block.logic", tuple(slots), "boolean", operator
        )

    def operator_at(self, left: ast.expr, right: ast.expr, operator: str | None) -> int:
        """The offset of the operator between two operands; -1 where it is written in an unusual way."""
        if operator is None:
            return -1
        start, end = self.text.end(left), self.text.start(right)
        gap = self.text.text[start:end]
        if "#" in gap:
            gap = re.sub(r"#[^\r\n]*", lambda comment: " " * len(comment.group()), gap)
        at = gap.find(operator)
        return start + at if at >= 0 else -1

    def _list(self, node: ast.List, path: str) -> Block:
        slots = tuple(
            self.slot(f"item{index}", item, path, ("any",), brackets.TEST)
            for index, item in enumerate(node.elts, 1)
        )
        return self.made(node, path, "list", "lists", "list", "block.list", slots, "list")

    def _item(self, node: ast.Subscript, path: str) -> Block | None:
        if isinstance(node.slice, ast.Slice | ast.Tuple) or not isinstance(node.ctx, ast.Load):
            return None
        slots = (
            self.slot("list", node.value, path, ("list", "text"), brackets.PRIMARY),
            self.slot("index", node.slice, path, ("number", "text"), brackets.TEST, "0"),
        )
        return self.made(node, path, "item", "lists", "list", "block.item", slots)

    def _attribute(self, node: ast.Attribute, path: str) -> Block | None:
        end = self.text.end(node)
        slots = (
            self.slot("object", node.value, path, ("any",), brackets.PRIMARY),
            self.typed("name", end - len(node.attr), end),
        )
        if slots[1].text != node.attr:
            return None  # a name in letters that Python folds: ﬁ is fi
        return self.made(node, path, "attribute", "own", "func", "block.attribute", slots)

    def _call(self, node: ast.Call, path: str) -> Block | None:
        found = self.call(node, path)
        if found is None:
            return None
        kind, category, icon, label, slots, name, answers = found
        return self.made(node, path, kind, category, icon, label, slots, answers or "any", name)

    def call(
        self, node: ast.Call, path: str
    ) -> tuple[str, Category, str, str, tuple[Slot, ...], str, Value | None] | None:
        """Kind, category, icon, label, slots, name and answer of a call; None: grey."""
        start = self.text.end(node.func)
        if any(keyword.arg is None for keyword in node.keywords) or (
            len(node.args) == 1
            and isinstance(node.args[0], ast.GeneratorExp)
            and "(" not in self.text.text[start : self.text.start(node.args[0])]
        ):
            return None
        if isinstance(node.func, ast.Name):
            name = node.func.id
            if name == EMPTY:
                return None
            own = name in self.functions
            known = None if own else word(name, self.dialect)
            if known is None:
                slots = self.arguments(node, path, ())
                looks: tuple[Category, str] = ("own", "func") if own else ("python", "code")
                return "call", *looks, "block.call", slots, name, None
            slots = self.arguments(node, path, known.parameters)
            label = f"block.{name}.with" if slots else f"block.{name}"
            slots += self.missing(node, known, slots)
            return "command", known.category, known.icon, label, slots, name, known.answers
        if isinstance(node.func, ast.Attribute):
            name = node.func.attr
            known = METHODS.get(name)
            if known is not None and (node.keywords or len(node.args) != len(known.parameters)):
                known = None
            slots = (self.slot("object", node.func.value, path, ("any",), brackets.PRIMARY),)
            slots += self.arguments(node, path, known.parameters if known else ())
            if known:
                return "method", known.category, known.icon, f"block.{name}", slots, name, None
            return "method", "python", "code", "block.method", slots, name, None
        return None

    def arguments(self, node: ast.Call, path: str, parameters: tuple[str, ...]) -> tuple[Slot, ...]:
        """A slot for each argument written."""
        slots = []
        for index, argument in enumerate(node.args):
            name = parameters[index] if index < len(parameters) else f"argument{index + 1}"
            accepts, default = PARAMETERS.get(name, (("any",), ""))
            slots.append(self.slot(name, argument, path, accepts, brackets.TEST, default))
        for keyword in node.keywords:
            name = str(keyword.arg)
            accepts, default = PARAMETERS.get(name, (("any",), "")) if name in parameters else (("any",), "")
            slots.append(
                self.slot(name, keyword.value, path, accepts, brackets.TEST, default, f"{keyword.arg}=")
            )
        return tuple(slots)

    def missing(self, node: ast.Call, known: Word, slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
        """An empty slot for the first required argument that is not written: `say()`."""
        if len(slots) >= known.required or node.args or node.keywords:
            return ()
        end = self.text.end(node) - 1
        if self.text.text[end - 1] != "(":
            return ()
        name = known.parameters[0]
        accepts, default = PARAMETERS.get(name, (("any",), ""))
        shape = "hexagon" if accepts == ("boolean",) else "round"
        return (Slot(name, shape, end, end, accepts, None, "", (), "", default, brackets.TEST),)  # type: ignore[arg-type]

    MAKERS: ClassVar[dict[type[ast.AST], Callable[..., Block | None]]] = {
        ast.Constant: _constant,
        ast.Name: _name,
        ast.UnaryOp: _unary,
        ast.BinOp: _arithmetic,
        ast.Compare: _compare,
        ast.BoolOp: _logic,
        ast.List: _list,
        ast.Subscript: _item,
        ast.Attribute: _attribute,
        ast.Call: _call,
    }


def is_empty(node: ast.expr) -> bool:
    """Whether an expression is an empty slot."""
    return isinstance(node, ast.Name) and node.id == EMPTY


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)

"""Programs made up at random, for measuring and testing the block view.

`random` is the caller's: the same seed gives the same program. What comes out always
parses; it is odd on purpose (tabs, several statements on a line, CR LF, grey Python).
"""

from __future__ import annotations

from random import Random

_NAMES = ("x", "scor", "pas", "mere", "é", "nume_lung", "_t", "l")
_NUMBERS = ("0", "1", "42", "3.5", "1_000", "0x1f", "1e3")
_TEXTS = ('"măr"', "'a'", '"""trei\n  rânduri"""', 'r"\\d"', 'f"{x} m"', '"a" "b"', '"\u2028 # (:"', '""')
_COMMANDS = (
    "move()",
    "move(2)",
    "turn_left()",
    'say("Ari")',
    "take()",
    'put("apple")',
    "done()",
    "paint('red')",
)
_SENSORS = ("front_is_clear()", "object_here()", 'object_here("apple")', "at_goal()", "column()")
_OPERATORS = (
    "+",
    "-",
    "*",
    "/",
    "//",
    "%",
    "**",
    "==",
    "!=",
    "<",
    ">=",
    "and",
    "or",
    "in",
    "not in",
    "is",
    "&",
)
_GREY = (
    "global x", "del x", "assert x, 1", "x: int = 3", "x = y = 0", "x, y = y, x", "import math",
    "from math import (\n    pi,  # (:\n    e)", "raise ValueError(1)", "x |= 2", "x[1:2] = [3]", "(x)", "x",
    "...",
    "x = lambda a, *b: (a, b)", "print([i for i in range(3) if i])", "(y := 5)", "x = 1 if y else 2",
    "x = {1: 2, **{}}", "f(*x, **y)", "async def g():\n    await f()", "@d\ndef h(): pass",
    "match x:\n    case [1, *_]: pass\n    case _:\n        pass", "print(x, end='')",
    "x = y = z = '''\n a'''",
    "sum(i for i in x)", "x = (\n  1 +  # unu\n  2\n)", "x = 1 + \\\n    2", "move(); move()", "move();",
    "x = not-1", "print  (x)", "return(x)", "x.y.z(1)[2].w", "x = ((1))", "x = x + 1", "x -= (2)", "x=-1",
    "l[x] = 2",
    "l.append(3)", "break", "continue", "yield", "pass",
)  # fmt: skip


def program(random: Random, size: int = 20, tame: bool = False) -> str:
    """A program of about `size` statements. `tame`: only what children write, four spaces, LF."""
    writer = _Writer(random, tame)
    lines: list[str] = []
    while writer.written < size:
        lines += writer.statement(0, size)
    end = "\n" if tame else random.choice(["\n", "\n", "\r\n", "\r"])
    text = end.join(line.replace("\n", end) for line in lines)
    if tame or random.random() < 0.7:
        text += end
    return text if tame or random.random() < 0.9 else "\ufeff" + text


class _Writer:
    def __init__(self, random: Random, tame: bool) -> None:
        self.random = random
        self.tame = tame
        self.written = 0

    def pick(self, choices: tuple[str, ...]) -> str:
        """One of them."""
        return choices[self.random.randrange(len(choices))]

    def expression(self, depth: int) -> str:
        """An expression of at most `depth` levels."""
        kind = self.random.randrange(10) if depth > 0 else self.random.randrange(4)
        if kind == 0:
            return self.pick(_NAMES)
        if kind == 1:
            return self.pick(_NUMBERS[:3] if self.tame else _NUMBERS)
        if kind == 2:
            return self.pick(_TEXTS[:2] if self.tame else _TEXTS)
        if kind == 3:
            return self.pick(_SENSORS)
        left, right = self.expression(depth - 1), self.expression(depth - 1)
        if kind < 8:
            gap = " " if self.tame else self.pick((" ", " ", "  "))
            operator = self.pick(_OPERATORS[:15] if self.tame else _OPERATORS)
            # Brackets everywhere are also a program; without them the tree is another, which is fine.
            whole = f"{left}{gap}{operator}{gap}{right}"
            return whole if self.random.random() < 0.4 else f"({whole})"
        if kind == 8:
            return self.pick((f"(not {left})", f"-({left})", f"[{left}, {right}]", f"l[{left}]", "___"))
        return f"f({left}, {right})"

    def body(self, depth: int, size: int) -> list[str]:
        """An indented suite."""
        if depth >= 6 or self.random.random() < 0.1:
            inner = ["pass"]
        else:
            inner = []
            for _ in range(self.random.randrange(1, 4)):
                inner += self.statement(depth + 1, size)
            if all(line.lstrip().startswith("#") or not line.strip() for line in inner):
                inner.append("pass")
        unit = "    " if self.tame else self.pick(("    ", "  ", "\t", "   "))
        lines: list[str] = []
        for line in inner:
            first, *rest = line.split("\n")
            # A text over several lines keeps its own; so do lines in brackets, which may stand anywhere.
            in_text = '"""' in line or "'''" in line
            pushed = [line if in_text else unit + line for line in rest]
            lines.append("\n".join([unit + first if first.strip() else first, *pushed]))
        return lines

    def statement(self, depth: int, size: int) -> list[str]:
        """One statement, perhaps with comments and blank lines before it."""
        self.written += 1
        lines: list[str] = []
        if self.random.random() < 0.1:
            lines.append("" if self.tame else self.pick(("", "   ", "\f")))
        if self.random.random() < 0.1:
            lines.append(self.pick(("# notă", "#", "#(", "#  ș ț")))
        kind = self.random.randrange(16)
        if kind < 5:
            lines.append(self.pick(_COMMANDS))
        elif kind == 5:
            lines.append(f"{self.pick(_NAMES)} = {self.expression(3)}")
        elif kind == 6:
            lines.append(f"{self.pick(_NAMES)} += {self.expression(2)}")
        elif kind == 7:
            lines.append(f"print({self.expression(3)})")
        elif kind < 10 and not self.tame:
            lines.append(self.pick(_GREY))
        elif kind < 10 or self.written > size:
            lines.append(self.pick(_COMMANDS))
        else:
            lines += self.compound(kind, depth, size)
        if not self.tame and self.random.random() < 0.1 and _takes_note(lines[-1]):
            lines[-1] += self.pick(("  # aici", " ;", "#"))
        return lines

    def compound(self, kind: int, depth: int, size: int) -> list[str]:
        """A statement with mouths."""
        head = (
            f"for pas in range({self.expression(1)}):",
            f"if {self.expression(3)}:",
            f"while {self.expression(2)}:",
            self.pick(("while True:", "for e in l:", "for i in range(1, 4):", "for a, b in l:")),
            "def f(a, b=1):"
            if self.tame
            else self.pick(("def f(a, b=1):", "def g():", "def h(a: int = 1) -> int:")),
            "with x as y:" if not self.tame else "if x:",
        )[kind - 10]
        if not self.tame and self.random.random() < 0.1:
            return [f"{head} {self.pick(_COMMANDS)}"]
        lines = [head, *self.body(depth, size)]
        if kind == 11:
            while self.random.random() < 0.3:
                lines += self.clause(f"elif {self.expression(1)}:", depth, size)
            if self.random.random() < 0.4:
                lines += self.clause("else:", depth, size)
        if kind == 15 and not self.tame:
            return ["try:", *self.body(depth, size), "except ValueError as e:", *self.body(depth, size)]
        return lines

    def clause(self, head: str, depth: int, size: int) -> list[str]:
        """A head with its body below or, now and then, beside it."""
        if not self.tame and self.random.random() < 0.2:
            return [f"{head} {self.pick(_COMMANDS)}"]
        return [head, *self.body(depth, size)]


def _takes_note(line: str) -> bool:
    """Whether a comment or a semicolon may follow: not after a head, several lines, or another."""
    heads = ("if ", "for ", "while ", "def ", "with ", "else", "elif", "try", "except")
    return (
        "\n" not in line
        and "#" not in line
        and not line.rstrip().endswith((":", ";"))
        and not (line.lstrip().startswith(heads))
    )

"""docs/language.md, made from what the engine knows: `python -m codekids.engine.language`.

A test compares the page with what is made here, runs every example against CPython, and asks
that every refusal is one.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from codekids.engine import replay, sandbox
from codekids.engine.modules import ADDED, CLOCK, NATIVE


class Part(NamedTuple):
    """Something of Python: a heading, what to know about it, and a program that shows it."""

    heading: str
    text: str
    example: str


WORKS = (
    Part(
        "Values and texts",
        "Whole numbers of any length, decimals, texts with all their methods, f-strings with formats.",
        "x = 7\nprint(x // 2, x % 2, 2 ** 100, 0.1 + 0.2)\nprint(f'{x:>4}|{x / 3:.2f}|{\"ș\".upper()}')",
    ),
    Part(
        "Lists, dictionaries, tuples, sets",
        "Slices, comprehensions, unpacking; `del` of items and slices.",
        "a = [3, 1, 2]\ndel a[0]\na += sorted({5, 4})\nprint(a, [n * n for n in a if n > 1])\n"
        "d = {'mere': 3}\nd['pere'] = 2\nfor k, v in d.items():\n    print(k, v)",
    ),
    Part(
        "Decisions and loops",
        "`if`, `while`, `for`, `break`, `continue`, `else` of a loop, `match`, `:=`.",
        "for n in range(5):\n    match n:\n        case 0 | 1:\n            continue\n        case 4:\n"
        "            break\n    print(n)",
    ),
    Part(
        "Functions",
        "Default and named values, `*rest`, `global`, `nonlocal`, functions in functions, `lambda`, "
        "decorators, recursion up to some thousand calls.",
        "def count():\n    n = 0\n    def more(by=1):\n        nonlocal n\n        n += by\n"
        "        return n\n    return more\nc = count()\nprint(c(), c(by=5))",
    ),
    Part(
        "Methods as values",
        "A method may be kept or handed over, of a type or of a value.",
        "words = ['b', 'A']\nput = words.append\nput('c')\nprint(sorted(words, key=str.lower))",
    ),
    Part(
        "Classes",
        "One class may start from another written above it; `super().method()`, `isinstance`, "
        "`@property` with a setter, `@staticmethod`, `@classmethod`, `__str__`, `__eq__`, `__lt__`, "
        "`__len__`, `__bool__`, `__add__`, `__getitem__`, `__iter__` and their like, `__private` names, "
        "`@dataclass`.",
        "class Animal:\n    def __init__(self, name):\n        self.name = name\n    def __str__(self):\n"
        "        return f'{self.name}: {self.sound}'\nclass Dog(Animal):\n    def __init__(self, name):\n"
        "        super().__init__(name)\n    @property\n    def sound(self):\n        return 'ham'\n"
        "print(Dog('Rex'), isinstance(Dog('x'), Animal))",
    ),
    Part(
        "Errors",
        "`try`, `except`, `else`, `finally`, `raise`, `assert`, and errors of one's own.",
        "class TooFar(ValueError):\n    pass\ntry:\n    raise TooFar('departe')\nexcept ValueError as e:\n"
        "    print(type(e).__name__, e)\nfinally:\n    print('gata')",
    ),
    Part(
        "Questions, chance, time",
        "`input` waits for the child or takes prepared answers; `random` gives the same numbers as CPython "
        "with the same seed; `time.sleep` is a pause of the playback, and the clock moves only with the "
        "program.",
        "import random\nrandom.seed(3)\nprint(random.randint(1, 6), random.choice('abc'))",
    ),
)

NOT_HERE = (
    Part("yield", "Rows that are made while they are read would need a program that stops and goes on "
         "within; a list does the same where it is not endless.", "def f():\n    yield 1"),
    Part("generator", "A `for` in round brackets works where the row is used up at once, as in `sum(...)`.",
         "g = (k for k in range(3))"),
    Part("lazy", "`map`, `zip`, `enumerate`, `filter` and `reversed` work in a loop or in `list(...)`.",
         "z = zip([1], [2])"),
    Part("files", "Programs have no files, so nothing on the computer can be read or lost.",
         "f = open('a.txt')"),
    Part("module", "Only the modules above: no network, no system, no windows, no threads.",
         "import threading"),
    Part("module_part", "Only the names above.", "import math\nprint(math.sumprod)"),
    Part("import_star", "The clock is ours.", "from time import *"),
    Part("inheritance", "One class to start from is enough for what is taught.",
         "class A: pass\nclass B: pass\nclass C(A, B): pass"),
    Part("class_inside", "Where a class stands in an `if`, nobody can say before the run what it is.",
         "class A: pass\nif A:\n    class B(A): pass"),
    Part("class_decorator", "", "@print\nclass A: pass"),
    Part("class_body", "", "class A:\n    print('hei')"),
    Part("method_decorator", "", "class A:\n    @print\n    def f(self): pass"),
    Part("special_method", "Methods that Python calls behind the scenes at unexpected times.",
         "class A:\n    def __getattr__(self, name): pass"),
    Part("property_name", "Its calls are found by the name.",
         "class A:\n    @property\n    def size(self): return 1\nclass B:\n    def size(self): return 2"),
    Part("super", "", "class A:\n    def f(self): return super"),
    Part("in_place", "",
         "class A:\n    def __iadd__(self, o): return self\ndef f(): return [1]\nf()[0] += 1"),
    Part("del", "A variable keeps its name to the end, so that the panel can show it.", "x = 1\ndel x"),
    Part("method_value", "It is valid Python that does nothing, and never what was meant.", "a = []\na.sort"),
    Part("equal_keys", "The sandbox keeps another of the two keys than Python.", "d = {1: 'a', True: 'b'}"),
    Part("exception_values", "", "raise ValueError(*['a', 'b'])"),
    Part("async", "", "async def f(): pass"),
    Part("except_group", "", "try:\n    pass\nexcept* ValueError:\n    pass"),
    Part("builtin", "What looks into the program itself: `eval`, `exec`, `globals`, `dir`, `__doc__` …",
         "x = eval('1')"),
)  # fmt: skip

DIFFERENT = (
    "A set of texts is written and walked in the order in which they came; Python has another order in each "
    "run. A set of numbers, or of pairs of them, has Python's order, but for some that things were taken out "
    "of, or that were put together from others by `|` and `^`.",
    "`d[1] = 'a'` and then `d[True] = 'b'` or `d[1.0] = 'b'`: it is one key in both, but the name it is "
    "shown by is the last here and the first in Python.",
    "`print(type(x))` of an object of one's own leaves out `__main__.`, and `print(type(print))` says "
    "`function`.",
    "`print(e)` of a missing key that is a number shows it in quotes.",
    "An object without `__str__` and `__repr__` is written in another form than Python's, which holds an "
    "address and so is never the same either.",
    "`exit()` ends the program at once, without the `finally` blocks around it.",
    "What is printed by a line that then fails half-way may be missing from its variables.",
)


def _rows(modules: dict[str, frozenset[str]]) -> str:
    return "\n".join(f"| `{name}` | {' '.join(sorted(names))} |" for name, names in sorted(modules.items()))


def page() -> str:
    """The whole of docs/language.md."""
    from codekids.lang.catalogue import text

    budget = replay.Budget()
    works = "\n\n".join(
        f"### {part.heading}\n\n{part.text}\n\n```python\n{part.example}\n```" for part in WORKS
    )
    refused = "\n\n".join(
        f"```python\n{part.example}\n```\n"
        f"*{text(f'engine.not_yet.{part.heading}', 'en', line=1, name='…', module='…')}*"
        + (f"\n{part.text}" if part.text else "")
        for part in NOT_HERE
    )
    different = "\n".join(f"- {line}" for line in DIFFERENT)
    return f"""# The Python that runs here

Made by `python -m codekids.engine.language`; do not edit by hand. Every example on this page is run by the
tests: those that work give what CPython gives, those that do not are refused with the sentence below them.
Several hundred more are in `tests/engine/programs`.

A program either does what Python does, or says before it starts what is not there. It never does something
else without a word; the few exceptions are at the end of this page.

## What works

{works}

### Modules

| module | names |
| --- | --- |
{_rows({**NATIVE, **ADDED, "time": frozenset(CLOCK)})}

## What does not, and why

{refused}

## Limits

| | |
| --- | --- |
| commands of the world | {budget.commands:,} |
| lines told with their values | {budget.lines:,}; after that only commands, texts and questions are told |
| lines in all | {budget.counted:,} |
| characters printed | {budget.output:,} |
| memory of the program's values | {sandbox.MEMORY // 2**20} MB |
| one single calculation | {sandbox.TURN_SECONDS:g} seconds |

All but the last are counted, so a slow computer gives the same verdict.

## Differences that stay

{different}
"""


def main() -> int:
    """Write the page into the checkout."""
    path = Path(__file__).resolve().parents[2] / "docs" / "language.md"
    path.write_text(page(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

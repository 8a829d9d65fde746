"""Programs for the block view: odd ones by name, and how much to run."""

import os

import pytest

# All generated programs, files and edits: where everything is checked, or when asked for.
THOROUGH = bool(os.environ.get("CODEKIDS_THOROUGH")) or os.environ.get("CODEKIDS_REAL_PARTS") == "required"


@pytest.fixture(scope="session")
def thorough() -> bool:
    """Whether the full figures are asked for; they take some minutes."""
    return THOROUGH


ODD = {
    "nothing": "",
    "one newline": "\n",
    "only a comment": "# salut",
    "byte order mark": "\ufeffmove()\n",
    "no final newline": "move()\nturn_left()",
    "Windows line ends": "for i in range(2):\r\n    move()\r\n\r\nturn_left()\r\n",
    "old Mac line ends": "if x:\r    move()\rturn_left()\r",
    "all three line ends": "a = 1\rb = 2\r\nc = 3\n",
    "tabs": "if x:\n\tmove()\n\tif y:\n\t\ttake()\n",
    "tabs here, spaces there": "if x:\n\tmove()\nif y:\n  take()\n",
    "form feeds": "\fx = 1\n\f\nif x:\n\f    move()\n    \f\n",
    "line separators in a text": 's = "a\u2028b\u2029c\x0bd\x85e"\nmove()\n',
    "letters of three bytes": 'ș = "măr🍎"; ț = ș\nif ș == "🍎" and (ț):\n    print("ă", ș + ț)\n',
    "names Python folds": "ﬁ = 1\nx.ﬁ = ﬁ\n",
    "a long text": f's = "{"mere " * 60_000}"\nmove()\n',
    "three quotes": 'def f():\n    """unu\n  doi\n    """\n    move()\n',
    "a lone backslash": "x = 1\n\\\ny = 2\n",
    "lines joined": "x = 1 + \\\n  2\nif x and \\\n   y:\n    move()\n",
    "statements on one line": "move(); take()\nif x: move(); take()\nfor i in x: pass\n",
    "a body beside its head": "while True: move()  # mereu\nif x: take()\nelif y: put()\nelse: done()\n",
    "lambda": "f = lambda x, *y: (x, y)\nsorted(l, key=lambda e: -e)\n",
    "decorators": "@d\n@e(1)\n# notă\ndef f(): pass\n\n@g\nclass A:\n    x = 1\n",
    "match": "match x:\n    case [1, *_] if y: move()\n    case {'a': b}:\n"
        "        take()\n    case _: pass\n",
    "async": "async def f():\n    async with a as b:\n        await c\n    async for x in y: pass\n",
    "walrus": "if (n := len(s)) > 3:\n    print(n)\nwhile chunk := read():\n    pass\n",
    "try": "try:\n    move()\nexcept (A, B) as e:  # prinde\n    take()\n"
        "else:\n    put()\nfinally:\n    done()\n",
    "with": "with a as b, c as (d, e):\n    move()\nwith (\n    a as b,\n    c,\n):\n    move()\n",
    "class": "class A(B, k=1):\n    '''d'''\n    x: int = 1\n\n"
        "    def f(self) -> 'A':\n        return self\n",
    "comprehensions": "a = [i for i in x if i]\nb = {i: j for i, j in x}\n"
        "sum(i for i in x)\nf((i for i in x), 1)\n",
    "def in many ways": "def f(a, /, b: int = ':', *c, d=(1, 2), **e) -> {1: 2}:  # :\n"
        "    pass\ndef g(): return 1\n",
    "else with a space": "if x:\n    a\nelse :\n    b\nfor i in x:\n    a\nelse:\n    b\n",
    "comments everywhere": "# a\n\n  # b\nif x:  # c\n# d\n    move()  # e\n        # f\n"
        "    # g\n  # h\nelse:  # i\n    # j\n    pass\n# k",
    "brackets everywhere": "x = ((1) + (2))\nif (((x))):\n    f((1), (g)((2)))\n"
        "return(x)\nprint (not(x)and(y))\n",
    "f-texts": 'print(f"{x!r:>{w}} {y=}" f"{z}", rf"\\d{x}", b"a", u"b")\n',
    "unpacking": "a, *b = c\nf(*a, **b)\n[*a, 1]\nx = *a, b\n",
    "subscripts": "a[1:2, ::3]\na[i] = a[i][j]\na[-1] += 2\ndel a[0]\n",
    "numbers": "x = 0x1F + 1_000 - -1e3 * 1j + .5\ny = -  5\nz = --1\n",
    "imports": "import a, b.c as d\nfrom . import e\nfrom .f import (g,  # :\n    h)\nfrom i import *\n",
    "empty slots": "for ___ in ___:\n    ___ = ___ + ___\nsay(___)\n___\nmove(___)\n",
    "semicolons at the end": "move();\nif x: take() ;\n",
}  # fmt: skip


@pytest.fixture(params=ODD, ids=str)
def odd(request: pytest.FixtureRequest) -> str:
    """One odd program."""
    return ODD[request.param]

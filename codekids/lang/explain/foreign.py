"""Rules about what other languages write: braces, counted `for`, declarations, comments, `switch`.

Textbooks of grades 7 and 8 teach C++ beside Python, and children arrive from Scratch and Pascal.
"""

from __future__ import annotations

import re

from codekids.lang.explain.complaint import Complaint
from codekids.lang.lines import indentation, last_code_line
from codekids.lang.problems import Problem
from codekids.lang.tokens import masked
from codekids.lang.words import KEYWORDS, MEANT, REPEAT, fold

_HEAD = r"(?:if|else|elif|for|while|def|void|function|repeat|do|switch)"


def comment_signs(complaint: Complaint) -> Problem | None:
    """`// o notă`, `/* o notă */`: a note begins with # in Python."""
    line = complaint.lines[complaint.line - 1]
    cover = masked(line)
    if re.match(r"\s*(?:/\*|\*/|\*\s+\w)", cover):
        start = len(line) - len(line.lstrip())
        text = re.sub(r"^/?\*+/?\s*|\s*\*/$", "", line.strip())
        fix = complaint.tried([complaint.replacing(start, len(line), f"# {text}".rstrip())], True)
        if cover.strip().startswith("*") and fix is None:
            return None
        return complaint.problem("syntax.comment", start, start + 2, fix, seen=line.strip()[:2])
    at = cover.find("//")
    if at < 0 or complaint.column < at or not re.match(r"//\s*[^\W\d]|//\s*$|//\s*\d+\s+[^\W\d]", line[at:]):
        return None
    fix = complaint.tried([complaint.replacing(at, at + 2, "#")])
    if fix is None:
        return None
    return complaint.problem("syntax.comment", at, at + 2, fix, seen="//")


def counted_for(complaint: Complaint) -> Problem | None:
    """`for (i = 0; i < 4; i++)`: the counted loop of C++ and JavaScript."""
    code = complaint.code
    found = re.search(r"\bfor\s*\(?\s*(?:\w+\s+)?(\w+)\s*=\s*([^;]+?)\s*;\s*(.*?)\s*;\s*([^){]*)\)?", code)
    if found is None:
        return None
    name, low, test, step = found.groups()
    example = f"for {name} in range({_span(name, low, test, step)}):"
    start = found.start()
    end = len(code) if not re.search(r"[{]\s*\S", code[found.end() :]) else found.end()
    fix = complaint.tried([complaint.replacing(start, end, example)], past_the_line=True)
    return complaint.problem("syntax.c_for", start, len(code), fix, example=example)


def _span(name: str, low: str, test: str, step: str) -> str:
    """What stands between the brackets of `range` for a counted loop."""
    found = re.fullmatch(rf"\s*{re.escape(name)}\s*(<=|<|>=|>)\s*(.+?)\s*", test)
    if found is None:
        return "4"
    sign, high = found.groups()
    down = sign in (">", ">=")
    if sign in ("<=", ">="):
        change = -1 if down else 1
        high = str(int(high) + change) if re.fullmatch(r"-?\d+", high) else f"{high} {'-' if down else '+'} 1"
    by = re.search(r"[-+]=\s*(\w+)", step)
    stride = ("-" if down else "") + (by.group(1) if by else "1")
    if stride == "1":
        return high if low == "0" else f"{low}, {high}"
    return f"{low}, {high}, {stride}"


def for_with_start(complaint: Complaint) -> Problem | None:
    """`for i = 0 in range(5):`: the counter needs no first value."""
    found = re.fullmatch(r"\s*(for\s+([^\W\d]\w*)\s*=\s*\w+\s+in\s+(.+?))\s*:?", complaint.code)
    if found is None:
        return None
    example = f"for {found.group(2)} in {found.group(3)}:"
    start = found.start(1)
    fix = complaint.tried([complaint.replacing(start, len(complaint.code), example)], past_the_line=True)
    return complaint.problem("syntax.c_for", start, len(complaint.code), fix, example=example)


_FOR_TO = re.compile(
    r"\s*((?:for|pentru)\s+([^\W\d]\w*)\s*(?::?=|\bfrom\b|\bde\s+la\b|\bin\b)?\s*"
    r"(-?\w+)\s*(?:to|downto|la|până\s+la|pana\s+la|\.\.|,)\s*(-?\w+))\s*(?:do|execut[aă])?\s*:?\s*;?",
    re.IGNORECASE,
)


def for_to(complaint: Complaint) -> Problem | None:
    """`for i = 1 to 5`, `pentru i de la 1 la 5`."""
    found = _FOR_TO.fullmatch(complaint.code)
    if found is None or found.group(3) in KEYWORDS:
        return None
    _, name, low, high = found.groups()
    top = str(int(high) + 1) if high.lstrip("-").isdecimal() else f"{high} + 1"
    example = f"for {name} in range({low}, {top}):"
    start = found.start(1)
    fix = complaint.tried([complaint.replacing(start, len(complaint.code), example)], past_the_line=True)
    return complaint.problem("syntax.c_for", start, len(complaint.code), fix, example=example)


def for_brackets(complaint: Complaint) -> Problem | None:
    """`for (i in range(4)):`: brackets around what belongs to `for`."""
    found = re.fullmatch(r"\s*(for\s*\(\s*([^\W\d]\w*)\s+in\s+(.+)\))\s*[:{]?", complaint.code)
    if found is None:
        return None
    example = f"for {found.group(2)} in {found.group(3)}:"
    start = found.start(1)
    fix = complaint.tried([complaint.replacing(start, len(complaint.code), example)], past_the_line=True)
    if fix is None:
        return None
    return complaint.problem("syntax.for_brackets", start, len(complaint.code), fix, example=example)


_OPENS = re.compile(rf"(\s*)(\}}?\s*)({_HEAD}\b[^{{}}]*?|[^\W\d]\w*\s*\([^{{}}]*\)|\w+)\s*\{{\s*")
_ONE_LINE = re.compile(rf"(\s*)({_HEAD}\b[^{{}}]*?)\s*\{{\s*(.+?)\s*;?\s*\}}\s*")


def braces(complaint: Complaint) -> Problem | None:
    """`if (x > 3) {` … `}`: blocks in braces."""
    code, line = complaint.code, complaint.line
    cover = masked(code)
    start = len(code) - len(code.lstrip())
    if re.fullmatch(r"\s*[{}]+\s*;?\s*", cover):
        if "{" in cover and line > 1 and complaint.message.startswith("unexpected indent"):
            return None
        fix = complaint.tried([complaint.replacing(0, len(code), "")])
        return complaint.problem("syntax.braces", start, len(code), fix)
    found = _ONE_LINE.fullmatch(cover)
    if found:
        head = code[found.start(2) : found.end(2)].rstrip(" :")
        body = code[found.start(3) : found.end(3)].rstrip("; ")
        new = f"{_python_head(head)}: {body}"
        fix = complaint.tried([complaint.replacing(start, len(code), new)], past_the_line=True)
        return complaint.problem("syntax.braces", cover.index("{"), len(code), fix)
    found = _OPENS.fullmatch(cover)
    if found is not None:
        head = _python_head(code[found.start(3) : found.end(3)].rstrip(" :")) + ":"
        fix = complaint.tried([complaint.replacing(start, len(code), head)], past_the_line=True)
        if fix is None and not re.match(rf"\s*\}}?\s*{_HEAD}\b", cover):
            return None
        at = cover.index("{") if not found.group(2) else start
        return complaint.problem("syntax.braces", at, len(code), fix)
    below = complaint.lines[line] if line < len(complaint.lines) else ""
    if complaint.message == "expected ':'" and below.strip() == "{":
        return complaint.problem("syntax.braces", start, len(code))
    return None


def _python_head(head: str) -> str:
    """The head of a block as Python says it: `else if` is `elif`, `function` is `def`."""
    counted = re.fullmatch(r"([^\W\d]\w*)\s*\(?\s*(\w+)\s*(?:ori|times)?\s*\)?", head)
    if counted and fold(counted.group(1)) in REPEAT:
        return f"for pas in range({counted.group(2)})"
    head = re.sub(r"^else\s+if\b", "elif", head)
    head = re.sub(r"^(?:void|function)\b", "def", head)
    head = re.sub(r"\s*&&\s*", " and ", re.sub(r"\s*\|\|\s*", " or ", head))
    return re.sub(r"(?<!\w)!(?!=)\s*", "not ", head)


_NOT_HERE = {
    "switch": "if", "case": "elif", "default": "else", "do": "while", "unless": "if not",
    "until": "while not", "using": "import", "include": "import", "begin": ":", "namespace": "import",
    "public": "def", "static": "def", "private": "def", "then": ":", "endif": "",
}  # fmt: skip


def word_python_lacks(complaint: Complaint) -> Problem | None:
    """`switch x:`, `do:`, `using namespace std;`, `int main() {`."""
    code = complaint.code
    word = complaint.first_word
    main = re.fullmatch(r"\s*((?:int|void)\s+main)\s*\(.*", code)
    if main:
        return complaint.problem("syntax.no_main", main.start(1), main.end(1), seen=main.group(1))
    if word not in _NOT_HERE or word in complaint.bound or not complaint.message.startswith("invalid syntax"):
        return None
    start = code.index(word)
    meant = _NOT_HERE[word]
    if meant in ("", ":", "import"):
        fix = complaint.tried([complaint.replacing(start, len(code), "")], past_the_line=True)
        return complaint.problem("syntax.needless_line", start, start + len(word), fix, seen=word)
    return complaint.problem("syntax.not_in_python", start, start + len(word), seen=word, meant=meant)


def word_above_block(complaint: Complaint) -> Problem | None:
    """`begin`, `do`, `forever` alone on a line, with lines moved to the right below it."""
    if complaint.message != "unexpected indent":
        return None
    above = last_code_line(complaint.lines, complaint.line)
    word = complaint.lines[above - 1].strip() if above else ""
    start = len(indentation(complaint.lines[above - 1])) if above else 0
    meant = next((m for m in MEANT.get(fold(word), ()) if m in KEYWORDS or " " in m), "")
    if not word.isalpha() or word in complaint.bound:
        return None
    if meant:
        fix = complaint.tried([complaint.replacing(start, start + len(word), f"{meant}:", above)], True)
        if fix is None:
            return None
        return complaint.problem(
            "syntax.keyword", start, start + len(word), fix, line=above, name=word, meant=f"{meant}:"
        )
    if is_end_word(word):
        return complaint.problem("syntax.needless_line", start, start + len(word), line=above, seen=word)
    if word in _NOT_HERE:
        return complaint.problem(
            "syntax.not_in_python", start, start + len(word), line=above, seen=word, meant=_NOT_HERE[word]
        )
    return None


_TYPES = (
    "int",
    "float",
    "string",
    "String",
    "double",
    "auto",
    "char",
    "bool",
    "boolean",
    "long",
    "var",
    "let",
    "const",
)


def declaration(complaint: Complaint) -> Problem | None:
    """`int x;`, `var scor`: a name that gets no value; and `int x = 3;`, whose type Python does without."""
    found = re.fullmatch(
        rf"\s*((?:const\s+)?(?:std::)?(?:{'|'.join(_TYPES)}))(?:\[\])?\s+([^\W\d]\w*)\s*(=.*|;|,.*)?",
        complaint.code,
    )
    if found is None or found.group(1) in complaint.bound:
        return None
    start, end = found.span(1)
    if found.group(3) and found.group(3).startswith("="):
        fix = complaint.tried([complaint.replacing(start, found.start(2), "")])
        return complaint.problem("syntax.extra_word", start, end, fix, seen=found.group(1))
    if found.group(1) in ("int", "float", "bool") and not found.group(3):
        return None  # `int x`: as likely a call without its brackets
    value = '""' if found.group(1).lower() in ("string", "char") else "0"
    example = f"{found.group(2)} = {value}"
    return complaint.problem(
        "syntax.declaration", start, len(complaint.code), seen=found.group(1), example=example
    )


def std_stream(complaint: Complaint) -> Problem | None:
    """`std::cout << "a";`, `cin >> x >> y;` where it cannot even be parsed."""
    found = re.search(r"\b(?:std\s*::\s*)?(cout|cin)\b\s*(?:<<|>>)?", complaint.code)
    if found is None:
        return None
    example = 'print("salut")' if found.group(1) == "cout" else "x = input()"
    return complaint.problem(
        "name.other_language", found.start(), found.end(), seen=found.group(1), example=example
    )


_END_WORDS = frozenset(
    ("end", "endif", "endfor", "endwhile", "endfunction", "fi", "sfarsit", "sfarsitdaca", "vege", "begin",
     "then", "atunci", "akkor", "next", "start", "inceput", "kezdes", "stop")
)  # fmt: skip


def is_end_word(word: str) -> bool:
    """Whether a word stands for the start or end of a block elsewhere: `end`, `endif`, `sfârșit`, `vége`."""
    return fold(word) in _END_WORDS

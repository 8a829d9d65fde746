"""Rules about words: keywords misspelt, missing, in another language, or in the wrong place."""

from __future__ import annotations

import re

from codekids.lang.explain.complaint import Complaint
from codekids.lang.lines import indentation
from codekids.lang.problems import Fix, Problem
from codekids.lang.tokens import WORD
from codekids.lang.words import KEYWORDS, MEANT, REPEAT, fold, nearest

STARTERS = ("if", "else", "elif", "for", "while", "def", "return", "class", "import", "from", "try", "except",
            "finally", "with", "break", "continue", "pass")  # fmt: skip
INSIDE = ("in", "and", "or", "not", "is", "else", "if")
COUNTED = "for pas in range({}):"


def else_if(complaint: Complaint) -> Problem | None:
    """`else if` is one word in Python."""
    found = re.match(r"\s*(else\s+if)\b", complaint.code)
    if found is None:
        return None
    fix = complaint.tried([complaint.replacing(found.start(1), found.end(1), "elif")])
    return complaint.problem("syntax.else_if", found.start(1), found.end(1), fix)


def else_with_condition(complaint: Complaint) -> Problem | None:
    """`else x > 3:` wants `elif`."""
    found = re.match(r"\s*(else)\s+[^:\s]", complaint.code)
    if found is None:
        return None
    fix = complaint.tried([complaint.replacing(found.start(1), found.end(1), "elif")], past_the_line=True)
    if fix is None:
        return None
    return complaint.problem("syntax.else_condition", found.start(1), len(complaint.code), fix)


def else_alone(complaint: Complaint) -> Problem | None:
    """An `else` or `elif` that stands under no `if`."""
    word = complaint.first_word
    start = len(indentation(complaint.code))
    if word not in ("else", "elif") or complaint.message != "invalid syntax" or complaint.column != start:
        return None
    fixes = [
        complaint.replacing(0, start, indentation(line))
        for line in reversed(complaint.lines[: complaint.line - 1])
        if line.strip().startswith(("if ", "if(", "elif "))
    ]
    return complaint.problem(
        "syntax.else_alone", start, start + len(word), complaint.tried(fixes[:3]), word=word
    )


_REPEAT = re.compile(
    r"(\s*)(([^\W\d]\w*)\s*\(?\s*(?:de\s+)?([^:()]*?|[^:]*?\(.*?\))\s*(?:de\s+)?(?:ori|times)?\s*\)?)\s*:?\s*"
)


def repeat(complaint: Complaint) -> Problem | None:
    """`repeat 4:`, `repetă de 4 ori:`, `for 4:`, `for range(4):`."""
    found = _REPEAT.fullmatch(complaint.code)
    if found is None:
        return None
    start, word, count = len(found.group(1)), found.group(3), found.group(4)
    if word == "for":
        ranged = re.fullmatch(r"(?:in\s+)?(?:range\s*\(\s*(.*?)\s*\)?|(\d+))", count)
        if ranged is None:
            return None
        count = ranged.group(1) or ranged.group(2) or ""
    elif fold(word) not in REPEAT:
        return None
    example = COUNTED.format(count or "4")
    fix = complaint.tried([complaint.replacing(start, len(complaint.code), example)] if count else [])
    if word == "for" and fix is None:
        return None
    seen = complaint.code.strip()
    return complaint.problem("syntax.repeat", start, len(complaint.code), fix, seen=seen, example=example)


def missing_in(complaint: Complaint) -> Problem | None:
    """`for i range(4):`, `for i of range(4):`, `for i = range(4):`."""
    found = re.match(
        r"(\s*)for\s+([^\W\d]\w*)\s*(?!\s*in\b)(=|:=|[^\W\d]\w*\b(?!\s*\())?\s*(.*)", complaint.code
    )
    if found is None or found.group(2) in KEYWORDS or re.match(r"\s*for\s+\w+\s+in\b", complaint.code):
        return None
    code = complaint.code
    name_end, rest = found.end(2), found.start(4)
    fixes = [complaint.replacing(name_end, found.start(3) if found.group(3) else rest, " in ")]
    if found.group(3):
        fixes.insert(0, complaint.replacing(name_end, rest, " in "))
    fix = complaint.tried(fixes)
    if fix is None:
        return None
    example = (code[: fix.column] + fix.text + code[fix.end_column :]).strip().removesuffix(":") + ":"
    return complaint.problem(
        "syntax.missing_in", found.start(2), len(code), fix, name=found.group(2), example=example
    )


def equals_in_condition(complaint: Complaint) -> Problem | None:
    """`if x = 3:`: one sign gives a value, two compare."""
    if complaint.first_word not in ("if", "elif", "while"):
        return None
    for token in complaint.tokens:
        if token.text != "=":
            continue
        fix = complaint.tried([complaint.replacing(token.start, token.end, "==")])
        if fix is not None:
            return complaint.problem("syntax.equals_in_condition", token.start, token.end, fix)
    return None


def reserved_word(complaint: Complaint) -> Problem | None:
    """`for = 3`: a word of Python cannot be a name."""
    found = re.match(r"\s*([^\W\d]\w*)\s*=(?!=)", complaint.code)
    if found is None or found.group(1) not in KEYWORDS - {"True", "False", "None"}:
        return None
    return complaint.problem("syntax.reserved", found.start(1), found.end(1), name=found.group(1))


def assign_to_call(complaint: Complaint) -> Problem | None:
    """`move() = 3`, `5 = x`: what stands left of `=` cannot take a value."""
    if not complaint.message.startswith("cannot assign to"):
        return None
    seen = complaint.lines[complaint.line - 1][complaint.column : complaint.end or None]
    key = "syntax.assign_to_call" if "function call" in complaint.message else "syntax.assign_to_value"
    return complaint.problem(key, complaint.column, complaint.end, seen=seen)


def outside_its_place(complaint: Complaint) -> Problem | None:
    """`return` outside a function, `break` outside a loop."""
    found = re.match(r"'(\w+)' (?:outside function|outside loop|not properly in loop)", complaint.message)
    if found is None:
        return None
    word = found.group(1)
    # The place is searched for: this message comes from a pass of the compiler that counts bytes.
    place = next((token for token in complaint.tokens if token.text == word), None)
    start, end = (place.start, place.end) if place else (0, 0)
    if word in ("break", "continue"):
        return complaint.problem("syntax.break_outside", start, end, word=word)
    return complaint.problem("syntax.return_outside", start, end)


def misspelt_keyword(complaint: Complaint) -> Problem | None:
    """`fro`, `If`, `dacă`, `cât timp` at the start of a line."""
    code = complaint.code
    first = WORD.search(code)
    if first is None or code[: first.start()].strip() or first.group() in KEYWORDS:
        return None
    two = re.compile(r"[^\W\d]\w*\s+[^\W\d]\w*").match(code, first.start())
    fixes: list[tuple[str, str, Fix]] = []
    for found in (two, first):
        if found is None:
            continue
        meant = [word for word in MEANT.get(fold(found.group()), ()) if word in KEYWORDS or " " in word]
        near = nearest(found.group(), STARTERS)
        for word in dict.fromkeys([*meant, *([near] if near else [])]):
            fixes.append((found.group(), word, complaint.replacing(found.start(), found.end(), word)))
    for seen, word, fix in fixes:
        if complaint.tried([fix], past_the_line=code.endswith(":")):
            return complaint.problem("syntax.keyword", fix.column, fix.end_column, fix, name=seen, meant=word)
    return None


def misspelt_inside(complaint: Complaint) -> Problem | None:
    """`if x adn y:`, `if nu zid:` – a keyword within a line, at the complaint or just before it."""
    if complaint.message != "invalid syntax":
        return None
    words = [token for token in complaint.tokens if token.kind == "word" and token.text not in KEYWORDS]
    for token in words:
        if not complaint.column - 2 <= token.end and token.start <= complaint.column:
            continue
        meant = [word for word in MEANT.get(fold(token.text), ()) if word in KEYWORDS]
        near = nearest(token.text, INSIDE)
        for word in dict.fromkeys([*meant, *([near] if near else [])]):
            fix = complaint.tried([complaint.replacing(token.start, token.end, word)], past_the_line=True)
            if fix is not None:
                return complaint.problem(
                    "syntax.keyword", token.start, token.end, fix, name=token.text, meant=word
                )
    return None


_FROM_OTHERS = re.compile(
    r"\s*(?:(?:if|elif|while|for|else)\b.*?\s(?P<end>then|do|atunci|akkor|times|ori)\s*:?"
    r"|(?P<start>var|let|const|int|float|string|String|double|auto)\s+[^\W\d]\w*\s*=.*)"
)


def word_of_another_language(complaint: Complaint) -> Problem | None:
    """`while x > 3 do:`, `var x = 3`: a word that Python does without."""
    code = complaint.code
    found = _FROM_OTHERS.fullmatch(code)
    if found is None:
        return None
    group = "end" if found.group("end") else "start"
    start, end = found.span(group)
    if group == "end":
        fix = complaint.replacing(len(code[:start].rstrip()), len(code), ":")
    else:
        fix = complaint.replacing(start, len(code) - len(code[end:].lstrip()), "")
    if complaint.tried([fix], past_the_line=True) is None:
        return None
    return complaint.problem("syntax.extra_word", start, end, fix, seen=found.group(group))


def definition_without_brackets(complaint: Complaint) -> Problem | None:
    """`def salut:` wants `def salut():`."""
    found = re.fullmatch(r"\s*(def\s+([^\W\d]\w*))\s*:?", complaint.code)
    if found is None:
        return None
    example = f"def {found.group(2)}():"
    fix = complaint.tried([complaint.replacing(found.start(1), len(complaint.code), example)])
    return complaint.problem(
        "syntax.call_brackets", found.start(1), found.end(1), fix, name=found.group(2), example=example
    )


_COMMANDS = frozenset(word for words in MEANT.values() for word in words) - KEYWORDS


def call_without_brackets(complaint: Complaint) -> Problem | None:
    """`print "salut"`, `move 3`."""
    code = complaint.code
    found = re.fullmatch(r"(\s*)([^\W\d]\w*)\s+(\S.*?)\s*;?", code)
    if found is None or found.group(2) in KEYWORDS:
        return None
    start, name, rest = len(found.group(1)), found.group(2), found.group(3)
    if name not in _COMMANDS and (WORD.match(rest) or nearest(name, STARTERS)):
        return None  # two words: nobody can tell which of them is a command
    example = f"{name}({rest})"
    fix = complaint.tried([complaint.replacing(start, len(code), example)], past_the_line=True)
    if fix is None:
        return None
    return complaint.problem("syntax.call_brackets", start, len(code), fix, name=name, example=example)


def unfinished(complaint: Complaint) -> Problem | None:
    """`x =`, `if x ==:`, `import`: a line that stops in the middle."""
    before = [token for token in complaint.tokens if token.end <= complaint.column]
    if not before or complaint.message != "invalid syntax":
        return None
    last = before[-1]
    ahead = complaint.code[complaint.column :].strip()
    opens = last.text in KEYWORDS if last.kind == "word" else last.text not in (")", "]", "}", ":", ";")
    if ahead not in ("", ":", ")") or last.kind in ("string", "number") or not opens:
        return None
    return complaint.problem("syntax.unfinished", last.start, last.end, seen=last.text)

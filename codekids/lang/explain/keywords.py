"""Rules about words: keywords misspelt, missing, in another language, or in the wrong place."""

from __future__ import annotations

import re

from codekids.lang.explain.brackets import CALLED
from codekids.lang.explain.complaint import Complaint
from codekids.lang.lines import indentation
from codekids.lang.problems import Fix, Problem
from codekids.lang.tokens import WORD, masked
from codekids.lang.words import KEYWORDS, MEANT, REPEAT, are_twins, fold, nearest

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
    r"(\s*)(([^\W\d]\w*)\s*\(?\s*(?:de\s+)?([^:()]*?|[^:]*?\(.*?\))\s*(?:de\s+)?(?:ori|times|-?sz[oeö]r)?\s*\)?)\s*:?\s*"
)


def repeat(complaint: Complaint) -> Problem | None:
    """`repeat 4:`, `repetă de 4 ori:`, `for 4:`, `for range(4):`."""
    if complaint.first_word != "for" and fold(complaint.first_word) not in REPEAT:
        return None
    code = complaint.code.rstrip()
    if re.search(r"\s{10}", code.lstrip()):
        return None  # the pattern would try every way to share out so many blanks
    head, colon, body = code.partition(":")
    found = _REPEAT.fullmatch(code) or (body.strip() and _REPEAT.fullmatch(head + colon))
    if not found:
        return None
    start, word, count = len(found.group(1)), found.group(3), found.group(4)
    if found.end() == len(code):
        body = ""
    if word == "for":
        ranged = re.fullmatch(r"(?:in\s+)?(?:range\s*\(\s*(.*?)\s*\)?|(\d+))", count)
        if ranged is None:
            return None
        count = ranged.group(1) or ranged.group(2) or ""
    elif fold(word) not in REPEAT:
        return None
    if re.match(r"\w+ +[^\W\d]", count):
        count, _, body = count.partition(" ")
    example = COUNTED.format(count or "4")
    repaired = f"{example} {_no_times(body.strip())}".rstrip()
    fix = complaint.tried([complaint.replacing(start, len(complaint.code), repaired)] if count else [])
    if not fix and not re.fullmatch(r"\w+", count):
        example = COUNTED.format("4")
    if word == "for" and fix is None:
        return None
    seen = complaint.code.strip()
    return complaint.problem("syntax.repeat", start, len(complaint.code), fix, seen=seen, example=example)


def _no_times(body: str) -> str:
    """What is repeated, without "times" in front."""
    return re.sub(r"^(?:de\s+)?(?:ori|times)\b:?\s*", "", body)


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
        if token.text != "=" or complaint.code[token.end : token.end + 1] in ("!", "<", ">"):
            continue
        fix = complaint.tried([complaint.replacing(token.start, token.end, "==")])
        if fix is not None:
            return complaint.problem("syntax.equals_in_condition", token.start, token.end, fix)
    return None


# Keywords that open a line, or stand where a question begins: no names there.
_OPENERS = KEYWORDS - {"and", "or", "in", "is", "as", "lambda", "True", "False", "None"}
_BEFORE_A_VALUE = ("(", ",", "=", "+", "-", "*", "/")
_AFTER_A_VALUE = ("", ")", ",", ":", "+", "-", "*", "/", "=")


def reserved_word(complaint: Complaint) -> Problem | None:
    """`for = 3`, `def in():`, `print(class)`: a word of Python cannot be a name."""
    if not complaint.message.startswith(("invalid syntax", "expected", "cannot assign")):
        return None
    there = complaint.tokens
    for at, token in enumerate(there):
        if token.text not in KEYWORDS - {"True", "False", "None"}:
            continue
        if not token.start <= complaint.column <= token.end + 1:
            continue
        before = there[at - 1].text if at else ""
        after = there[at + 1].text if at + 1 < len(there) else ""
        asked = before in ("and", "or", "not", "in", "return", "if", "while") and token.text not in _OPENERS
        if (
            (not before and after in ("=", "+=", "-=", "*=", "/="))
            or (before == "def" and after == "(")
            or (before == "for" and after == "in")
            or (before in _BEFORE_A_VALUE and after in _AFTER_A_VALUE)
            or (asked and after in ("", ":", ")"))
        ):
            return complaint.problem("syntax.reserved", token.start, token.end, name=token.text)
    return None


def turned_assignment(complaint: Complaint) -> Problem | None:
    """`5 = scor`, `input("?") = nume`, `scor + 1 = scor`: the name stands on the left."""
    if not complaint.message.startswith("cannot assign to") or complaint.first_word in (
        "if",
        "while",
        "elif",
    ):
        return None
    code = complaint.code
    found = re.fullmatch(r"(\s*)([^=]+?)\s*=\s*([^\W\d]\w*)\s*;?", code)
    if (
        found is None
        or found.group(3) in KEYWORDS
        or (
            re.fullmatch(r"[\w-]+", found.group(2)) is None
            and (re.fullmatch(r"[^\W\d]\w*\(\s*\)", found.group(2)))
        )
    ):
        return None
    start = found.start(2)
    example = f"{found.group(3)} = {found.group(2)}"
    fix = complaint.tried([complaint.replacing(start, len(code), example)])
    if fix is None:
        return None
    return complaint.problem("syntax.turned_assignment", start, len(code), fix, example=example)


_JOINTS = re.compile(r"(\s*(?:def\s+)?)([^\W\d]\w*(?:(?:\s+|\s*-\s*)[^\W\d]\w*)+)\s*((?:=(?!=)|\+=|-=|\().*)")


def name_in_pieces(complaint: Complaint) -> Problem | None:
    """`numar de mere = 3`, `nr-mere = 3`, `def salt mare():`: a name is one word."""
    code = complaint.code
    found = _JOINTS.fullmatch(code)
    if found is None:
        return None
    seen = found.group(2)
    words = re.findall(r"[^\W\d]\w*", seen)
    defined = found.group(1).strip() == "def"
    if any(word in KEYWORDS for word in words) or (not defined and found.group(3).startswith("(")):
        return None
    if not defined and "-" not in seen and words[0] in _DECLARED:
        return None
    meant = "_".join(words)
    fix = complaint.tried([complaint.replacing(found.start(2), found.end(2), meant)], past_the_line=defined)
    if fix is None:
        return None
    return complaint.problem(
        "syntax.name_in_pieces", found.start(2), found.end(2), fix, seen=seen, meant=meant
    )


_DECLARED = (
    "var",
    "let",
    "const",
    "int",
    "float",
    "string",
    "String",
    "double",
    "auto",
    "char",
    "bool",
    "long",
)


def assign_to_call(complaint: Complaint) -> Problem | None:
    """`move() = 3`, `5 = x`: what stands left of `=` cannot take a value."""
    if not complaint.message.startswith("cannot assign to"):
        return None
    seen = complaint.lines[complaint.line - 1][complaint.column : complaint.end or None]
    key = "syntax.assign_to_call" if "function call" in complaint.message else "syntax.assign_to_value"
    return complaint.problem(key, complaint.column, complaint.end, seen=seen)


_JOINED = re.compile(r"[^\W\d]\w*")


def word_in_pieces(complaint: Complaint) -> Problem | None:
    """`turn left()`, `wh ile`, `el if`: one word, written apart."""
    if not complaint.message.startswith(("invalid syntax", "expected")):
        return None
    code = complaint.code
    there = complaint.tokens
    known = CALLED | complaint.bound | complaint.defined | KEYWORDS
    for at, token in enumerate(there):
        if token.kind != "word" or token.start > complaint.column:
            continue
        for size in (3, 2):
            words = there[at : at + size]
            if len(words) < size or any(word.kind != "word" for word in words):
                continue
            texts = [word.text for word in words]
            if all(text in known for text in texts):
                continue
            meant = next((word for word in ("_".join(texts), "".join(texts)) if word in known), None)
            meant = meant or next((w for w in known if "_" in w and fold(w) == fold("".join(texts))), None)
            if meant is None:
                continue
            start, end = words[0].start, words[-1].end
            fix = complaint.tried([complaint.replacing(start, end, meant)], past_the_line=True)
            if fix is not None:
                return complaint.problem(
                    "syntax.word_in_pieces", start, end, fix, name=code[start:end], meant=meant
                )
    return None


_GLUED = re.compile(r"(elif|else|while|for|if|def|return|import|from|not|in|and|or|class|print)(\w+)")


def missing_space(complaint: Complaint) -> Problem | None:
    """`foriinrange(4):`, `whileTrue:`, `defurca():`: a word of Python grown onto the next."""
    code = complaint.code
    if not complaint.message.startswith(("invalid syntax", "expected")):
        return None
    counted = re.match(r"\s*(for\s*(\w+?)\s*in\s*((?:range|[^\W\d]\w*).*))", code)
    if counted and not re.match(r"\s*for\s+\w+\s+in\s", code):
        start = counted.start(1)
        meant = f"for {counted.group(2)} in {counted.group(3)}"
        fix = complaint.tried(
            [complaint.replacing(start, len(code), meant)], past_the_line=code.endswith(":")
        )
        if fix is not None:
            return complaint.problem(
                "syntax.missing_space", start, len(code), fix, seen=code.strip(), meant=meant
            )
    for token in complaint.tokens:
        found = _GLUED.fullmatch(token.text) if token.kind == "word" else None
        known = complaint.bound | complaint.defined | CALLED | KEYWORDS
        if found is None or token.text in known or token.start > complaint.column:
            continue
        word, rest = found.groups()
        meant = f"{word} {rest}"
        if word in ("not", "in", "and", "or") and rest not in CALLED | complaint.bound | {
            "True",
            "False",
            "range",
        }:
            continue
        fix = complaint.tried([complaint.replacing(token.start, token.end, meant)], past_the_line=True)
        if fix is not None:
            return complaint.problem(
                "syntax.missing_space", token.start, token.end, fix, seen=token.text, meant=meant
            )
    return None


def missing_condition(complaint: Complaint) -> Problem | None:
    """`if:`, `while:`, `elif:` – with no question between the word and the colon."""
    found = re.fullmatch(r"\s*(if|elif|while)\s*(?:\(\s*\))?\s*:?", complaint.code)
    if found is None:
        return None
    return complaint.problem("syntax.missing_condition", found.start(1), found.end(1), word=found.group(1))


def half_if(complaint: Complaint) -> Problem | None:
    """`x = 3 if y`: a choice within a line needs both halves."""
    if not complaint.message.startswith("expected 'else'"):
        return None
    place = next((token for token in complaint.tokens if token.text == "if"), None)
    start, end = (place.start, place.end) if place else (complaint.column, complaint.end)
    return complaint.problem("syntax.half_if", start, end)


def global_with_value(complaint: Complaint) -> Problem | None:
    """`global scor = 3`: naming and giving a value are two lines."""
    found = re.fullmatch(r"(\s*)(global\s+([^\W\d]\w*))\s*(=.+)", complaint.code)
    if found is None:
        return None
    step, head, name, value = found.groups()
    text = f"{head}{complaint.newline}{step}{name} {value}"
    fix = complaint.tried([complaint.replacing(len(step), len(complaint.code), text)])
    return complaint.problem("syntax.global_value", len(step), len(complaint.code), fix, name=name)


def turned_import(complaint: Complaint) -> Problem | None:
    """`import randint from random`: Python says it the other way round."""
    found = re.fullmatch(r"\s*(import\s+([\w, ]+?)\s+from\s+([\w.]+))", complaint.code)
    if found is None:
        return None
    example = f"from {found.group(3)} import {found.group(2)}"
    fix = complaint.tried([complaint.replacing(found.start(1), found.end(1), example)])
    return complaint.problem("syntax.turned_import", found.start(1), found.end(1), fix, example=example)


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
            return _keyword(complaint, fix, seen, word)
    return None


def _keyword(complaint: Complaint, fix: Fix, seen: str, meant: str) -> Problem:
    """The sentence for a misspelt word; its own one where the letters look right but are not."""
    key = "name.twin_letter" if are_twins(seen, meant) else "syntax.keyword"
    return complaint.problem(key, fix.column, fix.end_column, fix, name=seen, meant=meant)


def translated_line(complaint: Complaint) -> Problem | None:
    """`pentru i în range(3):`, `daca x > 3 atunci`: several words of a line in another language."""
    code = complaint.code
    new = code
    first: tuple[int, int, str, str] | None = None
    words = list(WORD.finditer(masked(code)))
    for at in range(len(words) - 1, -1, -1):
        pair = code[words[at].start() : words[at + 1].end()] if at + 1 < len(words) else ""
        for seen in (pair, words[at].group()):
            folded = fold(seen)
            meant = next((word for word in MEANT.get(folded, ()) if word in KEYWORDS), None)
            if meant is None and seen not in KEYWORDS and folded in KEYWORDS and " " not in seen:
                meant = folded
            drop = seen in _ENDINGS and at and not code[words[at].end() :].strip(" :")
            if seen in complaint.bound or not (meant or drop):
                continue
            start, end = words[at].start(), words[at].start() + len(seen)
            new = new[:start] + (meant or "") + new[end:]
            if meant:
                first = (start, end, seen, meant)
            break
    if first is None or not re.match(r"\s*(?:if|elif|else|for|while|def|return)\b", new):
        return None
    head = new.rstrip(" :") + ":"
    fixes = [complaint.replacing(0, len(code), text) for text in dict.fromkeys((new, head))]
    fix = complaint.tried(fixes, past_the_line=True)
    if fix is None:
        return None
    start, end, seen, meant = first
    return complaint.problem("syntax.keyword", start, end, fix, name=seen, meant=meant)


_ENDINGS = ("atunci", "akkor", "then", "do", "executa", "execută")


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
                return _keyword(complaint, fix, token.text, word)
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


def parameter_no_name(complaint: Complaint) -> Problem | None:
    """`def f("x"):`, `def f(3):`: between the brackets of a `def` stand names."""
    found = re.match(r"\s*def\s+[^\W\d]\w*\s*\(", complaint.code)
    if found is None or complaint.column < found.end() - 1:
        return None
    for token in complaint.tokens:
        if token.start >= found.end() and token.kind in ("string", "number"):
            before = complaint.code[: token.start].rstrip()
            if before.endswith(("(", ",")):
                return complaint.problem("syntax.parameter_no_name", token.start, token.end, seen=token.text)
    return None


def definition_without_name(complaint: Complaint) -> Problem | None:
    """`def (x):`, `def :`."""
    found = re.match(r"\s*def\s*(?=[(:]|$)", complaint.code)
    if found is None:
        return None
    start = len(indentation(complaint.code))
    return complaint.problem("syntax.def_without_name", start, start + 3)


def definition_without_brackets(complaint: Complaint) -> Problem | None:
    """`def salut:`, `def salut nume:` want `def salut():`, `def salut(nume):`."""
    found = re.fullmatch(r"\s*(def\s+([^\W\d]\w*)(?:\s+([^\W\d][\w, ]*?))?)\s*:?", complaint.code)
    if found is None:
        return None
    example = f"def {found.group(2)}({found.group(3) or ''}):"
    fix = complaint.tried([complaint.replacing(found.start(1), len(complaint.code), example)])
    return complaint.problem(
        "syntax.call_brackets", found.start(1), found.end(1), fix, name=found.group(2), example=example
    )


def call_without_brackets(complaint: Complaint) -> Problem | None:
    """`print "salut"`, `move 3`."""
    code = complaint.code
    found = re.fullmatch(r"(\s*)([^\W\d]\w*(?:\.[^\W\d]\w*)?)(?:\s+|\s*:\s*|\s*(?=[\"']))(\S.*?)\s*;?", code)
    if found is None or found.group(2) in KEYWORDS or found.group(3)[0] in "=<>*/%+-.)":
        return None
    start, name, rest = len(found.group(1)), found.group(2), found.group(3)
    meant = next((word for word in MEANT.get(fold(name), ()) if word in CALLED), name)
    if meant not in CALLED and "." not in name and (WORD.match(rest) or nearest(name, STARTERS)):
        return None  # two words: nobody can tell which of them is a command
    example = f"{meant}({rest})"
    if meant == "input" and name != "input" and rest.isidentifier():
        example = f"{rest} = input()"  # `citește varsta`
    fix = complaint.tried([complaint.replacing(start, len(code), example)], past_the_line=True)
    if fix is None:
        return None
    return complaint.problem("syntax.call_brackets", start, len(code), fix, name=name, example=example)


def unfinished(complaint: Complaint) -> Problem | None:
    """`x =`, `if x ==:`, `import`: a line that stops in the middle."""
    before = [token for token in complaint.tokens if token.end <= complaint.column]
    if not before or complaint.message != "invalid syntax":
        return None
    if re.fullmatch(r"\s*from\s+[\w.]+", complaint.code):
        seen = complaint.code.strip()
        return complaint.problem("syntax.unfinished", before[0].start, before[-1].end, seen=seen)
    last = before[-1]
    ahead = complaint.code[complaint.column :].strip()
    opens = last.text in KEYWORDS if last.kind == "word" else last.text not in (")", "]", "}", ":", ";")
    if ahead not in ("", ":", ")") or last.kind in ("string", "number") or not opens:
        return None
    return complaint.problem("syntax.unfinished", last.start, last.end, seen=last.text)

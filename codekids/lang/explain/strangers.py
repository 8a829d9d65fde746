"""Names that nobody gave a meaning to: what each most likely stands for.

`names` finds them; here they are looked at where they stand. `cout << x` comes from C++,
`turn-left()` is one word in pieces, `random.randint()` lacks its `import`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from codekids.lang.dialect import Signature
from codekids.lang.explain.foreign import is_end_word
from codekids.lang.lines import apply_fix, character_column
from codekids.lang.problems import Argument, Fix, Problem
from codekids.lang.source import Program, still_wrong
from codekids.lang.tokens import Token, tokens
from codekids.lang.words import NUMBER_WORDS, fold

MODULES = {
    "random": ("randint", "choice", "shuffle", "random", "randrange", "sample", "uniform"),
    "math": ("sqrt", "pi", "ceil", "floor", "sin", "cos", "tan", "pow", "factorial", "gcd", "hypot"),
    "time": ("sleep", "time"),
    "datetime": ("date",),
}
_HOME = {name: module for module, names in reversed(MODULES.items()) for name in names if name != module}

# What a command is given as a text: a name without quotes there is one that lost them.
_TEXTS = frozenset({"text", "colour", "thing"})
_SPOKEN = ("print", "input")


@dataclass(frozen=True)
class Stranger:
    """An unknown name in its place. Columns are characters; `known` holds every name with a meaning."""

    program: Program
    node: ast.Name
    written: str
    line: int
    start: int
    end: int
    known: frozenset[str]
    commands: Mapping[str, Signature]
    parents: Callable[[ast.AST], ast.AST | None]

    @property
    def text(self) -> str:
        """The line it stands on."""
        return self.program.lines[self.line - 1]

    @cached_property
    def tokens(self) -> list[Token]:
        return tokens(self.text)

    def statement(self) -> ast.AST | None:
        """The statement it is part of."""
        node: ast.AST | None = self.node
        while node is not None and not isinstance(node, ast.stmt):
            node = self.parents(node)
        return node

    def replacing(self, start: int, end: int, text: str) -> Fix | None:
        """A repair on its line, if the program still parses with it."""
        return self._tried(Fix(self.line, start, self.line, end, text))

    def on_top(self, text: str) -> Fix | None:
        """A repair that puts a line above all others."""
        return self._tried(Fix(1, 0, 1, 0, f"{text}\n"))

    def _tried(self, fix: Fix) -> Fix | None:
        return fix if still_wrong(apply_fix(self.program.text, fix)) is None else None

    def problem(self, key: str, start: int, end: int, fix: Fix | None = None, **args: Argument) -> Problem:
        return Problem(self.line, start, key, args, self.line, end, fix)


def explain(stranger: Stranger) -> Problem | None:
    """What an unknown name stands for, if its place tells; None: look for a name like it."""
    for rule in RULES:
        problem = rule(stranger)
        if problem is not None:
            return problem
    return None


_STREAMS = {"cout": ast.LShift, "cin": ast.RShift}


def stream(stranger: Stranger) -> Problem | None:
    """`cout << "salut"`, `cin >> x`."""
    shift = _STREAMS.get(stranger.written)
    if shift is None:
        return None
    parts: list[str] = []
    node: ast.AST = stranger.node
    while isinstance(above := stranger.parents(node), ast.BinOp) and isinstance(above.op, shift):
        part = ast.get_source_segment(stranger.program.text, above.right) or ""
        if part not in ("endl", '"\\n"', "'\\n'", "std"):
            parts.append(part)
        node = above
    end = stranger.end
    fix = None
    if isinstance(node, ast.BinOp) and node.end_lineno == stranger.line:
        end = character_column(stranger.text, node.end_col_offset or 0)
    if stranger.written == "cin":
        example = "; ".join(f"{part} = input()" for part in parts) or "x = input()"
    else:
        example = f"print({', '.join(parts)})"
        if len(parts) == 1:
            fix = stranger.replacing(stranger.start, end, example)
    seen = "cin >>" if stranger.written == "cin" else "cout <<"
    return stranger.problem("name.other_language", stranger.start, end, fix, seen=seen, example=example)


_CHAINS = {"system.out.println", "system.out.print", "console.log", "console.writeline", "document.write",
           "std.cout", "io.write", "fmt.println"}  # fmt: skip


def printing_chain(stranger: Stranger) -> Problem | None:
    """`System.out.println("a")`, `console.log("a")`."""
    node: ast.AST = stranger.node
    words = [stranger.written]
    while isinstance(above := stranger.parents(node), ast.Attribute):
        words.append(above.attr)
        node = above
    seen = ".".join(words)
    if seen.lower() not in _CHAINS or not isinstance(stranger.parents(node), ast.Call):
        return None
    end = character_column(stranger.text, getattr(node, "end_col_offset", 0) or 0)
    fix = stranger.replacing(stranger.start, end, "print")
    return stranger.problem("name.other_language", stranger.start, end, fix, seen=seen, example="print(…)")


def block_word(stranger: Stranger) -> Problem | None:
    """`end`, `endif`, `then` alone on a line."""
    if stranger.text.strip(" \t;") != stranger.written or not is_end_word(stranger.written):
        return None
    fix = stranger.replacing(0, len(stranger.text), "")
    return stranger.problem("syntax.needless_line", stranger.start, stranger.end, fix, seen=stranger.written)


def note_after_slashes(stranger: Stranger) -> Problem | None:
    """`move() // un pas`: what was meant as a note is a division."""
    at = stranger.text.find("//")
    if at < 0 or at > stranger.start or not isinstance(stranger.statement(), ast.Expr | ast.Assign):
        return None
    between = stranger.text[at + 2 : stranger.start]
    if between.strip() or stranger.text[stranger.end :].strip():
        return None
    fix = stranger.replacing(at, at + 2, "#")
    return stranger.problem("syntax.comment", at, at + 2, fix, seen="//")


def in_pieces(stranger: Stranger) -> Problem | None:
    """`turn-left()`, `turn.left()`, `front is clear()`: one word, written apart."""
    there = stranger.tokens
    first = next((at for at, token in enumerate(there) if token.start == stranger.start), None)
    if first is None:
        return None
    parts = [there[first]]
    found: tuple[int, str] | None = None
    for token in there[first + 1 : first + 6]:
        if token.kind == "word":
            if parts[-1].kind == "word" and token.start == parts[-1].end:
                break
            parts.append(token)
            joined = fold("".join(part.text for part in parts if part.kind == "word"))
            meant = next(
                (name for name in sorted(stranger.known) if "_" in name and fold(name) == joined), None
            )
            if meant:
                found = (token.end, meant)
        elif token.text not in ("-", ".") or parts[-1].text in ("-", "."):
            break
        else:
            parts.append(token)
    if found is None:
        found = _with_brackets(stranger, there[first:])
    if found is None:
        return None
    end, meant = found
    seen = stranger.text[stranger.start : end]
    fix = stranger.replacing(stranger.start, end, meant)
    return stranger.problem("syntax.word_in_pieces", stranger.start, end, fix, name=seen, meant=meant)


def _with_brackets(stranger: Stranger, there: list[Token]) -> tuple[int, str] | None:
    """`turn(left)` and `turn("left")` for `turn_left()`."""
    if [token.text for token in there[1:4:2]] != ["(", ")"] or there[2].kind not in ("word", "string"):
        return None
    joined = fold(there[0].text + there[2].text.strip("\"'"))
    meant = next((name for name in sorted(stranger.commands) if "_" in name and fold(name) == joined), None)
    return (there[3].end, f"{meant}()") if meant else None


def grown_together(stranger: Stranger) -> Problem | None:
    """`notat_goal()`, `printx`: a word of Python grown onto the next."""
    for word in ("not", "in", "and", "or"):
        rest = stranger.written.removeprefix(word)
        if rest == stranger.written or rest not in stranger.known:
            continue
        meant = f"{word} {rest}"
        fix = stranger.replacing(stranger.start, stranger.end, meant)
        if fix is not None:
            return stranger.problem(
                "syntax.missing_space", stranger.start, stranger.end, fix, seen=stranger.written, meant=meant
            )
    return None


def said_again(stranger: Stranger) -> Problem | None:
    """`movemovemove`: one command, as often as it is to be done."""
    found = re.fullmatch(r"(\w{3,}?)\1+", stranger.written)
    if found is None or found.group(1) not in stranger.commands:
        return None
    return stranger.problem("syntax.many_on_line", stranger.start, stranger.end)


def number_grown_on(stranger: Stranger) -> Problem | None:
    """`move3()`: what a command is given, grown onto its name."""
    found = re.fullmatch(r"([^\W\d]\w*?)_?(\d+)", stranger.written)
    if found is None or found.group(1) not in stranger.commands:
        return None
    name, number = found.groups()
    call = stranger.parents(stranger.node)
    if not stranger.commands[name].parameters or (isinstance(call, ast.Call) and call.args):
        return None
    end = stranger.end
    if isinstance(call, ast.Call) and call.lineno == call.end_lineno:
        end = character_column(stranger.text, call.end_col_offset or 0)
    example = f"{name}({number})"
    fix = stranger.replacing(stranger.start, end, example)
    return stranger.problem(
        "name.number_grown_on", stranger.start, stranger.end, fix, seen=number, example=example
    )


def compared_not_given(stranger: Stranger) -> Problem | None:
    """`scor == 0` as the first line about `scor`, and `scor <- 0`: a value was to be given."""
    compare = stranger.parents(stranger.node)
    if not isinstance(compare, ast.Compare) or compare.left is not stranger.node or len(compare.ops) != 1:
        return None
    if not isinstance(stranger.parents(compare), ast.Expr) or compare.end_lineno != stranger.line:
        return None
    value = compare.comparators[0]
    rest = stranger.text[stranger.end :]
    sign = "==" if isinstance(compare.ops[0], ast.Eq) else "<-"
    at = stranger.end + len(rest) - len(rest.lstrip())
    if not stranger.text.startswith(sign, at):
        return None
    if sign == "<-" and not isinstance(value, ast.UnaryOp):
        return None
    fix = stranger.replacing(at, at + 2, "=")
    if sign == "<-":
        return stranger.problem("syntax.lookalike", at, at + 2, fix, seen="<-", meant="=")
    return stranger.problem("name.compared_not_given", at, at + 2, fix, name=stranger.written)


def not_imported(stranger: Stranger) -> Problem | None:
    """`random.randint(1, 6)` and `randint(1, 6)` without their `import`."""
    name = stranger.written
    start, end = stranger.start, stranger.end
    if isinstance(stranger.parents(stranger.node), ast.Attribute) and name in MODULES:
        line = f"import {name}"
        return stranger.problem(
            "name.not_imported", start, end, stranger.on_top(line), name=name, example=line
        )
    if name in _HOME and not (name in ("sleep", "date") and stranger.commands):
        line = f"from {_HOME[name]} import {name}"
        return stranger.problem(
            "name.not_imported", start, end, stranger.on_top(line), name=name, example=line
        )
    return None


_LETTERS_FOR_DIGITS = {"O": "0", "o": "0", "l": "1", "I": "1"}


def letter_for_digit(stranger: Stranger) -> Problem | None:
    """`lista[O]`, `pas = l`: a letter that looks like a digit."""
    digit = _LETTERS_FOR_DIGITS.get(stranger.written)
    if digit is None or isinstance(stranger.node.ctx, ast.Store):
        return None
    fix = stranger.replacing(stranger.start, stranger.end, digit)
    return stranger.problem(
        "name.letter_for_digit", stranger.start, stranger.end, fix, name=stranger.written, meant=digit
    )


def number_word(stranger: Stranger) -> Problem | None:
    """`move(trei)`: a number in letters."""
    digits = NUMBER_WORDS.get(fold(stranger.written))
    if digits is None or isinstance(stranger.node.ctx, ast.Store):
        return None
    if not isinstance(stranger.parents(stranger.node), ast.Call | ast.BinOp | ast.Compare | ast.Assign):
        return None
    fix = stranger.replacing(stranger.start, stranger.end, digits)
    return stranger.problem(
        "name.number_word", stranger.start, stranger.end, fix, name=stranger.written, meant=digits
    )


def owner_in_front(stranger: Stranger) -> Problem | None:
    """`Ari.move(3)`: commands belong to nobody here."""
    part = stranger.parents(stranger.node)
    if not isinstance(part, ast.Attribute) or part.attr not in stranger.commands:
        return None
    call = stranger.parents(part)
    if not isinstance(call, ast.Call) or call.func is not part or call.lineno != call.end_lineno:
        return None
    end = character_column(stranger.text, part.end_col_offset or 0)
    stop = character_column(stranger.text, call.end_col_offset or 0)
    example = stranger.text[end - len(part.attr) : stop]
    fix = stranger.replacing(stranger.start, end, part.attr)
    return stranger.problem(
        "name.owner_in_front", stranger.start, end, fix, name=f"{stranger.written}.", example=example
    )


RULES: tuple[Callable[[Stranger], Problem | None], ...] = (
    stream,
    printing_chain,
    block_word,
    note_after_slashes,
    in_pieces,
    grown_together,
    said_again,
    number_grown_on,
    compared_not_given,
    not_imported,
    letter_for_digit,
    number_word,
    owner_in_front,
)


def left_alone(stranger: Stranger) -> Problem | None:
    """A name that is like no other, by what it is given to."""
    return number_wanted(stranger) or without_quotes(stranger)


def number_wanted(stranger: Stranger) -> Problem | None:
    """`move(steag)`: an unknown name where a command counts."""
    call = stranger.parents(stranger.node)
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.args != [stranger.node]:
        return None
    signature = stranger.commands.get(call.func.id)
    if signature is None or signature.parameters[:1] != ("steps",):
        return None
    return stranger.problem(
        "name.number_wanted", stranger.start, stranger.end,
        name=call.func.id, seen=stranger.written, example=f"{call.func.id}(3)",
    )  # fmt: skip


def without_quotes(stranger: Stranger) -> Problem | None:
    """`paint(red)`, `say(salut)`, `if raspuns == da:`: a text that lost its quotes, or never had them.

    For names that are like no other.
    """
    node, above = stranger.node, stranger.parents(stranger.node)
    example = f'"{stranger.written}"'
    sure = False
    if isinstance(above, ast.Call) and node in above.args and isinstance(above.func, ast.Name):
        signature = stranger.commands.get(above.func.id)
        place = above.args.index(node)
        if signature is not None and place < len(signature.parameters):
            sure = signature.parameters[place] in _TEXTS
        if not sure and above.func.id not in _SPOKEN:
            return None
    elif isinstance(above, ast.Compare):
        sides = [above.left, *above.comparators]
        sure = node is not sides[0] and all(isinstance(op, ast.Eq | ast.NotEq) for op in above.ops)
        if not sure:
            return None
    elif not isinstance(above, ast.Assign) or above.value is not node:
        return None
    fix = stranger.replacing(stranger.start, stranger.end, example) if sure else None
    return stranger.problem(
        "name.text_without_quotes", stranger.start, stranger.end, fix, name=stranger.written, example=example
    )

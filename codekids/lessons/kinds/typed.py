"""What a child types as an answer, compared with what is right: 2,5 is 2.5, and "ana" is 'ana'."""

from __future__ import annotations

import re

NUMBER = re.compile(r"[-−–]?[0-9]{1,12}([.,][0-9]{1,9})?")
LONGEST = 200  # characters of an answer that are looked at
CLOSE = 1e-9  # what two decimals may differ by and still be one number


def typed_number(answer: object) -> float | None:
    """The number in an answer; None: there is none. Spaces do not count, a comma is a point."""
    if not isinstance(answer, str):
        return None
    bare = "".join(answer[:LONGEST].split())
    if not NUMBER.fullmatch(bare):
        return None
    return float(bare.replace(",", ".").replace("−", "-").replace("–", "-"))


def same_number(answer: object, number: float, near: float = 0.0) -> bool:
    """Whether the answer is that number, or as near as is allowed."""
    typed = typed_number(answer)
    return typed is not None and abs(typed - number) <= near + CLOSE


def same_value(answer: object, value: str) -> bool:
    """Whether the answer is that value of a variable, as Python shows it; quotes may be left out."""
    if not isinstance(answer, str):
        return False
    number = typed_number(value)
    if number is not None:
        return same_number(answer, number)
    return _bare(answer) == _bare(value)


def _bare(text: str) -> str:
    bare = "".join(text[:LONGEST].split())
    for mark in '„”“’‘"':
        bare = bare.replace(mark, "'")
    return bare.strip("'")

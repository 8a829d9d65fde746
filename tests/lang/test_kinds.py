"""The kinds of mistakes that the log keeps, and the librarian's card for each."""

import re

import pytest
from babel.messages.pofile import read_po

from codekids.lang.catalogue import LANGUAGES, knows, say
from codekids.lang.explain.kinds import KINDS, OTHER, card_of, kind_of
from codekids.lang.problems import Message, Problem
from codekids.locale.__main__ import FOLDER

TOLD_TO_CHILDREN = re.compile(
    r"(?:source|syntax|name|call|stop|remark|engine|miss)\.|lessons\.symptom\.|world\.(?!.*\.)"
)


def keys() -> list[str]:
    """Every key that can be the key of a problem or a remark."""
    found = []
    for domain in ("problems", "engine", "world", "lessons"):
        with (FOLDER / "ro" / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
            for message in read_po(file):
                key = message.id if isinstance(message.id, str) else message.id[0]
                found += [key] if TOLD_TO_CHILDREN.match(key) else []
    return found


def test_every_mistake_has_a_kind():
    assert [key for key in keys() if kind_of(key) == OTHER] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_kind_of_a_child_s_mistake_has_a_short_name(lang):
    for kind in KINDS.keys() - {"raised", "not_here", "file"}:
        assert knows(f"mistake.{kind}", lang), kind
        assert len(say(Message(f"mistake.{kind}"), lang)) <= 45, kind


def test_no_kind_groups_keys_that_do_not_exist():
    known = keys()
    for kind, members in KINDS.items():
        for member in members:
            beginning = member.removesuffix("*")
            assert any(
                key == member or (member.endswith("*") and key.startswith(beginning)) for key in known
            ), f"{kind}: {member}"


def test_a_kind_is_a_short_word_that_says_nothing_of_the_program():
    problem = Problem(3, 0, "name.did_you_mean", {"name": "ana_maria", "meant": "ana"})

    assert kind_of(problem) == "spelling"
    assert all(re.fullmatch(r"[a-z_]{2,20}", kind) for kind in KINDS)


@pytest.mark.parametrize("kind", [*KINDS, OTHER])
def test_the_librarian_has_a_card_for_every_kind(kind):
    for lang in LANGUAGES:
        assert knows(f"card.{kind}", lang)
        sentence = say(card_of(KINDS[kind][0] if kind in KINDS else "nothing.known"), lang)
        assert len(sentence) <= 220
        assert "{" not in sentence

"""Every key the engine can give has its sentence in Romanian, English and Hungarian."""

import ast
import gettext
from pathlib import Path

import pytest

from codekids.engine import faults
from codekids.lang.catalogue import LANGUAGES, knows

ENGINE = Path(__file__).parents[2] / "codekids" / "engine"


def keys_of_the_engine() -> set[str]:
    keys = {f"engine.error.{kind}" for kind in faults._KINDS.values()}
    keys |= {"engine.error.other", "engine.memory_limit"}
    for path in ENGINE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and node.value.startswith("engine.")
            ):
                keys |= {node.value} - {"engine.error.", "engine.not_yet."}
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "at" and len(node.args) > 1:
                what = node.args[1]
                keys |= {f"engine.not_yet.{what.value}"} if isinstance(what, ast.Constant) else set()
    return {key for key in keys if "{" not in key and not key.endswith(".")}


@pytest.mark.parametrize("key", sorted(keys_of_the_engine()))
def test_a_key_has_its_sentence(key):
    assert [lang for lang in LANGUAGES if not knows(key, lang)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_is_left_over(lang, root):
    path = root / "codekids" / "locale" / lang / "LC_MESSAGES" / "engine.mo"
    with path.open("rb") as file:
        said = gettext.GNUTranslations(file)._catalog
    keys = {key[0] if isinstance(key, tuple) else key for key in said} - {""}

    assert keys - keys_of_the_engine() - {"engine.not_yet.files", "engine.not_yet.builtin"} == set()

"""The catalogues as a whole: nothing missing, nothing out of step, nothing a child should not read.

Every domain that lies in codekids/locale is looked at, whoever wrote it.
"""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import codekids
from codekids.lang.catalogue import LANGUAGES
from codekids.locale.__main__ import FOLDER, compiled

PACKAGE = Path(codekids.__file__).resolve().parent
CATALOGUES = sorted(FOLDER.glob("*/LC_MESSAGES/*.po"))
DOMAINS = sorted({path.stem for path in CATALOGUES})

# Sentences shown beside a program or a map: they are read in one go, by a child of nine.
READ_IN_ONE_GO = ("problems", "world", "engine")


def read(lang: str, domain: str) -> Catalog:
    with (FOLDER / lang / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return read_po(file, abort_invalid=True)


def entries(catalogue: Catalog) -> dict[str, tuple[str, ...]]:
    """Each key with its sentences: one, or one for each plural form."""
    found = {}
    for message in catalogue:
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            found[key] = (message.string,) if isinstance(message.string, str) else tuple(message.string)
    return found


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def all_entries() -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [
        (lang, domain, key, sentences)
        for lang in LANGUAGES
        for domain in DOMAINS
        for key, sentences in entries(read(lang, domain)).items()
    ]


@pytest.mark.parametrize("po", CATALOGUES, ids=lambda po: f"{po.parts[-3]}-{po.stem}")
def test_the_compiled_catalogue_is_that_of_its_source(po):
    assert po.with_suffix(".mo").read_bytes() == compiled(po), "run: python -m codekids.locale"


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_sentence_is_there_in_every_language(domain):
    romanian = entries(read("ro", domain))
    for lang in LANGUAGES:
        here = entries(read(lang, domain))
        assert here.keys() == romanian.keys(), lang
        for key, sentences in here.items():
            assert all(sentences), f"{lang}: {key} is empty"
            assert (len(sentences) > 1) == (len(romanian[key]) > 1), (
                f"{lang}: {key} is plural in one language only"
            )


@pytest.mark.parametrize("domain", DOMAINS)
def test_the_languages_fill_in_the_same_arguments(domain):
    romanian = entries(read("ro", domain))
    for lang in LANGUAGES:
        for key, sentences in entries(read(lang, domain)).items():
            # A form for exactly one may say "one" in words; a bent thing may be bent differently.
            here = set().union(*map(fields, sentences))
            there = set().union(*map(fields, romanian[key]))
            assert bare(here) == bare(there), f"{lang}: {key}"


def bare(names: set[str]) -> set[str]:
    found = {re.sub(r"^(thing)_(one|all|count|bare)$", r"\1", name) for name in names} - {"line"}
    # "`red`, that is roșu": the word of Python, translated, is nothing to say in English.
    return found - {"colour", "heading"} if "meant" in found else found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_catalogue_has_the_plural_forms_of_its_language(lang):
    forms = {"ro": 3, "en": 2, "hu": 2}[lang]
    for domain in DOMAINS:
        catalogue = read(lang, domain)
        assert catalogue.num_plurals == forms, domain
        for key, sentences in entries(catalogue).items():
            assert len(sentences) in (1, forms), key


def test_no_key_stands_in_two_domains():
    seen: dict[str, str] = {}
    for domain in DOMAINS:
        for key in entries(read("ro", domain)):
            assert seen.setdefault(key, domain) == domain, key


def test_no_sentence_waits_to_be_checked():
    for lang in LANGUAGES:
        for domain in DOMAINS:
            assert not [message.id for message in read(lang, domain) if message.id and message.fuzzy]


def test_romanian_letters_have_commas_below_never_cedillas():
    for lang, domain, key, sentences in all_entries():
        assert not re.search("[şţŞŢ]", "".join(sentences)), f"{lang}/{domain}: {key}"


def test_prose_has_the_quotes_of_its_language():
    for lang, domain, key, sentences in all_entries():
        if lang != "en":
            prose = re.sub(r"`[^`]*`", "", " ".join(sentences))
            assert '"' not in prose and "“" not in prose, f"{lang}/{domain}: {key}"


def sentence_ends(prose: str) -> int:
    """Full stops and the like; not that of a Hungarian ordinal, as in "a 3. sor"."""
    after = re.findall(r"[.!?…](?:\s+(\S)|$)", re.sub(r"`[^`]*`", "X", prose))
    return sum(not char.islower() for char in after)


def test_what_is_read_beside_the_program_is_short():
    for lang, domain, key, sentences in all_entries():
        if domain not in READ_IN_ONE_GO:
            continue
        for sentence in sentences:
            filled = re.sub(r"\{\w+\}", "cuvântul meu", sentence)
            assert len(filled) <= 220, f"{lang}: {key} has {len(filled)} characters"
            assert sentence_ends(filled) <= 3, f"{lang}: {key} has too many sentences"


def test_problems_are_told_calmly():
    for lang in LANGUAGES:
        for key, sentences in entries(read(lang, "problems")).items():
            prose = re.sub(r"`[^`]*`", "", " ".join(sentences))
            assert "!" not in prose, f"{lang}: {key}"
            assert not re.search(r"eroare|greșit|error|wrong|hiba|rossz", prose, re.IGNORECASE), (
                f"{lang}: {key}"
            )


def strings(path: Path) -> list[tuple[int, str]]:
    """Every whole string constant of a module: (line, text)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in parts
    ]


def test_every_key_in_the_source_has_a_sentence():
    known = {key for domain in DOMAINS for key in entries(read("ro", domain))}
    kinds = {key.split(".")[0] for key in known} | {"engine", "world", "goal"}
    looks_like_a_key = re.compile(rf"(?:{'|'.join(sorted(kinds))})(?:\.[a-z][a-z_]*)+")
    for path in PACKAGE.rglob("*.py"):
        for line, text in strings(path):
            if looks_like_a_key.fullmatch(text) and not text.endswith((".py", ".yaml", ".json", ".db")):
                assert text in known, f"{path}:{line}: {text} has no sentence"


def test_every_sentence_about_a_program_is_said_somewhere():
    said = {text for path in (PACKAGE / "lang").rglob("*.py") for _, text in strings(path)}

    assert set(entries(read("ro", "problems"))) <= said

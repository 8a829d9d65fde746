"""The tables of docs/lessons.md and docs/lessons.ro.md, made of the model and of described.py.

`python -m codekids.lessons.format.guide docs` puts them into the two guides, between the
marks `<!-- fields -->` and `<!-- end -->`; a test compares, so that the guides
never tell of a field that is gone, or leave out a new one.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from codekids.lang.catalogue import text
from codekids.lessons.format.described import described
from codekids.lessons.format.file_world import Part, Words
from codekids.lessons.format.schema import json_schema, models
from codekids.lessons.format.words import MISCONCEPTIONS

COLUMN = {"en": 0, "ro": 1}

# What the parts of a file are called, by the name of their class.
PARTS: dict[str, tuple[str, str]] = {
    "LessonFile": ("The lesson", "Lecția"),
    "Words": ("A text in several languages", "Un text în mai multe limbi"),
    "World": ("The world", "Lumea"),
    "Variant": ("Another map", "Altă hartă"),
    "Thing": ("A thing", "Un lucru"),
    "Wall": ("A thin wall", "Un zid subțire"),
    "Hero": ("Ari", "Ari, eroul"),
    "Limits": ("Limits", "Limite"),
    "Goal": ("A goal", "O țintă"),
    "Hint": ("A hint", "Un indiciu"),
    "Mistake": ("A foreseen mistake", "O greșeală așteptată"),
    "Predict": ("A prediction", "O prezicere"),
    "Option": ("An answer to choose", "Un răspuns de ales"),
    "Parsons": ("Pieces to put in order", "Piese de pus în ordine"),
    "Distractor": ("A piece that does not belong", "O piesă care nu se potrivește"),
    "Gap": ("Gaps", "Goluri"),
    "Fix": ("A planted bug", "O greșeală pusă de tine"),
    "Subgoal": ("A label over lines", "O etichetă peste linii"),
    "Project": ("A project", "O lucrare liberă"),
    "Check": ("A check", "O verificare"),
    "Item": ("A question", "O întrebare"),
    "Slip": ("A wrong number you expect", "Un număr greșit la care te aștepți"),
    "Pair": ("A pair", "O pereche"),
    "Card": ("A card, true or false", "Un cartonaș, adevărat sau fals"),
    "Trace": ("A trace table", "Un tabel de urmărire"),
    "Step": ("A step", "Un pas"),
    "Modify": ("What to change", "Ce se schimbă"),
    "Quiz": ("A quiz", "Un test"),
    "Review": ("A review", "O recapitulare"),
    "Unplugged": ("A card for the table", "Un cartonaș pentru masă"),
    "Career": ("A career", "O meserie"),
    "ExamItem": ("An exam question", "O întrebare de examen"),
    "PackFile": ("The pack, `pack.yaml`", "Pachetul, `pack.yaml`"),
    "OpensAfter": ("What opens a pack", "Ce deschide un pachet"),
    "Audience": ("For whom", "Pentru cine"),
}
KINDS_OF_VALUE = {
    "text": ("text", "text"),
    "number": ("number", "număr"),
    "truth": ("`true` or `false`", "`true` sau `false`"),
    "pair": ("`[a, b]`", "`[a, b]`"),
    "list": ("list: {inside}", "listă: {inside}"),
    "map": ("names and values", "nume și valori"),
    "or": (" or ", " sau "),
    "words": ("text, or one for each language", "text, sau câte unul pe limbă"),
}
HEADS = ("| field | value | meaning |", "| câmp | valoare | înțeles |")


def field_tables(lang: str) -> str:
    """A table for each part of a file, in the order in which they are met; needed fields are bold."""
    schema = json_schema()["$defs"]
    tables = []
    for model in models():
        rows = [_row(model, name, schema[model.__name__], lang) for name in _in_order(model)]
        heading = f"### {PARTS[model.__name__][COLUMN[lang]]}"
        tables.append("\n".join([heading, "", HEADS[COLUMN[lang]], "| --- | --- | --- |", *rows]))
    return "\n\n".join(tables)


def _in_order(model: type[Part]) -> list[str]:
    """Its own fields first, then those it takes over."""
    own = [name for name in model.model_fields if name in model.__annotations__]
    return own + [name for name in model.model_fields if name not in own]


def _row(model: type[Part], name: str, schema: dict[str, Any], lang: str) -> str:
    meaning = described(model, name)[COLUMN[lang]]
    shown = f"**`{name}`**" if name in schema.get("required", ()) else f"`{name}`"
    value = _value(schema["properties"][name], lang)
    return f"| {shown} | {value} | {meaning.replace('|', chr(92) + '|')} |"


def _value(schema: dict[str, Any], lang: str) -> str:
    """What kind of value a field holds, in a few words."""

    def word(kind: str, **inside: str) -> str:
        return KINDS_OF_VALUE[kind][COLUMN[lang]].format(**inside)

    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return word("words") if name == Words.__name__ else f"→ {PARTS[name][COLUMN[lang]]}"
    if "anyOf" in schema:
        references = [one for one in schema["anyOf"] if "$ref" in one]
        if references:  # a plain text stands for the mapping
            return _value(references[-1], lang)
        return word("or").join(dict.fromkeys(_value(one, lang) for one in schema["anyOf"]))
    if "enum" in schema or "const" in schema:
        words = schema.get("enum", [schema.get("const")])
        return ", ".join(f"`{str(one).lower() if isinstance(one, bool) else one}`" for one in words)
    kind = schema["type"] if isinstance(schema["type"], str) else schema["type"][0]
    if kind == "array":
        if schema.get("maxItems") == 2 and schema["items"].get("type") == "integer":
            return word("pair")
        return word("list", inside=_value(schema["items"], lang))
    simple = {"string": "text", "integer": "number", "number": "number", "boolean": "truth", "object": "map"}
    return word(simple[kind])


def misconception_table(lang: str) -> str:
    """The words that `means` and `planted` know, with what the librarian reads about them."""
    rows = [f"| `{word}` | {text(f'lessons.means.{word}', lang)} |" for word in MISCONCEPTIONS]
    head = ("| word | what the child thinks |", "| cuvânt | ce crede copilul |")[COLUMN[lang]]
    return "\n".join([head, "| --- | --- |", *rows])


def missing_from(guide: str) -> list[str]:
    """Fields of the model that a guide does not name."""
    fields = {name for model in models() for name in model.model_fields}
    return sorted(name for name in fields if f"`{name}`" not in guide)


def filled(guide: str, lang: str) -> str:
    """A guide with its tables as they are now."""
    for mark, table in (("fields", field_tables(lang)), ("means", misconception_table(lang))):
        before, _, rest = guide.partition(f"<!-- {mark} -->\n")
        _, end, after = rest.partition("\n<!-- end -->")
        guide = f"{before}<!-- {mark} -->\n{table}{end}{after}"
    return guide


def main(folder: Path) -> None:
    """Write the tables into both guides."""
    for lang in COLUMN:
        path = folder / f"lessons{'' if lang == 'en' else f'.{lang}'}.md"
        guide = path.read_text(encoding="utf-8")
        path.write_text(filled(guide, lang), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

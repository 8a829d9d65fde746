"""Starting files for teachers: a lesson and a pack, commented, that already pass the doctor."""

from __future__ import annotations

from pathlib import Path

from codekids.lessons.cache import PACK_FILE
from codekids.lessons.values import SLUG
from codekids.lessons.words import fold

LESSON = """\
# O lecție CODE Kids. Verific-o cu:  codekids check {file}
# Ce stă după # este pentru tine; copiii nu văd.

format: 1
id: {id}            # litere mici, cifre, "-"; nu se mai schimbă după ce copiii au lucrat

# Textele: întâi în română. Alte limbi se adaugă pe linii proprii, ca la titlu.
title:
  ro: Mărul de la capăt
  en: The apple at the end
  hu: Az alma az út végén
story:
  ro: Ari a văzut un măr roșu la capătul cărării.
  en: Ari has seen a red apple at the end of the path.
  hu: Ari egy piros almát látott az ösvény végén.
task:
  ro: Ia mărul, apoi mergi la steag.
  en: Take the apple, then go to the flag.
  hu: Vedd fel az almát, aztán menj a zászlóhoz.

kind: puzzle        # puzzle, fix, predict, review …
mode: either        # blocks, text, either (cum vrea copilul), bridge
concepts: [sequence]
minutes: 10

world:
  kind: grid
  # Harta: # zid, . liber, > < ^ v robotul și direcția lui, G steagul.
  map: |
    # # # # # #
    # > . A G #
    # # # # # #
  # Alte semne se explică aici: floor wall goal water door key box sau un lucru, ca apple.
  legend:
    A: apple
  # O hartă ascunsă arată dacă programul e bun și în altă parte. Șterge # ca s-o folosești.
  # variants:
  #   - hidden: true
  #     map: |
  #       # # # # # #
  #       # > . A G #
  #       # # # # # #

# Ce comenzi se oferă.
toolbox: [move, turn_left, turn_right, take]

# Programul cu care începe copilul.
start: |
  move()

# Ținte. Cele cu `optional: true` dau stele în plus.
goals:
  - collect: apple
    count: all
  - reach: goal
  - max_lines: 3
    optional: true

# Indicii, de la o întrebare la o bucată de program cu goluri.
hints:
  - ro: Câte căsuțe sunt până la măr?
    en: How many squares is it to the apple?
    hu: Hány kocka van az almáig?
  - ro: Ce comandă lipsește când Ari stă pe căsuța cu mărul?
    en: Which command is missing on the square with the apple?
    hu: Melyik parancs hiányzik, amikor Ari az alma kockáján áll?
  - ro: Completează `move(__)`, `____()`, `move()`.
    en: Fill in `move(__)`, `____()`, `move()`.
    hu: Egészítsd ki, `move(__)`, `____()`, `move()`.

# Greșeli la care te aștepți, cu vorbele tale. `librarian` se vede numai la bibliotecar.
mistakes:
  - when: collect apple failed
    say:
      ro: Mărul a rămas pe cărare. La ce pas era Ari lângă el?
      en: The apple is still on the path. At which step was Ari next to it?
      hu: Az alma az ösvényen maradt. Melyik lépésnél volt mellette Ari?
    librarian:
      ro: Dați înapoi pas cu pas până la căsuța cu mărul.
      en: Go back step by step to the square with the apple.
      hu: Lépkedjetek vissza az alma kockájáig.

# Rezolvarea: verificarea o rulează pe fiecare hartă. Copiii nu o văd.
solution: |
  move(2)
  take()
  move()

# Programe care nu trebuie să rezolve lecția.
wrong:
  - |
    move(3)
"""

PACK = """\
# Un pachet de lecții CODE Kids. Verifică-l cu:  codekids check {folder}

format: 1
id: {id}            # litere mici, cifre, "-"
version: 1
title:
  ro: Pachetul meu
  en: My pack
  hu: Az én csomagom
summary:
  ro: Lecții pentru clubul nostru.
  en: Lessons for our club.
  hu: Leckék a klubunknak.
authors: [Clubul nostru]
licence: CC BY-SA 4.0
audience:
  ages: [9, 12]

# Lecțiile, în ordine; fiecare are fișierul ei, alături.
lessons:
  - {lesson}
"""


def lesson_template(path: Path) -> dict[Path, str]:
    """The file of a new lesson: its text by path. The id comes from the file's name."""
    return {path: LESSON.replace("{id}", _id(path.stem, "lectia-mea")).replace("{file}", path.name)}


def pack_template(folder: Path) -> dict[Path, str]:
    """The files of a new pack with one lesson: their texts by path."""
    lesson = "prima-lectie"
    text = PACK.replace("{id}", _id(folder.name, "pachetul-meu"))
    text = text.replace("{folder}", folder.name).replace("{lesson}", lesson)
    return {folder / PACK_FILE: text, **lesson_template(folder / f"{lesson}.yaml")}


def _id(name: str, otherwise: str) -> str:
    """A valid id out of a file's name: "Lecția Mea.v2" gives "lectia-mea-v2"."""
    found = "-".join("".join(c if c.isalnum() else " " for c in fold(name)).split())
    return found if SLUG.fullmatch(found) and len(found) <= 60 else otherwise

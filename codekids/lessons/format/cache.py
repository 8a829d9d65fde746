"""Packs on disk become `Pack`s: from a cache when it is fresh, else from their YAML.

A cache is JSON, keyed by a hash of the files' bytes and of the code that reads
them. One comes with the wheel (`lessons.json` beside the lessons folder), one
is kept in the data folder. A start from a fresh cache imports neither YAML nor
pydantic; a folder that cannot be written only means a slower start.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codekids.lessons.format.build import build_lesson
from codekids.lessons.lesson import Lesson, Opening, Pack
from codekids.lessons.order import in_order

if TYPE_CHECKING:
    from codekids.lessons.format.findings import Finding

PACK_FILE = "pack.yaml"
CACHE_NAME = "lessons.json"
MOST_READ = 256_001  # bytes of a file that are looked at; the reader refuses one more than it allows
# The code that decides what a file means: when it changes, old caches are stale.
RECIPE = (
    "agree.py", "build.py", "build_kinds.py", "compiler.py", "file_kinds.py", "file_lesson.py",
    "file_world.py", "model.py", "plain.py", "values.py", "words.py", "yaml_reader.py",
)  # fmt: skip

Entry = dict[str, Any]  # {"hash", "pack", "lessons", "broken"} of one pack


@dataclass(frozen=True, slots=True)
class Source:
    """The files of one pack folder, read."""

    folder: str  # its name
    files: Mapping[str, bytes]  # *.yaml by name
    hash: str


def load_packs(
    lessons_dir: Path, cache_file: Path | None = None, lang: str = "ro", own_dir: Path | None = None
) -> list[Pack]:
    """Every pack below `lessons_dir`, in order of folder names, then those of the club below `own_dir`.

    Fresh packs come from the shipped cache or from `cache_file`, which is
    brought up to date where it can be written. What is wrong with a broken
    lesson is told in `lang`. Never raises for what the files hold.
    """
    known = _known_entries(lessons_dir, cache_file)
    entries = []
    packs = []
    for source in read_sources(lessons_dir) + (read_sources(own_dir) if own_dir else []):
        entry = known.get(source.hash)
        pack = entry and _pack(entry, lang)
        if not entry or not pack:
            entry = _compile(source)
            pack = _pack(entry, lang)
            assert pack is not None  # compiled by this very code
            known.pop(source.hash, None)
        entries.append(entry)
        packs.append((source.folder, pack))
    if cache_file is not None and any(entry["hash"] not in known for entry in entries):
        # A read-only or full disk: the lessons are here all the same, only not sooner next time.
        with contextlib.suppress(OSError):
            write_cache(cache_file, entries)
    return _each_once(packs, lang)


def pack_in(folder: Path, lang: str = "ro") -> Pack | None:
    """The pack of one folder, wherever it is; None if it has no pack.yaml."""
    source = _source(folder, _recipe())
    return _pack(_compile(source), lang) if source else None


def load_lesson_file(path: Path, lang: str = "ro") -> Lesson | list[Finding]:
    """One lesson file, or everything that is wrong with it. Raises OSError if it cannot be read.

    Beside a `pack.yaml` that lists it, the lesson has its full id.
    """
    from codekids.lessons.format.compiler import read_lesson, read_pack
    from codekids.lessons.format.findings import findings_of

    content = _read(path)
    reading = read_lesson(content)
    if reading.data is not None:
        with contextlib.suppress(OSError):
            pack, _ = read_pack(_read(path.with_name(PACK_FILE)))
            if pack and reading.data["id"] in pack["lessons"]:
                reading = read_lesson(content, pack["id"])
    return reading.lesson or findings_of(reading.errors, path, lang)


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A short id that several packs have: their full ids."""

    ids: tuple[str, ...]


def find_lesson(packs: Iterable[Pack], name: str) -> Lesson | Ambiguous | None:
    """The lesson of a full id, or of a short one where it is unique. None: there is none."""
    found = [
        lesson
        for pack in packs
        for lesson in pack.lessons
        if name in (lesson.id, lesson.id.rpartition("/")[2])
    ]
    if len(found) > 1:
        return Ambiguous(tuple(lesson.id for lesson in found))
    return found[0] if found else None


def read_sources(lessons_dir: Path) -> list[Source]:
    """The pack folders (those with a pack.yaml), their files read and hashed."""
    sources = []
    try:
        folders = sorted(
            folder
            for folder in lessons_dir.iterdir()
            if not folder.name.startswith(".") and (folder / PACK_FILE).is_file()
        )
    except OSError:
        return []
    recipe = _recipe()
    for folder in folders:
        source = _source(folder, recipe)
        if source:
            sources.append(source)
    return sources


def _source(folder: Path, recipe: bytes) -> Source | None:
    files = {}
    for path in sorted(folder.glob("*.yaml")):
        with contextlib.suppress(OSError):
            files[path.name] = _read(path)
    return Source(folder.name, files, _hash(recipe, folder.name, files)) if PACK_FILE in files else None


def write_cache(path: Path, entries: Iterable[Entry]) -> None:
    """Replace the cache as a whole; a reader sees the old one or the new one. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        text = json.dumps({"packs": list(entries)}, ensure_ascii=False, separators=(",", ":"))
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def build_cache(lessons_dir: Path, path: Path) -> None:
    """Compile every pack into a cache file: what the wheel carries of its own packs."""
    write_cache(path, [_compile(source) for source in read_sources(lessons_dir)])


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_READ)


def _recipe() -> bytes:
    here = Path(__file__).parent
    return b"".join(hashlib.sha256((here / name).read_bytes()).digest() for name in RECIPE)


def _hash(recipe: bytes, folder: str, files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256(recipe)
    digest.update(folder.encode("utf-8", "surrogatepass"))
    for name, content in files.items():
        digest.update(name.encode("utf-8", "surrogatepass"))
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()


def _known_entries(lessons_dir: Path, cache_file: Path | None) -> dict[str, Entry]:
    """Cached packs by hash. A cache that cannot be read is no cache."""
    known: dict[str, Entry] = {}
    for path in (cache_file, lessons_dir.parent / CACHE_NAME):
        if path is None:
            continue
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
            held = json.loads(path.read_text(encoding="utf-8"))
            known |= {entry["hash"]: entry for entry in held["packs"]}
    return known


def _compile(source: Source) -> Entry:
    from codekids.lessons.format.compiler import compile_pack

    return {"hash": source.hash, **compile_pack(source.folder, source.files)}


def _each_once(packs: Iterable[tuple[str, Pack]], lang: str) -> list[Pack]:
    """The first pack of an id plays; another one says why it does not."""
    kept: dict[str, Pack] = {}
    for folder, pack in packs:
        if pack.id in kept:
            name = next(name for name in _names(folder) if name not in kept)
            pack = Pack(name, {"ro": folder}, (), broken=((pack.id, _twice(pack.id, lang)),))
        kept[pack.id] = pack
    return in_order(list(kept.values()))


def _names(folder: str) -> Iterator[str]:
    """What a pack without an id of its own may be called."""
    yield folder
    yield from (f"{folder}-{number}" for number in count(2))


def _twice(pack_id: str, lang: str) -> str:
    from codekids.lang.catalogue import text

    return text("lessons.pack_twice", lang, name=pack_id)


def _pack(entry: Entry, lang: str) -> Pack | None:
    """The pack of an entry; None if the entry is not what this code writes."""
    try:
        pack = entry["pack"]
        lessons = [build_lesson(data, pack["id"]) for data in entry["lessons"]]
        playable = [lesson for lesson in lessons if isinstance(lesson, Lesson)]
        if len(playable) < len(lessons):
            return None
        return Pack(
            id=pack["id"],
            title=pack["title"],
            lessons=tuple(playable),
            summary=pack.get("summary", {}),
            version=pack.get("version", "1"),
            authors=tuple(pack.get("authors", ())),
            licence=pack.get("licence", ""),
            broken=tuple(_broken(item, lang) for item in entry["broken"]),
            opens_after=_opening(pack.get("opens_after") or {}),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _opening(data: Mapping[str, Any]) -> Opening:
    return Opening(tuple(data.get("packs", ())), int(data.get("stars") or 0))


def _broken(item: list[Any], lang: str) -> tuple[str, str]:
    from codekids.lang.catalogue import text

    lesson_id, file, line, key, args = item
    return lesson_id, f"{file}:{line}: {text(key, lang, **args)}"

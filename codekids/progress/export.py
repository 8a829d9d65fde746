"""Everything that is kept about one child, as a ZIP to take home: data, programs, and a page in plain words.

No other child is in it: whoever sat beside is "together", without name or id.
The file appears complete or not at all.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from os import getpid
from pathlib import Path
from uuid import UUID

from codekids.lang import catalogue
from codekids.lang.problems import Message
from codekids.progress import audit, rows
from codekids.progress.assignments import day_of, read_assignments
from codekids.progress.events import Event, program_bytes, program_text
from codekids.progress.logins import pictures_of
from codekids.progress.store import Store

README = {"ro": "citeste-ma.txt", "en": "readme.txt", "hu": "olvass-el.txt"}
OLDEST_ZIP = (1980, 1, 1, 0, 0, 0)  # the format knows no earlier time


def export_learner(store: Store, learner: UUID, path: Path, lang: str) -> Message | None:
    """Writes the learner's ZIP to `path` and a line into the audit. None: done. OSError: that disk."""
    archive = learner_archive(store, learner, lang)
    if isinstance(archive, Message):
        return archive
    write_whole(path, archive)
    audit.note_now(store, "export", learner)
    return None


def learner_archive(store: Store, learner: UUID, lang: str) -> bytes | Message:
    """The bytes of the ZIP: learner.json, programs/<pack>/<lesson>.py and the tries, a page to read first."""
    with store.reader() as connection:
        known = next(
            (one for one in rows.read_learners(connection, store.library) if one.id == learner), None
        )
    if known is None:
        return Message("progress.no_such_learner")
    events = store.events(learner)
    files = _program_files(store, learner, events)
    data = _data(store, known, events, {name: sha for name, (_, sha) in files.items() if sha})
    page = catalogue.text("export.readme", lang, name=known.name, day=str(day_of(store.now) or ""))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, README[lang], page.replace("\n", "\r\n").encode("utf-8-sig"), store.now)
        text = json.dumps(data, ensure_ascii=False, indent=1)
        _add(archive, "learner.json", text.encode("utf-8", "surrogatepass"), store.now)
        for name, (body, _) in sorted(files.items()):
            _add(archive, name, body, store.now)
    return out.getvalue()


def write_whole(path: Path, body: bytes) -> None:
    """Writes the file under another name first, so that it is there as a whole or not at all."""
    unfinished = path.with_name(f".{path.name}.{getpid()}.part")
    try:
        unfinished.write_bytes(body)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _program_files(store: Store, learner: UUID, events: list[Event]) -> dict[str, tuple[bytes, str]]:
    """Each program by the name it has in the ZIP, with its sha256 if it is one that was tried."""
    files = {
        f"programs/{_safe(item)}.py": (program_bytes(draft.text), "")
        for item, draft in store.drafts(learner).items()
        if draft.text or not draft.view  # what has a view only is the window's, no program
    }
    tried: dict[str, list[str]] = {}
    for event in events:
        sha = event.data.get("program")
        shas = tried.setdefault(event.item, [])
        if isinstance(sha, str) and re.fullmatch("[0-9a-f]{64}", sha) and sha not in shas:
            shas.append(sha)
    for item, shas in tried.items():
        for number, sha in enumerate(shas, 1):
            text = store.program(learner, sha)
            if text is not None:
                files[f"programs/{_safe(item)}/{number:03}.py"] = (program_bytes(text), sha)
    return files


def _data(
    store: Store, learner: rows.Learner, events: list[Event], files: Mapping[str, str]
) -> dict[str, object]:
    by_sha = {sha: name for name, sha in files.items()}
    mine = (store.library, learner.id.bytes)
    with store.reader() as connection:
        circles = connection.execute(
            "SELECT name, since, until FROM membership JOIN circle"
            " ON circle.library_id = membership.library_id AND circle.id = circle_id"
            " WHERE membership.library_id = ? AND learner_id = ? ORDER BY since",
            mine,
        ).fetchall()
        settings = connection.execute(
            "SELECT key, value FROM learner_setting WHERE library_id = ? AND learner_id = ? ORDER BY key",
            mine,
        ).fetchall()
        drafts = connection.execute(
            "SELECT item, body, history, view FROM draft"
            " WHERE library_id = ? AND learner_id = ? ORDER BY item",
            mine,
        ).fetchall()
        assigned = [one for one in read_assignments(connection, store.library) if one.target_id == learner.id]
    return {
        "name": learner.name,
        "id": str(learner.id),
        "picture": learner.avatar,
        "age_band": learner.age_band,
        "language": learner.language,
        "created": _time(learner.created),
        "removed": _time(learner.removed),
        "picture_word": list(pictures_of(store, learner.id)),
        "settings": {key: json.loads(value) for key, value in settings},
        "circles": [
            {"name": name, "since": _time(since), "until": _time(until)} for name, since, until in circles
        ],
        "assignments": [
            {
                "pack": one.pack,
                "lessons": list(one.lessons),
                "from": str(one.first_day or ""),
                "until": str(one.last_day or ""),
                "ended": _time(one.ended),
            }
            for one in assigned
        ],
        "lessons": _lessons(store, learner.id),
        "events": [_event(event, by_sha) for event in events],
        "drafts": [
            {"lesson": item, "program": program_text(body), "undo": program_text(history), "view": view}
            for item, body, history, view in drafts
        ],
        "noted": [{"what": line.what, "at": _time(line.at)} for line in audit.lines(store, learner.id)],
    }


def _lessons(store: Store, learner: UUID) -> dict[str, object]:
    return {
        item: {
            "tries": one.tries,
            "hints": one.hints,
            "stars": one.stars,
            "solved": _time(one.solved_at),
            "together": one.together,
            "seconds": one.milliseconds // 1000,
            "last": _time(one.last_at),
        }
        for item, one in sorted(store.progress(learner).items())
    }


def _event(event: Event, files: Mapping[str, str]) -> dict[str, object]:
    data = dict(event.data)
    sha = data.pop("program", None)
    if isinstance(sha, str) and sha in files:
        data["program"] = files[sha]
    if event.mate is not None:
        data["together"] = True
    return {"what": event.kind, "lesson": event.item, "at": _time(event.at), **data}


def _time(at: int | None) -> str | None:
    """As people and programs can read it: "2025-10-06T14:03:00+00:00"."""
    if at is None:
        return None
    try:
        return datetime.fromtimestamp(at // 1000, UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return str(at)


def _safe(item: str) -> str:
    """A lesson id as a path inside the ZIP; ids of strangers may hold anything."""
    parts = [re.sub(r"[^a-z0-9_-]+", "-", part.lower()).strip("-") for part in item.split("/")]
    return "/".join(part or "x" for part in parts[:4])


def _add(archive: zipfile.ZipFile, name: str, body: bytes, now: int) -> None:
    try:
        moment = datetime.fromtimestamp(now / 1000, UTC).timetuple()[:6]
    except (ValueError, OverflowError, OSError):
        moment = OLDEST_ZIP
    info = zipfile.ZipInfo(name, max(OLDEST_ZIP, moment) if moment[0] < 2108 else OLDEST_ZIP)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    archive.writestr(info, body)

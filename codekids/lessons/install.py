"""A teacher's pack among those of the club: its files copied into the folder the club's own packs are in.

The lessons of a club's own packs are read like those that came with the program.
A pack is put there whole or not at all; one of the same id is replaced, and what
the children did in it stays, for progress knows lessons by their ids.
"""

from __future__ import annotations

import shutil
from pathlib import Path


def install_pack(folder: Path, pack_id: str, own: Path) -> Path:
    """Copy the `*.yaml` of a pack folder to `own`/`pack_id`; gives that folder. Raises OSError, and then
    the pack that was there before is there still."""
    target = own / pack_id
    # Names that begin with a dot are no packs, so a reader never sees half of one.
    coming, going = own / f".{pack_id}.new", own / f".{pack_id}.old"
    if target.exists() and folder.resolve() == target.resolve():
        return target
    for left_over in (coming, going):
        if left_over.exists():
            shutil.rmtree(left_over)
    coming.mkdir(parents=True)
    try:
        for path in sorted(folder.glob("*.yaml")):
            shutil.copyfile(path, coming / path.name)
        if target.exists():
            target.rename(going)
        try:
            coming.rename(target)
        except OSError:
            if going.exists():
                going.rename(target)
            raise
    finally:
        shutil.rmtree(coming, ignore_errors=True)
    shutil.rmtree(going, ignore_errors=True)
    return target

"""`python -m codekids.locale` compiles each .po to the .mo beside it.

The bytes depend on the .po alone (no dates, no tool version), so a test can
compare, and two people who compile get the same file.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def compiled(po: Path) -> bytes:
    """The .mo for one .po. Raises ValueError when Babel cannot read it."""
    from babel.messages.catalog import Catalog, Message
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    class Timeless(Catalog):
        """Babel's catalogue with a header that holds only what gettext reads."""

        gettext_header = ""

        def __iter__(self):  # type: ignore[no-untyped-def]
            yield Message("", self.gettext_header)
            yield from list(super().__iter__())[1:]

    with po.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    timeless = Timeless(charset="UTF-8")
    timeless.__dict__.update(vars(catalogue))
    timeless.gettext_header = (
        f"Content-Type: text/plain; charset=UTF-8\nPlural-Forms: {catalogue.plural_forms}\n"
    )
    out = io.BytesIO()
    write_mo(out, timeless)
    return out.getvalue()


def main() -> int:
    """Compile all; tell which files changed."""
    for po in sorted(FOLDER.glob("*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        data = compiled(po)
        if not mo.exists() or mo.read_bytes() != data:
            mo.write_bytes(data)
            sys.stdout.write(f"{mo.relative_to(FOLDER).as_posix()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The librarian's corner of the window: behind a PIN, children, circles, packs and papers.

`screen` holds it together and shows one page at a time; each page is a file of
its own: `gate`, `children`, `child`, `circles`, `packs`, `papers_page`, …
What can be decided without a window is in `days`, `lists` and `places`.
"""

from codekids.ui.screens.corner.screen import CornerScreen

__all__ = ["CornerScreen"]

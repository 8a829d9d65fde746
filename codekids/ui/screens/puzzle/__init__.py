"""The puzzle: words, program, goals, world and timeline, kept in step with one session.

Each part of the screen is a `Region` with a file of its own that knows its
widgets, where they stand and how they are brought up to date; `screen.py` only
joins them. Widgets that are more than a few lines have a file beside it
(`goals.py` is the region, `goals_panel.py` what it is made of).

Two places are made to be filled by others: the pane of the program holds any
`ProgramEditor` (`program_editor.py`), and what a kind of lesson asks stands there
as a `KindPanel` (`kind_panel.py`).
"""

from codekids.ui.screens.puzzle.screen import PuzzleScreen

__all__ = ["PuzzleScreen"]

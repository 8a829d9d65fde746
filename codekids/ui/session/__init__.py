"""One learner at one step of a lesson: the program, its runs, their playback, verdict and hints.

Draws nothing. `program.py` keeps the text, `runner.py` runs it on a thread of its
own, `goals.py` says how the goals stand under the playhead, `help.py` gives hints,
`record.py` writes the log; `session.py` joins them for the screen. Which step of
a lesson is on says `codekids.ui.visit`.
"""

from codekids.ui.session.help import NEXT_RUNG, NO_PROGRESS
from codekids.ui.session.session import PuzzleSession

__all__ = ["NEXT_RUNG", "NO_PROGRESS", "PuzzleSession"]

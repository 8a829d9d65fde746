"""The window. Screens, widgets, the code editor, the stage. No SQL, no YAML, no rules.

Only `view/`, `widgets/` and `app.py` know pygame.
"""

import os

# Standard output belongs to the command line's answers, not to a library's greeting.
os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

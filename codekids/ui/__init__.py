"""The window. Screens, widgets, the code editor, the stage. No SQL, no YAML, no rules.

Only `view.py`, `widgets/` and `app.py` know pygame.
"""

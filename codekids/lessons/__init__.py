"""Lessons: from YAML to a Lesson, and from a Timeline to a verdict, a hint, a star.

`format` reads and builds the file, `kinds` are the moves a lesson can ask for, `judge` says whether a run
solved it, `hints` helps on, `doctor` examines what a teacher wrote. Never draws, stores, or knows a learner.
"""

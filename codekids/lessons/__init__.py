"""Lessons: from YAML to a Lesson, and from a Timeline to a verdict, a hint, a star.

Never draws, stores, or knows a learner.
"""

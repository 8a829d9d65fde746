"""Who did what: an append-only log of events, and what is folded out of it.

Lessons are known by their ids alone.
"""

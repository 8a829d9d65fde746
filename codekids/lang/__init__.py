"""The child's language: source text, what a lesson allows of it, and every word a person reads.

Never runs anything; knows no worlds, no Timelines, no YAML, no pygame.
"""

"""A program and a world give a Timeline.

The one place where values come out of the sandbox. No files, no network, no window.
"""

"""CODE Kids: a place for a first program, made for clubs in small libraries.

Rooms, from the ground up (docs/architecture.md): lang and world; engine;
lessons, progress and papers; ui and hub; cli. A room imports only from lines
below its own; tests/test_rooms.py holds the table.
"""

__version__ = "0.1.0"

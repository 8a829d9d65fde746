"""Worlds as pure values: a state and a command give a new state, or a mishap.

Never draws, waits, or reads Python source. No clock, no unseeded chance.
"""

"""The look as numbers: colours, sizes, spaces, times. From the design, and nowhere else.

Lengths are pixels at 100 % text; colours are "#RRGGBB".
"""

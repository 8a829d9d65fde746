"""Every sentence a person reads: <language>/LC_MESSAGES/<domain>.po, and the .mo compiled from it.

`python -m codekids.locale` compiles; `codekids.lang.catalogue` speaks.
"""

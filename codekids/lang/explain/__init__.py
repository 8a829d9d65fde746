"""From what went wrong to what a child reads: each mistake named at its place, by its cause.

Before a run: `syntax` (a program that cannot be parsed; its rules stand in `layout`, `signs`,
`keywords` and `foreign`). After a run that stopped: `stops`. After a run that missed: `remarks`.
`kinds` groups all of it for the log and for the librarian's cards. What only the moments of a run
show lives in `codekids.lessons.misses`. Pure functions; no sentence is made here.
"""

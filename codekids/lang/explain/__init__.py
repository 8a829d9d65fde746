"""From what went wrong to what a child reads: each mistake named at its place, by its cause.

Before a run: `syntax` is the table of rules for programs that cannot be parsed (in `layout`, `quotes`,
`brackets`, `signs`, `keywords`, `foreign`), `strangers` knows what an unknown name stands for. After a run
that stopped: `stops`. For a run that missed: `remarks`. `kinds` groups all of it for the log and for the
librarian's cards. What only the moments of a run show lives in `codekids.lessons.hints.misses`. Pure
functions; no sentence is made here.
"""

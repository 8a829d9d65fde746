"""Why a run stopped or missed, as far as only its moments show: pure functions over Program and Timeline.

`stopped` tells a run that ended with a problem by its cause: which loop never ends and why, which round
walked into the wall; what the source alone can tell is asked of `codekids.lang.explain`. `missed` looks
at runs that went to their end without doing what was asked. Nothing runs, no sentence is made here.
"""

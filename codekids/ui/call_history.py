"""The open function calls under the playhead, at any moment of a recording."""

from __future__ import annotations

from codekids.engine.timeline import Call, CallStack, Recording

CHECKPOINT = 128  # moments between two that are remembered, so that scrubbing costs the same everywhere


class CallHistory:
    """Follows a recording that may still grow."""

    def __init__(self, recording: Recording) -> None:
        self.recording = recording
        self._kept = [CallStack().standing]  # before moment k * CHECKPOINT

    def at(self, index: int) -> tuple[Call, ...]:
        """The open calls after moment `index` (0-based; -1 is before the first), the program itself first."""
        while len(self._kept) * CHECKPOINT <= index:
            stack = CallStack(self._kept[-1])
            start = (len(self._kept) - 1) * CHECKPOINT
            for moment in self.recording.moments[start : start + CHECKPOINT]:
                stack.follow(moment)
            self._kept.append(stack.standing)
        before = max(0, index) // CHECKPOINT
        stack = CallStack(self._kept[before])
        for moment in self.recording.moments[before * CHECKPOINT : index + 1]:
            stack.follow(moment)
        return stack.calls

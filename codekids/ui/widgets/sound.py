"""The few sounds of the window. Without a sound device everything works, only silently."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pygame

RATE, BUFFER = 22050, 512  # the sounds are mono, 16 bit, at this rate; a short buffer is heard at once


class Sounds:
    """Plays `sounds/<name>.wav` of the assets folder. Silent until `open` has found a device."""

    def __init__(self, assets: Path) -> None:
        self.folder = assets / "sounds"
        self._open = False
        self._known: dict[str, pygame.mixer.Sound | None] = {}

    def open(self) -> bool:
        """Look for a device; False where there is none."""
        if sys.platform.startswith("linux") and not Path("/dev/snd").exists():
            # Asking ALSA for a card that is not there writes ten lines to the terminal.
            os.environ.setdefault("SDL_AUDIODRIVER", "dummy")
        try:
            pygame.mixer.init(RATE, -16, 1, BUFFER)
            self._open = True
        except (pygame.error, NotImplementedError) as error:
            import logging  # not before the first frame

            logging.getLogger(__name__).info("no sound: %s", error)
        return self._open

    def play(self, name: str) -> None:
        """Let a sound be heard; nothing happens where it cannot."""
        if not self._open:
            return
        if name not in self._known:
            self._known[name] = self._load(name)
        sound = self._known[name]
        if sound is not None:
            sound.play()

    def _load(self, name: str) -> pygame.mixer.Sound | None:
        try:
            return pygame.mixer.Sound(str(self.folder / f"{name}.wav"))
        except (OSError, pygame.error) as error:
            import logging

            logging.getLogger(__name__).warning("the sound %s cannot be read: %s", name, error)
            return None

    def close(self) -> None:
        """Give the device back."""
        if self._open:
            self._open = False
            pygame.mixer.quit()

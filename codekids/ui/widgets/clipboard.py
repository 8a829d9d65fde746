"""Copy and paste with the rest of the computer; with itself alone where that is not possible."""

from __future__ import annotations

from typing import Protocol

import pygame


class Clipboard(Protocol):
    """Where copied text waits."""

    def get(self) -> str: ...

    def put(self, text: str) -> None: ...


class SystemClipboard:
    """The computer's clipboard."""

    def __init__(self) -> None:
        self._own = ""

    def get(self) -> str:
        try:
            return pygame.scrap.get_text() or self._own
        except pygame.error:
            return self._own

    def put(self, text: str) -> None:
        self._own = text
        try:
            pygame.scrap.put_text(text)
        except (pygame.error, ValueError):
            return  # no clipboard here; our own copy serves within the window


CLIPBOARD = SystemClipboard()

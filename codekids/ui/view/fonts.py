"""The font packages: which file holds which cut, opened once for each size."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import pygame
import pygame.freetype

STRENGTH = 1 / 36  # of the type size: a clean semibold, ș ț ă included
BASELINE, BOX = 1.0, 1.32  # of the type size, from the top of the line box


@lru_cache(maxsize=8)
def font_file(package: str, stem: str) -> Path:
    """A font file of one of the font packages, found without running the package."""
    spec = find_spec(package)
    for folder in spec.submodule_search_locations or () if spec else ():
        for path in sorted((Path(folder) / "files").glob("*.ttf")):
            if path.name.split("[")[0].removesuffix(".ttf") == stem:
                return path
    raise RuntimeError(f'the font package {package} is not whole; run "python -m pip install codekids" again')


class Type:
    """One family at every size: a regular cut and a semibold one, both cached by size."""

    def __init__(self, package: str, stem: str, bold_stem: str | None = None) -> None:
        self.package, self.stem, self.bold_stem = package, stem, bold_stem
        self._regular: dict[int, pygame.font.Font] = {}
        self._strong: dict[int, pygame.freetype.Font] = {}
        self._plain: dict[int, pygame.freetype.Font] = {}

    def regular(self, size: int) -> pygame.font.Font:
        if size not in self._regular:
            pygame.font.init()
            self._regular[size] = pygame.font.Font(str(font_file(self.package, self.stem)), size)
        return self._regular[size]

    def outline(self, size: int, strong: bool) -> pygame.freetype.Font:
        """The FreeType face: semibold, or the regular cut without ligatures."""
        kept = self._strong if strong else self._plain
        if size not in kept:
            pygame.freetype.init()
            stem = self.bold_stem if strong and self.bold_stem else self.stem
            face = pygame.freetype.Font(str(font_file(self.package, stem)), size)
            if strong and not self.bold_stem:
                face.strong = True
                face.strength = STRENGTH
            kept[size] = face
        return kept[size]


FAMILIES = {
    "lexend": Type("fontpkg_lexend", "Lexend"),
    "atkinson": Type(
        "fontpkg_atkinson_hyperlegible", "AtkinsonHyperlegible-Regular", "AtkinsonHyperlegible-Bold"
    ),
    "code": Type("fontpkg_jetbrains_mono", "JetBrainsMono"),
}

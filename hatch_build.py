"""While a wheel is built: compile its lessons, so that the first start reads no YAML.

The cache is written to a temporary folder and goes into the wheel as
`codekids/_data/lessons.json`; nothing is left in the checkout. An editable
install needs none: it keeps its cache in the data folder.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class LessonCacheHook(BuildHookInterface):
    """Adds the compiled lessons to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and name the file for the wheel."""
        self.folder: Path | None = None
        if self.target_name != "wheel" or version == "editable":
            return
        sys.path.insert(0, self.root)
        try:
            from codekids.lessons.format.cache import build_cache
        finally:
            sys.path.remove(self.root)
        self.folder = Path(tempfile.mkdtemp(prefix="codekids-"))
        build_cache(Path(self.root) / "lessons", self.folder / "lessons.json")
        build_data["force_include"][str(self.folder / "lessons.json")] = "codekids/_data/lessons.json"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Sweep up."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)

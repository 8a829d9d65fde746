"""Moving pictures of a run, and single pictures, as files to send or to print.

Frames are raw RGB, so that whoever draws them needs no Pillow. A file appears
complete or not at all: it is written under another name and then renamed.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from os import getpid
from pathlib import Path
from typing import Any

from PIL import Image

SUFFIXES = (".gif", ".png", ".webp")
# One of the 256 stays free: the encoder uses it for "as in the frame before".
PALETTE = 255
FAR_APART = 64  # colours of a mixed palette chosen for being unlike all others, however rare
SAMPLES = 8  # frames the palette is mixed from when there are too many colours


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture and how long it stays."""

    size: tuple[int, int]  # (width, height) in pixels
    rgb: bytes  # width × height × 3 bytes, rows from the top
    milliseconds: int  # a .gif counts in hundredths of a second


def write_animation(frames: Iterable[Frame], path: Path) -> None:
    """Writes the frames to `path`, playing for ever: .gif (small), .png (animated, exact) or .webp.

    Equal neighbours become one longer frame. The frames may come from a generator; they are held
    compressed. ValueError: another suffix, no frame, frames of different or wrong sizes. OSError: the disk.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ValueError(f"an animation is a {', '.join(SUFFIXES)} file, not {path.name!r}")
    held = _held(frames)
    durations = [milliseconds for _, milliseconds in held.frames]
    options: dict[str, object] = {}
    convert: Callable[[Image.Image], Image.Image] | None = None
    if suffix == ".gif":
        # No dithering: it would sprinkle dots over flat colours and make the file many times bigger.
        convert = partial(Image.Image.quantize, palette=_palette(held), dither=Image.Dither.NONE)
        durations, options = _hundredths(durations), {"optimize": False}
    elif suffix == ".webp":
        options = {"lossless": True, "method": 0}
    _write(
        path,
        next(iter(_Pictures(held, convert))),
        format=suffix[1:].upper(),
        save_all=True,
        append_images=_Pictures(held, convert, first=1),
        duration=durations,
        loop=0,
        **options,
    )


def write_picture(size: tuple[int, int], rgb: bytes, path: Path) -> None:
    """Writes one picture as a .png. ValueError: another suffix, or bytes that do not fit the size."""
    if path.suffix.lower() != ".png":
        raise ValueError(f"a picture is a .png file, not {path.name!r}")
    _check(size, rgb)
    _write(path, Image.frombytes("RGB", size, rgb), format="PNG", optimize=True)


@dataclass(frozen=True, slots=True)
class _Held:
    """Frames kept small: pictures of flat colours shrink to a hundredth."""

    size: tuple[int, int]
    frames: list[tuple[bytes, int]]  # compressed RGB, milliseconds

    def picture(self, index: int) -> Image.Image:
        return Image.frombytes("RGB", self.size, zlib.decompress(self.frames[index][0]))


@dataclass(frozen=True, slots=True)
class _Pictures:
    """The pictures of frames from `first` on, made one at a time; Pillow walks over them more than once."""

    held: _Held
    convert: Callable[[Image.Image], Image.Image] | None = None
    first: int = 0

    def __iter__(self) -> Iterator[Image.Image]:
        for index in range(self.first, len(self.held.frames)):
            picture = self.held.picture(index)
            yield self.convert(picture) if self.convert else picture


def _held(frames: Iterable[Frame]) -> _Held:
    held: list[tuple[bytes, int]] = []
    size: tuple[int, int] | None = None
    before = b""
    for frame in frames:
        _check(frame.size, frame.rgb)
        size = size or frame.size
        if frame.size != size:
            raise ValueError(f"the frames of an animation have one size; {frame.size} follows {size}")
        if held and frame.rgb == before:
            held[-1] = (held[-1][0], held[-1][1] + frame.milliseconds)
        else:
            held.append((zlib.compress(frame.rgb, 1), frame.milliseconds))
        before = frame.rgb
    if size is None:
        raise ValueError("an animation needs at least one frame")
    return _Held(size, held)


def _check(size: tuple[int, int], rgb: bytes) -> None:
    width, height = size
    if width < 1 or height < 1 or len(rgb) != width * height * 3:
        raise ValueError(f"a picture of {width} × {height} has {width * height * 3} bytes, not {len(rgb)}")


def _palette(held: _Held) -> Image.Image:
    """A picture whose palette serves all frames: their own colours if those are few, else a fair mixture."""
    colours: set[tuple[int, ...]] = set()
    for picture in _Pictures(held):
        found = picture.getcolors(PALETTE)
        colours.update(colour for _, colour in found or () if isinstance(colour, tuple))
        if found is None or len(colours) > PALETTE:
            return _mixed_palette(held)
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in sorted(colours) for part in colour])
    return palette


def _mixed_palette(held: _Held) -> Image.Image:
    step = max(1, -(-len(held.frames) // SAMPLES))
    chosen = sorted({*range(0, len(held.frames), step), len(held.frames) - 1})
    width, height = held.size
    sheet = Image.new("RGB", (width, height * len(chosen)))
    for row, index in enumerate(chosen):
        sheet.paste(held.picture(index), (0, row * height))
    # By area alone a small red robot before a wide sky turns blue; by spread alone the sky gets bands.
    by_area = sheet.quantize(PALETTE - FAR_APART, Image.Quantize.MEDIANCUT)
    by_spread = sheet.quantize(FAR_APART, Image.Quantize.MAXCOVERAGE)
    parts = [
        *(by_area.getpalette() or [])[: (PALETTE - FAR_APART) * 3],
        *(by_spread.getpalette() or [])[: FAR_APART * 3],
    ]
    palette = Image.new("P", (1, 1))
    palette.putpalette(parts)
    return palette


def _hundredths(durations: list[int]) -> list[int]:
    """Durations a .gif can hold, in milliseconds; what rounding takes from one it gives to the next.

    None is under 20 ms: players show such frames for 100.
    """
    held, owed = [], 0
    for milliseconds in durations:
        wanted = milliseconds + owed
        held.append(max(20, (wanted + 5) // 10 * 10))
        owed = wanted - held[-1]
    return held


def _write(path: Path, picture: Image.Image, **options: Any) -> None:
    unfinished = path.with_name(f".{path.name}.{getpid()}.part")
    try:
        picture.save(unfinished, **options)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)

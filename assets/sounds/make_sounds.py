"""Makes the sounds of CODE Kids: `python make_sounds.py` writes them beside itself.

Each is at most 0.4 s (the chime of a swap, which calls across a room, 1.2 s), mono, 22050 Hz,
16 bit, and the same bytes every time: no clock, no chance but a counted one. Inside, a sound is a
list of samples, about -1.0 to 1.0.
Nothing here plays anything.
"""

import io
import math
import sys
import wave
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

RATE = 22050  # samples a second
LONGEST = 0.4  # seconds
CHIME = 1.2  # seconds of "swap"

Samples = list[float]

# Equal temperament, in Hz.
C4, E4, A4, C5, E5, G5, C6 = 261.63, 329.63, 440.00, 523.25, 659.26, 783.99, 1046.50

# The rows of a grid world, 1 at the bottom: a scale of five notes, so that no walk sounds wrong.
ROWS = (261.63, 293.66, 329.63, 392.00, 440.00, 523.25, 587.33, 659.26)


def noise() -> Iterator[float]:
    """Hiss from -1.0 to 1.0, the same hiss in every run (a linear congruential generator)."""
    state = 2026
    while True:
        state = (1664525 * state + 1013904223) % 2**32
        yield state / 2**31 - 1.0


def tone(hertz: float, seconds: float, fade: float, partials: tuple[tuple[float, float], ...]) -> Samples:
    """A struck note. `fade` is the time in which it sinks to a third; partials are (times, strength).

    The higher partials die sooner, as they do in wood and in metal.
    """
    return [
        sum(
            strength * math.exp(-t * times**0.5 / fade) * math.sin(2 * math.pi * hertz * times * t)
            for times, strength in partials
        )
        for t in (i / RATE for i in range(int(seconds * RATE)))
    ]


def wood(hertz: float, seconds: float, fade: float) -> Samples:
    """A bar of wood."""
    return tone(hertz, seconds, fade, ((1.0, 1.0), (3.93, 0.25)))


def bell(hertz: float, seconds: float, fade: float) -> Samples:
    """A small bell."""
    return tone(hertz, seconds, fade, ((1.0, 1.0), (2.0, 0.5), (3.01, 0.25), (4.17, 0.15)))


def tap(hertz: float) -> Samples:
    """A knuckle on a table."""
    hiss = noise()
    return [
        0.8 * knock + 0.5 * next(hiss) * math.exp(-i / (0.002 * RATE))
        for i, knock in enumerate(wood(hertz, 0.07, 0.012))
    ]


def pluck(hertz: float, seconds: float) -> Samples:
    """A plucked string: a burst of hiss going round a loop and softening (Karplus and Strong)."""
    hiss = noise()
    loop = [next(hiss) for _ in range(round(RATE / hertz))]
    middle = sum(loop) / len(loop)
    loop = [value - middle for value in loop]  # else the string pulls the loudspeaker to one side
    samples = []
    for i in range(int(seconds * RATE)):
        here, after = i % len(loop), (i + 1) % len(loop)
        samples.append(loop[here])
        loop[here] = 0.494 * (loop[here] + loop[after])
    return samples


def thud() -> Samples:
    """A felt hammer: low, and sinking a little."""
    return [
        math.exp(-t / 0.06) * math.sin(2 * math.pi * (95 * t - 60 * t * t))
        for t in (i / RATE for i in range(int(0.25 * RATE)))
    ]


def together(*parts: tuple[float, Samples]) -> Samples:
    """Lays sounds over each other; each part is (seconds from the start, sound)."""
    length = max(int(start * RATE) + len(part) for start, part in parts)
    samples = [0.0] * length
    for start, part in parts:
        first = int(start * RATE)
        for i, value in enumerate(part):
            samples[first + i] += value
    return samples


SOUNDS: dict[str, tuple[float, Callable[[], Samples]]] = {  # name: (loudest sample, recipe)
    "click": (0.40, lambda: tap(880)),
    "snap": (0.40, lambda: together((0.0, tap(780)), (0.07, tap(1040)))),
    "run": (0.50, lambda: together((0.0, wood(C5, 0.24, 0.07)), (0.12, wood(E5, 0.26, 0.08)))),
    "step": (0.22, lambda: wood(A4, 0.09, 0.02)),
    "take": (0.50, lambda: pluck(A4, 0.35)),
    "bump": (0.60, thud),
    "problem": (0.40, lambda: together((0.0, wood(E4, 0.22, 0.09)), (0.17, wood(C4, 0.23, 0.11)))),
    "hint": (0.40, lambda: bell(G5, 0.4, 0.12)),
    # three bells that come down: somebody else's turn
    "swap": (
        0.45,
        lambda: together((0.0, bell(G5, 1.2, 0.3)), (0.22, bell(E5, 0.98, 0.3)), (0.44, bell(C5, 0.76, 0.3))),
    ),
    # up a fifth, up a fourth: together the octave
    "star": (
        0.50,
        lambda: together((0.0, bell(C5, 0.4, 0.12)), (0.1, bell(G5, 0.3, 0.12)), (0.2, bell(C6, 0.2, 0.12))),
    ),
}
for row, pitch in enumerate(ROWS, start=1):
    SOUNDS[f"step-{row}"] = (0.22, lambda pitch=pitch: wood(pitch, 0.09, 0.02))


def render(name: str) -> bytes:
    """The WAV file of one sound."""
    loudest, recipe = SOUNDS[name]
    samples = recipe()[: int((CHIME if name == "swap" else LONGEST) * RATE)]
    tail = RATE // 100  # sink to silence over the last 10 ms, or the end would crackle
    for i in range(1, tail + 1):
        samples[-i] *= (i - 1) / tail
    scale = 32767 * loudest / max(abs(value) for value in samples)
    numbers = array("h", (round(value * scale) for value in samples))
    if sys.byteorder == "big":  # WAV is little-endian everywhere
        numbers.byteswap()
    file = io.BytesIO()
    with wave.open(file, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(RATE)
        wav.writeframes(numbers.tobytes())
    return file.getvalue()


def main() -> None:
    """Writes every sound beside this file."""
    for name in SOUNDS:
        (Path(__file__).parent / f"{name}.wav").write_bytes(render(name))


if __name__ == "__main__":
    main()

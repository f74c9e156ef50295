"""The colours of a chart's parts, from light to dark.

They fall in lightness alone from part to part, so that a chart reads on a grey printer and without colour sight.
"""

from __future__ import annotations

_LIGHT, _MIDDLE, _DARK = (0xDD, 0xE5, 0xEE), (0x6F, 0x93, 0xB5), (0x12, 0x2B, 0x47)


def palette(count: int) -> tuple[str, ...]:
    """`count` colours as `DDE5EE`, from light to dark, each clearly darker than the one before.

    >>> palette(2)
    ('DDE5EE', '122B47')
    """
    steps = [n / max(1, count - 1) for n in range(count)]
    return tuple(_blend(_LIGHT, _MIDDLE, 2 * s) if s < 0.5 else _blend(_MIDDLE, _DARK, 2 * s - 1) for s in steps)


def _blend(light: tuple[int, int, int], dark: tuple[int, int, int], share: float) -> str:
    return "".join(f"{round(a + (b - a) * share):02X}" for a, b in zip(light, dark, strict=True))

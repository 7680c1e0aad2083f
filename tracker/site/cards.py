"""The image that a messenger shows for a quote: 1200 × 630, drawn with the font that ships with the tracker.

The font (Noto Serif KR, SIL Open Font License) holds all Hangul syllables, the Hanja of KS X 1001, Latin and signs; a
letter that it lacks is shown as 〓, the mark by which Korean and Japanese printers showed that a type was missing.
"""

from __future__ import annotations

import io
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
MARGIN = 84
TOP, BOTTOM = 150, 440
"""Between these the words stand; the lines about them are below."""
SIZES = (66, 56, 46, 38, 32)
SMALL, SIGN = 28, 150
PAPER, INK, SOFT, ACCENT = "#fbf9f4", "#1d1a16", "#5f574b", "#9a2a20"
MISSING = "〓"


@lru_cache(maxsize=16)
def _font(size: int) -> FreeTypeFont:
    """The font at one of a few sizes: opening it unpacks it, which takes a tenth of a second for each size."""
    from PIL import ImageFont

    data = resources.files("tracker.site").joinpath("static/NotoSerifKR-SemiBold.subset.woff2").read_bytes()
    return ImageFont.truetype(io.BytesIO(data), size)


@lru_cache(maxsize=8192)
def _has(letter: str) -> bool:
    font = _font(SMALL)
    return letter.isspace() or bytes(font.getmask(letter)) != bytes(font.getmask("\uffff"))


def printable(text: str) -> str:
    """`text` on one line, with 〓 for each letter that the font lacks."""
    return "".join(letter if _has(letter) else MISSING for letter in " ".join(text.split()))


@lru_cache(maxsize=512)
def draw(words: str, speaker: str, where: str, site: str) -> bytes:
    """The card as PNG."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDTH, 14), fill=ACCENT)
    pen.text((MARGIN - 8, 40), "“", font=_font(SIGN), fill=ACCENT)
    size, lines = _fitted(printable(words))
    height = int(size * 1.45)
    top = TOP + max(0, (BOTTOM - TOP - height * len(lines)) // 2)
    for nth, line in enumerate(lines):
        pen.text((MARGIN, top + nth * height), line, font=_font(size), fill=INK)
    pen.line((MARGIN, 484, MARGIN + 90, 484), fill=ACCENT, width=5)
    room = WIDTH - 2 * MARGIN
    pen.text((MARGIN, 504), _cut(printable(speaker), SIZES[-2], room), font=_font(SIZES[-2]), fill=INK)
    name = _length(site, SMALL)
    pen.text((MARGIN, 562), _cut(printable(where), SMALL, int(room - name - 40)), font=_font(SMALL), fill=SOFT)
    pen.text((WIDTH - MARGIN - name, 562), site, font=_font(SMALL), fill=SOFT)
    out = io.BytesIO()
    image.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _length(text: str, size: int) -> float:
    """The width of `text` in pixels; worked out from one size, since widths grow with the size."""
    return _font(SMALL).getlength(text) * size / SMALL


def _fitted(words: str) -> tuple[int, list[str]]:
    """The largest size at which the words fit, and their lines; at the smallest the rest is cut off with `…`."""
    for size in SIZES:
        lines = _lines(words, size)
        if len(lines) * int(size * 1.45) <= BOTTOM - TOP:
            return size, lines
    most = (BOTTOM - TOP) // int(size * 1.45)
    return size, [*lines[: most - 1], _cut(lines[most - 1] + "…", size, WIDTH - 2 * MARGIN)]


def _lines(words: str, size: int) -> list[str]:
    """The words broken at spaces, and inside a word only where it is longer than a line."""
    room = WIDTH - 2 * MARGIN
    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if _length(longer, size) <= room:
            lines[-1] = longer
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if _length(lines[-1] + letter, size) > room:
                lines.append("")
            lines[-1] += letter
    return lines


def _cut(text: str, size: int, room: int) -> str:
    """`text` shortened with `…` to fit into `room` pixels."""
    if _length(text, size) <= room:
        return text
    while text and _length(text + "…", size) > room:
        text = text[:-1].rstrip("… ")
    return text + "…"

"""Python's collection of garbage, held back while one article is read."""

from __future__ import annotations

import gc


class CollectionPaused:
    """Let no collection begin inside the block; afterwards all is as it was.

    What is made while an article is read goes by itself when its last holder does. A collection in between finds
    nothing to free and looks through every object alive, the more often the longer the article: the time for one of
    ever new names then grows faster than its text.
    """

    __slots__ = ("_collecting",)

    def __init__(self) -> None:
        self._collecting = gc.isenabled()

    def __enter__(self) -> None:
        gc.disable()

    def __exit__(self, *_: object) -> None:
        if self._collecting:
            gc.enable()

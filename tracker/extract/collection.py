"""Python's collection of garbage, held back while one article is read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Iterator[None]:
    """Let no collection begin inside the block; afterwards all is as it was.

    What is made while an article is read goes by itself when its last holder does. A collection in between finds
    nothing to free and looks through every object alive, the more often the longer the article: the time for one of
    ever new names then grows faster than its text.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()

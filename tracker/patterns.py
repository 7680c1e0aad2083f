"""Regular expressions that are compiled when they are first used: of the hundreds here, one article asks for a part."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast

_TAKEN = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn", "pattern", "flags", "groups")


class _Used:
    """Holds what a compiled pattern can do, as its own, so that asking costs no more than asking the pattern."""


class _Unused(_Used):
    """Becomes `_Used` when it is first asked for something."""

    def __init__(self, source: str | Callable[[], str], flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        source = self._source if isinstance(self._source, str) else self._source()
        compiled = re.compile(source, self._flags)
        for taken in _TAKEN:
            setattr(self, taken, getattr(compiled, taken))
        self.__class__ = _Used  # type: ignore[assignment]
        return getattr(self, name)


def lazy(source: str | Callable[[], str], flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, on first use. An error in `source` comes up then: a test uses every pattern. Where much is put
    together for it, `source` is a function that does so then."""
    return cast("re.Pattern[str]", _Unused(source, flags))

"""What a function said of a word, kept for the next time that the word is met."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Generic, TypeVar, cast

Value = TypeVar("Value")
_UNKNOWN: Final = object()


class Memory(Generic[Value]):
    """What `function` says of words, if it depends on nothing else: `of(word)` asks it once.

    An archive goes on bringing new words, most of them met once. Which of them was asked for last is not worth keeping
    in order at every look: when `most` words are known, all are forgotten, and the common ones are soon back.
    """

    def __init__(self, function: Callable[[str], Value], most: int) -> None:
        self._function = function
        self._most = most
        self._known: dict[str, Value] = {}

    def of(self, word: str) -> Value:
        """What `function` says of `word`."""
        known = self._known.get(word, _UNKNOWN)
        if known is not _UNKNOWN:
            return cast("Value", known)
        if len(self._known) >= self._most:
            self._known.clear()
        value = self._known[word] = self._function(word)
        return value

"""What a function said of a word, kept for the next time that the word is met."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class _Memory(dict[str, Value], Generic[Value]):
    """`memory[word]` is what `function` says of the word, asked once; all are forgotten when `most` are known."""

    def __init__(self, function: Callable[[str], Value], most: int) -> None:
        self._function = function
        self._most = most

    def __missing__(self, word: str) -> Value:
        if len(self) >= self._most:
            self.clear()
        value = self[word] = self._function(word)
        return value


def remembered(most: int) -> Callable[[Callable[[str], Value]], Callable[[str], Value]]:
    """Decorate a function of one word that depends on nothing else: as `lru_cache`, at half the cost of a hit.

    An archive goes on bringing new words, most of them met once. Which of them was asked for last is not worth keeping
    in order at every look: when `most` words are known, all are forgotten, and the common ones are soon back.
    """
    return lambda function: _Memory(function, most).__getitem__

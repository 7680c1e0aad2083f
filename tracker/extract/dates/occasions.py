"""Occasions that the article comes back to: a dinner told of in one paragraph, a dinner speech quoted in the next."""

from __future__ import annotations

from typing import Final

from tracker.extract.dates.scene import Scene
from tracker.extract.dates.words import any_of, lexicon
from tracker.patterns import lazy

# An occasion; and an occasion named as where words are said (`만찬사를 통해`: in a dinner speech).
_OCCASION: Final = lazy(lambda: any_of("occasion"))
_WHERE_SAID: Final = lazy(
    lambda: rf"({any_of('occasion')})(?:[가-힣]{{0,2}}(?:에서|에선|[을를] 통해|에 [참출나])|(?<=재판부)[는가])"
)


def occasions_in(words: str, *, where_said: bool = False) -> list[str]:
    """The occasions named, each by one word for all that mean it (`국감`, `국정감사`: the audit)."""
    nouns = (_WHERE_SAID if where_said else _OCCASION).findall(words)
    return [lexicon()["occasion"][noun] or noun for noun in nouns]


class Occasions:
    """Those that background scenes tell of, apart from those of the article's own day."""

    def __init__(self) -> None:
        self._scenes: dict[str, Scene] = {}
        self._own: set[str] = set()
        self._speaking: tuple[str | None, Scene] | None = None

    def remember(self, scene: Scene, words: str, *, own: bool) -> None:
        """Keep what the sentence that set `scene` names; `own` where it tells of the article's own day."""
        nouns = occasions_in(words)
        for noun in nouns:
            if own or scene.moment.day is None:
                self._scenes.pop(noun, None)
            elif noun not in self._own:
                self._scenes[noun] = scene
        if own:
            self._own.update(nouns)

    def named_again(self, words: str, speaker: str | None) -> Scene | None:
        """The background scene whose occasion these words name, or at which this speaker goes on speaking."""
        if not self._scenes:
            return None
        if self._speaking is not None and speaker is not None and self._speaking[0] == speaker:
            return self._speaking[1]
        named = [noun for noun in occasions_in(words, where_said=True) if noun in self._scenes]
        scene = self._scenes[named[-1]] if named else None
        self._speaking = (speaker, scene) if scene is not None else None
        return scene

    def own_named(self, words: str) -> bool:
        """Whether the words name an occasion of the article's own day."""
        return bool(self._own) and any(noun in self._own for noun in occasions_in(words))

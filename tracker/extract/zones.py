"""Where the zones of an article lie: its headings, its captions, its body."""

from __future__ import annotations

from bisect import bisect_right

from tracker.models import Article, Zone, ZoneKind


class ZonesOf:
    """Where the article's zones of some kinds lie."""

    def __init__(self, article: Article, kinds: frozenset[ZoneKind]) -> None:
        self.zones = [zone for zone in article.zones if zone.kind in kinds]
        self.starts = [zone.start for zone in self.zones]
        self.end = self.zones[-1].end if self.zones else 0

    def at(self, offset: int) -> Zone | None:
        if offset >= self.end:
            return None
        nth = bisect_right(self.starts, offset) - 1
        return self.zones[nth] if nth >= 0 and offset < self.zones[nth].end else None

    def holds(self, offset: int) -> bool:
        return self.at(offset) is not None


def blocks_of(zones: tuple[Zone, ...]) -> list[tuple[int, int, str]]:
    """Neighbouring zones of the body as one run, since a quotation may cross paragraphs; others by themselves."""
    blocks: list[tuple[int, int, str]] = []
    for zone in zones:
        if blocks and zone.kind == "body" and blocks[-1][2] == "body" and blocks[-1][1] == zone.start:
            blocks[-1] = (blocks[-1][0], zone.end, zone.kind)
        else:
            blocks.append((zone.start, zone.end, zone.kind))
    return blocks

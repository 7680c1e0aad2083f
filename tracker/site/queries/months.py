"""Counts over time without gaps: a month in which nobody said anything is a zero, not a missing bar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MOST_MONTHS = 48
"""A longer time than this is shown by year."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One month (`2025-03`) or year (`2025`) and its number of quotes; `share` is of the highest bar, 0 to 1."""

    period: str
    count: int
    share: float
    chosen: bool = False


def following(month: str) -> str:
    """`2024-12` → `2025-01`."""
    year, number = int(month[:4]), int(month[5:7])
    return f"{year + number // 12:04}-{number % 12 + 1:02}"


def every_month(first: str, last: str) -> list[str]:
    """All months from `first` to `last`, both included."""
    months = [first]
    while months[-1] < last and len(months) < 12 * 300:
        months.append(following(months[-1]))
    return months


def filled(counts: Mapping[str, int]) -> dict[str, int]:
    """The counts with a zero for each month between the first and the last that has none."""
    known = sorted(month for month in counts if month)
    return {month: counts.get(month, 0) for month in every_month(known[0], known[-1])} if known else {}


def bars(counts: Mapping[str, int], since: str = "", until: str = "") -> list[Bar]:
    """Bars by month, or by year over a long time; those within the chosen period are marked."""
    by_period = filled(counts)
    if len(by_period) > MOST_MONTHS:
        by_period = _by_year(by_period.items())
    highest = max(by_period.values(), default=1) or 1

    def chosen(period: str) -> bool:
        return bool(since or until) and period >= since[: len(period)] and (not until or period <= until[: len(period)])

    return [Bar(period, count, count / highest, chosen(period)) for period, count in by_period.items()]


def _by_year(months: Iterable[tuple[str, int]]) -> dict[str, int]:
    years: dict[str, int] = {}
    for month, count in months:
        years[month[:4]] = years.get(month[:4], 0) + count
    return years

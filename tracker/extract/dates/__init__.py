"""이날 · 1일 · 지난달 30일 · 2일(현지시간) → the day of each utterance.

`find_days` lists the times that a text tells; `resolve_days` gives each quotation of an article its day. A day is
reckoned from the article's day of publication; where a careful reader could not tell, it is null.
"""

from tracker.extract.dates.days import Spoken, find_days, resolve_days
from tracker.extract.dates.expressions import DateExpression
from tracker.extract.dates.reckon import Moment
from tracker.extract.dates.scene import Day

__all__ = ["DateExpression", "Day", "Moment", "Spoken", "find_days", "resolve_days"]

"""How good the extraction is: annotated articles -> figures, errors, comparisons; and why each speaker was chosen.

May import `models`, `read` and `extract`; nothing of these knows this room.
"""

from tracker.evaluate.comparison import Change, compare
from tracker.evaluate.explanation import Explanation, explain
from tracker.evaluate.gold import GoldArticle, GoldError, GoldQuote, read_gold
from tracker.evaluate.predictions import Predicted, Predictions, extract_gold, left_out, read_predictions
from tracker.evaluate.scoring import Judged, errors, figures, judge
from tracker.evaluate.slices import Slice, slices

__all__ = [
    "Change",
    "Explanation",
    "GoldArticle",
    "GoldError",
    "GoldQuote",
    "Judged",
    "Predicted",
    "Predictions",
    "Slice",
    "compare",
    "errors",
    "explain",
    "extract_gold",
    "figures",
    "judge",
    "left_out",
    "read_gold",
    "read_predictions",
    "slices",
]

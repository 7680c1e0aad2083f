"""The characters that stand in a masked text for what the rules must not read, one for each that they hide."""

from typing import Final

QUOTE: Final = "\ue000"  # somebody's words and their marks
LABEL: Final = "\ue001"  # a name, title or term in marks
ASIDE: Final = "\ue002"  # what stands in brackets

"""The characters that stand in a masked text for what the rules must not read, one for each that they hide."""

QUOTE = "\ue000"  # somebody's words and their marks
LABEL = "\ue001"  # a name, title or term in marks
ASIDE = "\ue002"  # what stands in brackets

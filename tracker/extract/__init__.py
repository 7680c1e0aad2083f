"""Article -> quotes. Pure: no files, no database, no network, no clock."""

from tracker.extract.extraction import extract_quotes

__all__ = ["extract_quotes"]

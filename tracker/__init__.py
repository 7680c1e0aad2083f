"""A quote and claim tracker for public statements: who said exactly what, when, and where it was reported."""

__version__ = "0.1.0"

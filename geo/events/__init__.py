"""Code events: what happened, where, when, how many, who says so, and whether it did."""

from geo.events.code import code

__all__ = ["code"]

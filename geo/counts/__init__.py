"""Find how many were killed, injured, missing, displaced, detained or abducted."""

from geo.counts.find import KINDS, Counts, CountSpan, combine, find_counts

__all__ = ["KINDS", "CountSpan", "Counts", "combine", "find_counts"]

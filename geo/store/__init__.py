"""Store: events as columns, asked by a View; shared by all sessions and never changed."""

from geo.store.store import Choice, SpotCounts, Store, Sums

__all__ = ["Choice", "SpotCounts", "Store", "Sums"]

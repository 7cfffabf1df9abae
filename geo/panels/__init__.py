"""Panels: what the page shows of a view, each a short function over the store."""

"""Readers of the sources that a gazetteer is built from, one a module."""

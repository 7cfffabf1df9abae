"""Geoparse: find which words name a place, and resolve which place each one is."""

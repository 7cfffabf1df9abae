"""The version, in one place: the wheel, the cache and every export read it."""

__version__ = "0.1.0"

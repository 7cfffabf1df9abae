"""Errors: one root, leaves that are also builtins, each message with its cure."""

from __future__ import annotations


class GeoError(Exception):
    """Root of every error that Dateline raises on purpose."""


class ReportError(GeoError, ValueError):
    """A report that can't be read; the message names file, line and cure."""


class StoreError(GeoError, OSError):
    """A store that can't be read or written."""


class ExportError(GeoError, ValueError):
    """An export that can't be written as asked."""


class OptionError(GeoError, ValueError):
    """An option that names a country or a place that nobody knows."""

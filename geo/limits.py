"""Limits on what is read, in one place; ``python -m geo check`` shows them."""

from __future__ import annotations

from datetime import date

REPORT_MAX_BYTES = 5_000_000
"""Size of one report in UTF-8; checked before it is read."""

RECORD_MAX_BYTES = 4 * REPORT_MAX_BYTES
"""Length of one line of a ``.jsonl``: escapes make a text up to three times as long."""

TABLE_MAX_BYTES = 2_000_000_000
"""Size of a ``.jsonl``, which is read a line at a time."""

CSV_MAX_BYTES = 500_000_000
"""Size of a ``.csv``, which is decoded as a whole."""

REPORTS_MAX = 1_000_000
"""Reports in one run; a larger corpus is ingested in parts."""

WORD_MAX_CHARS = 100_000
"""Longest run without white space: what is longer is data, not prose."""

TITLE_MAX_CHARS = 300
"""Titles, sources and other one-line fields; the rest is cut."""

ID_MAX_CHARS = 300
"""Length of a report's id; a longer one is rejected, since cutting could join two."""

METADATA_MAX_COLUMNS = 60
"""Columns of the user's own that a report carries."""

METADATA_MAX_CHARS = 1_000
"""Length of one value of those columns."""

FOLDER_MAX_DEPTH = 40
"""Folders within folders."""

UPLOAD_MAX_BYTES = 200_000_000
"""All files of one upload together."""

ZIP_MAX_MEMBERS = 20_000
"""Files in an uploaded ``.zip``."""

ZIP_MAX_BYTES = 300_000_000
"""What all files of an uploaded ``.zip`` may unpack to."""

ZIP_MAX_RATIO = 200
"""How many times larger one file of a ``.zip`` may be than its packed form."""

QUERY_VALUE_MAX_CHARS = 120
"""One value in a link: the longest name of a source or an actor that it can carry."""

QUERY_TEXT_MAX_CHARS = 200
"""The text searched for."""

QUERY_VALUES_MAX = 40
"""Values of one filter in a link."""

EARLIEST_DATE = date(1900, 1, 1)
LATEST_DATE = date(2100, 12, 31)
"""Dates outside are rejected: a slider cannot show them, and they are mistakes."""

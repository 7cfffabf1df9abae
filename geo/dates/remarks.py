"""Say in words what is odd about a stated date."""

from __future__ import annotations

from collections.abc import Iterable

REMARKS = {
    "year_moved": "the stated year can't be meant; the event stands in the report's own year",
    "suspected_year_error": "the stated year looks like a slip",
    "weekday_mismatch": "the stated weekday doesn't fit the stated date",
    "weekday_fits_dateline_year": "the weekday fits the report's year",
    "day_month_order": "day and month could be read the other way round; one reading fits",
    "day_month_order_unsure": "day and month could be read the other way round",
    "impossible_date": "there is no such day",
    "after_dateline": "the stated date lies after the report's",
    "just_after_dateline": "the stated date lies just after the report's",
    "year_out_of_range": "no report can tell of that year",
    "out_of_calendar": "the date lies outside the calendar",
    "no_dateline": "the report has no date to count it from",
    "dateline_month_only": "the report's own date is known only to the month",
    "dateline_year_only": "the report's own date is known only to the year",
    "no_earlier_date": "it refers to an earlier date that the text doesn't give",
}
"""What each flag of a ``DateSpan`` says to a reader; one that isn't here is said by its name."""


def word_flags(flags: Iterable[str]) -> str:
    """Return the flags of a date in words, one after the other."""
    return "; ".join(REMARKS.get(flag, flag.replace("_", " ")) for flag in flags)

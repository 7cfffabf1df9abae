"""Find the dates that a text states, as closed intervals of days with their span and rule."""

from geo.dates.cues import may_date
from geo.dates.find import (
    Anchor,
    DateSpan,
    check_year,
    find_dates,
    flag_year,
    latest_date,
    measure_precision,
    second_sign,
)

__all__ = [
    "Anchor",
    "DateSpan",
    "check_year",
    "find_dates",
    "flag_year",
    "latest_date",
    "may_date",
    "measure_precision",
    "second_sign",
]

"""Show the list of the events in view: what the map shows, for the keyboard and for reading out."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geo.draw import FAMILIES, family_of, words
from geo.panels import selection, wording
from geo.panels.component import component, is_dark
from geo.plural import plural
from geo.store import Store
from geo.view import View

ROWS_A_PAGE = 25

_COLUMN_OF_SORT = {"date": "when", "type": "type", "place": "place", "deaths": "killed"}
_PAGE = "_list_page"


def show_listing(store: Store, view: View, *, on_map: bool = True, total: int) -> None:
    """Show one page of the events and take a chosen row, another page or another order."""
    key = "listing" if on_map else "listing_beside"
    component("listing")(
        key=key,
        data=describe(store, view, on_map=on_map, total=total, page=_page(key, view)),
        on_act_change=lambda: answer(key, st.session_state[key].get("act") or {}),
    )


def _page(key: str, view: View) -> int:
    """Return the page that the reader turned to, the first one after any other change."""
    turned = st.session_state.get(_PAGE, {})
    known, page = turned.get(key, (None, 0))
    return page if known == (view.filters(), view.sort) else 0


def describe(
    store: Store, view: View, *, on_map: bool, total: int, page: int, dark: bool | None = None
) -> dict[str, Any]:
    """Return what the list draws."""
    pages = max(1, -(-total // ROWS_A_PAGE))
    page = min(max(page, 0), pages - 1)
    rows = store.page(view, on_map=on_map, offset=page * ROWS_A_PAGE, limit=ROWS_A_PAGE)
    night = is_dark() if dark is None else dark
    return {
        "caption": f"{plural(total, 'event')}, page {page + 1} of {pages}",
        "rows": [_row(row) for row in rows],
        "page": page,
        "pages": pages,
        "sort": _COLUMN_OF_SORT.get(view.sort.removeprefix("-"), ""),
        "descending": view.sort.startswith("-"),
        "selected": view.event,
        "colours": {family.key: family.dark if night else family.light for family in FAMILIES},
    }


def _row(row: dict[str, Any]) -> dict[str, Any]:
    inferred = "date inferred" if row["date_source"] == "inferred" else ""
    shown = row["modality"] not in ("asserted", "reported")
    return {
        "id": row["id"],
        "when": wording.short_days(row["shown_start"], row["shown_end"] or row["shown_start"]),
        "note": "date not stated" if row["start"] is None else inferred,
        "type": words(row["event_type"]),
        "family": family_of(row["event_type"]).key,
        "modality": wording.MODALITIES[row["modality"]] if shown else "",
        "place": row["place_name"] or "\u2013",
        "why": row["off_map_reason"].partition(":")[0],
        "killed": wording.amount(row["killed_low"], row["killed_high"])
        if row["count_scope"] in (None, "event")
        else "",
    }


def turned(sort: str, column: str) -> str:
    """Return the order after a click on a column: turned round where it is that one's already."""
    wanted = next(name for name, named in _COLUMN_OF_SORT.items() if named == column)
    if sort.removeprefix("-") == wanted:
        return wanted if sort.startswith("-") else f"-{wanted}"
    return "-deaths" if wanted == "deaths" else wanted


def answer(key: str, said: dict[str, Any]) -> None:
    """Take what the reader did in the list."""
    view = selection.current()
    if isinstance(said.get("select"), str):
        selection.change(event=said["select"], place="")
        st.session_state["tab"] = "Evidence"
    elif said.get("sort") in _COLUMN_OF_SORT.values():
        selection.change(sort=turned(view.sort, said["sort"]))
    elif isinstance(said.get("page"), int):
        turned_pages = st.session_state.get(_PAGE, {})
        now = (view.filters(), view.sort)
        st.session_state[_PAGE] = {**turned_pages, key: (now, said["page"])}

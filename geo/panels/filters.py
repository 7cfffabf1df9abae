"""Show filters: search, and choices with the number of events that each would keep."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo.draw import words
from geo.panels import selection, wording
from geo.panels.nothing import Advice
from geo.plural import plural
from geo.store import Choice, Store
from geo.view import View

WAYS_MOST = 4
"""How many filters to loosen are offered at once."""

CHOICES_MOST = 400
"""How many values one filter offers, the most frequent ones; a search box stands in the filter."""

_LISTS: tuple[tuple[str, str, Callable[[str], str]], ...] = (
    ("types", "What", words),
    ("modalities", "Status", lambda name: wording.MODALITIES.get(name, words(name))),
    ("places", "Where, with all inside", str),
    ("actors", "Actor", str),
    ("sources", "Source", str),
    ("confidence", "Confidence", lambda name: wording.CONFIDENCE.get(name, name)),
)

_LAYERS = {
    "heat": "Heat instead of circles",
    "mentions": "All places named, also where nothing happened",
    "tiles": "Street map from openstreetmap.org (asks that server)",
}


def show_search(view: View) -> None:
    """Show the search in the text."""
    st.session_state["search"] = view.text
    st.text_input(
        "Search the sentences",
        key="search",
        max_chars=200,
        placeholder="Search the sentences",
        label_visibility="collapsed",
        width="stretch",
        on_change=lambda: selection.change(text=st.session_state["search"]),
    )


def show_filters(store: Store, view: View) -> None:
    """Show all filters in one menu; its contents are made only while it is open."""
    active = len({name for name in view.filters() if name not in ("since", "until", "text")})
    menu = st.popover("Filters", key="filters", on_change="rerun")
    # Beside the label, not in it: a menu with another label is another menu, and would be closed.
    said = f'content: " ({active})"' if active else ""
    st.html(f"<style>.st-key-filters [data-testid=stPopoverButton] p::after {{ {said} }}</style>")
    if not menu.open:
        return
    with menu:
        facets = store.facets(view)
        left, right = st.columns(2)
        for number, (name, title, say) in enumerate(_LISTS):
            with (left, right)[number % 2]:
                _show_list(name, title, say, facets[name], getattr(view, name), store)
        _show_deaths(left, view)
        _show_dates(right, store, view)
        _show_layers(view)
        if view.bbox or view.area:
            st.button("Remove the drawn area", key="no_area", on_click=_remove_area)


def _show_list(
    name: str,
    title: str,
    say: Callable[[str], str],
    choices: list[Choice],
    chosen: tuple[str, ...],
    store: Store,
) -> None:
    counts = {choice.value: choice for choice in choices[:CHOICES_MOST]}
    # A chosen value stays on offer though the other filters leave nothing of it.
    options = [*counts, *(value for value in chosen if value not in counts)]

    def label(value: str) -> str:
        choice = counts.get(value)
        shown = store.place_name(value) if name == "places" else say(value)
        return f"{shown} ({choice.n if choice else 0:,})"

    key = f"filter_{name}"
    st.session_state[key] = list(chosen)
    st.multiselect(
        title,
        options,
        key=key,
        format_func=label,
        placeholder="All",
        on_change=lambda: selection.change(**{name: tuple(st.session_state[key])}),
    )


def _show_deaths(column: DeltaGenerator, view: View) -> None:
    st.session_state["filter_deaths"] = view.min_deaths
    column.number_input(
        "Killed, at least",
        min_value=0,
        max_value=1_000_000,
        step=1,
        key="filter_deaths",
        on_change=lambda: selection.change(min_deaths=st.session_state["filter_deaths"]),
    )


def _show_dates(column: DeltaGenerator, store: Store, view: View) -> None:
    first, last = store.span
    shown = (view.since or first, view.until or last)
    st.session_state["filter_dates"] = shown
    column.date_input(
        "Days",
        key="filter_dates",
        min_value=min(first, shown[0]),
        max_value=max(last, shown[1]),
        on_change=lambda: _take_dates(st.session_state["filter_dates"]),
    )


def _take_dates(picked: date | tuple[date, ...]) -> None:
    days = picked if isinstance(picked, tuple) else (picked,)
    if len(days) == 2:  # with one end picked the old range stands until the other is there
        selection.change(since=days[0], until=days[1])


def _show_layers(view: View) -> None:
    st.session_state["filter_layers"] = [name for name in _LAYERS if name in view.layers]
    st.pills(
        "Layers",
        list(_LAYERS),
        key="filter_layers",
        selection_mode="multi",
        format_func=_LAYERS.__getitem__,
        on_change=lambda: selection.change(layers=tuple(st.session_state["filter_layers"])),
    )


def _remove_area() -> None:
    selection.change(bbox=None, area=())


def show_reset(view: View) -> None:
    """Show the way back to everything."""
    st.button(
        "Reset",
        key="reset",
        disabled=not view.filters() and not view.event and not view.place,
        on_click=reset,
        help="All filters off, nothing selected, the map as at the start",
    )


def reset() -> None:
    """Go back to everything."""
    selection.show(View(layers=selection.current().layers))
    selection.show_rivals(())
    selection.order()


def show_nothing_found(advice: Advice) -> None:
    """Say which filter to loosen, and loosen it at one click."""
    if not advice.ways:
        st.info(advice.words)
        return
    st.markdown(f"**{advice.words}** Loosen one filter:")
    for fields, label, count in advice.ways[:WAYS_MOST]:
        st.button(
            f"{label}: {plural(count, 'event')}",
            key=f"loosen_{'_'.join(fields)}",
            on_click=lambda fields=fields: selection.show(selection.current().without(*fields)),
        )

"""The page: widgets change the View, and the panels show it.

streamlit run dashboard.py -- [PATH] [--store DIR] [--gazetteer FILE]
"""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

from gazetteer import GazetteerError
from geo.errors import GeoError
from geo.panels import selection
from geo.panels.corpus import open_corpus, read_arguments
from geo.panels.evidence import show_evidence
from geo.panels.filters import show_filters, show_nothing_found, show_reset, show_search
from geo.panels.listing import show_listing
from geo.panels.map import EVIDENCE, show_map
from geo.panels.nothing import Advice, advise
from geo.panels.share import show_copy, show_export
from geo.panels.sums import show_beside, show_figures, show_sums
from geo.panels.timeline import show_timeline
from geo.panels.upload import own_store, show_upload_button
from geo.store import SpotCounts, Store, Sums
from geo.view import View

HERE = Path(__file__).parent
BRAND = '<div class="brand"><h1>Dateline</h1><p>reported events, each with its sentence</p></div>'
TABS = [EVIDENCE, "List", "Beside the map", "Sums"]


def main() -> None:
    """Open the data, read the view from the address, show the page."""
    st.set_page_config(
        page_title="Dateline", page_icon=str(HERE / "static" / "icon.png"), layout="wide"
    )
    st.html(HERE / "geo" / "panels" / "page.css")
    try:
        store = own_store() or open_corpus(read_arguments(sys.argv[1:]))
    except (GeoError, GazetteerError, OSError) as error:
        st.error(f"The reports could not be opened. {error}")
        st.stop()
    selection.follow_address(store)
    if st.context.is_embedded:
        show_embedded(store)
    else:
        show_page(store)


@st.fragment
def show_page(store: Store) -> None:
    """Show head, map and timeline, and beside them what is selected and counted."""
    view = selection.current()
    spots, sums = store.counts_by_place(view), store.sums(view)
    advice = None if len(spots) else advise(store, view)
    with st.container(key="head", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(BRAND, width="stretch")
        show_search(view)
        show_filters(store, view)
        show_reset(view)
        show_upload_button()
    selection.show_notices()
    left, right = st.columns([7, 3])
    with left:
        show_map(store, view, spots, advice)
        show_timeline(store, view)
    with right:
        show_side(store, view, spots, sums, advice)


def show_side(
    store: Store, view: View, spots: SpotCounts, sums: Sums, advice: Advice | None
) -> None:
    """Show what stands beside the map."""
    with st.container(key="share_row", horizontal=True, gap="small"):
        show_copy()
        show_export(store, view)
    show_figures(sums, len(spots))
    if advice:
        show_nothing_found(advice)
    evidence, listing, beside, accounts = st.tabs(TABS, key="tab", on_change="rerun")
    if evidence.open:
        with evidence:
            show_evidence(store, view)
    if listing.open:
        with listing:
            show_listing(store, view, total=sums.on_map)
    if beside.open:
        with beside:
            show_beside(store, view, sums)
    if accounts.open:
        with accounts:
            show_sums(store, sums)


@st.fragment
def show_embedded(store: Store) -> None:
    """Show map and timeline alone, for another page's frame."""
    view = selection.current()
    with st.container(key="embedded"):
        spots = store.counts_by_place(view)
        show_map(store, view, spots, None if len(spots) else advise(store, view), alone=True)
        show_timeline(store, view)


main()

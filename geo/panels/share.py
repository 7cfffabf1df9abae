"""Show how to share: copy the link, copy an embed snippet, export exactly what is filtered."""

from __future__ import annotations

from functools import partial

import streamlit as st

from geo.export import ENDINGS, MEDIA_TYPES, export_bytes
from geo.panels.component import component
from geo.panels.upload import own_store
from geo.plural import plural
from geo.store import Store
from geo.view import View

_LABELS = {
    "geojson": "GeoJSON",
    "csv": "CSV",
    "geoparquet": "GeoParquet",
    "gpkg": "GeoPackage",
    "kml": "KML",
    "html": "HTML map",
}


def show_copy() -> None:
    """Show the buttons that copy the page's address and a snippet for another page."""
    component("share")(key="share", data={"own": own_store() is not None}, width="stretch")


def show_export(store: Store, view: View) -> None:
    """Show the export menu; a file is made when it is asked for, not before."""
    menu = st.popover("Export", key="export", on_change="rerun")
    if not menu.open:
        return
    with menu:
        listed = st.toggle("Also what stands beside the map, without a point", key="export_listed")
        count = store.count(view, on_map=None if listed else True)
        st.caption(f"{plural(count, 'event')}: {view.describe(store.place_name)}")
        for name, label in _LABELS.items():
            st.download_button(
                f"Export {label}",
                data=partial(export_bytes, store, view, name, listed=listed),
                file_name=f"dateline{ENDINGS[name]}",
                mime=MEDIA_TYPES[name],
                key=f"export_{name}",
                width="stretch",
                on_click="ignore",
            )

"""Keep one visitor's view: it lives in the page's address, and nothing else of it lasts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from geo.store import Store
from geo.store.advice import fit
from geo.view import BBox, View

_VIEW, _WRITTEN, _NOTICES = "_view", "_written", "_notices"
_CAMERA, _RIVALS, _DATA = "_camera", "_rivals", "_data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """An order to move the map; ``stamp`` tells two equal orders apart."""

    stamp: int
    bounds: BBox | None = None
    lat: float | None = None
    lon: float | None = None
    zoom: int | None = None


def follow_address(store: Store) -> None:
    """Read the view from the page's address, if that isn't what this page wrote there.

    Called in full runs only: they follow a new link, a reload, and the browser's back and forward.
    A fragment's run answers a widget; its address may lag behind what was written a moment ago.
    """
    st.session_state[_DATA] = store.fingerprint
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    if _VIEW in st.session_state and query == st.session_state[_WRITTEN]:
        return
    asked, dropped = View.from_query(query)
    view, missing = fit(store, asked)
    st.session_state[_VIEW] = view
    st.session_state[_WRITTEN] = query
    st.session_state[_NOTICES] = (*dropped, *missing)
    order(lat=view.lat, lon=view.lon, zoom=view.zoom)


def current() -> View:
    """Return the view of this visitor."""
    view: View = st.session_state[_VIEW]
    return view


def show_notices() -> None:
    """Tell what the link held that could not be read or isn't in these data, until dismissed."""
    notices = st.session_state[_NOTICES]
    if not notices:
        return
    with st.container(key="notices", horizontal=True, vertical_alignment="center", gap="small"):
        st.info(" ".join(notices), width="stretch")
        st.button("Dismiss", key="dismiss", on_click=_dismiss)


def _dismiss() -> None:
    st.session_state[_NOTICES] = ()


def change(**fields: Any) -> None:
    """Change fields of the view and write it into the address.

    What a widget sends is no safer than a link: the view refuses a value of a wrong kind, and the
    page then stays as it was.
    """
    try:
        view = replace(current(), **fields)
    except (TypeError, ValueError):
        return
    if (view.event, view.place) != (current().event, current().place):
        show_rivals(())
    show(view)


def show(view: View) -> None:
    """Make ``view`` the current one and write it, with the data's version, into the address."""
    view = replace(view, data=st.session_state[_DATA])
    st.session_state[_VIEW] = view
    query = view.to_query()
    st.query_params.from_dict(query)
    st.session_state[_WRITTEN] = {name: [value] for name, value in query.items()}


def change_data(store: Store) -> None:
    """Start anew on other data, with everything shown."""
    st.session_state[_DATA] = store.fingerprint
    st.session_state[_NOTICES] = ()
    show(View())
    show_rivals(())
    order()


def camera() -> Camera:
    """Return the last order to move the map."""
    last: Camera = st.session_state[_CAMERA]
    return last


def order(
    *,
    bounds: BBox | None = None,
    lat: float | None = None,
    lon: float | None = None,
    zoom: int | None = None,
) -> None:
    """Order the map to move: to bounds, to a point, or, with neither, to all that is shown."""
    last = st.session_state.get(_CAMERA)
    stamp = last.stamp + 1 if last else 1
    st.session_state[_CAMERA] = Camera(stamp=stamp, bounds=bounds, lat=lat, lon=lon, zoom=zoom)


def rivals() -> tuple[tuple[str, float, float], ...]:
    """Return the places that a name could have meant, if the reader asked to see them."""
    shown: tuple[tuple[str, float, float], ...] = st.session_state.get(_RIVALS, ())
    return shown


def show_rivals(places: tuple[tuple[str, float, float], ...]) -> None:
    """Have the map show these places, none to hide them again."""
    st.session_state[_RIVALS] = places

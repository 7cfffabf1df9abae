"""Show how to bring own reports: files or pasted text, kept to this visitor's session."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

import streamlit as st

from geo.model import Parsed
from geo.panels import selection
from geo.panels.corpus import open_corpus, open_gazetteer, read_arguments
from geo.parse import parse_reports
from geo.plural import plural
from geo.reports import ENDINGS, Reports, read_text, read_uploads
from geo.store import Store

TYPES = [*(ending.removeprefix(".") for ending in ENDINGS), "zip"]
"""Endings of files that can be uploaded."""

_OWN = "_own_store"
_PASTED = "pasted text.txt"
_REPORT_EVERY_S = 0.2


def own_store() -> Store | None:
    """Return the events of this visitor's own reports, None if there are none."""
    store: Store | None = st.session_state.get(_OWN)
    return store


def show_upload_button() -> None:
    """Show the way to the dialog, or back to the page's own reports."""
    if own_store() is not None:
        if st.button("Close own reports", key="close_own", help="Back to the page's reports"):
            del st.session_state[_OWN]
            selection.change_data(open_corpus(read_arguments(sys.argv[1:])))
            st.rerun()
        return
    if st.button("Own reports", key="open_upload", help="Files or pasted text"):
        show_upload()


@st.dialog("Own reports", width="medium")
def show_upload() -> None:
    """Show the dialog that takes reports, reads them, and shows how far it is."""
    st.caption(
        "Read on the machine that serves this page, kept in memory for this visit only, seen by "
        "nobody else, and never written to disk."
    )
    files = st.file_uploader(
        "Files: .txt, .md, .jsonl, .csv, or a .zip of these",
        type=TYPES,
        accept_multiple_files=True,
        key="upload_files",
    )
    pasted = st.text_area(
        "Or paste one report; a first line “date 2024-03-24” says when it was published",
        key="upload_text",
        height=140,
        max_chars=1_000_000,
    )
    if not st.button("Read", key="upload_read", type="primary", disabled=not (files or pasted)):
        return
    given = [(file.name, file.getvalue()) for file in files]
    if given and pasted.strip():
        given.append((_PASTED, pasted.encode()))
    reports = read_uploads(given) if given else read_text(pasted)
    options = read_arguments(sys.argv[1:])
    store = parse_with_progress(reports, options.gazetteer, options.home)
    if not len(store.reports):
        st.error("None of it could be read.")
        for loss in [*store.rejected, *store.notes][:20]:
            st.text(str(loss))
        return
    st.session_state[_OWN] = store
    selection.change_data(store)
    st.rerun()


def parse_with_progress(reports: Reports, gazetteer_path: str = "", home: str = "") -> Store:
    """Return the events of reports, with a bar that says how quick it is and what is left."""
    bar = st.progress(0.0, text="Opening the gazetteer")
    places = open_gazetteer(gazetteer_path)

    def parsed() -> Iterator[Parsed]:
        began = said = time.monotonic()
        for done, one in enumerate(parse_reports(reports, places, home=home)):
            now = time.monotonic()
            if now - said >= _REPORT_EVERY_S:
                said = now
                bar.progress(
                    done / len(reports), text=progress_words(done, len(reports), now - began)
                )
            yield one

    store = Store.from_parsed(parsed(), places, reports.rejected, reports.notes)
    bar.empty()
    return store


def progress_words(done: int, total: int, elapsed_s: float) -> str:
    """Return how far it is, in words: ``40 of 200 reports, 20 a second, 8 s left``."""
    words = f"{done:,} of {plural(total, 'report')}"
    if not done or elapsed_s <= 0:
        return words
    rate = done / elapsed_s
    left_s = (total - done) / rate
    left = f"{left_s:.0f} s" if left_s < 90 else f"{left_s / 60:.0f} min"
    return f"{words}, {rate:,.0f} a second, {left} left"

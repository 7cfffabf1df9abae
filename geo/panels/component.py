"""Mount the page's own components: HTML, CSS and JavaScript that stand beside this module."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st


@cache
def component(name: str) -> Callable[..., Any]:
    """Return what mounts the component ``name``; nothing of it comes from another machine."""
    folder = files("geo") / "panels"
    html, css, js = (
        (folder / f"{name}.{ending}").read_text(encoding="utf-8")
        for ending in ("html", "css", "js")
    )
    mount: Callable[..., Any] = st.components.v2.component(
        f"dateline_{name}", html=html, css=css, js=js
    )
    return mount


def is_dark() -> bool:
    """Return whether the page is dark at this visitor's."""
    return bool(st.context.theme.type == "dark")

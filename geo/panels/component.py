"""Mount the page's own components: HTML, CSS and JavaScript that stand beside this module."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

import streamlit as st

from geo.draw import stamped


@cache
def component(name: str) -> Callable[..., Any]:
    """Return what mounts the component ``name``; nothing of it comes from another machine.

    Streamlit sends a component's source with every rerun. The script is therefore only a pointer
    to the file in ``static/``, which the browser fetches once.
    """
    folder = files("geo") / "panels"
    html, css = (
        (folder / f"{name}.{ending}").read_text(encoding="utf-8") for ending in ("html", "css")
    )
    address = f"app/static/{stamped(f'{name}.js')}"
    js = (
        f'const {{ default: run }} = await import(new URL("{address}", document.baseURI).href);\n'
        "export default run;"
    )
    mount: Callable[..., Any] = st.components.v2.component(
        f"dateline_{name}", html=html, css=css, js=js
    )
    return mount


def is_dark() -> bool:
    """Return whether the page is dark at this visitor's."""
    return bool(st.context.theme.type == "dark")

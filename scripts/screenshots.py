"""Take the screenshots in ``docs/screenshots`` anew, from the project's own reports.

    python -m scripts.screenshots

Needs a Chromium on the PATH and playwright (``pip install -e '.[test]'``).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.served import FLAGS, ROOT, browser_path, serve

TARGET = ROOT / "docs" / "screenshots"
MAP = "iframe[title*='st_folium']"
VIEW = "?from=2024-01-01&at=geonames:281124&map=31.42,34.36,11"
"""Khan Younis is chosen, so that its evidence stands beside the map."""

SHOTS = (
    ("desktop-light", {"width": 1440, "height": 900}, "light", False),
    ("desktop-dark", {"width": 1440, "height": 900}, "dark", False),
    ("phone-light", {"width": 390, "height": 844}, "light", True),
    ("phone-dark", {"width": 390, "height": 844}, "dark", True),
)


def take(browser: Browser, address: str, shot: tuple[str, dict[str, int], str, bool]) -> Path:
    """Open the page on a chosen place, wait until all is drawn, and save the picture."""
    name, size, scheme, phone = shot
    context = browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        color_scheme=scheme,  # type: ignore[arg-type]
        has_touch=phone,
        is_mobile=phone,
        device_scale_factor=2 if phone else 1,
    )
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(address + VIEW)
    page.frame_locator(MAP).locator("html[data-stamp]").wait_for(state="attached")
    page.locator("section.evidence blockquote").wait_for()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1000)  # what fades in has then done so
    target = TARGET / f"{name}.png"
    page.screenshot(path=target)
    context.close()
    return target


def main() -> None:
    """Serve the seeds and take all four."""
    argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    TARGET.mkdir(parents=True, exist_ok=True)
    with serve(ROOT / "dashboard.py") as served, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        for shot in SHOTS:
            take(browser, f"{served.address}/", shot)
        browser.close()


if __name__ == "__main__":
    main()

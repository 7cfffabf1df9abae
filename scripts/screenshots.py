"""Take the screenshots in ``docs/screenshots`` anew, from the project's own reports.

    python -m scripts.screenshots

Needs a Chromium on the PATH and playwright (``pip install -e '.[test]'``).
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.served import FLAGS, ROOT, browser_path, serve

TARGET = ROOT / "docs" / "screenshots"
MAP = "iframe[title*='st_folium']"
VIEW = "?from=2024-01-01&map=31.42,34.52,10"
PLACE = "Khan Younis"
SHOTS = (
    ("desktop-light", {"width": 1440, "height": 900}, "light", False),
    ("desktop-dark", {"width": 1440, "height": 900}, "dark", False),
    ("phone-light", {"width": 390, "height": 844}, "light", True),
    ("phone-dark", {"width": 390, "height": 844}, "dark", True),
)


def take(browser: Browser, address: str, shot: tuple[str, dict[str, int], str, bool]) -> Path:
    """Open the page, choose a place where there is room for its evidence, and save the picture."""
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
    frame = page.frame_locator(MAP).locator("html[data-stamp]")
    frame.wait_for(state="attached")
    page.wait_for_timeout(2500)
    if not phone:
        at = frame.evaluate(
            """(root, name) => {
                const hit = window.map._dateline.hits.find(hit => hit.item.name.startsWith(name));
                const point = window.map.layerPointToContainerPoint([hit.x, hit.y]);
                return [point.x, point.y];
            }""",
            PLACE,
        )
        box = page.locator(MAP).bounding_box() or {"x": 0, "y": 0}
        page.mouse.click(box["x"] + at[0], box["y"] + at[1])
        page.wait_for_timeout(2500)
        page.mouse.move(5, 5)
    page.wait_for_timeout(500)
    target = TARGET / f"{name}.png"
    page.screenshot(path=target)
    context.close()
    return target


def main() -> None:
    """Serve the seeds and take all four."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with serve(ROOT / "dashboard.py") as served, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=FLAGS)
        for shot in SHOTS:
            take(browser, f"{served.address}/", shot)
        browser.close()


if __name__ == "__main__":
    main()

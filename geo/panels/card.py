"""Write the card of one event: its sentence, and why it stands where and when it does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geo.draw import Highlight, family_of, link, passage, swatch, text
from geo.model import Candidate, Event, Mention, Report
from geo.panels import wording
from geo.store.search import find_hits

SURROUNDINGS_CHARS = 700
"""How much of the text is shown on each side of a sentence, at most."""

_KIND_OF_FIELD = (
    ("place", "place"),
    ("geo_", "place"),
    ("lat", "place"),
    ("date", "date"),
    ("start", "date"),
    ("end", "date"),
    ("shown_", "date"),
    ("actor", "actor"),
    ("attribution", "actor"),
    ("target", "actor"),
    ("count", "count"),
    ("subset", "count"),
    ("killed", "count"),
    ("injured", "count"),
    ("casualties", "count"),
    ("missing", "count"),
    ("displaced", "count"),
    ("detained", "count"),
    ("abducted", "count"),
)
"""How a field's span is marked, by the beginning of the field's name."""


_SAYS = {
    "trigger": "what",
    "place": "where",
    "date": "when",
    "count": "how many",
    "actor": "who",
    "hit": "search",
}
"""What each colour of a mark stands for."""


def highlights(event: Event, report: Report, search: str = "") -> list[Highlight]:
    """Return every span of what a card can show of the report that is to be marked."""
    marks = [Highlight(kind="trigger", start=event.trigger_start, end=event.trigger_end)]
    for item in event.evidence:
        kind = next((kind for name, kind in _KIND_OF_FIELD if item.field.startswith(name)), "")
        if kind and item.start < item.end:
            marks.append(Highlight(kind=kind, start=item.start, end=item.end))
    first = max(0, event.sentence_start - SURROUNDINGS_CHARS)
    shown = report.text[first : event.sentence_end + SURROUNDINGS_CHARS]
    return marks + [
        Highlight(kind="hit", start=first + hit.start, end=first + hit.end)
        for hit in find_hits(shown, search)
    ]


def sentence(event: Event, report: Report, *, search: str = "", around: bool = False) -> str:
    """Return the event's sentence as HTML with its marks, with its surroundings if asked for."""
    marks = highlights(event, report, search)
    start, end = event.sentence_start, event.sentence_end
    quote = passage(report.text, start, end, marks)
    if around:
        first, last = surroundings(report.text, start, end, report.body_start)
        before = passage(report.text, first, start, marks)
        after = passage(report.text, end, last, marks)
        quote = f"<span class=around>{before}</span>{quote}<span class=around>{after}</span>"
    colour = family_of(event.event_type).light
    return f'<blockquote dir="auto" style="--family:{colour}">{quote.strip()}</blockquote>'


def _key(quote: str) -> str:
    """Return what the colours in a quote stand for; a colour that isn't there isn't explained."""
    marks = "".join(
        f'<mark class="{kind}">{said}</mark>'
        for kind, said in _SAYS.items()
        if f'<mark class="{kind}">' in quote
    )
    return f'<p class="key">Marked: {marks}</p>' if marks else ""


def surroundings(full_text: str, start: int, end: int, body_start: int) -> tuple[int, int]:
    """Return the span of the paragraphs around a sentence, cut where they are long."""
    before = full_text.rfind("\n\n", body_start, start)
    first = min(start, body_start) if before < 0 else before + 2
    after = full_text.find("\n\n", end)
    last = len(full_text) if after < 0 else after
    return max(first, start - SURROUNDINGS_CHARS), min(last, end + SURROUNDINGS_CHARS)


def card(
    event: Event,
    report: Report,
    mention: Mention | None,
    *,
    others: Sequence[tuple[Event, Report]] = (),
    search: str = "",
    around: bool = False,
    dark: bool = False,
) -> str:
    """Return everything a reader needs to judge one event, as HTML.

    Parameters
    ----------
    event, report
        The event and the report that it is read from.
    mention
        The name that its place was resolved from, if there is one.
    others
        Events of other reports that may be the same happening.
    search
        Words to be marked besides.
    around
        Whether the paragraphs around the sentence are shown too.
    dark
        Whether the page is dark.
    """
    family = family_of(event.event_type)
    when = wording.days(event.shown_start, event.shown_end)
    if event.date_flags and event.date_stated:
        when += f"; the text says \u201c{event.date_stated}\u201d"
    quote = sentence(event, report, search=search, around=around)
    rows = [
        ("How many", "; ".join(wording.counts(event))),
        ("Who", _who(event)),
        ("According to", event.attribution),
        ("Status", _status(event)),
        ("Why not on the map" if event.off_map_reason else "Why here", _why_here(event, mention)),
        ("Also considered", _rivals(event, mention)),
        ("Why then", wording.why_date(event)),
        ("On the date", wording.notes_on_date(event)),
        ("Sure?", _sure(event)),
    ]
    shown = "".join(
        f'<dt>{text(label)}</dt><dd dir="auto">{text(value)}</dd>' for label, value in rows if value
    )
    return (
        f'<section class="evidence" aria-label="Evidence">'
        f"<h2>{swatch(family, dark=dark, style=_style(event))}{text(wording.title(event))}</h2>"
        f'<p class="when">{text(when)} {_badges(event)}</p>'
        f"{quote}{_key(quote)}<dl>{shown}</dl>{source(report)}{_others(others)}</section>"
    )


def source(report: Report) -> str:
    """Return the report's title, source and date, linked where it has an address."""
    title = report.title or report.path or report.id
    after = ", ".join(part for part in (report.source, wording.published(report)) if part)
    return (
        f'<h3>Report</h3><p class="source" dir="auto">{link(report.url, title)}'
        f"<br>{text(after)}</p>"
    )


def _style(event: Event) -> str:
    if event.modality == "planned":
        return "planned"
    styles = [("hollow", hollow(event)), ("claimed", event.modality == "claimed")]
    return " ".join(style for style, holds in styles if holds) or "solid"


def hollow(event: Event) -> bool:
    """Return whether the day an event stands at is not its own."""
    return event.start is None or event.date_source == "inferred"


_BADGES = {"unrealized": "not reported as happened", "ongoing": "going on"}


def _badges(event: Event) -> str:
    badges: list[str] = []
    if event.modality in ("planned", "denied", "unrealized", "ongoing", "claimed"):
        badges.append(_BADGES.get(event.modality, event.modality))
    if hollow(event):
        badges.append(_no_day(event) if event.start is None else "date inferred")
    if event.date_flags:
        badges.append("date flagged")
    if event.background:
        badges.append("recalled")
    return "".join(f'<span class="badge">{text(badge)}</span>' for badge in badges)


def _no_day(event: Event) -> str:
    return "stated date unusable" if event.date_stated else "date not stated"


def _who(event: Event) -> str:
    who = " and ".join(actor for actor in (event.actor1, event.actor2) if actor)
    if event.target:
        who += f"; target: {event.target}" if who else f"target: {event.target}"
    return who


def _status(event: Event) -> str:
    status = wording.MODALITIES[event.modality]
    return f"{status}, by {event.denied_by}" if event.denied_by else status


def _why_here(event: Event, mention: Mention | None) -> str:
    parts = [wording.where(event)]
    if mention is not None:
        parts.append(f"\u201c{mention.surface}\u201d: {mention.resolution.reason}")
    for item in event.evidence:
        if item.field.startswith("place") and item.note not in "; ".join(parts):
            parts.append(item.note)
    return "; ".join(part for part in parts if part)


def _rivals(event: Event, mention: Mention | None) -> str:
    return ", ".join(candidate.name for candidate in rivals(event, mention))


def rivals(event: Event, mention: Mention | None) -> list[Candidate]:
    """Return the places that the name could have meant instead, likeliest first."""
    if mention is None:
        return []
    return [
        candidate for candidate in mention.resolution.candidates if candidate.id != event.place_id
    ][:4]


def _sure(event: Event) -> str:
    degree = wording.CONFIDENCE[event.confidence]
    return f"{degree}: {event.confidence_reason}" if event.confidence_reason else degree


def _others(others: Iterable[tuple[Event, Report]]) -> str:
    items = ""
    for event, report in others:
        said = report.text[event.sentence_start : event.sentence_end].strip()
        numbers = "; ".join(wording.counts(event))
        items += (
            f'<li dir="auto">{link(report.url, report.title or report.id)}, {text(report.source)}'
            f"{text(': ' + numbers if numbers else '')}<br>\u201c{text(said)}\u201d</li>"
        )
    if not items:
        return ""
    return f"<h3>Other reports, perhaps of the same happening (never added up)</h3><ul>{items}</ul>"

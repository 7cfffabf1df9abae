"""Print a report with its events, each field's span and rule, and the places considered."""

from __future__ import annotations

from datetime import date

from geo.dates.intervals import write_published
from geo.dates.remarks import word_flags
from geo.model import Event, Evidence, Mention, Parsed
from geo.plural import plural

_WIDTH = 18
_CONTEXT = 60


def explain_report(parsed: Parsed) -> str:
    """Return in plain text why each event and each place of a report is as it is."""
    report = parsed.report
    published = "no date"
    if report.published is not None:
        published = write_published(report.published, report.published_precision)
    lines = [f"{report.id}  published {published} ({report.published_from})"]
    lines += [f"  note: {flag}" for flag in report.flags]
    shown = [event for event in parsed.events if event.on_map]
    listed = [event for event in parsed.events if not event.on_map]
    found = plural(len(parsed.events), "event")
    lines.append(f"{found}: {len(shown)} on the map, {len(listed)} listed beside it")
    for title, events in (("ON THE MAP", shown), ("LISTED", listed)):
        if events:
            lines += ["", title]
        for event in events:
            lines += ["", *_explain_event(event, parsed)]
    if parsed.mentions:
        lines += ["", "PLACE NAMES", ""]
    for mention in parsed.mentions:
        lines += _explain_mention(mention)
    return "\n".join(lines) + "\n"


def _explain_event(event: Event, parsed: Parsed) -> list[str]:
    text = parsed.report.text
    evidence: dict[str, list[Evidence]] = {}
    for item in event.evidence:
        evidence.setdefault(item.field, []).append(item)
    lines = [f"{event.id}  {_sentence(text, event)}"]
    lines += _field("what", event.event_type.replace("_", " "), evidence.get("event_type"), text)
    codes = " / ".join(
        part for part in (event.acled_event_type, event.acled_sub_event_type) if part
    )
    plover = " ".join(part for part in (event.plover_event, event.plover_mode) if part)
    if codes or plover:
        lines += _field("codes", f"ACLED {codes or 'none'}; PLOVER {plover or 'none'}", None, text)
    lines += _field("whether", event.modality, evidence.get("modality"), text)
    where = event.place_name or "no place"
    if event.place_id:
        precise = f"precision {event.geo_precision}, {event.precision_km:g} km"
        where += f" [{event.place_relation}, {precise}, {event.place_id}]"
    lines += _field("where", where, evidence.get("place"), text)
    lines += _field("when", _when(event), evidence.get("date"), text)
    tolls = _tolls(event)
    if tolls:
        lines += _field("how many", tolls, evidence.get("counts"), text)
    who = ", against ".join(actor for actor in (event.actor1, event.actor2) if actor)
    if who:
        lines += _field("who", who, None, text)
    if event.attribution:
        lines += _field("says", event.attribution, evidence.get("attribution"), text)
    if event.denied_by:
        lines += _field("denied by", event.denied_by, None, text)
    lines += _field("how firm", f"{event.confidence}: {event.confidence_reason}", None, text)
    if event.off_map_reason:
        lines += _field("not on the map", event.off_map_reason, None, text)
    return lines


def _sentence(text: str, event: Event) -> str:
    """Return the sentence with the trigger in brackets, shortened around it."""
    before = text[event.sentence_start : event.trigger_start]
    after = text[event.trigger_end : event.sentence_end]
    if len(before) > _CONTEXT:
        before = "…" + before[-_CONTEXT:]
    if len(after) > _CONTEXT:
        after = after[:_CONTEXT] + "…"
    return " ".join(f"{before}[{text[event.trigger_start : event.trigger_end]}]{after}".split())


def _field(name: str, value: str, evidence: list[Evidence] | None, text: str) -> list[str]:
    lines = [f"  {name:<{_WIDTH}}{value}"]
    for item in evidence or ():
        quoted = " ".join(text[item.start : item.end].split())
        note = f" ({item.note})" if item.note else ""
        lines.append(
            f"  {'':<{_WIDTH}}  from “{quoted}” at {item.start}-{item.end}: {item.rule}{note}"
        )
    return lines


def _when(event: Event) -> str:
    if event.start is None and event.end is None:
        days = dict.fromkeys(day.isoformat() for day in _shown_days(event))
        shown = " to ".join(days) or "nowhere"
        if event.date_stated:
            why = f"“{event.date_stated}” gives it no day: {word_flags(event.date_flags)}"
        else:
            why = "no date of its own"
        return f"{why}; shown at {shown} ({event.date_source})"
    first = event.start.isoformat() if event.start else "…"
    last = event.end.isoformat() if event.end else "…"
    span = first if first == last else f"{first} to {last}"
    flags = f"; {', '.join(event.date_flags)}" if event.date_flags else ""
    recalled = "; only recalled" if event.background else ""
    return f"{span} [{event.date_precision}, {event.date_source}{flags}{recalled}]"


def _shown_days(event: Event) -> list[date]:
    return [day for day in (event.shown_start, event.shown_end) if day is not None]


def _tolls(event: Event) -> str:
    parts = []
    for kind in ("killed", "injured", "casualties", "missing", "displaced", "detained", "abducted"):
        low, high = getattr(event, f"{kind}_low"), getattr(event, f"{kind}_high")
        if low is None and high is None:
            continue
        amount = (
            f"{low}"
            if low == high
            else f"{'' if low is None else low}–{'' if high is None else high}"
        )
        parts.append(f"{kind} {amount}")
    parts += [f"of them {part.group} {part.low}" for part in event.subsets]
    return ", ".join(parts) + (f" [{event.count_scope}]" if parts and event.count_scope else "")


def _explain_mention(mention: Mention) -> list[str]:
    resolution = mention.resolution
    place = resolution.place
    meaning = (
        f"{place.name} ({place.feature_class}, {place.id})"
        if place
        else f"no place: {resolution.status}"
    )
    lines = [f"{mention.surface} at {mention.start}-{mention.end}: {mention.role}; {meaning}"]
    if resolution.reason:
        lines.append(f"  {resolution.reason}")
    rivals = [c for c in resolution.candidates if place is None or c.id != place.id][:3]
    if rivals:
        lines.append(
            "  also possible: " + "; ".join(f"{c.name} ({c.id}) {c.score:.2f}" for c in rivals)
        )
    return lines

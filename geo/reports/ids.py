"""The ids of reports: given, from their paths or from their texts; twins and repeated texts."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from geo.model import Rejected, Report
from geo.reports.drafts import Draft


def name_drafts(drafts: Sequence[Draft | Rejected]) -> dict[int, str]:
    """Give every draft its id; derived ids that collide are told apart whatever the order."""
    ids: dict[int, str] = {}
    derived: dict[int, tuple[str, str]] = {}
    for index, draft in enumerate(drafts):
        if isinstance(draft, Rejected):
            continue
        if draft.given_id:
            ids[index] = draft.given_id
        elif draft.named:
            derived[index] = (path_id(draft.path), clean_path(draft.path))
        else:
            derived[index] = (hashlib.sha256(draft.text.encode()).hexdigest()[:12], "")
    counts = Counter(short for short, _ in derived.values()) + Counter(ids.values())
    seen: Counter[str] = Counter()
    for index, (short, full) in derived.items():
        if counts[short] == 1:
            ids[index] = short
        elif full:
            ids[index] = full
        else:
            # Records without an id that hold the same text: only their place tells them apart.
            seen[short] += 1
            ids[index] = short if seen[short] == 1 else f"{short}-{seen[short]}"
    return ids


def path_id(path: str) -> str:
    """Return the id that a file's path within its folder gives."""
    return str(PurePosixPath(clean_path(path)).with_suffix(""))


def clean_path(path: str) -> str:
    """Return a path as it is shown and stored: valid Unicode, composed, on one line."""
    shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return unicodedata.normalize("NFC", "".join("_" if c < " " else c for c in shown))


def refuse_twins(
    settled: Sequence[Report | Rejected], drafts: Sequence[Draft | Rejected]
) -> list[Report | Rejected]:
    """Return the outcomes with all reports of one id rejected, each naming the others."""
    holders: dict[str, list[int]] = defaultdict(list)
    for index, outcome in enumerate(settled):
        if isinstance(outcome, Report):
            holders[outcome.id].append(index)
    result = list(settled)
    for report_id, indices in holders.items():
        if len(indices) < 2:
            continue
        places = []
        for index in indices:
            draft = drafts[index]
            places.append(f"{draft.path}:{draft.line}" if draft.line else draft.path)
        for index, place in zip(indices, places, strict=True):
            others = [other for other in places if other != place] or places[1:]
            more = f" and {len(others) - 3} more" if len(others) > 3 else ""
            result[index] = Rejected(
                path=drafts[index].path,
                line=drafts[index].line,
                id=report_id,
                reason=f"the id {report_id!r} is also that of {', '.join(others[:3])}{more}",
                cure="give each report an id of its own",
            )
    return result


def mark_same_text(settled: Sequence[Report | Rejected]) -> list[Report | Rejected]:
    """Return the outcomes with each repeated text flagged by the first id that has it."""
    first: dict[bytes, str] = {}
    keys: dict[int, bytes] = {}
    for index, outcome in enumerate(settled):
        if isinstance(outcome, Report):
            body = " ".join(outcome.text[outcome.body_start :].split())
            keys[index] = hashlib.sha256(body.encode()).digest()
            known = first.get(keys[index])
            first[keys[index]] = outcome.id if known is None else min(known, outcome.id)
    result = list(settled)
    for index, key in keys.items():
        outcome = result[index]
        if isinstance(outcome, Report) and first[key] != outcome.id:
            flags = (*outcome.flags, f"same text as {first[key]!r}")
            result[index] = replace(outcome, same_text_as=first[key], flags=flags)
    return result

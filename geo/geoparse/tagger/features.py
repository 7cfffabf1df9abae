"""Describe tokens to the tagger: a few strings a token, those of a word type made once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib import resources

from gazetteer import Gazetteer, fold
from geo.geoparse.candidates import CLASS_GROUPS
from geo.geoparse.class_words import class_cues
from geo.geoparse.match import Entry, Lookup, Match
from geo.geoparse.tagger.affixes import affixes_of
from geo.geoparse.tokens import Tokens

Clusters = tuple[str, str, str]
_UNKNOWN: Clusters = ("?", "?", "?")
_INSIDE = frozenset(("of", "the", "for", "and", "&", "-", "de", "al", "el"))
_LISTING = frozenset((",", "and", "or", "&", "/"))
_CUES = frozenset(("in", "at", "near", "from", "to"))
_FAME = {"country": 3, "continent": 3, "admin1": 2, "region": 2}


@cache
def clusters() -> dict[str, Clusters]:
    """Return the clusters of each known lower-case word: coarse, middle and fine."""
    found: dict[str, Clusters] = {}
    text = (resources.files("geo.geoparse.tagger") / "clusters.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        coarse, middle, fine, *words = line.split(" ")
        key = (coarse, middle, fine)
        for word in words:
            found[word] = key
    return found


def shape_of(word: str) -> str:
    """Return the shape of a word: ``Xx``, ``XX``, ``X.X``, ``x``, ``9``, ``X9`` or the sign."""
    if word.isalpha():
        if word.islower():
            return "x"
        if word.isupper():
            return "X" if len(word) == 1 else "XX" if len(word) <= 3 else "XXX"
        return "Xx" if word[1:].islower() else "XxX"
    if word.isdigit():
        return "9" if len(word) < 4 else "9999"
    if len(word) == 1:
        return word
    if "-" in word[1:]:
        return "al-X"
    if "." in word:
        return "X." if word[:-1].isalpha() else "X.X"
    return "X9" if any(c.isdigit() for c in word) else "X'"


class Word:
    """What is known of a word type."""

    __slots__ = ("clusters", "lower", "noun", "shape")

    def __init__(self, word: str) -> None:
        if not word.isascii():  # a lone surrogate can't go into the model
            word = word.encode("utf-8", "replace").decode("utf-8")
        lower = word.lower()
        known = clusters()
        found = known.get(lower)
        noun = lower
        if found is None:
            noun = lower.partition("-")[2] or lower.rstrip(".")
            if not noun.isascii():
                noun = fold(noun)
            found = known.get(noun, _UNKNOWN)
        self.lower, self.noun, self.shape, self.clusters = lower, noun, shape_of(word), found


class DescribedWord(Word):
    """A word type with what it contributes, by its distance from the token that is described."""

    __slots__ = ("before", "before2", "head", "here", "next", "next2")

    def __init__(self, word: str) -> None:
        super().__init__(word)
        lower, noun, shape = self.lower, self.noun, self.shape
        coarse, middle, fine = self.clusters
        self.here = [
            f"w={lower}",
            f"s={shape}",
            f"c={fine}",
            f"m={middle}",
            f"k={coarse}",
            f"ks={coarse}{shape}",
            f"u={noun}",
            f"z2={lower[-2:]}",
            f"z3={lower[-3:]}",
            f"z4={lower[-4:]}",
            f"a3={lower[:3]}",
        ]
        if group := class_cues().get(lower):
            self.here.append(f"cw={group}")
        self.before = [f"-w={lower}", f"-c={fine}", f"-m={middle}", f"-s={shape}"]
        self.next = [f"+w={lower}", f"+c={fine}", f"+m={middle}", f"+s={shape}"]
        self.before2 = [f"--w={lower}", f"--m={middle}"]
        self.next2 = [f"++w={lower}", f"++m={middle}", f"++s={shape}"]
        self.head = [f"h={lower}", f"hc={fine}", f"hm={middle}"]


word_of = lru_cache(maxsize=50_000)(Word)
described_word = lru_cache(maxsize=20_000)(DescribedWord)  # some 2 kB each


class DocumentWords:
    """How each capitalised word of a document is used elsewhere in it."""

    def __init__(self, sentences: Sequence[Tokens], places: Gazetteer) -> None:
        given, titles = places.given_names, places.person_titles
        self.lower: set[str] = set()
        self.before: dict[str, set[str]] = defaultdict(set)
        self.after: dict[str, set[str]] = defaultdict(set)
        self.cues: dict[str, int] = defaultdict(int)
        self.count: dict[str, int] = defaultdict(int)
        self.persons: dict[str, int] = defaultdict(int)
        for tokens in sentences:
            words = tokens.words
            self.lower.update([words[i] for i, kind in enumerate(tokens.kinds) if kind == "l"])
            for i, kind in enumerate(tokens.kinds):
                if kind not in "CU":
                    continue
                word = words[i].lower()
                self.count[word] += 1
                if not i:
                    continue
                previous = words[i - 1]
                if previous in given or previous in titles:
                    self.persons[word] += 1
                if tokens.kinds[i - 1] in "CU":
                    self.before[word].add(word_of(previous).clusters[0])
                    self.after[previous.lower()].add(word_of(words[i]).clusters[0])
                elif previous in _CUES:
                    self.cues[word] += 1


def describe_run(
    tokens: Tokens,
    first: int,
    last: int,
    matches: Sequence[Match],
    lookup: Lookup,
    document: DocumentWords,
) -> list[list[str]]:
    """Return the features of ``tokens[first:last]``; their neighbours are looked at too."""
    spelled, kinds, count = tokens.words, tokens.kinds, len(tokens)
    begin, end = max(0, first - 2), min(count, last + 2)
    words = {i: described_word(spelled[i]) for i in range(begin, end)}
    named = _name_features(matches, lookup)
    stretches = _stretches(tokens, first, last)
    given, affixes = lookup.places.given_names, affixes_of(lookup.places)
    described = []
    for i in range(first, last):
        word = words[i]
        features = word.here.copy()
        names = named.get(i)
        if names:
            features += names
        if i > 0:
            before = words[i - 1] if i - 1 >= begin else described_word(spelled[i - 1])
            features += before.before
            features.append(f"-+{before.clusters[1]}|{word.clusters[1]}")
            features.append(f"-ws={before.lower}|{word.shape}")
            if i - 1 in named:
                features += ["-" + name for name in named[i - 1]]
            if i > 1:
                features += words[i - 2].before2
                if i - 2 in named and spelled[i - 1] in _LISTING:
                    features += ["&-" + name for name in named[i - 2]]
        else:
            features.append("bos")
        if i + 1 < count:
            after = words[i + 1]
            features += after.next
            features.append(f"+-{word.clusters[1]}|{after.clusters[1]}")
            features.append(f"s+={word.shape}|{after.shape}")
            if i + 1 in named:
                features += ["+" + name for name in named[i + 1]]
            if i + 2 < count:
                features += words[i + 2].next2
                if i + 2 in named and spelled[i + 1] in _LISTING:
                    features += ["&+" + name for name in named[i + 2]]
        else:
            features.append("eos")
        if kinds[i] in "CU":
            stretch = stretches.get(i)
            if stretch is not None:
                left, right = stretch
                features.append(f"n={min(right - left, 4)}")
                if right - left > 1:
                    features.append(f"p={min(i - left, 2)}{min(right - 1 - i, 2)}")
                    if right - 1 != i:
                        features += described_word(spelled[right - 1]).head
                    if left != i:
                        features.append(f"f={word_of(spelled[left]).clusters[2]}")
                    if left > 0 and left != i:
                        features.append(f"l={word_of(spelled[left - 1]).lower}")
                    if right < count and right - 1 != i:
                        features.append(f"r={word_of(spelled[right]).clusters[1]}")
            if spelled[i] in given:
                features.append("gn")
            if i and spelled[i - 1] in given:
                features.append("-gn")
            if i + 1 < count and spelled[i + 1] in given:
                features.append("+gn")
            if kind := affixes.before(tokens, i):
                features.append(f"pb={kind}")
            if kind := affixes.behind(tokens, i + 1):
                features.append(f"pa={kind}")
            _add_document(features, tokens, i, document)
        described.append(features)
    return described


def _stretches(tokens: Tokens, first: int, last: int) -> dict[int, tuple[int, int]]:
    """Return for each capitalised token the longest stretch of capitals that holds it."""
    found: dict[int, tuple[int, int]] = {}
    i = first
    while i < last:
        if tokens.kinds[i] not in "CU":
            i += 1
            continue
        j = i + 1
        while j < last and (
            tokens.kinds[j] in "CU"
            or (tokens.words[j] in _INSIDE and j + 1 < last and (
                tokens.kinds[j + 1] in "CU"
                or (tokens.words[j + 1] in _INSIDE and j + 2 < last and tokens.kinds[j + 2] in "CU")
            ))
        ):  # fmt: skip
            j += 1
        for k in range(i, j):
            found[k] = (i, j)
        i = j
    return found


def _add_document(features: list[str], tokens: Tokens, i: int, document: DocumentWords) -> None:
    word = tokens.words[i].lower()
    if word in document.lower:
        features.append("dl")
    if document.count[word] < 2:
        return
    if not tokens.is_capital(i - 1):
        features += [f"d-{c}" for c in sorted(document.before.get(word, ()))]
    if not tokens.is_capital(i + 1):
        features += [f"d+{c}" for c in sorted(document.after.get(word, ()))]
    own = i > 0 and tokens.words[i - 1] in _CUES
    if document.cues.get(word, 0) > own:
        features.append("dc")
    if document.persons.get(word, 0):
        features.append("dp")


def _name_features(matches: Sequence[Match], lookup: Lookup) -> dict[int, list[str]]:
    named: dict[int, list[str]] = {}
    for match in matches:
        tags = _tags_of(match.entry, lookup)
        length = min(match.last - match.first, 3)
        for index in range(match.first, match.last):
            part = "B" if index == match.first else "I"
            named[index] = [f"g{part}{length}", *(f"g{part}={tag}" for tag in tags)]
    return named


def _tags_of(entry: Entry, lookup: Lookup) -> tuple[str, ...]:
    tags = entry.tags
    if tags is None:
        places = lookup.places
        found = []
        if entry.rows:
            best = max(
                entry.rows,
                key=lambda row: (
                    _FAME.get(places.class_of(row), 0),
                    int(places.population[row]),
                    -row,
                ),
            )
            people = int(places.population[best])
            size = sum(people > limit for limit in (2_000, 10_000, 50_000, 200_000, 1_000_000))
            group = CLASS_GROUPS.get(places.class_of(best), "natural")
            found += [f"{group}{size}", group, f"{places.name_kind(best, entry.folded)}{size}"]
        if entry.demonym >= 0:
            found.append("demonym")
        if entry.not_place:
            found.append(f"not-{entry.not_place}")
        if entry.common:
            found.append("common")
        tags = entry.tags = tuple(found)
    return tags


def group_of(surface: str, lookup: Lookup) -> str:
    """Return the class group of the best known place of a surface, with ``capital`` told apart."""
    entry = lookup(surface)
    return entry.group or _group_of(entry, lookup)


def _group_of(entry: Entry, lookup: Lookup) -> str:
    if entry.demonym >= 0:
        group = "demonym"
    elif not entry.rows:
        group = "unknown"
    else:
        group = _tags_of(entry, lookup)[1]
        if group in ("populated", "admin1") and not lookup.seats.isdisjoint(entry.rows):
            group = "capital"
    entry.group = group
    return group

"""Fold names for look-up, with a map from every folded character back to the original text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

APOSTROPHES = "'`´‘’‚‛′‵ʹʺʻʼʽʾʿˈˊˋˮ՚׳״＇"
"""Marks that stand for an apostrophe, an ayin or a hamza; transliterations differ only in them."""

HYPHENS = "-‐‑‒–—―−־᠆﹘﹣－⁃"
"""Marks that join or part the words of a name; one is read as a space."""

_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e"  # soft hyphen and fillers
    "\u200b\u200c\u200d\u200e\u200f"  # zero-width, marks of direction
    "\u202a\u202b\u202c\u202d\u202e"  # embeddings and overrides
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u206a\u206b\u206c\u206d\u206e\u206f"
    "\ufe00\ufe01\ufe02\ufe03\ufe04\ufe05\ufe06\ufe07\ufe08\ufe09\ufe0a\ufe0b\ufe0c\ufe0d\ufe0e\ufe0f"
    "\ufeff\u0640"  # byte order mark; tatweel only stretches an Arabic word
)
_DROPPED = frozenset(APOSTROPHES + _INVISIBLE)

# Marks that transliterations and careful or careless spelling differ in. Marks of other scripts
# (Japanese voicing, Indic vowel signs) tell words apart and stay.
_MARKS = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"  # Latin, Greek, Cyrillic
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"  # Arabic
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]"  # Hebrew
)
_SAME_LETTERS = str.maketrans(
    {
        # letters with a stroke or a tail, which Unicode doesn't take apart
        "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "ŧ": "t", "ŋ": "n", "ð": "d",
        "æ": "ae", "œ": "oe", "þ": "th", "ĸ": "k",
        # Arabic: forms of alef, ta marbuta, alef maqsura; Persian and Urdu forms of a letter
        "ٱ": "ا", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ہ": "ه", "ھ": "ه", "ە": "ه", "ۀ": "ه",
        "،": ",",
    }
)  # fmt: skip
_LETTERS = {
    **dict.fromkeys(map(ord, sorted(_DROPPED))),
    **_SAME_LETTERS,
    **dict.fromkeys(map(ord, HYPHENS), "-"),
}
_DROPPED_LETTER = re.compile(f"[{re.escape(''.join(sorted(_DROPPED)))}]")
_OTHER_LETTER = re.compile(f"[{re.escape(''.join(map(chr, sorted(_LETTERS))))}]")
_ASCII_DROPPED = re.compile("['`]")
# A stretch without combining marks, or one character.
_RUN = re.compile(r"[\x00-\x7f]+(?![^\x00-\x7f])|.", re.DOTALL)

# "all" doesn't become the article "al", nor "II" the letter "i".
_PAIR = re.compile(r"([a-z])\1")  # a tenth of the time of the next one, and rarely there
_DOUBLED = re.compile(r"(?!\ba+l\b|(?<=\ba)l+\b|\b([a-z])\1+\b)([a-z])\2+")
# "U.S.", "D.C.", and "St. Louis": the dot says that letters are left out, not that a sentence ends.
_ABBREVIATION_DOT = re.compile(
    r"(?<=\b[^\W\d_])\.+|(?:(?<=\bst)|(?<=\bmt)|(?<=\bft)|(?<=\bste))\.(?=[\s-]*[^\W\d_])"
)
# The Arabic article. Its l takes the sound of the letters t, th, d, dh, r, z, s, sh and n, so that
# "an-" is an article before n only: "an-Nasr" but not "an-Lee". With a space only "al" is sure,
# because "as", "at" and "an" are English words and "el" is a Spanish one.
_ARTICLE = re.compile(
    r"(?<![^\W_])(?:al[\s-]+|el-"
    r"|[ae]sh-(?=sh)|[ae]th-(?=th)|[ae]dh-(?=dh)"
    r"|[ae]s-(?=s)|[ae]t-(?=t)|[ae]d-(?=d)|[ae]r-(?=r)|[ae]z-(?=z)|[ae]n-(?=n)"
    r")+(?=[^\W\d_])"
)
_WRITTEN_ARTICLE = re.compile(
    r"(?<![^\W_])(?:[ae]l[\s-]+"
    r"|[ae]sh[\s-](?=sh)|[ae]th[\s-](?=th)|[ae]dh[\s-](?=dh)"
    r"|[ae]s[\s-](?=s)|[ae]t[\s-](?=t)|[ae]d[\s-](?=d)|[ae]r[\s-](?=r)|[ae]z[\s-](?=z)|[ae]n[\s-](?=n)"
    r")(?=[^\W\d_])"
)
_SUN_LETTER = re.compile("sh|th|dh|[tdrzsn]")
_GAP = re.compile(r"[\s-]+")
_EDGE = re.compile(r"^ | \Z")


def fold(name: str) -> str:
    """Return ``name`` as it is looked up: spellings of one name that differ by rule become equal.

    Compatibility forms, case, diacritics, invisible characters, apostrophes, hyphens, the Arabic
    article, doubled Latin letters and the variant letters of Arabic fall away; so do the dots of
    abbreviations. Letters of different scripts stay different, however alike they look.

    Examples
    --------
    >>> fold("Khān Yūnis"), fold("al-Shifa'"), fold("Beit Hannoun"), fold("U.S.")
    ('khan yunis', 'shifa', 'beit hanoun', 'us')
    """
    letters = _ASCII_DROPPED.sub("", name.lower()) if name.isascii() else _fold_letters(name)
    if _PAIR.search(letters):
        letters = _DOUBLED.sub(r"\2", letters)
    if "." in letters:
        letters = _DOUBLED.sub(r"\2", _ABBREVIATION_DOT.sub("", letters))
    if "-" in letters or "al" in letters:
        letters = _ARTICLE.sub("", letters).replace("-", " ")
    return " ".join(letters.split())


def fold_with_map(text: str) -> tuple[str, list[int]]:
    """Return ``fold(text)`` and where each of its characters stands in ``text``.

    Returns
    -------
    folded
        The same as ``fold(text)``.
    positions
        One offset in ``text`` for every folded character, and one for the end. A letter behind a
        dropped article stands where the article begins, so that ``text[positions[i]:positions[j]]``
        holds the whole of the name that was folded to ``folded[i:j]``.
    """
    letters, positions = _plain_letters(text)
    letters, positions = _shorten(_DOUBLED, letters, positions, keep=1)
    letters, positions = _shorten(_ABBREVIATION_DOT, letters, positions)
    letters, positions = _shorten(_DOUBLED, letters, positions, keep=1)
    letters, positions = _shorten(_ARTICLE, letters, positions, leave_start=True)
    letters, positions = _shorten(_GAP, letters, positions, keep=1, replacement=" ")
    return _shorten(_EDGE, letters, positions)


def as_written(name: str) -> str:
    """Return ``name`` without case, marks and hyphens, but with its article and doubled letters.

    Names that are equal here are spelled alike; names that only ``fold`` makes equal need not be
    the same name: "al-Amal" and "Åmål".
    """
    return " ".join(_fold_letters(name).replace("-", " ").split())


def has_article(name: str) -> bool:
    """Whether ``name`` begins with the Arabic article."""
    return _ARTICLE.match(_fold_letters(name)) is not None


def article_spellings(name: str) -> tuple[str, ...]:
    """Return more folded spellings of an Arabic name that holds the article.

    ``fold`` can't drop "As" or "El" before a space, because they are words of other languages.
    Where a name is known to be Arabic they are the article: "As Samu", "Deir El Balah".
    """
    letters = name.lower() if name.isascii() else _fold_letters(name)
    if not _WRITTEN_ARTICLE.search(letters):
        return ()
    spellings = (
        _WRITTEN_ARTICLE.sub("", letters),
        _WRITTEN_ARTICLE.sub("el ", letters),
        _WRITTEN_ARTICLE.sub(lambda match: f"{_assimilated('a', match)} ", letters),
        _WRITTEN_ARTICLE.sub(lambda match: f"{_assimilated('e', match)} ", letters),
    )
    return tuple(dict.fromkeys(folded for spelling in spellings if (folded := fold(spelling))))


def _assimilated(vowel: str, article: re.Match[str]) -> str:
    sun = _SUN_LETTER.match(article.string, article.end())
    return vowel + (sun.group() if sun else "l")


def _plain_letters(text: str) -> tuple[str, list[int]]:
    """Return ``text`` in plain lower-case letters with plain hyphens, and where each one stands."""
    if text.isascii():
        return _shorten(_ASCII_DROPPED, text.lower(), list(range(len(text) + 1)))
    pieces: list[str] = []
    positions: list[int] = []
    cluster = ""  # a letter with its combining marks: they are folded together
    start = 0
    for run in _RUN.finditer(text):
        piece = run.group()
        if len(piece) == 1 and piece in _DROPPED:
            continue
        if cluster and len(piece) == 1 and _combines(piece):
            cluster += piece
            continue
        folded = _fold_cluster(cluster)
        pieces.append(folded)
        positions.extend([start] * len(folded))
        cluster, start = "", run.start()
        if len(piece) == 1:
            cluster = piece
            continue
        lowered, places = _shorten(
            _ASCII_DROPPED, piece.lower(), list(range(start, start + len(piece) + 1))
        )
        pieces.append(lowered)
        positions.extend(places[:-1])
    folded = _fold_cluster(cluster)
    pieces.append(folded)
    positions.extend([start] * len(folded))
    positions.append(len(text))
    return "".join(pieces), positions


def _combines(char: str) -> bool:
    # Besides marks, the vowels and final consonants of a Korean syllable taken apart.
    return unicodedata.category(char)[0] == "M" or "\u1161" <= char <= "\u11ff"


def _fold_letters(letters: str) -> str:
    letters = unicodedata.normalize("NFKD", _DROPPED_LETTER.sub("", letters)).casefold()
    letters = _MARKS.sub("", unicodedata.normalize("NFKD", letters))
    if _OTHER_LETTER.search(letters):  # str.translate takes longer than all the rest
        letters = letters.translate(_LETTERS)
    return letters if letters.isascii() else unicodedata.normalize("NFC", letters)


_fold_cluster = lru_cache(maxsize=8192)(_fold_letters)


def _shorten(
    pattern: re.Pattern[str],
    letters: str,
    positions: list[int],
    *,
    keep: int = 0,
    replacement: str = "",
    leave_start: bool = False,
) -> tuple[str, list[int]]:
    """Cut every match down to its first ``keep`` characters (or to ``replacement``).

    With ``leave_start`` the character behind a match takes the position at which the match begins.
    """
    pieces: list[str] = []
    kept: list[int] = []
    done = 0
    for match in pattern.finditer(letters):
        start, end = match.span()
        pieces += letters[done:start], replacement or letters[start : start + keep]
        kept += positions[done : start + keep]
        if leave_start:
            positions[end] = positions[start]
        done = end
    if not done:
        return letters, positions
    pieces.append(letters[done:])
    kept += positions[done:]
    return "".join(pieces), kept

"""Draw: the only door through which text and data become HTML or JavaScript."""

from geo.draw.families import FAMILIES, Family, family_of, words
from geo.draw.map import (
    CLAIMED,
    COARSE,
    FILES_URL,
    HOLLOW,
    NEAR,
    PLANNED,
    START,
    STATIC,
    TILES,
    LocalMap,
    Scene,
    scene_group,
    script_json,
    stamp,
    stamped,
    steps,
)
from geo.draw.markup import Highlight, link, passage, text
from geo.draw.signs import legend, swatch

__all__ = [
    "CLAIMED",
    "COARSE",
    "FAMILIES",
    "FILES_URL",
    "HOLLOW",
    "NEAR",
    "PLANNED",
    "START",
    "STATIC",
    "TILES",
    "Family",
    "Highlight",
    "LocalMap",
    "Scene",
    "family_of",
    "legend",
    "link",
    "passage",
    "scene_group",
    "script_json",
    "stamp",
    "stamped",
    "steps",
    "swatch",
    "text",
    "words",
]

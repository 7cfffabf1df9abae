"""Places: where names are looked up, and which source vouches for each point."""

from __future__ import annotations

from gazetteer.errors import GazetteerError, Problem
from gazetteer.index import Gazetteer
from gazetteer.load import load
from gazetteer.names import fold, fold_with_map
from gazetteer.place import FEATURE_CLASSES, Place

__all__ = [
    "FEATURE_CLASSES",
    "Gazetteer",
    "GazetteerError",
    "Place",
    "Problem",
    "fold",
    "fold_with_map",
    "load",
]

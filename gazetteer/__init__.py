"""Places: where names are looked up, and which source vouches for each point."""

from __future__ import annotations

from gazetteer.names import fold, fold_with_map
from gazetteer.place import FEATURE_CLASSES, Place

__all__ = ["FEATURE_CLASSES", "Place", "fold", "fold_with_map"]

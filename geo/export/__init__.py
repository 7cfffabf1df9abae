"""Export exactly what a view keeps; the only place that writes files for users."""

from geo.export.write import ENDINGS, FORMATS, MEDIA_TYPES, export, export_bytes, write_geojson

__all__ = ["ENDINGS", "FORMATS", "MEDIA_TYPES", "export", "export_bytes", "write_geojson"]

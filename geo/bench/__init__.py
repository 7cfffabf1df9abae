"""Measure accuracy on annotated corpora, reports and sentences."""

from geo.bench.geoparse import bench_corpora, measure_corpora

__all__ = ["bench_corpora", "measure_corpora"]

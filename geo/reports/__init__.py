"""Read reports: bytes become a Report, or a rejection with its reason and cure."""

from geo.reports.read import Reports, read_reports, read_text, read_uploads

__all__ = ["Reports", "read_reports", "read_text", "read_uploads"]

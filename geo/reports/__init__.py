"""Read reports: bytes become a Report, or a rejection with its reason and cure."""

from geo.reports.gather import ENDINGS
from geo.reports.read import Note, Reports, read_reports, read_text, read_uploads

__all__ = ["ENDINGS", "Note", "Reports", "read_reports", "read_text", "read_uploads"]

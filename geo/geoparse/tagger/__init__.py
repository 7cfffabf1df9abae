"""A small trained tagger: which words name a place, and how it is trained."""

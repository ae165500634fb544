"""Briefs that cannot misquote: curated facts with citations to Word, PDF and HTML."""

__version__ = "0.1.0"

"""Briefs that cannot misquote: curated facts with citations to Word, PDF and HTML."""

__version__ = "0.1.0"

# What type checkers take for true, whoever defines it: names for them alone are imported below it,
# since importing `typing` takes a twentieth of a run that finds nothing changed.
TYPE_CHECKING = False

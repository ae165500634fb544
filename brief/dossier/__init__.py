"""Curated data: the files of a dossier, read with the position of every value."""

from brief.dossier.reading import load as load

"""The document tree that every template renders to and every writer reads."""

"""Text as evidence sees it: folded, cut into sentences, searched for what deceives, compared."""

"""Languages of briefs: quotation marks, dates, numerals, and the fixed words of citations."""

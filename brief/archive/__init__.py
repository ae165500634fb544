"""What was captured: snapshots, their hashes, and passages found in them by selectors."""

from brief.archive.snapshots import reference as reference

"""What was captured: snapshots, their hashes, and passages found in them by selectors."""

"""The command line: one command a file; this floor alone prints and sets exit codes."""

"""The house style: what every writer needs to know of the look, read from a house file."""

"""Citations: what facts rest on, and how that prints."""

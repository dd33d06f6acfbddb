"""The book in a browser, and the parts of its builder that need none."""

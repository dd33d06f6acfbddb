"""Views of nodes: `source` prints them as an author would type them, and `signature` collects what a model has to
interpret.

Not trusted: each printed line is read again before a theorem is made of it, and what no model can interpret is a
failure.
"""

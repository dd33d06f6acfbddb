"""Authoring: reads what an author writes.  Nothing in a file is executed.

`reader` reads lines; `lines` and `derivation` have the objects that hold what an author wrote, and `entries` says
whether its matrices fit together.

Trusted: all of it, since the lines that the kernel judges have to be those that stand in the file.
"""

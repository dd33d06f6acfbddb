"""Authoring: reads what an author writes.  Nothing in a file is executed.

`reader` reads lines and `files` whole files; `lines` and `derivation` have the objects that hold what an author wrote.

Trusted: all of it, since the lines that the kernel judges have to be those that stand in the file.
"""

"""The reading of files: `reader` reads expressions, `files` whole files, and `derivation` is the object that the calls
of a proof fill.  Nothing in a file is executed.

Trusted: the judge has to read exactly the statements that stand in the file.
"""

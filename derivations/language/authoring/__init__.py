"""How what an author writes is read: `reader` reads lines, `files` whole files, and `derivation` is the object that a
proof is told to.  Nothing in a file is executed.

Trusted: what is judged has to be what stands in the file.
"""

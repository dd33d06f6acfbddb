"""What an author types and reads.

`names` says what may be declared; `terms` are the nodes of statements, `relation` what stands between two lines,
`writing` what operators make; `source` prints a node as an author would type it, `signature` collects what occurs in
statements, and `refusal` is how all of them say no.  `authoring` reads what an author writes.

Trusted: all but `source` and `signature`.  What is printed is read again before a theorem is made of it.  Nothing
here knows the kernel, which tells `names` the words of the language.
"""

from . import source  # noqa: F401  so that every node can say itself

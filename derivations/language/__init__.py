"""The language: what an author types and reads.

`names` says which names may be declared, and `arguments` which arguments are accepted.  `places`, `declarations`,
`quantities`, `calculus` and `statements` are the nodes, `binding` says what they bind, and `terms` has the words that
make them; `writing` has the operators, and `relation` the signs between two lines; `refusal` is how all of them say no.
`authoring` reads lines and files, and `views` prints nodes as an author would type them.

Trusted: all but `views`.  Each printed line is read again before a theorem is made of it.  Nothing here knows the
kernel, which tells `names` the words of the language.
"""

from .views import source  # noqa: F401  so that every node can say itself

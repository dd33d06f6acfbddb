"""Forms: the one normal form of a line.

`nodes` has the two kinds of forms, and `head` what the kernel asks of each kind of atom.  `polynomials` makes forms:
sums of products of interned atoms with rational coefficients.  `binders` makes the atoms that bind variables and
replaces inside them, and `expansions` has the few ways of writing a form out that conditions and rules share.

Trusted.  Two lines are equal where they have one form, so what is merged here is held to be the same everywhere.
"""

"""Forms: the one normal form of a line.

`polynomials` are sums of products of interned atoms with rational coefficients, `binders` are the atoms that bind
variables, with replacing inside them, and `expansions` are the few ways of writing a form out that conditions and
rules share.

Trusted.  Two lines are equal where they have one form, so what is merged here is held to be the same everywhere.
"""

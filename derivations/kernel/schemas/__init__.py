"""Schemas: statements about names that stand for much else, and the one mechanism by which they are used.

`schema` reads them as an author types them, `matching` proposes what may stand for their names, `particulars` puts
that in, and `using` compares the outcome with the lines.

Trusted: all but `matching`.
"""

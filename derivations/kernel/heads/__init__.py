"""Heads: the record of each kind of atom, which answers what `forms/head.py` asks: when an atom is defined, when it is
not negative, how a rule may look inside it, and which node of the language is read as it.

Trusted: all but `written`, the inverse of `read`, on which only messages depend.
"""

from ..forms.head import close_heads, register
from . import calculus, laws, means, quantities, special, statements

for _module in (quantities, special, laws, means, statements, calculus):
    for _head in _module.HEADS:
        register(_head)
close_heads()

"""The record of every head: what an atom of this kind needs in order to be defined, when it is not negative, how a rule
may look inside it, and which node of the language it is read from.

Trusted, but for `written`, the inverse of `read`, on which only messages depend.
"""

from ..forms.head import close_heads, register
from . import laws, means, quantities, statements

for _module in (quantities, laws, means, statements):
    for _head in _module.HEADS:
        register(_head)
close_heads()

"""Executable derivations of variational inference: the words in which statements, proofs and theorems are written.

    from derivations import E, KL, Law, integrable, points, theorem
"""

from .kernel import *  # noqa: F403  the words are the kernel's; `kernel.__all__` lists them
from .kernel import __all__ as __all__

"""Rules of densities."""

from __future__ import annotations

from ...language.relation import Relation
from ..forms.binders import sub
from ..forms.expansions import visit_conditionals, visit_independence
from ..forms.nodes import Conditions, Form, Visit
from ..logic.rewriting import rewrite
from ..schemas.schema import Schema
from .algebra import vanishes
from .rule import both_quantities, rule
from .stated import stated


def _rewritten(left: Form, right: Form, visit: Visit) -> Conditions | None:
    """The conditions under which two quantities are equal once they are rewritten; None where they are not."""
    if not both_quantities(left, right) or left is right:
        return None
    (a, _), (b, _) = rewrite(left, visit), rewrite(right, visit)  # without conditions
    return None if a is left and b is right else vanishes(sub(a, b))


@rule("the coordinates of a law are split in any way, and what is left is algebra",
      source="the definition of a conditional density")
def product_rule(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """A joint density is a marginal times a conditional.

        p(x, z) = p(z | x) p(x),   p(z | x) = p(x, z) / p(x)      (p(x) > 0)

    The laws in the brackets of a mean are not rewritten: `definition` makes an integral of the mean, and the other way.

    >>> accepts(product_rule, "p(x, z)/p(z | x)", "p(x)")
    ['p(x) > 0', 'p(x, z) > 0']
    >>> accepts(product_rule, "integral[x, z](p(x)*p(z | x)*f(z))", "integral[x, z](p(x, z)*f(z))")
    ['always[x](p(x) > 0)']
    >>> refuses(product_rule, "E[p(x), p(z | x)](f(z))", "E[p(x, z)](f(z))")
    True
    >>> refuses(product_rule, "p(x, z)", "p(z | x)*p(z)")
    True
    """
    return _rewritten(left, right, visit_conditionals)


@rule("a law may have any number of independent coordinates, and what is left is algebra",
      source="the definition of independence")
def factorise(left: Form, right: Form, relation: Relation) -> Conditions | None:
    """A density of a law that was declared independent is the product of its coordinates' densities.

        q(y, z) = q(y) q(z)

    >>> accepts(factorise, "m(y, z)", "m(y)*m(z)")
    []
    >>> refuses(factorise, "p(x, z)", "p(x)*p(z)")
    True
    """
    return _rewritten(left, right, visit_independence)


same_mass = stated("same_mass", """Two laws that agree wherever one of them has mass agree everywhere: no mass is left for the rest.

    r(z) = q(z) for q-almost all z  ⇔  r(z) = q(z) for almost all z

>>> accepts(same_mass, "always[q(z)](p(z | x) == q(z))", "always[z](p(z | x) == q(z))", "⇔")
[]
>>> refuses(same_mass, "always[q(z)](p(x, z) == q(z))", "always[z](p(x, z) == q(z))", "⇔")
True
""",
    Schema("iff(always[r(z)](s(z) == r(z)), always[z](s(z) == r(z)))"),
    source="both have mass one, so none is left where r has none")


independent_constant = stated("independent_constant", """An average of independent draws' values is constant only if every value is.

    mean_k f(z_k) = c for almost all z₁, …, z_n  ⇔  f(z) = c for almost all z      (independent draws, one law)

>>> accepts(independent_constant, "always[iid(q(z), K)](mean[k:K](f(z[k])) == g(x))", "always[q(z)](f(z) == g(x))", "⇔")
[]
>>> refuses(independent_constant, "always[identical(q(z), K)](mean[k:K](f(z[k])) == g(x))",
...         "always[q(z)](f(z) == g(x))", "⇔")
True
""",
    Schema("iff(always[iid(r(z), K)](mean[k:K](f(z[k])) == c(x)), always[r(z)](f(z) == c(x)))"),
    source="a sum of independent values is constant only if each is: it is a constant minus the others")

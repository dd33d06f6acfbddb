"""Quantities: means, integrals, divergences, averages, sums and suprema, and abbreviations of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Self

import sympy
from sympy import Basic, Expr, Symbol, Tuple
from sympy.core.symbol import Str

from .arguments import Quantity, is_count, quantity, said
from .binding import NOTHING, Scopes, ends, in_turn, over_a_range
from .declarations import Density, Draws, Law, Place, Point, SpokenNumber, Subset, only_points
from .names import declared
from .places import Coordinate, Draw, Stretch
from .usage import WRITTEN


class Normalised(SpokenNumber):
    """The law that is proportional to a quantity: `proportional[z](g)(z)` is g at z, divided by the integral of g.

    The brackets have the points over which g is normalised, the last parentheses as many points at which the law is
    taken.  It may stand wherever a density may, but not in `iid(…)` and the like.  It asks that g is visibly never
    negative, and that its integral is positive and finite.

    Accepted:
        proportional[z](d(z))(z)
        proportional[v](q(v)*exp(f(v)))(z)     # q tilted by f, at z

        average = E[proportional[z](d(z))(z)](f(z))

    Refused:
        proportional[z](d(z))
        proportional[q(z)](d(z))(z)
        proportional[z](f(z))(z)               # f may be negative
    """

    def __new__(cls, over: Sequence[Point], body: Quantity, at: Sequence[Place]) -> Self:
        only_points("proportional", over)
        if len(at) != len(over) or not all(isinstance(place, Place) for place in at):
            raise ValueError(f"a law over {', '.join(point.name for point in over)} is taken at as many points")
        return Expr.__new__(cls, Tuple(*over), quantity(body), Tuple(*at))

    outs = property(lambda self: tuple(self.args[2]))
    givens = ()

    def scopes(self) -> Scopes:
        over, body, at = self.args
        within = frozenset(over)
        return ((body, within), *((point, within) for point in over), *((place, NOTHING) for place in at))


class Expectation(SpokenNumber):
    """The mean of a quantity under one law or several.  The brackets say which law, and bind its points.

    Laws after a comma are drawn one after the other: a later one may be given the points of an earlier one.  A mean
    asks that its quantity is integrable, so that it is a finite number.  A conditional mean is one under a conditional
    law.  No rule rewrites the laws in the brackets: `definition` makes an integral of the mean, and the other way.

    Accepted:
        E[q(z)](f(z))
        E[p(z | x)](f(z))                               # the conditional mean for given x
        E[q(z), w(y | z)](h(y, z))                      # z is drawn first, then y given z
        E[p(x, z)](log(p(x, z)))                        # over both points of a joint law
        E[iid(q(z), K)](log(mean[k:K](d(z[k]))))        # over K independent draws

    Refused:
        E[z](f(z))
        E[q](f(z))
        E(f(z))
        E[w(y | z), q(z)](h(y, z))
    """

    def __new__(cls, weights: Sequence[Basic], body: Quantity) -> Self:
        if not weights:
            raise ValueError(f"an expectation is over a law, not over nothing: write {WRITTEN['E']}")
        for weight in weights:
            if not isinstance(unnamed(weight), (Density, Draws, Normalised)):
                law = weight.usage if isinstance(weight, Law) else "q(z)"
                raise ValueError(f"an expectation is over a law, not over {said(weight)}: write E[{law}](…)")
        return Expr.__new__(cls, Tuple(*weights), quantity(body))

    def scopes(self) -> Scopes:
        return in_turn(*self.args)


class Integral(SpokenNumber):
    """The integral over points with respect to the base measure: a sum where the space is finite.

    It asks that the quantity is integrable.  A product is zero where one of its factors is: the logarithm in
    `(q(z) + b(z))*log(d(z))` counts only where q or b has mass.

    Accepted:
        integral[z](p(x, z))
        integral[x, z](p(x, z)*f(z))
        integral[z]((q(z) + b(z))*log(d(z)))

    Refused:
        integral[q(z)](f(z))
        integral(p(x, z))
    """

    def __new__(cls, over: Sequence[Point], body: Quantity) -> Self:
        only_points("integral", over, paths=True)
        return Expr.__new__(cls, Tuple(*over), quantity(body))

    def scopes(self) -> Scopes:
        return in_turn(*self.args)


class Divergence(SpokenNumber):
    """The divergence KL(a ‖ b) = ∫ a log(a/b) in nats, with 0 log 0 = 0.  The brackets say over which points.

    The two sides are quantities, mostly densities.  It asks that its integrand is integrable.

    Accepted:
        KL[z](q(z), p(z | x))            # the posterior in the second place
        KL[x, z](p(x, z), q(z)*c(x))     # a mutual information, where q and c are the marginals

    Refused:
        KL(q(z), p(z | x))
        KL[z](q(z))
        KL[q(z)](q(z), p(z | x))
    """

    def __new__(cls, over: Sequence[Point], a: Quantity, b: Quantity) -> Self:
        only_points("KL", over, paths=True)
        return Expr.__new__(cls, Tuple(*over), quantity(a), quantity(b))

    def scopes(self) -> Scopes:
        return in_turn(*self.args)


class Mean(SpokenNumber):
    """The average over an index: `mean[k:K](…)` over k = 1, …, K, `mean[k:K:j](…)` over these without j.

    Accepted:
        mean[k:K](a(k))
        E[iid(q(z), K)](mean[k:K](f(z[k])))
        mean[j:K + 1](mean[k:K + 1:j](a(k)))      # the average of the leave-one-out averages

    Refused:
        mean[k](a(k))
        mean[z:K](a(k))
        mean[k:K - 1](a(k))                       # K - 1 may be zero
        mean[k:K + 1:0](a(k))
    """

    def __new__(cls, index: Symbol, count: Quantity, but: Quantity | None, body: Quantity) -> Self:
        if not isinstance(index, Symbol) or not is_count(index):
            raise ValueError(f"a mean runs over an index, not over {said(index)}")
        but, count = sympy.S.Zero if but is None else quantity(but), quantity(count)
        if index in count.atoms(Symbol) | but.atoms(Symbol):
            raise ValueError(f"the index {index.name} of a mean does not occur in its own range")
        return Expr.__new__(cls, index, count, but, quantity(body))

    def scopes(self) -> Scopes:
        index, count, but, body = self.args
        within = frozenset({index})
        return (index, within), (count, NOTHING), (but, NOTHING), (body, within)


class Total(SpokenNumber):
    """The sum over an index from a to b: `total[k:a:b](…)`.  It is zero where b is a − 1.

    The rule `linearity` moves constants, sums and means through it, and `written_out` writes a few terms out.

    Accepted:
        total[k:1:K](a(k))
        total[k:2:K + 1](a(k)**2)
        total[k:2:K](a(k))            # zero where K is 1

    Refused:
        total[k:K](a(k))
        total[k:3:K](a(k))            # K may be 1
        total[k:1:k](a(k))
    """

    def __new__(cls, index: Symbol, first: Quantity, last: Quantity, body: Quantity) -> Self:
        return Expr.__new__(cls, index, *ends("a total", index, first, last), quantity(body))

    def scopes(self) -> Scopes:
        return over_a_range(self)


class Product(SpokenNumber):
    """The product over an index from a to b: `product[t:a:b](…)`.  It is one where b is a − 1.

    The rule `logarithm` makes its logarithm a sum, `telescope` joins products and takes factors off their ends, and
    `written_out` writes a few factors out.

    Accepted:
        product[k:1:K](a(k))
        product[k:2:K](a(k))          # one where K is 1

    Refused:
        product[k:K](a(k))
        product[k:1:k](a(k))
    """

    def __new__(cls, index: Symbol, first: Quantity, last: Quantity, body: Quantity) -> Self:
        return Expr.__new__(cls, index, *ends("a product", index, first, last), quantity(body))

    def scopes(self) -> Scopes:
        return over_a_range(self)


class Extremum(SpokenNumber):
    """The least upper bound, `sup`, or the greatest lower bound, `inf`, of a quantity over the members of a family.

        sup[i](f(i))          over all i
        sup[i:F](f(i))        over the members of the subset F

    It is over one point, of which there are countably many.  It asks that it is finite.

    Accepted:
        sup[i](f(i))
        sup[i:F](E[q(z)](h(i, z)))
        inf[i:F](f(i))

    Refused:
        sup[k](a(k))
        sup[i:2](f(i))
        inf[i](f(i), f(i))
    """

    def __new__(cls, kind: str, point: Point, subset: Basic | None, body: Quantity) -> Self:
        only_points(kind, (point,))
        if isinstance(point, Coordinate):
            raise ValueError(f"{kind}[…] is over countably many points, not over all numbers {point.name}")
        if subset not in (None, Tuple()) and not isinstance(subset, Subset):
            raise ValueError(f"after the colon of {kind}[…] stands a subset, not {said(subset)}")
        return Expr.__new__(cls, Str(kind), point, subset or Tuple(), quantity(body))

    def scopes(self) -> Scopes:
        _kind, point, subset, body = self.args
        within = frozenset({point})
        return (point, within), (subset, NOTHING), (body, within)


class Named(SpokenNumber):
    """A transparent abbreviation: it prints as name(arguments) and means its body, nothing else.

    `origin` tells two abbreviations of one name apart.
    """

    def __new__(cls, name: str | Str, arguments: Iterable[Basic | int], body: Expr, origin: str | Str = "") -> Self:
        return Expr.__new__(cls, name if isinstance(name, Str) else Str(declared(name, "an abbreviation")),
                            Tuple(*arguments), body, origin if isinstance(origin, Str) else Str(origin))

    body = property(lambda self: self.args[2])
    outs = property(lambda self: self.body.outs)
    givens = property(lambda self: self.body.givens)

    def scopes(self) -> Scopes:
        return ((self.body, NOTHING),)


def unnamed(node: Basic) -> Basic:
    """What an abbreviation stands for; anything else as it is."""
    return unnamed(node.body) if isinstance(node, Named) else node


def points_or_laws(word: str, over: Sequence[Basic]) -> None:
    """Refuse a bracket that holds anything but points and laws, or nothing."""
    if not over:
        raise ValueError(f"{word}[…] is over points or laws, not over nothing: write {WRITTEN[word]}")
    for item in over:
        if not isinstance(unnamed(item), (Point, Draw, Stretch, Density, Draws, Normalised)):
            law = item.usage if isinstance(item, Law) else "q(z)"
            raise ValueError(f"{word}[…] is over points or laws, not over {said(item)}: write {word}[{law}](…)")

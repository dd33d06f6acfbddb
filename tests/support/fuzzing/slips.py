"""Mistakes: one small change to a line, of the kinds that people, and rules, get wrong."""

import sympy
from sympy import Add, Basic, Integer, Mul, Pow, Tuple
from sympy.core.relational import Eq, Ge, Gt, Le, Lt, Ne

from derivations.language import terms as t

RAW = (Add, Mul, Pow, sympy.log, sympy.exp, Eq, Ne, Le, Lt, Ge, Gt, sympy.Implies)
BINDS = (t.Integral, t.Divergence, t.Always, t.Integrable)
DRAWN = (t.Point, t.Draw, t.Stretch, t.Density, t.Draws, t.Normalised)


def build(node, args):
    """The same node over other arguments, checked as a typed one is, evaluated never."""
    if isinstance(node, RAW):
        return node.func(*args, evaluate=False)
    if isinstance(node, t.Density):
        return t.Density(*args)
    if isinstance(node, t.Expectation):
        return t.Expectation(tuple(args[0]), args[1])
    if isinstance(node, BINDS) and not all(isinstance(t.unnamed(item), DRAWN) for item in args[0]):
        raise ValueError("what is bound is no point and no law")
    if isinstance(node, (t.Mean, t.Total, t.Product, t.Each)) and not isinstance(args[0], sympy.Symbol):
        raise ValueError("a mean or a total runs over an index")
    if isinstance(node, t.Extremum | t.Draw) and not isinstance(args[isinstance(node, t.Extremum)], t.Point):
        raise ValueError("not a point")
    if isinstance(node, (t.Derivative, t.Near, t.Dominated)):
        return _at_a_value(node, args)
    if isinstance(node, t.Polygamma):
        if not isinstance(args[0], Integer) or not -1 <= args[0] <= 20:
            raise ValueError("no order")
        return t.Polygamma(*args)
    if isinstance(node, t.At):
        return t.At(int(node.space.split()[1]), args[1])
    if isinstance(node, t.Taken):
        return t.Taken(int(node.space.split()[1]), args[1])
    if isinstance(node, t.Value):  # a function of the same name for other spaces
        declared_over = [place.args[0] if isinstance(place, t.Draw) else place for place in args[1]]
        declared_over = [t.Parameter("phi") if isinstance(place, sympy.Expr) and place.atoms(t.Parameter) else place
                         for place in declared_over]
        return t.Function(args[0].name, *declared_over, nonnegative=args[0].nonnegative)(*args[1])
    if isinstance(node, t.Draws) and not isinstance(args[1], t.Density):
        raise ValueError("draws are made of one density")
    if isinstance(node, t.Normalised):
        return t.Normalised(tuple(args[0]), args[1], tuple(args[2]))
    return Basic.__new__(type(node), *args)


def _at_a_value(node, args):
    """The same node that binds a parameter at a value."""
    if isinstance(node, t.Dominated):
        return t.Dominated(tuple(args[0]), args[1], args[2])
    return type(node)(*args)


def spelled_out(node):
    """The node with every abbreviation replaced by its body."""
    if isinstance(node, t.Named):
        return spelled_out(node.body)
    if not node.args or isinstance(node, (t.Point, t.Law, t.Function, t.Subset)):
        return node
    return build(node, [spelled_out(a) for a in node.args])


def positions(node, path=(), scope=()):
    """Every place in a tree: (path, node, the points and indices bound around it)."""
    yield path, node, scope
    if isinstance(node, (t.Point, t.Law, t.Function, t.Subset, t.Named)):
        return
    inner = scope + bound_by(node)
    for i, arg in enumerate(node.args):
        if isinstance(arg, Basic):
            yield from positions(arg, (*path, i), inner)


def paths_as_points(*nodes) -> bool:
    """Whether the path of a chain stands somewhere without a time, as a single point: no model has a value for it."""
    parts = [part for node in nodes for _path, part, _scope in positions(node)]
    places = [place for part in parts if isinstance(part, t.Density) and isinstance(part.law, t.Chain)
              for place in (*part.args[1], *part.args[2]) if isinstance(place, (t.Draw, t.Stretch))]
    return not {place.point for place in places}.isdisjoint(frozenset().union(*map(without_times, nodes)))


def without_times(node) -> frozenset:
    """The points that occur as such, not as what a time or a number is taken of."""
    if isinstance(node, (t.Law, t.Function, t.Subset)):
        return frozenset()
    if isinstance(node, t.Point):
        return frozenset({node})
    parts = [arg for arg in node.args if not (isinstance(node, (t.Draw, t.Stretch)) and isinstance(arg, t.Point))]
    return frozenset().union(*map(without_times, parts))


def bound_by(node) -> tuple:
    if isinstance(node, (t.Expectation, t.Integral, t.Divergence, t.Always, t.Integrable)):
        return tuple(v for item in map(t.unnamed, node.args[0])
                     for v in ((item,) if isinstance(item, t.Place) else item.outs))
    if isinstance(node, t.Normalised):
        return tuple(node.args[0])
    if isinstance(node, (t.Mean, t.Total, t.Product, t.Each, t.Derivative, t.Near)):
        return node.args[:1]
    if isinstance(node, t.Dominated):
        return (*node.args[0], node.args[1])
    return node.args[1:2] if isinstance(node, t.Extremum) else ()


def put(node, path, new):
    """The tree with the part at a path replaced."""
    if not path:
        return new
    args = list(node.args)
    args[path[0]] = put(args[path[0]], path[1:], new)
    return build(node, args)


def swapped(node, old, new):
    """The tree with every occurrence of a leaf or part replaced."""
    if node == old:
        return new
    if not node.args or isinstance(node, (t.Point, t.Law, t.Function, t.Subset)):
        return node
    return build(node, [swapped(a, old, new) for a in node.args])


class Stock:
    """What mutations may put in: laws, points, counts and functions of the examples."""

    def __init__(self, names: dict):
        values = list(names.values())
        self.points = [v for v in values if isinstance(v, t.Point) and not isinstance(v, t.Coordinate)]
        self.numbers = [v for v in values if isinstance(v, t.Coordinate)]
        self.counts = [v for v in values if isinstance(v, sympy.Symbol) and not isinstance(v, t.Parameter)]
        self.parameters = [v for v in values if isinstance(v, t.Parameter)]
        self.laws = [v for v in values if isinstance(v, t.Law)]
        self.subsets = [v for v in values if isinstance(v, t.Subset)]
        self.f, self.a, self.d = names["f"], names["a"], names["d"]


def alternatives(node, scope, stock: Stock, pick):
    """Other nodes that might stand in a node's place, as functions to call (some raise ValueError)."""
    kind = type(node)
    if kind is t.Point:
        yield from (lambda p=p: p for p in stock.points if p != node)
    elif kind is t.Coordinate:
        yield from (lambda c=c: c for c in (*stock.numbers, *stock.parameters, Integer(1)) if c != node)
        yield from (lambda make=make: make(node) for make in (_inverse, t.log, _negative))
    elif kind is t.At:
        yield from (lambda make=make: t.At(int(node.space.split()[1]), make(node.parameter))
                    for make in (_inverse, _negative, lambda u: Add(u, Integer(1), evaluate=False)))
    elif kind is t.Draw:
        base, index = node.args
        yield from (lambda i=i: t.Draw(base, i) for i in (Integer(1), Integer(2), index + 1, *stock.counts, *_indices(scope)))
        yield lambda: base
    elif kind is t.Density:
        yield from _densities(node, stock)
    elif kind is t.Draws:
        yield from (lambda k=k: t.Draws(k, node.density, node.count) for k in t.Draws.kinds if k != node.kind)
        yield from (lambda n=n: t.Draws(node.kind, node.density, n) for n in (Integer(1), node.count + 1, node.count - 1))
    elif kind is t.Mean:
        k, n, but, body = node.args
        yield from (lambda m=m: t.Mean(k, m, but or None, body) for m in (n + 1, n - 1, Integer(1), *stock.counts))
        yield lambda: t.Mean(k, n, None, body)
        yield from (lambda j=j: t.Mean(k, n, j, body) for j in _indices(scope))
        yield from (lambda j=j: t.Mean(j, n, but or None, swapped(body, k, j)) for j in (*_indices(scope), *stock.counts))
        yield lambda: t.Mean(k, n, but or None, _times(stock.a(k), body))
        yield lambda: body
    elif kind is t.Each:
        k, a, b, body = node.args
        yield from (lambda a=a, b=b: t.Each(k, a, b, body) for a, b in ((a + 1, b), (a, b - 1), (a, b + 1), (b, a)))
        yield lambda: body
    elif kind is t.Total:
        k, a, b, body = node.args
        yield from (lambda a=a, b=b: t.Total(k, a, b, body) for a, b in ((a + 1, b), (a, b - 1), (a, b + 1), (b, a)))
        yield from (lambda c=c: t.Total(k, a, c, body) for c in (*_indices(scope), *stock.counts))
        yield from (lambda j=j: t.Total(j, a, b, swapped(body, k, j)) for j in (*_indices(scope), *stock.counts))
        yield lambda: t.Mean(k, b, None, body)
        yield lambda: body
    elif kind in (t.Expectation, t.Integral, t.Divergence, t.Always, t.Integrable):
        yield from _binders(node, stock)
    elif kind is t.Extremum:
        which, point, subset, body = node.args
        yield lambda: t.Extremum("inf" if which.name == "sup" else "sup", point, subset, body)
        yield from (lambda s=s: t.Extremum(which.name, point, s, body) for s in (*stock.subsets, None) if s != subset)
    elif kind in (Add, Mul):
        yield from (lambda i=i: _fewer(node, i) for i in range(len(node.args)))
        yield from (lambda i=i, c=c: build(node, [c(a) if j == i else a for j, a in enumerate(node.args)])
                    for i in range(len(node.args)) for c in (_negative, _inverse)
                    if c is _negative or not isinstance(node.args[i], sympy.Integer | sympy.Symbol))
        yield lambda: (Mul if kind is Add else Add)(*node.args, evaluate=False)
    elif kind is Pow:
        yield lambda: node.args[0]
        yield lambda: Pow(node.args[0], node.args[1] * 2, evaluate=False)
    elif kind in (sympy.log, sympy.exp):
        yield lambda: node.args[0]
        yield lambda: (t.exp if kind is sympy.log else t.log)(node.args[0])
    elif kind is t.Polygamma:
        yield from (lambda n=n: build(node, (node.args[0] + n, node.argument)) for n in (1, -1, 2))
        yield from (lambda n=n: build(node, (node.args[0], Add(node.argument, Integer(n), evaluate=False))) for n in (1, -1))
        yield lambda: t.log(node.argument)
    elif isinstance(node, Integer):
        yield from (lambda c=c: Integer(c) for c in (node + 1, node - 1, -node, 0, 1, 2))
    elif kind is t.Parameter:
        yield from (lambda p=p: p for p in stock.parameters if p != node)
        yield lambda: _times(Integer(2), node)
    elif kind is t.Derivative:
        phi, body, at = node.args
        yield lambda: body
        yield lambda: _times(phi, body)
        yield lambda: t.Derivative(phi, t.Derivative(phi, body, phi), at)
        yield from (lambda p=p: t.Derivative(p, body, p) for p in stock.parameters if p != phi)
        yield from (lambda p=p: t.Derivative(phi, body, p) for p in stock.parameters)
        if isinstance(body, Mul):
            yield from (lambda i=i: _fewer_stopped(node, i) for i in range(len(body.args)))
            yield from (lambda i=i: _times(t.Derivative(phi, body.args[i], at), _fewer(body, i)) for i in range(len(body.args)))
    elif kind is t.Stopped:
        yield lambda: node.args[0]
    elif isinstance(node, sympy.Symbol):
        yield from (lambda s=s: s for s in (*stock.counts, *_indices(scope)) if s != node)
        yield lambda: node + 1
    elif kind in (Eq, Le, Ge, Lt, Gt, Ne):
        yield from (lambda c=c: c(*node.args, evaluate=False) for c in (Eq, Le, Ge, Gt, Ne) if c is not kind)
        yield lambda: kind(*node.args[::-1], evaluate=False)
    elif kind in (t.Iff, sympy.Implies):
        yield lambda: build(node, node.args[::-1])
        yield lambda: (t.implies if kind is t.Iff else t.Iff)(*node.args)
    elif kind is t.Normalised:
        over, body, _at = node.args
        yield lambda: t.Normalised(over, _times(stock.d(over[0]), body), node.args[2])
        yield lambda: body
    if isinstance(node, sympy.Expr) and not isinstance(node, (sympy.Symbol, sympy.Number)):
        yield from around(node, scope, stock, pick)


def around(node, scope, stock, pick):
    """Things to put around a quantity."""
    points = [*(v for v in scope if isinstance(v, t.Point)), pick(stock.points)]
    for make in (lambda: _times(stock.f(pick(points)), node), lambda: _times(stock.d(pick(points)), node),
                 lambda: _times(pick(stock.laws)(pick(points)), node), lambda: _negative(node),
                 lambda: Add(node, stock.f(pick(points)), evaluate=False),
                 lambda: Mul(node, stock.d(pick(points)), _inverse(stock.d(pick(points))), evaluate=False),
                 *([lambda: _times(stock.a(pick(_indices(scope))), node)] if _indices(scope) else ())):
        yield Around(make)


class Around:
    """A change that puts something around a node."""

    def __init__(self, make):
        self.make = make

    def __call__(self):
        return self.make()


STRUCTURE = (t.Divergence, t.Expectation, t.Mean, t.Total, t.Draws, t.Draw, t.Always, t.Extremum, t.Integral)


def _indices(scope):
    return [v for v in scope if isinstance(v, sympy.Symbol) and not isinstance(v, t.Parameter)]


def _fewer_stopped(node, i):
    """The derivative with one factor of a product stopped."""
    phi, body, at = node.args
    factors = [t.Stopped(a) if j == i else a for j, a in enumerate(body.args)]
    return t.Derivative(phi, Mul(*factors, evaluate=False), at)


def _times(a, b):
    return Mul(a, b, evaluate=False)


def _negative(a):
    return Mul(Integer(-1), a, evaluate=False)


def _inverse(a):
    return Pow(a, Integer(-1), evaluate=False)


def _fewer(node, i):
    rest = [a for j, a in enumerate(node.args) if j != i]
    return rest[0] if len(rest) == 1 else build(node, rest)


def _densities(node, stock):
    law, outs, givens = node.args
    if isinstance(law, t.NamedLaw):  # its numbers the other way round
        yield lambda: t.Density(law, outs, [t.At(number, u) for number, u in enumerate(node.taken[::-1], 1)])
        return
    yield from (lambda other=other: t.Density(other, outs, givens) for other in stock.laws if other != law)
    yield from (lambda i=i: t.Density(law, [o for j, o in enumerate(outs) if j != i], givens) for i in range(len(outs)))
    yield from (lambda i=i: t.Density(law, outs, [g for j, g in enumerate(givens) if j != i]) for i in range(len(givens)))
    if givens:
        yield lambda: t.Density(law, (*outs, *givens), ())
        yield lambda: t.Density(law, givens, outs)
    if len(outs) > 1:
        yield lambda: t.Density(law, outs[:1], outs[1:])
    yield from (lambda p=p: t.Density(law, outs, (*givens, p)) for p in stock.points)


def _binders(node, stock):
    over, body = node.args[0], node.args[-1]
    if isinstance(node, t.Divergence):
        yield lambda: t.Divergence(over, node.args[2], node.args[1])
        yield lambda: t.Divergence(over, node.args[1], node.args[1])
        return
    if len(over) > 1:
        yield from (lambda i=i: build(node, (Tuple(*(o for j, o in enumerate(over) if j != i)), *node.args[1:]))
                    for i in range(len(over)))
        yield lambda: build(node, (Tuple(*over[::-1]), *node.args[1:]))
        if isinstance(node, (t.Expectation, t.Integral)):
            yield lambda: build(node, (over[:1], build(node, (over[1:], *node.args[1:]))))
    points = [v for v in bound_by(node)]
    for v in points:  # capture: the bound name becomes one that may stand free in the body
        same = [u for u in stock.points if u.space == v.space and u != v]
        yield from (lambda u=u, v=v: swapped(node, v, u) for u in same)
        yield from (lambda u=u, v=v: build(node, (*node.args[:-1], swapped(body, v, u))) for u in same)
    if isinstance(node, t.Expectation):
        yield lambda: t.Integral(points, body)
        yield lambda: body
    if isinstance(node, t.Integral):
        yield lambda: body
    if isinstance(node, t.Always):
        yield lambda: t.Always(points, body)


def mutant(node, stock, rng, around=()):
    """One random change somewhere in a line; None where the change says nothing that can be typed."""
    def pick(items):
        return items[int(rng.integers(len(items)))]
    every = list(positions(node, (), around))
    every += [e for e in every if isinstance(e[1], STRUCTURE)]*2
    path, part, scope = pick(every)
    options = list(alternatives(part, scope, stock, pick))
    wraps = [o for o in options if isinstance(o, Around)]
    if wraps and len(wraps) < len(options):
        options = wraps if not rng.integers(3) else [o for o in options if not isinstance(o, Around)]
    if not options:
        return None
    try:
        return put(node, path, pick(options)())
    except (ValueError, TypeError, AttributeError):
        return None

"""Which variable a point of a path is: the one bound furthest in at its time, for each length that a count may give.

The other route is by numbers: for each value of T, a table says which of the brackets binds each time last.
"""

import random
from collections import Counter

from derivations.kernel import Refused
from derivations.kernel.forms.binders import const, replace, var
from derivations.kernel.forms.times import span
from derivations.kernel.lines.paths import entered, path_places, times_of
from derivations.kernel.lines.reading import read
from derivations.language import terms as t

(x,) = t.points("x")
(T,) = t.counts("T")
SIZES = range(1, 6)
FREE = "free"


def ends(rng, longest):
    """The first and the last time of a stretch, each a number and how often T is added."""
    first = rng.randrange(4), int(rng.randrange(8) == 0)
    last = first[0] + rng.randrange(longest + 1), max(first[1], int(rng.randrange(6) == 0))
    return first, last


def node(first, last):
    """The point, or the stretch, between two times."""
    (a, s), (b, u) = first, last
    return t.Draw(x, a + s*T) if first == last else t.Stretch(x, a + s*T, b + u*T)


def times(first, last, size):
    (a, s), (b, u) = first, last
    return range(a + s*size, b + u*size + 1)


def at_size(form, size):
    """A time as a number."""
    (count,) = form.free or {None}
    return int((form if count is None else replace(form, {count: const(size)})).number)


def pieces(places, size):
    """For each time, the name of the variable of whose points it is one."""
    found = []
    for place in places:
        base = place.args[0] if place.head in ("draw", "part") else place
        _, first, last = span(place).args
        name = base.args[1] if isinstance(base.args[1], int) else FREE
        found += [(time, name) for time in range(at_size(first, size), at_size(last, size) + 1)]
    return found


def test_each_point_is_the_one_that_is_bound_furthest_in():
    rng, answered = random.Random(5), Counter()
    for _ in range(20_000):
        brackets, wanted = [ends(rng, 1) for _ in range(rng.randrange(1, 4))], ends(rng, 4)
        try:
            scope = {}
            for number, bracket in enumerate(brackets):
                place = node(*bracket)
                scope = entered(scope, {place: var(times_of(place, scope, read), number)})
            places = path_places(node(*wanted), scope, read)
        except Refused:
            answered["refused"] += 1
            continue
        answered[min(len(places), 3)] += 1
        for size in SIZES:
            last_bound = {time: number for number, bracket in enumerate(brackets) for time in times(*bracket, size)}
            right = [(time, last_bound.get(time, FREE)) for time in times(*wanted, size)]
            assert pieces(places, size) == right, (brackets, wanted, size)
    assert min(answered[kind] for kind in ("refused", 1, 2, 3)) > 100, answered

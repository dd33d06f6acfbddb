"""More bugs of the standing list: in the rules of chains, and of sums and products over time."""

from collections import Counter

from derivations.kernel.chains.points import drawn, within
from derivations.kernel.forms.binders import Refused, const, sub
from derivations.kernel.forms.times import stretch
from derivations.kernel.lines.paths import Straddling
from tests.support.fuzzing.planting import bug, original, replaced


@bug("markov")
def points_in_no_order():
    """Points are neighbours in the order in which they are written."""
    return replaced(("chains.markov", "in_time", tuple))


@bug("stretch")
def every_point_is_the_first():
    """A point at which a mean looks is drawn as the first one of the stretch."""
    def first_time(place):
        space, first, _last = place.args[0].args[0].args
        return stretch(space, first, first)
    return replaced(("logic.paths", "span", first_time))


@bug("stretch")
def functions_look_at_every_first_point():
    """A function at a point of a path is taken at the first point that is bound there."""
    old = original("heads.quantities", "path_places")

    def first_point(*parts):
        place, = old(*parts)
        base = place.args[0] if place.head == "draw" else place
        return (drawn(base, base.args[0].args[1]),)
    return replaced(("heads.quantities", "path_places", first_point))


@bug("telescope")
def last_term_forgotten():
    """A sum from a to b ends before b."""
    old = original("chains.telescoping", "piece_of")

    def shorter(*parts):
        piece = old(*parts)
        return piece._replace(end=sub(piece.end, const(1)))
    return replaced(("chains.telescoping", "piece_of", shorter))


@bug("telescope")
def sums_taken_for_products():
    """The sum of a function up to a time and its product up to that time are one quantity."""
    old = original("chains.telescoping", "up_to")
    return replaced(("chains.telescoping", "up_to", lambda kind, *parts: old("total", *parts)))


@bug("induction")
def no_beginning():
    """What holds at k + 1 as soon as it holds at k is believed without a beginning."""
    return replaced(("rules.over_time", "first_comparison", lambda relation, count, *sides: ()))


@bug("induction")
def a_step_too_few():
    """The last step, from K − 1 to K, is not asked for."""
    old = original("chains.induction", "sub")
    return replaced(("chains.induction", "sub", lambda a, b: old(a, const(2))))


@bug("telescope")
def values_counted_once():
    """A value of a product that is a sum is one factor, however often it stands there."""
    old = original("chains.telescoping", "powers_by_ends")

    def once(*parts):
        found = old(*parts)
        return found._replace(values=Counter({u: min(1, max(-1, e)) for u, e in found.values.items()}))
    return replaced(("chains.telescoping", "powers_by_ends", once))


@bug("reading")
def stretches_that_lose_their_ends():
    """The pieces of a stretch end where it cannot be shown that more of them follow."""
    old = original("lines.paths", "_in_turn")

    def short(*parts):
        try:
            yield from old(*parts)
        except Straddling as error:
            if not str(error).endswith("its times"):
                raise
    return replaced(("lines.paths", "_in_turn", short))


@bug("reading")
def what_is_bound_within_overlooked():
    """The first piece of a stretch that is bound hides those that are bound further in."""
    old = original("lines.paths", "_in_turn")

    def widest(node, wanted, held):
        kept = [v for v in held if not any(v is not w and within(v.args[0], w.args[0]) for w in held)]
        yield from old(node, wanted, kept)
    return replaced(("lines.paths", "_in_turn", widest))


@bug("marginal")
def integrals_between_points_are_finite():
    """The integral of a density of a chain over a point between two others is finite at every place of these."""
    return replaced((None, "between", lambda *_: False))


@bug("citing")
def points_beyond_a_stretch_left_free():
    """Where only some times of a point of a cited theorem are those of a bound stretch, the point stays free."""
    old = original("lines.standing", "_stands_for")

    def free_elsewhere(place, stretches):
        try:
            return old(place, stretches)
        except Refused:
            return place
    return replaced(("lines.standing", "_stands_for", free_elsewhere))

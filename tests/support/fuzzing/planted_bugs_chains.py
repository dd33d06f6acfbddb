"""More bugs of the standing list: in the rules of chains, and of sums and products over time."""

from derivations.kernel.forms.binders import const, sub
from derivations.kernel.forms.times import stretch
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

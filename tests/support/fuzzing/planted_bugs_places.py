"""More bugs of the standing list: in steps at several places, exponentials, means that are joined, and squares of means."""

from derivations.kernel.forms.binders import lift, open_with, scale
from derivations.language.relation import Relation
from tests.support.fuzzing.planting import bug, original, replaced


@bug("places")
def moved_term_keeps_its_sign():
    """An inequality is divided by a negative number and does not turn round."""
    return replaced(("lines.alone", "TURNED", {relation: relation for relation in Relation}))


@bug("places")
def last_of_several_unchecked():
    """Of several places at which two lines differ, the last one is not checked."""
    return replaced(("proof.prover", "pairwise", lambda lines: [*zip(lines, lines[1:])][:-1]))


@bug("logarithm")
def reciprocal_exponential():
    """1/exp(u) is taken for exp(u)."""
    old = original("forms.expansions", "exponent_of")
    return replaced((None, "exponent_of", lambda a: old(a.args[0].atom_alone()) if a.head == "inv" and old(a) is not None else old(a)))


@bug("logarithm")
def exponential_counted_once():
    """The power of an exponential is forgotten."""
    return replaced(("forms.expansions", "scale", lambda p, n: p if isinstance(n, int) and n > 1 else original("forms.polynomials", "scale")(p, n)))


@bug("linearity")
def means_over_anything():
    """Means under different laws are joined."""
    old = original("logic.joined_means", "_bodies")

    def careless(p, first, variables, parts):
        found = [old(p, first, variables, parts)]
        for other in {a for m, _ in p.terms for a, _e in m if a.head == first.head and a is not first}:
            if [v.args[0] for v in other.args[0]] == [v.args[0] for v in variables]:
                found.append(old(found[-1][1], other, variables, [*open_with(other, variables)][:-1]))
        return [body for bodies, _ in found for body in bodies], found[-1][1]
    return replaced(("logic.joined_means", "_bodies", careless))


@bug("linearity")
def cancelled_under_no_law():
    """A density that moves into a mean and cancels there is asked to be positive only where the mean has a law."""
    return replaced(("logic.joined_means", "_closed", original("logic.rewriting", "closed_in")))


@bug("sum_of_squares")
def schwarz_of_any_sign():
    """The factors in the inequality of Cauchy and Schwarz may be negative."""
    old = original("rules.sum_of_squares", "_at_most")

    def careless(mean, factors):
        with replaced(("rules.sum_of_squares", "nonnegative", lambda p: True)):
            return old(mean, factors)
    return replaced(("rules.sum_of_squares", "_at_most", careless))


@bug("sum_of_squares")
def sums_are_averages():
    """The square of a sum or an integral is at most the sum or the integral of the square."""
    old = original("rules.sum_of_squares", "_smaller")

    def careless(mono, coefficient, means):
        yield from old(mono, coefficient, means)
        for a, e in mono:
            for mean in means if a in means and len(mono) == 1 and e == 1 else ():
                if mean is not a and original("rules.sum_of_squares", "_at_most")(mean, (a,)) is not None:
                    yield scale(lift(mean, 2), coefficient), ()
    return replaced(("rules.sum_of_squares", "_smaller", careless))

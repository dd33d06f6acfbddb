"""More bugs of the standing list: in means under several laws, in squares, and in how theorems are cited."""

from derivations.kernel.forms.binders import ONE, Atom, outcomes, poly
from tests.support.fuzzing.planted_bugs_kernel import lemma_replaced
from tests.support.fuzzing.planting import as_iid, bug, original, replaced


@bug("written_out")
def average_as_a_sum():
    """An average is written out without the number of its terms."""
    return replaced(("chains.terms", "scale", lambda p, factor: p))


@bug("total_expectation")
def given_points_forgotten():
    """Two laws of one joint law are drawn at once, whatever they are given."""
    return replaced(("logic.joint_laws", "_together", lambda a, b: not set(a.args[1]) & set(b.args[1])))


@bug("factorise")
def margin_forgotten():
    """A conditional law of a product has all of its factors."""
    old = original("forms.expansions", "_margin_of")

    def careless(law, wanted):
        return old(law, set(law.spaces)) if len(wanted) > 1 else []
    return replaced(("forms.expansions", "_margin_of", careless))


@bug("independent_means")
def draws_always_differ():
    """Two numbers of draws differ wherever they are written differently."""
    return replaced(("logic.independence", "differ", lambda i, j, apart: i is not j))


@bug("independent_means")
def all_draws_independent():
    """Draws of one law are independent, however they were declared."""
    return replaced(("logic.independence", "_independent_draws", lambda laws: len(laws) == 1 and laws[0].head == "draws"))


@bug("independent_means")
def links_forgotten():
    """A law that is given a point counts as independent of the law that draws it."""
    old = original("logic.independence", "groups")

    def careless(parts):
        return old([(part, things & set(outcomes(part)) if isinstance(part, Atom) else things) for part, things in parts])
    return replaced(("logic.independence", "groups", careless))


@bug("sum_of_squares")
def any_quadratic_form():
    """Whether the squares can be completed is not asked."""
    return replaced(("forms.squares", "_never_negative_form", lambda form, size: True))


@bug("sum_of_squares")
def odd_powers_are_squares():
    """The factor before a square is forgotten."""
    old = original("forms.squares", "_quadratic_form")
    return replaced(("forms.squares", "_quadratic_form", lambda factor, roots, terms, crossed: (
        [crossed.pop(m, None) for m in list(crossed)] and None) or old(factor, roots, terms, crossed)))


@bug("hypothesis")
def either_direction():
    """A hypothesis is used in whichever direction."""
    old = original("rules.hypothesis", "atom")
    return replaced(("rules.hypothesis", "atom", lambda head, a, b: old(head, *sorted((a, b), key=lambda p: p.key))))


@bug("logarithm")
def denominator_counted_once():
    """The power of a denominator is forgotten."""
    old = original("rules.logarithm", "without_denominator")

    def careless(u):
        found = old(u)
        return None if found is None else (*found[:2], 1, found[3])
    return replaced(("rules.logarithm", "without_denominator", careless))


@bug("places")
def multiples_of_any_sign():
    """An inequality is multiplied with a quantity of any sign."""
    return replaced(("proof.citing", "nonnegative", lambda p: True))


@bug("places")
def multiple_need_not_be_defined():
    """The quantity with which a theorem is multiplied is taken for defined, and its sign for granted."""
    old = original("proof.citing", "multiple")

    def careless(p, form):
        return None if old(p, form) is None else ()
    return replaced(("proof.citing", "multiple", careless))


@bug("instance")
def product_becomes_another():
    """What stands for a law that is named from a product need not be that product."""
    class Careless(original("proof.instance", "Substitution")):
        def check_products(self, forms):
            pass
    return replaced(("proof.prover", "Substitution", Careless))


@bug("zero_mean")
def a_mean_of_any_sign():
    """A mean that is zero makes its body zero, whatever its sign."""
    return replaced(("schemas.particulars", "nonnegative", lambda p: True))


@bug("places")
def numbers_that_stay():
    """A number is taken from one side and not from the other."""
    old = original("lines.places", "_with_numbers_moved")

    def careless(here):
        for place in old(here):
            yield place._replace(right=here.right)
    return replaced(("lines.places", "_with_numbers_moved", careless))


@bug("rearrange")
def power_of_an_inequality():
    """a² = b² is a = b."""
    old = original("rules.algebra", "_same_up_to_a_number")
    return replaced(("rules.algebra", "_same_up_to_a_number", lambda p, q: old(p, q) or len(p.terms) > 1))


@bug("conditions")
def comparisons_of_any_sign():
    """A comparison is multiplied with a factor of any sign."""
    return replaced(("lemmas.comparisons", "nonnegative", lambda p: True))


@bug("conditions")
def one_term_is_integrable():
    """A product of independent factors is integrable where one of them is."""
    old = original("lemmas.integrability", "product_of_means")
    return replaced(("lemmas.integrability", "product_of_means", lambda *given: (lambda value, found: (value, found[:1]))(*old(*given))))


@bug("moments")
def averages_taken_apart():
    """The mean of a product of averages is made of the means of its factors wherever two of them are not alike."""
    old = original("rules.moments", "partitions")
    return replaced(("rules.moments", "partitions", lambda values: [
        blocks for blocks in old(values) if all(len(set(block)) == 1 for block in blocks)]))


@bug("leave_one_out")
def value_left_in():
    """The average of the others is the average of all: no value is taken off."""
    old = original("rules.draws", "sub")
    return replaced(("rules.draws", "sub", lambda a, b: old(a, b) if b is ONE else a))


@bug("conditions")
def averages_of_dependent_draws():
    """Products of averages are integrable like those of independent draws, however the draws depend."""
    old = original("lemmas.table", "products_of_averages")
    return lemma_replaced("product of averages", "BACKWARD", lambda c: old(as_iid(c) if c.head == "integrable" else c))


@bug("conditions")
def averages_that_never_meet():
    """A product of two averages is integrable as soon as each of them is, as if they never looked at one draw."""
    old = original("lemmas.table", "products_of_averages")
    return lemma_replaced("product of averages", "BACKWARD", lambda c: tuple(way[:2] for way in old(c)))


# --- quantities that are written in another way -----------------------------------------------------------------------


@bug("lemmas")
def what_cancelled_is_defined():
    """What cancels in another writing of a quantity counts as defined."""
    return replaced(("lemmas.rewritten", "defined", lambda body: ()))


@bug("lemmas")
def divisors_never_zero():
    """A conditional density times its marginal one is the joint density everywhere."""
    old = original("lemmas.rewritten", "cancelled")
    return replaced(("lemmas.rewritten", "cancelled", lambda body: (old(body)[0], ())))


@bug("lemmas")
def any_share_is_bounded():
    """A term over a sum is between zero and one, whatever the signs of the terms are."""
    return replaced(("lemmas.rewritten", "nonnegative", lambda term: True))


@bug("lemmas")
def guarded_by_one_term():
    """A sum is zero as soon as one of its terms is."""
    old = original("logic.defined", "where_not_zero")

    def careless(u, conditions):
        return old(poly(dict(u.terms[:1])), conditions)
    return replaced((None, "where_not_zero", careless))

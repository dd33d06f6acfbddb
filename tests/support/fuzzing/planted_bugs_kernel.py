"""Bugs to plant in what rules rest on: where lines differ, canonical forms, conditions, readings and instances."""

from derivations.kernel.forms import binders
from derivations.kernel.forms.binders import ONE, open_fresh, var
from derivations.kernel.forms.expansions import positive
from derivations.language.relation import Relation
from tests.support.fuzzing.planting import bug, original, replaced


def lemma_replaced(name, table, says):
    """A lemma that says more than is true, for whoever looks for inferences and for whoever checks them."""
    make = original("lemmas.table", "_forward" if table == "FORWARD" else "_backward")
    lemmas = original("lemmas.table", "LEMMAS")
    return replaced((None, table, {**original("lemmas.table", table), name: says}),
                    (None, "LEMMAS", {**lemmas, name: lemmas[name]._replace(accepts=make(says))}))


# --- where lines differ -----------------------------------------------------------------------------------------


@bug("places")
def congruence_ignores_leaves():
    """Two densities are taken for equal because both are densities."""
    old = original("lines.places", "_inside_atoms")

    def careless(here, a, b):
        yield from old(here, a, b)
        if a.head == b.head == "law":
            yield here._replace(left=ONE, right=ONE)
    return replaced(("lines.places", "_inside_atoms", careless))


@bug("places")
def coefficient_sign_ignored():
    """An inequality goes through a minus sign unflipped."""
    return replaced(("lines.places", "TURNED", {relation: relation for relation in Relation}))


@bug("places")
def factor_sign_ignored():
    """An inequality goes through a factor of unknown sign."""
    return replaced(("lines.places", "nonnegative", lambda term: True))


@bug("places")
def spaces_forgotten():
    """Bound variables of different spaces are matched: p(z) and p(x) become one."""
    return replaced((None, "same_sorts", lambda a, b: len(a.args[0]) == len(b.args[0])))


@bug("places")
def circular_facts():
    """What a step shows is believed without the conditions of the step."""
    old = original("lines.places", "facts")
    return replaced(("proof.prover", "facts", lambda place, conditions=(): old(place, ())))


# --- canonical forms and conditions -----------------------------------------------------------------------------


@bug("core")
def law_forgotten():
    """The canonical form of a density forgets whose density it is."""
    old = original("forms.binders", "law_atom")
    from derivations.language.terms import Chain, Law, Point

    def nameless(law, outs, givens):
        if law.given or isinstance(law, Chain):
            return old(law, outs, givens)
        return old(Law("p", *map(Point, law.spaces), independent=law.independent), outs, givens)
    return replaced((None, "law_atom", nameless))


@bug("conditions")
def minimal_drops_conditions():
    """The shortest list of conditions is too short by one."""
    old = original("implication.search", "fewest")
    return replaced((None, "fewest", lambda *given: old(*given)[1:]))


@bug("conditions")
def guards_dropped():
    """A guard on a bound variable is dropped with the variable: "wherever p(x, z) > 0" becomes "always"."""
    old = original("logic.conditions", "_spared")

    def careless(weight, variables, others):
        short = old(weight, variables, others)
        return None if short is not weight and weight.head == "law" else short
    return replaced(("logic.conditions", "_spared", careless))


@bug("conditions")
def logarithms_beside_zero():
    """Every logarithm in an integrable product is believed to have a positive argument."""
    from derivations.kernel.logic.conditions import always

    def careless(c):
        if c.head != "integrable":
            return ()
        variables, (weights, body) = open_fresh(c)
        logs = dict.fromkeys(a for m, _ in body.terms for a, _e in m if a.head == "log")
        return tuple(d for a in logs for d in always(variables, weights, positive(a.args[0])))
    return lemma_replaced("argument of a logarithm", "FORWARD", careless)


@bug("conditions")
def one_hypothesis_too_few():
    """One condition that does not follow from what is given is let pass."""
    old = original("implication.search", "implied")

    def careless(*given):
        found = old(*given)
        return found._replace(left=found.left[1:])
    return replaced((None, "implied", careless))


@bug("conditions")
def almost_everywhere_everywhere():
    """What holds for almost every point is believed at every point, and nobody is told."""
    old = original("lemmas.table", "almost_all_points")
    return lemma_replaced("almost every point", "BACKWARD", lambda c: old(c, c.free))


@bug("instance")
def almost_forgotten():
    """A theorem's instance no longer knows for which points it holds almost everywhere only."""
    old = original("proof.prover", "Stated")
    return replaced(("proof.prover", "Stated", lambda form, given, defined, almost, *more: old(
        form, given, defined, frozenset(), *more)))


@bug("instance")
def outcomes_of_others():
    """What stands for a law may have other outcomes."""
    class Careless(original("proof.instance", "Substitution")):
        def _check_outcomes(self, formal, weights):
            pass
    return replaced(("proof.prover", "Substitution", Careless))


@bug("places")
def suprema_that_cancel():
    """A finite sum of suprema is believed to have finite terms."""
    return replaced(("lines.places", "one_sided", lambda u: True))


@bug("places")
def hidden_suprema():
    """A supremum inside a function is believed to be finite where the function is written down."""
    return replaced(("lines.places", "on_top", lambda u: True))


@bug("reading")
def bodies_undefined():
    """What is said to be integrable need not be defined."""
    old = original("lines.reading", "read_statement")

    def careless(expr, scope):
        form, conditions = old(expr, scope)
        return form, () if type(expr).__name__ in ("Iff", "Integrable") else conditions
    return replaced((None, "read_statement", careless))


@bug("reading")
def later_laws_unchecked():
    """Whether a law is defined is asked without asking what was drawn before it."""
    old = original("lines.reading", "close")
    return replaced(("lines.reading", "close", lambda variables, weights, found: old(variables, (), found) if weights else ()))


@bug("instance")
def instance_captures():
    """A theorem's bound variable takes the name of a free point that is put in."""
    return replaced(("proof.instance", "fresh", lambda variables, avoid: tuple(
        var(v.args[0], v.args[0]) if isinstance(v.args[0], str) else v for v in binders.fresh(variables, avoid))))

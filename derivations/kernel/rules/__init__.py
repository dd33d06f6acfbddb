"""The rules: each checks one pair of neighbouring lines and returns the conditions on which it leans.

A rule that is a statement is data: `stated` makes it of schemas, which are used, attacked and shown by one mechanism.
These rules are code, or have a part that is code:

    algebra               whether a rational function is zero is decided by multiplying out
    logarithm             products have any number of factors, whose logarithms are put into a normal form
    definition            that an abbreviation means its body, and stop(u) a fixed u, is no statement: the reader has put it in
    rearrange             the factor between two comparisons is found by dividing
    drop_draws            its body is any function of averages of draws, and the language has functions of points only
    exchange              its body is any function of averages of draws, and the language has functions of points only
    leave_one_out         the index that is left out is any of n, and a schema names indices up to n − 1 only
    linearity             a sum has any number of terms, and which of them move decides what has to be integrable
    written_out           the number of terms decides what the other side is
    telescope             sums and products of any number of functions are joined, and what is left is algebra
    markov                a density has any number of points, and a stretch of a path any length
    stretch               a mean looks at any number of points
    marginal              it integrates densities out one after the other, in whatever order that is possible
    fubini                expectations are flattened to any depth, in any order
    total_expectation     a law has any number of coordinates, which are drawn in any order
    independent_means     a product has any number of independent factors, and averages over draws are taken apart
    sum_of_squares        a quadratic form has any number of squares, which are completed one after the other
    hypothesis            it leans on the step itself
    induction             the count over which it runs is found, and what is said at a count is any relation of any two sides
    nested                for a member's value stands any quantity, in which the member is looked for
    extremum              any number of terms leave a supremum, into a normal form that conditions have, too
    moments               it goes through the partitions of a product's factors by which of their indices agree
    taylor                from below, b is found by a division, and where u is an average each of its values leads to a condition
    independent_positive  it leans on the denominators of a value, which depend on how the value is written
    product_rule          the coordinates of a law are split in any way, and what is left is algebra
    factorise             a law may have any number of independent coordinates, and what is left is algebra
    differentiate         derivatives are carried out to any depth, and what is left is algebra
    recurrence            arguments may differ by any whole number, and what is left is algebra
    descent               the step from a + 1 down to a is a fraction, whose numerator decides by its coefficients
    arithmetic            a number is evaluated with a bound of its error
    density               exponents are compared as rational functions, and what is left is algebra
    family                a quantity has any number of terms, and each of its moments is a derivative of a generating function
    leibniz               an integral may stand among other terms, and its densities may depend on the parameter
"""

from .algebra import algebra, definition, rearrange
from .arithmetic import arithmetic
from .derivative import differentiate, leibniz
from .draws import drop_draws, exchange, leave_one_out, one_draw
from .expectation import fubini, linearity, marginal
from .extremum import extremum, nested
from .hypothesis import hypothesis
from .independent_means import independent_means
from .inequality import jensen, jensen_equality, support, tangent, zero_mean
from .logarithm import logarithm
from .moments import independent_positive, moments, taylor
from .named_laws import density, family
from .over_time import induction, markov, stretch, telescope, written_out
from .probability import factorise, independent_constant, product_rule, same_mass
from .rule import RULES, Rule, close_rules
from .special import descent, recurrence
from .sum_of_squares import sum_of_squares
from .total_expectation import total_expectation

__all__ = ["RULES", "Rule", "algebra", "arithmetic", "definition", "density", "descent", "differentiate", "drop_draws", "exchange", "extremum", "factorise", "family",
           "fubini", "hypothesis", "independent_constant", "independent_means", "independent_positive", "induction", "jensen",
           "jensen_equality", "leave_one_out", "leibniz", "linearity", "logarithm", "marginal", "markov", "moments", "nested", "one_draw",
           "product_rule", "rearrange", "recurrence", "same_mass", "stretch", "sum_of_squares", "support", "tangent", "taylor", "telescope",
           "total_expectation", "written_out", "zero_mean"]

close_rules()

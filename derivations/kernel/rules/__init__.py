"""The rules: each checks one pair of neighbouring lines and returns the conditions it leaned on."""

from .algebra import algebra, definition, logarithm, rearrange
from .draws import drop_draws, exchange, leave_one_out, one_draw
from .expectation import fubini, linearity, marginal
from .extremum import extremum, nested
from .inequality import jensen, jensen_equality, support, tangent
from .moments import independent_positive, moments, taylor
from .probability import factorise, independent_constant, product_rule, same_mass
from .rule import RULES, Rule, close_rules

__all__ = ["RULES", "Rule", "algebra", "definition", "drop_draws", "exchange", "extremum", "factorise", "fubini",
           "independent_constant", "independent_positive", "jensen", "jensen_equality", "leave_one_out",
           "linearity", "logarithm", "marginal", "moments", "nested", "one_draw", "product_rule", "rearrange", "same_mass",
           "support", "tangent", "taylor"]

close_rules()

"""What a model has to interpret: everything that occurs free of binding, each thing once."""

import pytest
import sympy

from derivations.kernel import (
    KL,
    E,
    Function,
    Law,
    Point,
    Subset,
    always,
    counts,
    identical,
    iid,
    integrable,
    integral,
    mean,
    points,
)
from derivations.language import writing as w
from derivations.language.terms import proportional, sup, total
from derivations.language.views.signature import signature

z, a = points("z a")
zz = Point("zz", "z")
K, k, j = counts("K k j")
t, n = sympy.Symbol("t", real=True), sympy.Symbol("n", positive=True)
q, joint, given = Law("q", z), Law("p", a, z), Law("c", z | a)
f, g, h = Function("f", z), Function("g", z, nonnegative=True), Function("h", z, K)
G = Subset("G", z)
F = Subset("F", z, containing=G)

FOUND = {  # free points; what is bound, the range of a mean, and a law's own space
    "a free point": (q(zz), {"points": [zz], "spaces": ["z"], "laws": [q]}),
    "a bound point": (E[q(z)](f(z)), {"spaces": ["z"], "laws": [q], "functions": [f]}),
    "bound, and free beside it": (w.add(integral[z](f(z)), g(z)), {"points": [z], "spaces": ["z"], "functions": [f, g]}),
    "given before it is bound": (E[given(z | a)](f(z)), {
        "points": [a], "spaces": ["z", "a"], "laws": [given], "functions": [f]}),
    "given what was bound": (E[joint(a), given(z | a)](f(z)), {"spaces": ["a", "z"], "laws": [joint, given], "functions": [f]}),
    "given what is bound later": (E[given(z | a), joint(a)](1), {"points": [a], "spaces": ["z", "a"], "laws": [given, joint]}),
    "a divergence": (KL[z](q(z), given(z | a)), {"points": [a], "spaces": ["z", "a"], "laws": [q, given]}),
    "always": (always[z](f(z) > g(zz)), {"points": [zz], "spaces": ["z"], "functions": [f, g]}),
    "integrable": (integrable[q(z)](f(z)), {"spaces": ["z"], "laws": [q], "functions": [f]}),
    "a normalised law at a free point": (proportional[z](g(z))(zz), {"points": [zz], "spaces": ["z"], "functions": [g]}),
    "the index of a mean": (mean[k:K](h(z, k)), {"points": [z], "spaces": ["z"], "counts": [K], "functions": [h], "ranges": [K], "furthest": [K]}),
    "a mean but one": (mean[k:K:n](f(z)), {"points": [z], "spaces": ["z"], "counts": [K], "reals": [n], "functions": [f], "ranges": [K]}),
    "an index beside its mean": (w.add(k, mean[k:3](k)), {"counts": [k], "ranges": [3]}),
    "the end of a sum": (total[k:2:K + 1](h(z, k)), {"points": [z], "spaces": ["z"], "counts": [K], "functions": [h], "ranges": [K + 1],
                                              "furthest": [K + 1]}),
    "an end that another index says": (total[k:1:K](total[j:1:k](h(z, j))), {"points": [z], "spaces": ["z"], "counts": [K], "functions": [h], "ranges": [K],
                                                                      "furthest": [K]}),
    "a place that grows less": (total[k:1:K](h(z, K + 1 - k)), {"points": [z], "spaces": ["z"], "counts": [K], "functions": [h], "ranges": [K],
                                                                  "furthest": [K + 1 - 1]}),
    "a place": (h(z, K + 4), {"points": [z], "spaces": ["z"], "counts": [K], "functions": [h], "ranges": [K + 4], "furthest": [K + 4]}),
    "numbers": (w.mul(t, w.mul(n, K)), {"reals": [t, n], "counts": [K]}),
    "a supremum": (sup[z](f(z)), {"spaces": ["z"], "counted": ["z"], "functions": [f]}),
    "a supremum within": (sup[z:F](f(zz)), {"points": [zz], "spaces": ["z"], "counted": ["z"], "functions": [f], "subsets": [F, G]}),
    "draws": (E[identical(q(z), K)](f(z[1])), {"spaces": ["z"], "counts": [K], "laws": [q], "functions": [f], "draws": [("identical", q, K)],
        "drawn": [K], "times": [1]}),
    "independent draws": (E[iid(q(z), K)](f(z[k])), {
        "spaces": ["z"], "counts": [K, k], "laws": [q], "functions": [f], "drawn": [K], "times": [k]})}


@pytest.mark.parametrize("what", FOUND)
def test_what_occurs_in_a_statement(what):
    node, parts = FOUND[what]
    found = vars(signature(node, node))
    assert found.pop("later") is None
    for part, items in found.items():
        assert sorted(map(str, items)) == sorted(map(str, parts.get(part, []))) and len(set(items)) == len(items), part

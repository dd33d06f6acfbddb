"""Steps at the edge of what the rules of chains and of sums over time accept, worked out by hand; the tables are those of
`rule_edges`.  The chain is e, of the path y."""

ACCEPTED = {
    "markov": [
        ("e(y[3] | y[2], y[0])", "=", "e(y[3] | y[2])", ("e(y[2]) > 0", "e(y[0], y[2]) > 0"), "the past forgotten"),
        ("e(y[0] | y[2], y[3])", "=", "e(y[0] | y[2])", ("e(y[2]) > 0", "e(y[2], y[3]) > 0"), "the same backwards in time"),
        ("e(y[1], y[2])", "=", "e(y[1])*e(y[2] | y[1])", ("e(y[1]) > 0",), "a joint density of two points"),
    ],
    "telescope": [
        ("total[k:1:K](a(k + 1) - a(k))", "=", "a(K + 1) - a(1)", (), "all but the ends cancels"),
        ("total[k:1:K](a(k + 2) - a(k))", "=", "a(K + 2) + a(K + 1) - a(2) - a(1)", (), "two steps at a time"),
        ("total[k:2:K + 1](a(k - 1))", "=", "total[k:1:K](a(k))", (), "a shifted index"),
        ("e(y[1])*total[k:1:K](a(k))/e(y[1])", "=", "total[k:1:K](a(k))", ("e(y[1]) > 0",), "a density cancelled against itself"),
        ("product[k:1:K + 1](a(k))/product[k:1:K](a(k))", "=", "a(K + 1)", ("each[k:1:K](a(k) != 0)",), "a product that divides"),
        ("product[k:1:K + 1](1 - a(k))", "=", "product[k:1:K](1 - a(k))*(1 - a(K + 1))", (), "factors that are sums"),
        ("product[k:1:K + 1](2*a(k))", "=", "2*a(K + 1)*product[k:1:K](2*a(k))", (), "factors with a number before them"),
        ("product[k:1:K + 1](1 - f(x))", "=", "product[k:1:K](1 - f(x))*(1 - f(x))", (), "factors that do not change"),
        ("product[k:1:K](a(k) - 2)", "=", "(a(1) - 2)*product[k:2:K](a(k) - 2)", ("a(1) - 2 != 0",), "the first of them"),
        ("product[k:1:K + 1](1/(1 - a(k)))", "=", "product[k:1:K](1/(1 - a(k)))/(1 - a(K + 1))", (), "sums that divide"),
    ],
    "induction": [
        ("total[k:1:K](a(k))", "=", "K*a(1)", ("each[k:1:K - 1](implies(total[j:1:k](a(j)) == k*a(1), total[j:1:k + 1](a(j)) == (k + 1)*a(1)))",),
         "nothing is asked at one, where both sides are one quantity"),
        ("a(K)", "≤", "f(x)", ("a(1) <= f(x)", "each[k:1:K - 1](implies(a(k) <= f(x), a(k + 1) <= f(x)))"), "an inequality"),
        ("a(K)", "≥", "log(a(K))", ("log(a(1)) <= a(1)", "a(1) > 0", "each[k:1:K](a(k) > 0)", "each[k:1:K - 1](implies(log(a(k)) <= a(k), log(a(k + 1)) <= a(k + 1)))"),
         "the other way round, and defined at every count"),
        ("f(x) == 1", "⇒", "always[z](a(K) == f(z))", ("implies(f(x) == 1, always[z](a(1) == f(z)))",
         "each[k:1:K - 1](implies(always[z](a(k) == f(z)), always[z](a(k + 1) == f(z))))"), "statements"),
        ("a(1) <= f(x)", "⇒", "2*a(K) <= f(x) + a(K)", ("each[k:1:K - 1](implies(2*a(k) <= f(x) + a(k), 2*a(k + 1) <= f(x) + a(k + 1)))", "implies(a(1) <= f(x), 2*a(1) <= f(x) + a(1))"),
         "comparisons"),
        ("always[z](a(1) == f(z))", "⇒", "always[z](a(K) == f(z))", ("each[k:1:K - 1](implies(a(k) == a(1), a(k + 1) == a(1)))",), "the sides in which statements differ"),
    ],
    "stretch": [
        ("E[e(y[1:K] | y[0])](log(e(y[K])))", "=", "E[e(y[K] | y[0])](log(e(y[K])))", (), "the last point"),
        ("E[e(y[1:K + 1] | y[0])](h(y[1], y[K + 1]))", "=", "E[e(y[1], y[K + 1] | y[0])](h(y[1], y[K + 1]))", (), "a function of both ends"),
        ("E[e(y[1:2] | y[0]), e(y[3] | y[2])](h(y[1], y[3]))", "=", "E[e(y[1], y[2] | y[0]), e(y[3] | y[2])](h(y[1], y[3]))", (),
         "a point at which another law looks"),
    ],
}

FALSE = {
    "markov": [
        ("e(y[3] | y[2], y[0])", "=", "e(y[3] | y[0])", "the wrong one of two times"),
        ("e(y[1], y[2])", "=", "e(y[1])*e(y[2])", "points that are not independent"),
        ("e(y[2] | y[1], y[3])", "=", "e(y[2] | y[1])", "the future is known too"),
        ("e(y[2] | y[1])", "=", "e(y[1] | y[2])", "a step turned round"),
    ],
    "telescope": [
        ("total[k:1:K](a(k + 1) - a(k))", "=", "a(K) - a(1)", "the last term forgotten"),
        ("total[k:2:K + 1](a(k - 1))", "=", "total[k:2:K + 1](a(k))", "an index that was not shifted"),
        ("total[k:1:K](a(k))", "=", "product[k:1:K](a(k))", "a sum taken for a product"),
        ("total[k:1:K](a(k))**2", "=", "total[k:1:K](a(k))", "the square of a sum"),
        ("product[k:1:K](2*a(k))", "=", "product[k:1:K](a(k))", "the number in each factor forgotten"),
        ("product[k:1:K](a(k))**2", "=", "product[k:1:K](a(k))", "the square of a product"),
        ("product[k:1:K](a(k))/a(K + 1)", "=", "product[k:1:K](a(k))", "what divides forgotten"),
        ("product[k:1:K + 1](1 - a(k))", "=", "product[k:1:K](1 - a(k))*(1 - a(K))", "the last factor once more"),
        ("product[k:1:K + 1](1 - a(k))", "=", "product[k:1:K](1 - a(k)) - a(K + 1)", "a factor taken for a term"),
        ("product[k:2:K](1 - a(k))", "=", "product[k:1:K](1 - a(k))", "the first factor forgotten"),
        ("product[k:1:K](1 - a(k))", "=", "product[k:1:K](a(k) - 1)", "a sign for each factor"),
        ("product[k:1:K](2*a(k))", "=", "2*product[k:1:K](a(k))", "a number counted once"),
        ("product[k:1:K](1 - a(k))**2", "=", "product[k:1:K](1 - a(k))", "the square of a product of sums"),
    ],
    "induction": [
        ("total[k:1:3](a(k))", "=", "3*a(1)", "no count"),
        ("a(K) == 1", "⇔", "a(K) == 2", "both ways"),
        ("a(K) == 1", "⇒", "a(1) == 2", "no count in what follows"),
    ],
    "tangent": [("product[k:1:K](log(d(x)))", "≤", "product[k:1:K](d(x) - 1)", "factors that may be negative")],
    "stretch": [
        ("E[e(y[1:K] | y[0])](log(e(y[K])))", "=", "E[e(y[1] | y[0])](log(e(y[1])))", "the first point for the last"),
        ("E[e(y[1:2] | y[0])](h(y[1], y[2]))", "=", "E[e(y[1], y[2] | y[0])](h(y[2], y[1]))", "two points exchanged"),
        ("E[e(y[1:K] | y[0])](f(y[K]))", "=", "E[e(y[K])](f(y[K]))", "what is given forgotten"),
        ("E[e(y[1:2] | y[0]), e(y[3] | y[2])](h(y[1], y[3]))", "=", "E[e(y[1] | y[0]), e(y[3] | y[2])](h(y[1], y[3]))",
         "a point at which another law looks left free"),
    ],
}

NARROW = {
    "induction": [
        ("total[k:1:K](n*f(x))", "=", "n*K*f(x)", "two counts"),
        ("log(e(y[K]))", "≤", "e(y[K])", "a point of a path"),
        ("E[iid(q(z), K)](f(z[1]))", "=", "E[q(z)](f(z))", "draws as many as the count"),
        ("E[e(y[1:K] | y[0])](f(y[K]))", "=", "E[e(y[K] | y[0])](f(y[K]))", "points of a path that are bound"),
        ("total[k:1:K](a(k))", "=", "total[k:1:K](a(k))", "nothing happens"),
    ],
}

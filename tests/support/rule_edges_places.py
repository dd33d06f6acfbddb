"""Steps at the edge of what each rule accepts, worked out by hand: a factor before an inequality and terms beside it, several
places of one line, both sides of a statement, exponentials that cancel, means that are joined, squares of means.

The tables are those of `rule_edges`.
"""

BOTH = ("integrable[q(z)](d(z))", "integrable[b(z)](d(z))")
MEANS = ("integrable[q(z)](f(z))", "integrable[b(z)](g(z))")

ACCEPTED = {
    "tangent": [
        ("log(d(x) + 1)/2", "≤", "d(x)/2", (), "half of it"), ("log(f(x))/2", "≤", "f(x)/2 - 1/2", (), "half of it, with a number"),
        ("-log(f(x))", "≥", "1 - f(x)", (), "a sign turns it round"), ("1 - 2*log(f(x))", "≥", "3 - 2*f(x)", (), "beside a number"),
        ("1/2 + log(f(x))/2", "≤", "f(x)/2", (), "a number on one side"), ("f(x) + log(f(x) + 1)", "≤", "2*f(x)", (), "beside a term of the tangent"),
        ("f(z)*log(f(x))/3 + g(x)", "≤", "g(x) + f(z)*f(x)/3 - f(z)/3", ("0 <= f(z)",), "times a quantity whose sign is asked"),
        ("log(f(x)) + log(f(z))/2", "≤", "f(x) + f(z)/2 - 3/2", ("f(z) > 0",), "two tangents, and the line between them"),
        ("log(f(x)) - g(x) + log(g(x))", "≤", "f(x) - 1", ("g(x) > 0",), "two tangents, one read from the right"),
        ("E[q(z)](log(d(z) + 1)/2 + log(d(z) + 2)/2)", "≤", "E[q(z)](d(z) + 1/2)", (), "two tangents in a mean"),
    ],
    "jensen": [
        ("f(x) - 2*E[q(z)](log(d(z)))", "≥", "f(x) - 2*log(E[q(z)](d(z)))", BOTH[:1], "twice, from a term"),
        ("E[q(z)](log(d(z)))/2 + E[b(z)](log(d(z)))/2", "≤", "log(E[q(z)](d(z)))/2 + log(E[b(z)](d(z)))/2", (*BOTH, "E[b(z)](d(z)) > 0", "integrable[q(z)](log(d(z)))", "always[q(z)](d(z) > 0)"), "under two laws"),
        ("-E[q(z)](log(d(z))) - 3*E[b(z)](log(d(z)))", "≥", "-log(E[q(z)](d(z))) - 3*log(E[b(z)](d(z)))", (*BOTH, "E[q(z)](d(z)) > 0", "integrable[b(z)](log(d(z)))", "always[b(z)](d(z) > 0)"), "both negative"),
    ],
    "support": [
        ("2*E[q(z)](d(z)/q(z)) + E[b(z)](d(z)/b(z))", "≤", "3*integral[z](d(z))", ("integrable[z](d(z))", "integrable[q(z)](d(z)/q(z))"), "under two laws"),
    ],
    "nested": [
        ("sup[i:F](f(i)) + 2*sup[i:F](g(i))", "≤", "sup[i:G](f(i)) + 2*sup[i:G](g(i))", ("bounded(sup[i:F](g(i)))", "bounded(sup[i:G](f(i)))"), "two families"),
        ("f(x) - sup[i:G](f(i))/2", "≤", "f(x) - sup[i:F](f(i))/2", (), "half, from a term"),
    ],
    "taylor": [("log(1 + f(x))/2", "≤", "f(x)/2 - f(x)**2/4 + f(x)**3/6", (), "half of it")],
    "logarithm": [
        ("exp(-f(x))*exp(f(x) - g(x))", "=", "exp(-g(x))", (), "what cancels in the exponent"), ("exp(-f(x))*exp(f(x))", "=", "1", (), "nothing is left"),
        ("exp(f(x) - g(x))", "=", "exp(-g(x))/exp(-f(x))", (), "a quotient"), ("1/exp(f(x))", "=", "exp(-f(x))", (), "a reciprocal"),
        ("exp(2*f(x))", "=", "exp(f(x))**2", (), "a square"), ("exp(f(x)/2)**2", "=", "exp(f(x))", (), "a square root"),
        ("exp(log(f(x)) - g(x))", "=", "f(x)/exp(g(x))", ("f(x) > 0",), "a logarithm in the exponent"),
        ("exp(g(x) - log(f(x)))", "=", "exp(g(x))/f(x)", ("f(x) > 0",), "a logarithm that is subtracted"),
        ("exp(log(f(x))/2)**2", "=", "f(x)", ("f(x) > 0",), "two square roots"),
        ("log(exp(f(x))*exp(-f(x)) + d(x))", "=", "log(1 + d(x))", (), "in the argument of a logarithm"),
        ("integral[z](exp(f(z) - g(x)))", "=", "integral[z](exp(f(z))/exp(g(x)))", (), "in an integral"),
        ("E[q(z)](log(d(z)*d(x))) == log(1/d(x))", "⇔", "E[q(z)](log(d(z)) + log(d(x))) == -log(d(x))", ("always[q(z)](d(z) > 0)", "d(x) > 0", "integrable[q(z)](log(d(z)))"),
         "both sides of an equation"),
    ],
    "linearity": [
        ("-E[q(z)](log(d(z)) - f(z))", "=", "E[q(z)](f(z) - log(d(z)))", (), "a sign alone"),
        ("E[q(z)](f(z) - g(z) + f(x))", "=", "f(x) + E[q(z)](f(z) - g(z))", (), "a constant alone"),
        ("E[q(z)](f(z) - g(z) + d(z))", "=", "E[q(z)](f(z) - g(z)) + E[q(z)](d(z))", (), "only the split that was made"),
        ("E[q(z)](f(z) - g(z)) + E[q(z)](g(z) - d(z))", "=", "E[q(z)](f(z) - d(z))", (), "what cancels"),
        ("E[q(z)](E[r(y)](h(y, z) + f(z)) + f(x))", "=", "E[q(z)](E[r(y)](h(y, z)) + f(z)) + f(x)", (), "a mean in a mean"),
        ("E[q(z)](f(z) + 1)*E[r(y)](f(y) + 2)", "=", "E[q(z)](f(z))*E[r(y)](f(y)) + 2*E[q(z)](f(z)) + E[r(y)](f(y)) + 2", (), "a product"),
        ("E[q(z)](f(z) + 1) == E[b(z)](g(z) + f(x))", "⇔", "E[q(z)](f(z)) + 1 == E[b(z)](g(z)) + f(x)", MEANS, "both sides of an equation"),
        ("E[q(z)](f(z) + 1) <= E[b(z)](g(z) + f(x))", "⇒", "E[q(z)](f(z)) + 1 <= E[b(z)](g(z)) + f(x)", MEANS, "both sides of an inequality"),
        ("p(x)*E[p(z | x)](1/p(x))", "=", "1", ("p(x) > 0",), "a density that cancels in a mean under no law"),
        ("p(x)*E[p(z | x)](h(x, z) + f(x)/p(x))", "=", "p(x)*E[p(z | x)](h(x, z)) + f(x)", ("p(x) > 0",), "the same beside a term"),
        ("always[c(x)](E[q(z)](f(z) + f(x)) == E[b(z)](g(z) + 1))", "⇔", "always[c(x)](E[b(z)](g(z)) + 1 == E[q(z)](f(z)) + f(x))", MEANS,
         "both sides, the other way round"),
    ],
    "sum_of_squares": [
        ("E[q(z)](f(z))**2", "≤", "E[q(z)](f(z)**2)", (), "the square of a mean"),
        ("E[q(z)](f(z)*g(z))**2", "≤", "E[q(z)](f(z)**2)*E[q(z)](g(z)**2)", (), "Cauchy and Schwarz"),
        ("integral[z](p(z))**2", "≤", "integral[z](q(z))*integral[z](p(z)**2/q(z))", ("always[p(z)](q(z) > 0)",), "with a weight"),
        ("mean[k:K](a(k))**2", "≤", "mean[k:K](a(k)**2)", (), "an average"), ("2*E[q(z)](f(z))*E[q(z)](g(z))", "≤", "E[q(z)](f(z)**2) + E[q(z)](g(z)**2)", (), "two means"),
        ("total[k:1:n](a(k)*f(k))**2", "≤", "total[k:1:n](a(k)**2)*total[k:1:n](f(k)**2)", (), "a sum"),
        ("1 - 2*E[q(z)](f(z)**2)", "≤", "1 - 2*E[q(z)](f(z))**2", (), "twice, from a number"),
        ("E[q(z)](d(z))**3", "≤", "E[q(z)](d(z))*E[q(z)](d(z)**2)", (), "times what is never negative"),
        ("E[q(z)](E[r(y)](h(y, z))**2)", "≤", "E[q(z)](E[r(y)](h(y, z)**2))", (), "inside a mean"),
    ],
}

FALSE = {
    "tangent": [
        ("log(d(x) + 1)/2", "≤", "d(x)/2 - 1/2", "half of it, too low"), ("log(d(x) + 1)/2", "≤", "d(x)/3", "another factor"),
        ("-log(d(x) + 1)", "≤", "-d(x)", "the sign turns it round"), ("1 - 2*log(d(x) + 1)", "≥", "2 - 2*d(x)", "a number too high"),
        ("log(d(x) + 1) + log(d(z) + 1)", "≤", "d(x) + d(z) - 1", "two tangents, too low"),
        ("log(d(x) + 1) - log(d(z) + 1)", "≤", "d(x) - d(z)", "one of them the wrong way round"),
        ("f(x) + log(d(x) + 1)", "≤", "f(x)*d(x)", "a product with the tangent"),
    ],
    "jensen": [
        ("f(x) - 2*E[q(z)](log(d(z) + 1))", "≤", "f(x) - 2*log(E[q(z)](d(z) + 1))", "the sign turns it round"),
        ("E[q(z)](log(d(z) + 1)) + E[b(z)](log(d(z) + 1))", "≤", "2*log(E[q(z)](d(z) + 1))", "another law"),
        ("E[q(z)](log(d(z) + 1)) - E[b(z)](log(d(z) + 1))", "≤", "log(E[q(z)](d(z) + 1)) - log(E[b(z)](d(z) + 1))", "one of them the wrong way round"),
        ("2*E[q(z)](log(d(z)/3 + 1/3))", "≤", "3*log(E[q(z)](d(z)/3 + 1/3))", "another factor"),
    ],
    "nested": [("sup[i:F](f(i)) - sup[i:F](g(i))", "≤", "sup[i:G](f(i)) - sup[i:G](g(i))", "one of them the wrong way round")],
    "support": [("E[q(z)](d(z)/q(z)) - E[b(z)](d(z)/b(z))", "≤", "0", "one of them the wrong way round")],
    "logarithm": [
        ("exp(f(x))*exp(g(x))", "=", "exp(f(x)*g(x))", "a product in the exponent"), ("exp(f(x))**2", "=", "exp(f(x)**2)", "a square in the exponent"),
        ("1/exp(f(x))", "=", "exp(f(x))", "the sign is lost"), ("exp(f(x)) + exp(g(x))", "=", "exp(f(x) + g(x))", "a sum of exponentials"),
        ("1/(exp(f(x)) + 1)", "=", "exp(-f(x)) + 1", "the reciprocal of a sum"), ("exp(f(x) - g(x))", "=", "exp(g(x))/exp(f(x))", "upside down"),
        ("exp(f(x)/2)", "=", "exp(f(x))/2", "half of it"),
    ],
    "linearity": [
        ("E[q(z)](f(z) - g(z) + f(x))", "=", "f(x) - E[q(z)](f(z) - g(z))", "the sign is lost"),
        ("E[q(z)](f(z)) + E[b(z)](f(z))", "=", "2*E[q(z)](f(z))", "another law"),
        ("integral[z](f(z) + f(x))", "=", "integral[z](f(z)) + f(x)", "a constant has no mass one"),
        ("E[q(z)](f(z) + g(z))**2", "=", "E[q(z)](f(z))**2 + E[q(z)](g(z))**2", "the product in the middle"),
        ("E[q(z)](f(z) + 1)*E[q(z)](f(z))", "=", "E[q(z)](f(z)**2) + E[q(z)](f(z))", "a product is no mean of a product"),
        ("mean[k:K + 1](a(k))", "=", "mean[k:K](a(k))", "another range"),
        ("E[q(z)](f(z) + 1) == E[b(z)](g(z) + 2)", "⇔", "E[q(z)](f(z)) + 1 == E[b(z)](g(z)) + 3", "one side is wrong"),
        ("E[q(z)](f(z) + 1) <= E[b(z)](g(z) + 2)", "⇒", "E[b(z)](g(z)) + 2 <= E[q(z)](f(z)) + 1", "the sides of an inequality have an order"),
    ],
    "sum_of_squares": [
        ("E[q(z)](f(z)**2)", "≤", "E[q(z)](f(z))**2", "the wrong way round"), ("integral[z](f(z))**2", "≤", "integral[z](f(z)**2)", "a measure of two"),
        ("total[k:1:K](a(k))**2", "≤", "total[k:1:K](a(k)**2)", "a sum is no average"), ("E[q(z)](f(z))**2", "≤", "E[b(z)](f(z)**2)", "another law"),
        ("2*E[q(z)](f(z))**2", "≤", "E[q(z)](f(z)**2)", "twice"), ("E[q(z)](f(z)*g(z))**2", "≤", "E[q(z)](f(z)**2)*E[b(z)](g(z)**2)", "one of the laws is another"),
        ("E[q(z)](f(z)*g(z))**2", "≤", "E[q(z)](f(z)**2*g(z))*E[q(z)](g(z))", "a factor of any sign"),
        ("E[q(z)](f(z))**2 + E[b(z)](f(z))**2", "≤", "2*E[q(z)](f(z)**2)", "the second is under another law"),
    ],
}

NARROW = {
    "sum_of_squares": [
        ("total[k:1:K](a(k))**2", "≤", "K*total[k:1:K](a(k)**2)", "a sum of ones is not written out"),
    ],
    "logarithm": [("exp(log(d(x) + 1)*3/2)", "=", "(d(x) + 1)*exp(log(d(x) + 1)/2)", "a power that is no whole number")],
    "jensen": [("E[q(z)](log(d(z) + 1)) + E[b(z)](log(d(z) + 1))", "≤", "2*log(E[q(z)](d(z) + 1)/2 + E[b(z)](d(z) + 1)/2)", "an average in the logarithm")],
}

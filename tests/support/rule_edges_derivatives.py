"""Steps at the edge of what each rule of derivatives accepts, worked out by hand; the tables are those of `rule_edges`."""

Q, S, SQ = "q[phi](z)", "s[phi](z | x)", "D[phi](log(q[phi](z)))"

ACCEPTED = {
    "differentiate": [
        ("D[phi](g(phi)*h(phi, psi))", "=", "g(phi)*D[phi](h(phi, psi)) + D[phi](g(phi))*h(phi, psi)", (), "a product"),
        ("D[phi](g(phi)**3)", "=", "3*g(phi)**2*D[phi](g(phi))", (), "a power"),
        ("D[phi](g(phi)/h(phi))", "=", "D[phi](g(phi))/h(phi) - g(phi)*D[phi](h(phi))/h(phi)**2", (), "a quotient"),
        ("D[phi](log(g(phi)))", "≤", "D[phi](g(phi))/g(phi)", (), "equal is enough"),
        (f"D[phi](log(p(z)/{Q}))", "=", f"-{SQ}", (), "a divisor in a logarithm"),
        (f"D[phi](log(p(z)*{Q}**2))", "=", f"2*{SQ}", (), "a power in a logarithm"),
        ("D[phi](exp(g(phi)**2))", "=", "2*g(phi)*exp(g(phi)**2)*D[phi](g(phi))", (), "an exponential"),
        ("D[phi](f(h(y, phi)))", "=", "D[psi:h(y, phi)](f(psi))*D[phi](h(y, phi))", (), "the chain rule"),
        ("D[phi](h(phi, phi))", "=", "D[psi:phi](h(psi, phi)) + D[psi:phi](h(phi, psi))", (), "one parameter in two places"),
        ("D[phi](D[psi](h(phi, psi)))", "=", "D[psi](D[phi](h(phi, psi)))", (), "the order of two derivatives"),
        ("D[phi](g(phi)*stop(g(phi)))", "=", "D[phi](g(phi)**2)/2", (), "half of a square is stopped"),
        ("D[phi](D[phi](phi*stop(phi)))", "=", "0", (), "what stops stands outside of all derivatives"),
        ("D[phi:g(phi)](phi**2*g(psi))", "=", "2*g(phi)*g(psi)", (), "the place is not bound"),
        ("D[psi](g(phi))", "=", "0", (), "another parameter"),
        (f"D[phi]({Q}*f(z))", "=", f"{Q}*f(z)*{SQ}", (), "a density beside its own derivative"),
        (f"D[phi]({Q}*log({Q}))", "=", f"D[phi]({Q})*log({Q}) + D[phi]({Q})", (), "the entropy's integrand"),
        (f"D[phi]({SQ})", "=", f"D[phi](D[phi]({Q}))/{Q} - ({SQ})**2", (), "a second derivative, where q is positive anyway"),
        (f"D[phi](D[phi]({Q}))", "=", f"{Q}*(D[phi]({SQ}) + ({SQ})**2)", (f"{Q} > 0",), "a second derivative where q may be zero"),
        ("D[phi](D[psi](b[phi, psi](z)))", "=", "b[phi, psi](z)*(D[phi](D[psi](b[phi, psi](z)))/b[phi, psi](z))", ("b[phi, psi](z) > 0",), "a mixed derivative where b may be zero"),
        ("D[phi](phi)/(1 + f(z))", "=", "1 - f(z)/(1 + f(z))", ("1 + f(z) != 0",), "what the algebra leans on"),
        ("p(z | x)*D[phi](g(phi)*f(x)/f(x)) + g(x)*D[phi](phi)", "=", "p(z | x)*D[phi](g(phi)) + g(x)", ("f(x) != 0",), "beside a conditional density, which guards nothing"),
        (f"{Q}*D[phi](g(phi)*f(z)/f(z))", "=", f"{Q}*D[phi](g(phi))", (f"implies({Q} > 0, f(z) != 0)",), "beside a density"),
        ("D[phi](total[k:1:K](h(k, phi)))", "=", "total[k:1:K](D[phi](h(k, phi)))", (), "a total"),
        (f"E[{Q}](D[phi](g(phi)**2))", "=", f"E[{Q}](2*g(phi)*D[phi](g(phi)))", (), "inside a mean"),
        ("near[phi:2*psi](D[phi](g(phi)**2) == psi)", "⇔", "near[phi:2*psi](2*g(phi)*D[phi](g(phi)) == psi)", (), "near a value"),
        ("always[z](near[phi](D[phi](h(z, phi)**2) == 1))", "⇔", "always[z](near[phi](2*h(z, phi)*D[phi](h(z, phi)) == 1))", (), "near a value, at almost every point"),
        (f"D[phi](2*E[{Q}](f(z)) + g(phi))", "=", f"2*D[phi](E[{Q}](f(z))) + D[phi](g(phi))", (), "a mean stays"),
    ],
    "leibniz": [
        (f"D[phi](integral[z]({Q}*g(phi)))", "=", f"integral[z](D[phi]({Q}*g(phi)))", (f"dominated[z](phi, {Q}*g(phi))",), "an integral"),
        ("D[phi](E[b(z)](h(z, phi)))", "=", "E[b(z)](D[phi](h(z, phi)))", ("dominated[z](phi, b(z)*h(z, phi))",), "a law that does not move"),
        (f"D[phi](f(x)*E[{Q}](f(z)) + g(phi))", "=", f"f(x)*integral[z](D[phi]({Q}*f(z))) + D[phi](g(phi))",
         (f"dominated[z](phi, {Q}*f(z))",), "beside other terms"),
        (f"D[phi](KL[z]({Q}, p(z)))", "=", f"integral[z](D[phi]({Q}*log({Q}/p(z))))", (f"dominated[z](phi, {Q}*log({Q}/p(z)))",), "a divergence"),
        (f"D[phi](E[{Q}, r(y)](h(y, z)))", "=", f"integral[y, z](D[phi]({Q}*r(y)*h(y, z)))",
         (f"dominated[y, z](phi, {Q}*r(y)*h(y, z))",), "two laws"),
        ("D[phi](E[b(z), r[phi](y)](h(y, z)))", "=", "integral[y, z](D[phi](b(z)*r[phi](y)*h(y, z)))", ("dominated[y, z](phi, b(z)*r[phi](y)*h(y, z))",), "the law of y moves"),
    ],
}

FALSE = {
    "differentiate": [
        ("D[phi](g(phi)**2)", "=", "g(phi)*D[phi](g(phi))", "a factor two is lost"),
        ("D[phi](f(g(phi)))", "=", "D[psi:g(phi)](f(psi))", "without the inner derivative"),
        ("D[phi](f(g(phi)))", "=", "D[phi](f(phi))*D[phi](g(phi))", "the outer derivative at the wrong place"),
        ("D[phi](g(phi)*stop(g(phi)))", "=", "D[phi](g(phi)**2)", "through what is stopped"),
        ("D[phi](D[phi](phi*stop(phi)))", "=", "1", "stopped at the inner derivative only"),
        ("D[phi](h(phi, psi))", "=", "D[psi](h(phi, psi))", "two parameters confused"),
        ("D[phi](h(phi, phi))", "=", "D[psi:phi](h(psi, phi))", "one of two places"),
        ("D[phi:g(phi)](phi**2)", "=", "2*phi", "the place is forgotten"),
        (f"D[phi]({Q}*f(z))", "=", f"f(z)*{SQ}", "the density is forgotten"),
        (f"D[phi](log({Q}))", "=", f"D[phi]({Q})", "the logarithm is forgotten"),
        (f"D[phi](log(p(z)/{Q}))", "=", SQ, "a divisor taken for a factor"),
        (f"D[phi](log({Q}**2))", "=", SQ, "a power in a logarithm is forgotten"),
        (f"D[phi](E[{Q}](f(z)))", "=", f"E[{Q}](D[phi](f(z)))", "the law moves"),
        ("D[phi](g(phi))", "=", "g(phi)", "a derivative is dropped"),
        ("near[phi](D[phi](phi**2) > 1)", "⇔", "near[phi:2*phi](2*phi > 1)", "near another value"),
    ],
    "leibniz": [
        (f"D[phi](E[{Q}](f(z)))", "=", f"E[{Q}](D[phi](f(z)))", "the law moves"),
        (f"D[phi](E[{Q}, r(y)](h(y, z)))", "=", f"E[{Q}, r(y)](D[phi](h(y, z)))", "the law of z moves"),
        ("D[phi](E[b(z), r[phi](y)](h(y, z)))", "=", "E[b(z), r[phi](y)](D[phi](h(y, z)))", "the law of y moves"),
        ("D[phi](g(phi)*E[b(z)](h(z, phi)))", "=", "g(phi)*E[b(z)](D[phi](h(z, phi)))", "a factor outside moves, too"),
        ("D[phi](integral[z](h(z, phi)))", "=", "integral[z](D[psi](h(z, phi)))", "another parameter"),
        (f"D[phi](E[{Q}](f(z))**2)", "=", f"integral[z](D[phi]({Q}*f(z)))**2", "a power of an integral"),
        (f"D[phi](E[{Q}](f(z))**2)", "=", f"integral[z](D[phi]({Q}*f(z)))", "a power of an integral is taken for the integral"),
        (f"D[phi](integral[z]({Q}*f(z))**3)", "=", f"integral[z](D[phi]({Q}*f(z)))", "a third power is taken for the integral"),
    ],
}

NARROW = {
    "differentiate": [
        ("D[phi](E[b(z)](h(z, phi)))", "=", "E[b(z)](D[phi](h(z, phi)))", "for `leibniz`"),
        ("2*d(z)/d(z) - 1", "=", "1", "for `algebra`: nothing is differentiated"),
        ("D[phi](mean[k:K](a(k)*g(phi)))", "=", "mean[k:K](a(k))*D[phi](g(phi))", "`linearity` moves the factor"),
    ],
    "leibniz": [
        ("D[phi](g(phi)*E[b(z)](h(z, phi)))", "=", "D[phi](g(phi))*E[b(z)](h(z, phi)) + g(phi)*E[b(z)](D[phi](h(z, phi)))", "the product rule first"),
    ],
}

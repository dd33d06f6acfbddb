"""Steps at the edge of what the rules of named laws accept, worked out by hand; the tables are those of `rule_edges`."""

ACCEPTED = {
    "density": [
        ("log(Gamma[phi, psi](tau))", "=", "phi*log(psi) - lgamma(phi) + (phi - 1)*log(tau) - psi*tau", (), "the law of a rate"),
        ("log(Gamma[phi, 1/psi](tau))", "=", "-phi*log(psi) - lgamma(phi) + (phi - 1)*log(tau) - tau/psi", ("psi > 0",), "of a scale"),
        ("log(Normal[phi, psi](mu))", "=", "-(log(2) + log(pi) + log(psi))/2 - (mu - phi)**2/(2*psi)", (), "the law of a variance"),
        ("log(Normal[phi, 1/tau](mu))", "=", "(log(tau) - log(2*pi) - tau*(mu - phi)**2)/2", (), "of a precision"),
        ("Gamma[2, 3](tau)", "=", "9*tau*exp(-3*tau - lgamma(2))", (), "a power that is whole"),
        ("Gamma[phi, psi](tau)/Gamma[phi + 1, psi](tau)", "=", "exp(lgamma(phi + 1) - lgamma(phi) - log(psi))/tau", ("psi > 0",), "a quotient of two densities"),
        ("Gamma[2, 3](tau) + Normal[0, 1](mu)", "=", "Normal[0, 1](mu) + 9*tau*exp(-3*tau)/exp(lgamma(2))", (), "one of two densities"),
        ("E[Gamma[phi, psi](tau)](log(Gamma[phi, 1](tau)))", "=", "E[Gamma[phi, psi](tau)]((phi - 1)*log(tau) - lgamma(phi) - tau)", (), "in a mean, under a law that stays"),
        ("integral[mu](exp(-phi*mu**2/2))", "=", "integral[mu](exp((log(2*pi) - log(phi))/2)*Normal[0, 1/phi](mu))", ("phi > 0",), "the square completed"),
        ("Normal[phi, psi](mu)", "=", "exp(-(log(2*pi) + log(psi))/2)*exp(-(phi - mu)**2/(2*psi))", (), "two exponentials"),
    ],
    "family": [
        ("E[Gamma[phi, psi](tau)](tau**3)", "=", "phi*(phi + 1)*(phi + 2)/psi**3", (), "a power"),
        ("E[Gamma[phi, psi](tau)](1/tau)", "=", "psi/(phi - 1)", ("phi > 1",), "one over the number"),
        ("E[Gamma[phi, psi](tau)](1/tau**2)", "=", "psi**2/((phi - 1)*(phi - 2))", ("phi > 2",), "its square"),
        ("E[Gamma[phi, psi](tau)](log(tau)/tau)", "=", "psi/(phi - 1)*(digamma(phi - 1) - log(psi))", ("phi > 1",), "the logarithm beside it"),
        ("E[Gamma[phi, psi](tau)](log(tau)**3)", "=", "(digamma(phi) - log(psi))**3 + 3*(digamma(phi) - log(psi))*trigamma(phi) + polygamma(2, phi)", (), "a cube of the logarithm"),
        ("E[Gamma[2, 3](tau)](tau/tau**2)", "=", "3", (), "what cancels"),
        ("E[Normal[phi, psi](mu)](mu**4)", "=", "phi**4 + 6*phi**2*psi + 3*psi**2", (), "the fourth moment"),
        ("E[Normal[phi, psi](mu)]((mu - phi)**3)", "=", "0", (), "a central moment of odd order"),
        ("E[Gamma[phi, psi](tau), Normal[0, 1/tau](mu)](mu**2)", "=", "psi/(phi - 1)", ("phi > 1",), "two laws, the last one first"),
        ("E[Gamma[phi, psi](tau)](E[Normal[f(x), 1/tau](mu)](tau*mu))", "=", "f(x)*phi/psi", (), "two means"),
        ("integral[tau](Gamma[phi, psi](tau)*tau)", "=", "phi/psi", (), "an integral with the density as a factor"),
        ("E[q(z), Normal[f(z), 1](mu)](mu)", "=", "E[q(z)](f(z))", (), "a law that is not named stays"),
        ("E[q(z), Gamma[f(z), 1](tau)](1/tau)", "=", "E[q(z)](1/(f(z) - 1))", ("always[q(z)](f(z) > 1)",), "guarded by a law that stays"),
        ("E[Normal[phi, 1](mu), Gamma[1 + mu**2, 1](tau)](tau)", "=", "2 + phi**2", (), "a shape that is drawn"),
        ("E[Gamma[phi, psi](tau)](g(x)*tau - h(x))", "=", "g(x)*phi/psi - h(x)", (), "other factors"),
    ],
}

FALSE = {
    "density": [
        ("log(Gamma[2, 3](tau))", "=", "2*log(3) - lgamma(2) + log(tau) - tau/3", "a scale for the rate"),
        ("log(Gamma[2, 3](tau))", "=", "2*log(3) - lgamma(2) + 2*log(tau) - 3*tau", "the shape as the power"),
        ("log(Gamma[2, 3](tau))", "=", "-2*log(3) - lgamma(2) + log(tau) - 3*tau", "the sign of the normaliser"),
        ("log(Gamma[2, 3](tau))", "=", "2*log(3) + lgamma(2) + log(tau) - 3*tau + 1", "the normaliser"),
        ("log(Gamma[3, 2](tau))", "=", "log(Gamma[2, 3](tau))", "the numbers exchanged"),
        ("log(Normal[0, 4](mu))", "=", "-log(2*pi)/2 - log(4) - mu**2/8", "log v for half of it"),
        ("log(Normal[0, 4](mu))", "=", "-log(2*pi)/2 - log(4)/2 - 4*mu**2/2", "a precision for the variance"),
        ("log(Normal[0, 4](mu))", "=", "-log(2*pi)/2 - log(4)/2 - mu**2/4", "the half of the square"),
        ("log(Normal[0, 4](mu))", "=", "-log(pi)/2 - log(4)/2 - mu**2/8", "two beside π"),
        ("log(Normal[1, 4](mu))", "=", "-log(2*pi)/2 - log(4)/2 - (mu + 1)**2/8", "the sign of the mean"),
        ("E[Gamma[2, 3](tau)](log(Gamma[2, 3](tau)))", "=", "E[Gamma[2, 1](tau)](2*log(3) - lgamma(2) + log(tau) - 3*tau)", "another law around"),
    ],
    "family": [
        ("E[Gamma[2, 3](tau)](tau)", "=", "6", "a scale for the rate"),
        ("E[Gamma[2, 3](tau)](tau**2)", "=", "4/9", "the square of the mean"),
        ("E[Gamma[2, 3](tau)](tau**2)", "=", "2/9", "the variance for the second moment"),
        ("E[Gamma[3, 2](tau)](1/tau)", "=", "2/3", "one over the mean"),
        ("E[Gamma[2, 3](tau)](log(tau))", "=", "log(2) - log(3)", "log for ψ"),
        ("E[Gamma[2, 3](tau)](log(tau))", "=", "digamma(2) + log(3)", "the sign of log b"),
        ("E[Gamma[2, 3](tau)](tau*log(tau))", "=", "2/3*(digamma(2) - log(3))", "a product of means"),
        ("E[Gamma[2, 3](tau)](tau*log(tau))", "=", "2/3*(digamma(4) - log(3))", "a moment at the wrong whole number"),
        ("E[Gamma[2, 3](tau)](log(tau)**2)", "=", "(digamma(2) - log(3))**2", "without the variance"),
        ("E[Gamma[2, 3](tau)](log(tau)**2)", "=", "(digamma(2) - log(3))**2 - trigamma(2)", "its sign"),
        ("E[Normal[1, 4](mu)](mu**2)", "=", "4", "the variance for the second moment"),
        ("E[Normal[1, 4](mu)](mu**2)", "=", "17", "a deviation for the variance"),
        ("E[Normal[1, 4](mu)](mu**2)", "=", "5/4", "a precision for the variance"),
        ("E[Normal[0, 2](mu)](mu**4)", "=", "4", "without the three"),
        ("E[Gamma[2, 3](tau)](mu)", "=", "2/3", "the law of another number"),
        ("E[Gamma[3, 2](tau), Normal[0, 1/tau](mu)](mu**2)", "=", "2/3", "one over the mean of a precision"),
        ("E[Gamma[3, 2](tau), Normal[0, 1/tau](mu)](tau*mu**2)", "=", "3/2", "a product of dependent means"),
    ],
}

NARROW = {
    "family": [
        ("E[Gamma[2, 3](tau)](log(tau**2))", "=", "2*digamma(2) - 2*log(3)", "a logarithm that is to be split"),
        ("E[Gamma[2, 3](tau)](log(Gamma[2, 3](tau)))", "=", "digamma(2) - 2 + log(3) - lgamma(2)", "a density that is to be written out"),
        ("E[Gamma[phi, psi](tau)](tau)*E[q(z)](f(z))", "=", "E[q(z)](f(z)*phi/psi)", "a mean that is linear"),
        ("E[Normal[0, 1](mu)](exp(mu))", "=", "exp(1/2)", "an exponential"),
    ],
}

"""Special functions, numbers without variables, and quotients of polynomials."""

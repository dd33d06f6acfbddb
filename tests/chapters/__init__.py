"""Where a derivation meets its program: the theorems' own formulas beside `impl`, a chapter a file."""

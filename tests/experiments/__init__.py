"""`python -m impl`: its command line, each experiment on a small budget, and the figures that it writes."""

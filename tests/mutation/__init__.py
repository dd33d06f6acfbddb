"""Small changes of the code, one at a time, and whether the tests notice: `python -m tests.mutation.run --help`."""

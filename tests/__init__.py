"""The tests, a folder for each part of the project; `tests/README.md` says what lies where.

Modules are imported from the root of the checkout by their whole name: `from tests.support.rule_examples import typed`.
"""

from pathlib import Path

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "tests" / "corpus"
GARBAGE_THRESHOLDS = (50_000, 20, 100)  # Forms, models and the tests themselves stay until the end, and a collection looks at all of them.

"""The reference of the language: an article as lines, and all of them as one page of Markdown, LANGUAGE.md."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from .articles import Article
from .example_files import CALLS, COUNTS, FUNCTIONS, PARAMETERS, POINTS
from .examples import Answer, Example, Step

Answering = Callable[[Example | Step], Answer]

OPENING = """# The language

Every word that a derivation may use, every line of a proof, and every rule. `TUTORIAL.md` goes in ten minutes from an
empty file to an accepted derivation; this page is for looking things up. `python -m derivations show WORD` prints the
article of a word or a rule, and `python -m derivations show language` lists them all.

This page is made of the docstrings of the code by `python -m tests.project.reference > LANGUAGE.md`. The checker has
judged each example: what is accepted holds, and below what is refused stands the answer of the checker. It begins with
the verdict: the file is `unreadable`, a reason is `not_recognised`, or the hypotheses are `incomplete`.

- An example of one line is a quantity or a statement, as it may stand in a claim, in a hypothesis or in a line. Behind
  `# printed` stands how the checker prints it; behind `needs` stands what `proof.given` has to imply so that it has a
  value.
- Lines that begin with `proof.` stand in the function of a theorem. In the examples of a rule the claim is left out: it
  says how the two lines are related.
- An example may use these names without declaring them. A function is declared over the points at which it is taken.

```python
{names}
```
"""


def reference(groups: Mapping[str, list[Article]], whole: Mapping[str, str], answer: Answering) -> str:
    """The page: an opening, the contents, the articles by group, and some whole files by their titles."""
    parts = [OPENING.format(names=names()).strip(), "## Contents"]
    for title, articles in groups.items():
        parts += [f"**{title}**", "\n".join(map(_row, articles))]
    parts += ["**Whole derivations**", "\n".join(f"- [{title}](#{_anchor(title)})" for title in whole)]
    for title, articles in groups.items():
        sections = (_section(*pair, answer) for pair in zip([None, *articles], articles))
        parts += [f"## {title}", *sections]
    parts.append("## Whole derivations")
    for title, text in whole.items():
        parts += [f"### {title}", _fenced(text.strip())]
    return "\n\n".join(parts) + "\n"


def names() -> str:
    """The declarations that stand before every example."""
    functions = [f'{name} = Function("{name}", …{", nonnegative=True" * (name == "d")})' for name in FUNCTIONS]
    return "\n".join(
        [
            f'{", ".join(POINTS)} = points("{" ".join(POINTS)}")',
            '(mu,) = reals("mu")',
            '(tau,) = positives("tau")',
            f'{", ".join(COUNTS)} = counts("{" ".join(COUNTS)}")',
            f'{", ".join(PARAMETERS)} = parameters("{" ".join(PARAMETERS)}")',
            *(f"{name} = {call}" for name, call in CALLS.items()),
            *functions,
        ]
    )


def _row(article: Article) -> str:
    """The line of an article in the contents: a rule is found by the shape of its figure."""
    figure = f" `{article.figure}`" if article.figure else ""
    return f"- [{article.name}](#{_anchor(article.name)}): {article.summary}{figure}"


def _section(before: Article | None, article: Article, answer: Answering) -> str:
    """An article as a section; one that says the same as the article before it points to that."""
    if before is not None and (before.summary, before.examples) == (article.summary, article.examples):
        return f"### {article.name}\n\nSee [{before.name}](#{_anchor(before.name)})."
    parts = [f"### {article.name}", article.summary, article.prose, *facts(article)]
    for kind, text in (("Accepted:", shown(article, True, answer)), ("Refused:", shown(article, False, answer))):
        parts += [kind, _fenced(text)]
    return "\n\n".join(filter(None, parts))


def facts(article: Article) -> list[str]:
    """Where a rule is proved, and why it is code, each as a sentence."""
    source = [f"Source: {article.source}."] if article.source else []
    return [*source, *([f"It is code, because {article.why}."] if article.why else [])]


def shown(article: Article, accepted: bool, answer: Answering) -> str:
    """The examples of an article that are accepted, or those that are refused, each with the checker's answer."""
    examples = (example for example in article.examples if example.accepted is accepted)
    return "\n\n".join("\n".join(told(example, answer(example))) for example in examples)


def told(example: Example | Step, answer: Answer) -> Iterable[str]:
    """The lines of an example, with the checker's answer as a comment."""
    if isinstance(example, Step):
        yield from [f"proof.given({', '.join(answer.given)})"] if answer.given and example.accepted else []
        yield from example.lines
    else:
        yield example.text.replace("\n@", "\n\n@") + (f"    # {example.note}" if example.note else "")
    if not example.accepted:
        yield f"# {answer.verdict}: {answer.reason}"
    elif isinstance(example, Example) and example.alone:
        other = answer.printed.replace(" ", "") != example.text.replace(" ", "")
        printed = [f"printed {answer.printed}"] if other else []
        needs = [f"needs {', '.join(answer.given)}"] if answer.given else []
        yield from [f"# {'; '.join(printed + needs)}"] if printed or needs else []


def _fenced(text: str) -> str:
    return f"```python\n{text}\n```"


def _anchor(title: str) -> str:
    """The anchor that Markdown gives to a heading."""
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")

"""The style sheet of the pages: what it fixes can be read in the light theme and in the dark one."""

import re

from derivations.commands.site.building import STATIC

BACKGROUNDS = ("#ffffff", "#efeff4", "#131416", "#1e2124")  # of the theme: of a page and of what is pointed at, light and dark
LEAST = 4.5  # the contrast that WCAG 2.2 asks for between letters and what is behind them
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
COLOUR = re.compile(r"(?<![\w-])(color|background|background-color): (#[0-9a-f]{3,6})(?![\w(])")


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * one for one in colour[1:])
    red, green, blue = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrasts_are_those_of_the_standard() -> None:
    assert round(contrast("#000", "#ffffff"), 2) == 21 and round(contrast("#777", "#fff"), 2) == 4.48


def test_letters_of_a_fixed_colour_are_seen_in_both_themes() -> None:
    """A rule that fixes the colour of letters fixes what is behind them, too, or can be read on each background."""
    styles = re.sub(r"/\*.*?\*/", "", (STATIC / "book.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    fixed = []
    for selector, told in RULE.findall(styles):
        found = dict(COLOUR.findall(told))
        if "color" in found:
            behind = [found["background"]] if "background" in found else BACKGROUNDS
            fixed += [(selector.strip(), one, contrast(found["color"], one)) for one in behind]
    assert fixed and [one for one in fixed if one[2] < LEAST] == []

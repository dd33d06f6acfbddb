"""Numbers as the figures of the experiments show them: with a minus sign, and with powers of ten."""

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def typeset(value: float, digits: int = 3) -> str:
    """A number of a few significant digits as text.

    >>> typeset(-15.12), typeset(1e-06), typeset(3.2e-18, 1)
    ('−15.1', '10⁻⁶', '3·10⁻¹⁸')
    """
    head, mark, power = f"{value:.{digits}g}".replace("-", "−", 1 if value < 0 else 0).partition("e")
    if not mark:
        return head
    return f"{'' if head == '1' else head + '·'}10{str(int(power)).translate(RAISED)}"

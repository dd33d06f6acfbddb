"""The names and colours of the estimators in the figures and tables of both kinds of run."""

from .gradients import ESTIMATORS

NAMES: dict[str, str] = {
    "reinforce": "REINFORCE",
    "control_variate": "control variate",
    "leave_one_out": "leave one out",
    "rao_blackwell": "Rao-Blackwell",
    "path_derivative": "path derivative",
}
COLOURS: dict[str, str] = dict(zip(ESTIMATORS, ("#d62728", "#1f77b4", "#2ca02c", "#9467bd", "#e6a000")))

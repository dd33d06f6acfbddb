"""Results as typed records, and how they become what metrics.json holds.

A record is a dataclass; its fields are the names in the file. Each experiment declares its own in its ``results``.
"""

from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
from torch import Tensor

Number = float | Tensor  # a tensor of one element, or a plain number

# Metadata of a field: the file leaves it out as long as it is None; or its own entries stand in the file beside those
# of the record around it.
LEFT_OUT, MERGED = {"left out": True}, {"merged": True}


def plain(value: Any) -> Any:
    """What JSON can hold: records as objects, tensors and arrays as lists and numbers, what is not finite as text."""
    if is_dataclass(value):
        value = entries(value)
    if isinstance(value, dict):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [plain(entry) for entry in value]
    if isinstance(value, Tensor | np.ndarray | np.generic):
        return plain(plain_array(value).tolist())
    if isinstance(value, float) and not np.isfinite(value):
        return str(value)
    return value


def entries(record: Any) -> dict[str, Any]:
    """The names of a record in the file, and what stands there."""
    found: dict[str, Any] = {}
    for each in fields(record):
        value = getattr(record, each.name)
        if value is None and each.metadata:
            continue
        if each.metadata == MERGED:
            found |= value if isinstance(value, dict) else entries(value)
        else:
            found[each.name] = value
    return found


def plain_array(values: Tensor | np.ndarray | np.generic) -> np.ndarray:
    return values.detach().cpu().numpy() if isinstance(values, Tensor) else np.asarray(values)

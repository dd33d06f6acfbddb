"""Results as typed records, and their conversion into the content of metrics.json.

A record is a dataclass; its fields are the names in the file. Each experiment declares its records in its ``results``.
"""

from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
from torch import Tensor

Number = float | Tensor  # a tensor of one element, or a plain number

# Metadata of a field. LEFT_OUT: the file leaves the field out as long as it is None. MERGED: that too, and the entries
# of its value stand in the file beside those of the record around it.
LEFT_OUT, MERGED = {"left out": True}, {"merged": True}


def plain(value: Any) -> Any:
    """The value as JSON can hold it.

    Records become objects, tensors and arrays lists or numbers, and numbers that are not finite text.
    """
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
    """The names and the values of a record in the file."""
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
    """The values as a NumPy array, without their graph."""
    return values.detach().cpu().numpy() if isinstance(values, Tensor) else np.asarray(values)

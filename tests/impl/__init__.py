"""The PyTorch modules against formulas, high precision, enumeration and draws replayed."""

"""Estimators of variational inference in PyTorch, one module per chapter.

Log-densities, bounds and divergences are in nats; leading axes are batches; random functions take ``generator=``. A bad
argument raises ``ValueError`` with the argument's name. No function outside ``listings`` changes the tensors it is
given.
"""

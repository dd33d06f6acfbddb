"""What runs: the estimators of variational inference in PyTorch, one module per chapter.

Everything is in nats and batched over leading axes; random functions take ``generator=``. A bad argument
raises ``ValueError`` with the argument's name, and no function changes the tensors it is given.
"""

"""What `python -m derivations` does: verify, list, show and check; and how a name finds what it stands for."""

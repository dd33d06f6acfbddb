"""`python -m derivations` as people meet it: verdicts on files, ledgers, exit statuses, pages."""

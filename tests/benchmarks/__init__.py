"""Speeds beside peers (`tox -e bench`), and the page that is made of them."""

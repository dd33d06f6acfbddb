"""Files that mean to deceive the checker, to exhaust it or to break it."""

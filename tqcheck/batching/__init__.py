"""``tqcheck batch`` as functions: a line of JSON for each pair or document, and where to go on after a stop."""

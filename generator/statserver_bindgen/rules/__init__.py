"""Rules: every rule of the tool, defined once. `docs` returns the rule reference."""

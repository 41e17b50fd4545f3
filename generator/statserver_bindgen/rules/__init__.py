"""The rules: each check of the tool with its id, its reason and an example."""

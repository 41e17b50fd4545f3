"""Checking: data, to what its schema (`schema`) and the rules of the table (`rules`) find wrong."""

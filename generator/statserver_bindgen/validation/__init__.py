"""Validation: checks a document against its schema (`schema`) and the table rules."""

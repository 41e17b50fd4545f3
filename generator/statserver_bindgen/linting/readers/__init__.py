"""Readers: one module for each file format, from a text to its sections with positions."""

"""Verification: is a copy of generated files intact, and which catalog version does it hold?"""

"""Rendering: a catalog and a target (`targets`) become artifacts in memory (`renderer`)."""

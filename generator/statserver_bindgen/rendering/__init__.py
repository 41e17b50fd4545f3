"""Rendering: a catalog and a target (`targets`), to artifacts in memory (`render`)."""

"""Workspace: plans and writes output directories; the only package that writes."""

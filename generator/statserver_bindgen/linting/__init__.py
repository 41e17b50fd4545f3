"""Stat types in configuration files: readers of the formats, and checks of what they define."""

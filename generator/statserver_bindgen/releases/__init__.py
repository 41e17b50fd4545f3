"""Releases: the snapshots next to a spec, and what the spec and the output owe to them.

    records        releases as templates see them
    snapshots      the snapshots in a directory, by version
    origins        the release that had each row first
    history        the changes of each release, for templates
    checks         the spec compared with its releases, as diagnostics
    changelog      the section of a release in a CHANGELOG

Nothing here writes a file.
"""

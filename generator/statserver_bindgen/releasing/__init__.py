"""Releasing: a spec becomes a release.

    version    the version of a release, from its changes
    edits      version and `since`, as operations on the text of the spec
    run        the preparation of a release, and its writing

Everything is prepared in memory before the first file is written.
"""

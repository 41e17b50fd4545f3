"""Releasing: a spec becomes a release.

    version      the version of a release, from its changes
    edits        version and `since`, as operations on the text of the spec
    preparation  a release in memory
    result       what a release did
    run          the preparation, and then the writing

Everything is prepared in memory before the first file is written.
"""

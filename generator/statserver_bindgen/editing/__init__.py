"""Editing: edits of a spec's data, written into its text at the spans that they concern.

    adding, renaming, deprecating, removing, setting    an edit of the table becomes operations
    operations         changes of data, each at a data path
    edited_text        operations become new text
    operation_edits    an operation becomes edits of a text
    entries            keys of mappings and items of lists, inserted and removed
    layout             the offsets of keys and values, lines and comments
    value_text         the text of a value
    patch              the unified diff of two texts

All else in the text stays: comments, order, layout and line endings. Nothing here writes a file.
"""

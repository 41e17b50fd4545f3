"""A second path from the guide's table to the facts of the spec, without code of the tool.

`transcription` parses spec/source/table.txt, `names` and `reading` apply the reading rules of
spec/source/README.md, and `comparison` compares the result with the spec and with the guide's text.
`breaking` changes one cell at a time, to show that each difference is reported. Nothing here
imports the tool, because a mistake in shared code would stay hidden.
"""

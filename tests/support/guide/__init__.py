"""The second path to the facts of the table: from its transcription, without the tool.

`transcription` reads the file, `names` and `reading` apply the reading rules of
spec/source/README.md, `comparison` holds the outcome against the spec and the guide's text, and
`breaking` makes faulty copies to show that it would tell.
Nothing here imports the tool: a mistake that both shared could not show.
"""

"""The conformance corpus: the questions that every binding must answer, with the answers."""

"""The configuration of a build: a file that names the inputs and the outputs of a run."""

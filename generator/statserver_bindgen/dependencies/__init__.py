"""The files that generated files depend on, for build tools.

prerequisites    the spec, its releases, templates and the tool, as paths
rule             a rule of Make with these paths, which ninja reads too
dependency_file  the file with the rule: planned, and written if it changed
"""

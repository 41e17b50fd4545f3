"""Generator of language bindings for the actions of Genesys Stat Server.

What comes in: a spec (`spec/actions.yaml`) and templates. What goes out: artifacts, a folder per
target. The steps are modules, in this order::

    source → schema → rules → model     a spec, from bytes to a Catalog or diagnostics (spec)
    targets → render → formatting       a Catalog and a Target, to artifacts in memory
    plan → workspace                    artifacts and what is on disk, to changes and their writing
    cli, report, show                   the command, and what it shows to people
"""

__version__ = "1.0.0"

"""Generator of language bindings for the actions of Genesys Stat Server.

What comes in: a spec (`spec/actions.yaml`) and templates. What goes out: artifacts, a folder per
target. The steps, in this order; no folder imports from one below it::

    reading      bytes, to data with places (source)
    checking     data, to what schema and rules find wrong (schema, rules)
    model        sound data, to a Catalog (spec goes the way so far)
    rendering    a Catalog and a Target, to artifacts in memory (targets, render)
    output       artifacts and what is on disk, to a plan and its writing (plan, workspace)
    cli          the command, with report and show for what people see
"""

__version__ = "1.0.0"

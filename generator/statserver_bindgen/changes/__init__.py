"""Changes between two catalogs: what they are, which version they require, and why.

    sides       a text such as `1.0.0` or `git:main` becomes a catalog
    compare     two catalogs become changes, each with its rule
    verdict     changes and two versions become a verdict
    report      changes and verdict as text, Markdown, JSON and annotations

The rules are data in `rules.row_changes`, `rules.lifecycle_changes`, `rules.vocabulary_changes`
and `rules.fact_changes`.
"""

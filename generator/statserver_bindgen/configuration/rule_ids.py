"""The check of the ids of rules in a configuration: each is a rule of `lint`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.diagnostics import Rule
from statserver_bindgen.rules.configuration import UNKNOWN_RULE
from statserver_bindgen.suggestions import did_you_mean
from statserver_bindgen.terminal_text import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from statserver_bindgen.diagnostics import Diagnostic
    from statserver_bindgen.validation.valid_view import ValidView


def check_rules(valid: ValidView) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each id that is not that of a rule of `lint`."""
    disabled = ("lint", "disabled")
    paths = [(*disabled, it) for it in valid.keys(*disabled)]
    used = [(valid.get(*path), valid.value_span(path)) for path in paths]
    severities = ("lint", "severities")
    used += [(it, valid.key_span((*severities, it))) for it in valid.keys(*severities)]
    if not used:
        return
    ids = lint_rule_ids()
    for id_, span in used:
        if isinstance(id_, str) and id_ not in ids:
            hint = did_you_mean(id_, ids) or "docs/lint.md lists the rules"
            yield UNKNOWN_RULE.at(span, f"unknown rule {quoted(id_)}", hint)


def lint_rule_ids() -> tuple[str, ...]:
    """Return the ids of the rules of `lint`: of files, of stat types, and of masks."""
    from statserver_bindgen import mask_vocabulary
    from statserver_bindgen.rules import configuration_files, stat_types

    vocabulary = mask_vocabulary.load()
    rules = [*vars(configuration_files).values(), *vars(stat_types).values()]
    ids = [it.id for it in rules if isinstance(it, Rule)]
    return (*ids, *(it.id for it in vocabulary.kinds), *(it.id for it in vocabulary.reasons))

# Part of the statserver-actions binding; edit templates/python/src/statserver_actions.
"""The sentences about deprecated and removed members."""

from __future__ import annotations


def describe_notice(start: str, notice: tuple[str, str, str], prefix: str = "") -> str:
    """Return the sentences of a notice.

    Args:
        start: the start of the first sentence, which ends before the version.
        notice: the version, the members to use instead, and the reason.
        prefix: what is written before the name of a member.
    """
    version, replacements, reason = notice
    message = f"{start} {version}"
    message += f": {reason}" if reason else "."
    *others, last = [f"{prefix}{it}" for it in replacements.split()] or [""]
    if not last:
        return message
    names = f"{', '.join(others)} or {last}" if others else last
    return f"{message} Use {names} instead."

"""Faulty variants of the Python package: the module, a part of its source, and what replaces it.

Each is a mistake that an author of a binding could make. `EQUIVALENT` has changes that make no
difference to any answer, with the reason.
"""

from __future__ import annotations

from typing import Final, NamedTuple


class Mutant(NamedTuple):
    """A change to one module; the part occurs once in it."""

    module: str
    part: str
    replacement: str

    def __str__(self) -> str:
        """Return the module and the change, on one line."""
        return " ".join(f"{self.module}: {self.part} -> {self.replacement}".split())


def _of(module: str, *changes: tuple[str, str]) -> list[Mutant]:
    return [Mutant(module, *change) for change in changes]


MUTANTS: Final = [
    *_of(
        "_limits",
        ("MAX_COMPARED: Final = 100", "MAX_COMPARED: Final = 99"),
        ("MAX_COMPARED: Final = 100", "MAX_COMPARED: Final = 101"),
        ("MAX_QUOTED: Final = 40", "MAX_QUOTED: Final = 39"),
        ("MAX_QUOTED: Final = 40", "MAX_QUOTED: Final = 41"),
        ("MAX_SHOWN: Final = 100", "MAX_SHOWN: Final = 200"),
    ),
    *_of(
        "_mask_text",
        ("whole[1:-1].strip(WHITESPACE)", "whole[1:-1]"),
        ("lower(self._text[first:after_key]) != lower(key)", "self._text[first:after_key] != key"),
        (
            "lower(self._text[first:after_key]) != lower(key)",
            "self._text[first:after_key].lower() != key.lower()",
        ),
        ('_OPTION_SIGNS = ("=", ":")', '_OPTION_SIGNS = ("=",)'),
        ("self._text[sign + 1 : last].strip(WHITESPACE)", "self._text[sign + 1 : last]"),
        ("return sign + 1, last", "return sign + 1, end"),
        (".rstrip(WHITESPACE)", ".rstrip()"),
        ("part.lstrip(WHITESPACE)", "part.lstrip()"),
        ("if text[start:end].strip(WHITESPACE):", "if text[start:end].strip():"),
        ("MaskProblemKind.EMPTY_MASK, 0, 0,", "MaskProblemKind.EMPTY_MASK, start, 0,"),
        ("                is_complete = False\n", ""),
        ("is_complete and len(self.items) == len(items)", "is_complete"),
        ('all(it.text[0] == "~" for it in items)', "all(it.is_excluded for it in items)"),
        ('any(it.text == "~*" for it in items)', "False"),
        ("                items[0].start,", "                items[-1].start,"),
        ("sign in EXCLUSION_SIGNS and len(text) > 1", "sign in EXCLUSION_SIGNS"),
        ("explanation = explain_label(term)", "explanation = None"),
        ("if term in DEPRECATED_NAMES:", "if False:"),
        ("item.name = NEW_NAMES.get(term, term)", "item.name = term"),
        ("{item.name, item.explanation.suggestion", "{item.explanation.suggestion"),
        ("is_shared = counts.get(item.name, 0) > 1", "is_shared = False"),
        ("is_shared or counts.get(suggestion, 0) > 1", "is_shared"),
        ("is_shared or not (replaced.is_former or is_complete)", "is_shared"),
        ("if self._compared <= MAX_COMPARED:", "if self._compared < MAX_COMPARED:"),
        ("item.is_accepted and not is_everyday_word(item.term)", "item.is_accepted"),
        ("explanation.kind is MaskProblemKind.UNKNOWN_NAME", "True"),
        ("if index == count - 1:", "if index == count:"),
        ("(it.start, it.length, it.kind)", "it.start"),
        ("start += len(piece) + 1", 'start += len(piece.encode("utf-16-le")) // 2 + 1'),
    ),
    *_of(
        "_mask_items",
        ("return self.start + self.is_excluded", "return self.start"),
        ('f"~{self.term}" if self.is_excluded else self.term', "self.text"),
    ),
    *_of(
        "_mask_characters",
        ("if not item.is_excluded and is_quoted(term):", "if is_quoted(term):"),
        ("name = term[1:-1].strip(WHITESPACE)", "name = term[1:-1]"),
        ("len(text) > 1\n", "len(text) > 0\n"),
        ("        and QUOTES.isdisjoint(text[1:-1])\n", ""),
        ("follows_sign = item.is_excluded", "follows_sign = False"),
        ("follows_sign = follows_sign or run.has_sign", "pass"),
        ('return None if follows_sign else ","', 'return ","'),
        ('        return ",~"\n', '        return ","\n'),
        ("if opens_quote or not BRACKETS", "if not BRACKETS"),
        ("is_first and run.plain[:1] in", "run.plain[:1] in"),
        ('if "*" in run.text:', 'if "*" == run.text:'),
        ('if whole != "*" and not is_valid', "if not is_valid"),
        ("not any(_is_listed(it) for it in parts if len(it) < len(whole))", "True"),
        ("for it in parts if len(it) < len(whole))", "for it in parts)"),
        ("return key in KNOWN_NAMES and not KNOWN_NAMES[key].is_everyday_word", "return False"),
        (" and not KNOWN_NAMES[key].is_everyday_word", ""),
    ),
    *_of(
        "_mask_runs",
        ("for it in text if it not in WHITESPACE)", "for it in text if not it.isspace())"),
        ("if not self.before or not self.after:", "if not self.before and not self.after:"),
        ("return rest in {rest[0], rest[0] * 2}", "return True"),
        ("return rest in {rest[0], rest[0] * 2}", "return len(rest) == 1"),
        ("lower(self.plain) not in SEPARATOR_WORDS", "self.plain not in SEPARATOR_WORDS"),
        ("return is_left_name and is_valid", "return is_left_name or is_valid"),
        (
            "return is_left_name and is_valid_in_any_case(self.after)",
            "return is_left_name",
        ),
        ('self.before == "*" or is_valid_in_any_case', "is_valid_in_any_case"),
        ("return key in BY_LOWER or key in FORMER_BY_LOWER", "return key in BY_LOWER"),
        ("BRACKETS | QUOTES | _SIGNS", "QUOTES | _SIGNS"),
        ("BRACKETS | QUOTES | _SIGNS", "BRACKETS | _SIGNS"),
        ("BRACKETS | QUOTES | _SIGNS", "BRACKETS | QUOTES"),
        ('_SIGNS | {"*"}', "_SIGNS"),
        ("return all(it in INVISIBLE or it in WHITESPACE for it in self.text)", "return True"),
        ("return OTHER_SIGNS.isdisjoint(self.text)", "return True"),
        ("(SEPARATORS | NAME_CHARACTERS)", "SEPARATORS"),
        ("(SEPARATORS | NAME_CHARACTERS)", "NAME_CHARACTERS"),
        ('if term[0] == "*" and term[1] not in NAME_CHARACTERS:', 'if term[0] == "*":'),
        ("        and not is_valid_in_any_case(pieces[index])\n", ""),
        ("not pieces[index - 1].strip(WHITESPACE)", "not pieces[index - 1].strip()"),
        ("not pieces[index + 1].strip(WHITESPACE)", "not pieces[index + 1].strip()"),
        ("(_SIGNS | OTHER_SIGNS).isdisjoint(self.text)", "_SIGNS.isdisjoint(self.text)"),
    ),
    *_of(
        "_mask_repetitions",
        ("included_earlier = included_earlier or not item.is_excluded", "pass"),
        ("and is_complete and includes_something", "and includes_something"),
        ("and is_complete and includes_something", "and is_complete"),
        ("{_EVERYTHING_EXCLUDED, (True, item.name)}", "{(True, item.name)}"),
        ("{_EVERYTHING_EXCLUDED, (True, item.name)}", "{_EVERYTHING_EXCLUDED}"),
        ("{_EVERYTHING_EXCLUDED, _EVERYTHING_INCLUDED,", "{_EVERYTHING_EXCLUDED,"),
        ("{_EVERYTHING_EXCLUDED, _EVERYTHING_INCLUDED,", "{_EVERYTHING_INCLUDED,"),
        ("_EVERYTHING_INCLUDED, (False, item.name)}", "_EVERYTHING_INCLUDED}"),
        ("if key == _EVERYTHING_EXCLUDED and included_earlier:", "if key == _EVERYTHING_EXCLUDED:"),
        ("duplicate(item.shown_text)", "duplicate(item.text)"),
        ("excludes_nothing(item.shown_text,", "excludes_nothing(item.text,"),
        ("included_and_excluded(item.term)", "included_and_excluded(item.text)"),
        ("key = item.is_excluded, item.name", "key = item.is_excluded, item.term"),
        (
            "earlier.add((item.is_excluded, item.name))",
            "earlier.add((item.is_excluded, item.term))",
        ),
        ('adds_nothing(item.text, f"~{item.name}")', 'adds_nothing(item.text, f"~{item.text}")'),
    ),
    *_of(
        "_evident_name",
        ("_MIN_LETTERS = 4", "_MIN_LETTERS = 3"),
        ("_MIN_LETTERS = 4", "_MIN_LETTERS = 5"),
        ("_MIN_LETTERS_FOR_TWO_EDITS = 8", "_MIN_LETTERS_FOR_TWO_EDITS = 7"),
        ("_MIN_LETTERS_FOR_TWO_EDITS = 8", "_MIN_LETTERS_FOR_TWO_EDITS = 9"),
        ("most = min(most, 1)", "most = min(most, 2)"),
        ("if edits < fewest:", "if edits <= fewest:"),
        ("if len(names) != 1 or {", "if not names or {"),
        ("names = [it for it in nearest if it in RANKS]", "names = nearest"),
        ("NEW_NAMES.get(it, it) for it in nearest", "it for it in nearest"),
        (", *EARLIER_NAMES)", ")"),
        ("_KEPT_LETTERS = 2", "_KEPT_LETTERS = 1"),
        ("_KEPT_LETTERS = 2", "_KEPT_LETTERS = 3"),
        ("*(it.name for it in KNOWN_NAMES.values())", "*()"),
    ),
    *_of(
        "_edits",
        ("swapped = row > 1 < column and letter == other[column - 2]", "swapped = False"),
        ('text.encode("ascii", "ignore")', 'text.lower().encode("ascii", "ignore")'),
        ("if it.isalnum())", "if it.isalpha())"),
    ),
    *_of(
        "_suggestion",
        ("max(1, len(given) // 4)", "len(given) // 4"),
        ("max(1, len(given) // 4)", "max(1, len(given) // 3)"),
        ("best, most = candidate, edits - 1", "best, most = candidate, edits"),
        ("return next(starting, containing[0])", "return containing[0]"),
        ("_MIN_LETTERS = 4", "_MIN_LETTERS = 3"),
        ("_MIN_LETTERS = 4", "_MIN_LETTERS = 5"),
        ("return max(parts, key=", "return max(reversed(parts), key="),
        ("if len(it[0]) >= _MIN_LETTERS and it[0] in given]", "if it[0] in given]"),
    ),
    *_of(
        "_names",
        ("return text.translate(_LOWER)", "return text.lower()"),
        ("(RANKS.get(it, len(RANKS)), it)", "it"),
        ("(RANKS.get(it, len(RANKS)), it)", "(RANKS.get(it, -1), it)"),
    ),
    *_of(
        "_members",
        ("    if not entries:\n", "    if False:\n"),
        ("    if isinstance(values, _SINGLE):\n        return None\n", ""),
    ),
    *_of(
        "_presence",
        ("mode is None or mode in it.modes", "True"),
        ("(mode is not Mode.RESTRICTED_CLUSTER or row.restricted_cluster)", "True"),
    ),
    *_of(
        "_queries",
        ("and related in {None, row.interaction_related}", ""),
        (
            "(it is Timing.DURABLE) is instantaneous}",
            "(it is Timing.DURABLE) is not instantaneous}",
        ),
        ("timings -= {it for it in Timing if", "timings |= {it for it in Timing if"),
        ("None if mode is None else read_member(Mode, mode)", "None"),
        ("types &= read_members(ObjectType, object_type)", "read_members(ObjectType, object_type)"),
        ("if value is None or isinstance(value, bool):", "if value is None or value in (0, 1):"),
    ),
    *_of(
        "_mask",
        ("min(inclusion, exclusion, key=", "min(exclusion, inclusion, key="),
        (
            "return tuple(it for it in ActionName if it in selected)",
            "return tuple(sorted(selected))",
        ),
        ("len({it.is_durable for it in", "len({it.timing for it in"),
        ("self.names(member, mode)", "self.names(member)"),
        ("tuple(it for it in others if it not in both)", "others"),
        ('if "*" in items.excluded:', 'if "*" in items.excluded and not items.included:'),
        ("items.included - items.excluded", "items.included"),
        (
            "others = {it.action_name for it in context.rows} - names",
            "others = {*ActionName} - names",
        ),
    ),
    *_of(
        "_mask_meaning",
        ("text = Action(text).action_name", "pass"),
        ("text = NEW_NAMES[text]", "pass"),
        (
            "if text not in RANKS and text not in self._listed:",
            "if text not in RANKS:",
        ),
        ('return ",".join(self._listed)', 'return ",".join(self._listed) or "~*"'),
        ("self._make(mine & others, has_star=True)", "self._make(mine | others, has_star=True)"),
        ("self._make(others - mine, has_star=True)", "self._make(others, has_star=True)"),
    ),
    *_of(
        "_mask_context",
        ("tuple(it for it in ObjectType if it in members)", "tuple(sorted(members))"),
        ("types <= it for it in classes", "types & it for it in classes"),
        ("len(types) > 1 and not any(", "not any("),
        ("if has_star:", "if False:"),
        (
            "supported = [it for it in self.object_types if it not in unsupported]",
            "supported = self.object_types",
        ),
        ("if 0 < len(others) < len(same_name):", "if 0 < len(others):"),
        ("for name in in_order(selected):", "for name in selected:"),
        ("if not all(it.isdisjoint(possible) for it in absent):", "if absent:"),
    ),
    *_of(
        "_unknown_names",
        ("names.pop() if len(names) == 1 else None", "names.pop()"),
        ("BY_ID.get(key) or BY_FORMER_ID.get(key)", "BY_ID.get(key)"),
        ("if text in EARLIER_NAMES:\n", "if False:\n"),
        ("BY_LABEL.get(key) or BY_FORMER_LABEL.get(key)", "BY_LABEL.get(key)"),
        ("{*BY_LOWER.get(key, ()), *earlier}", "{*BY_LOWER.get(key, ())}"),
        ("    if not earlier.is_former:\n", "    if True:\n"),
        ("    return key in EARLIER_BY_LOWER and key not in BY_LOWER\n", "    return False\n"),
        ("None if text == known_name.name else known_name.name", "known_name.name"),
        ("explain_label(text) or explain_name(text)", "explain_name(text)"),
        (
            "known_name.actions[0] if len(known_name.actions) == 1 else None",
            "known_name.actions[0]",
        ),
        ("    if release:\n", "    if True:\n"),
        ("    if len(actions) == 1:\n", "    if True:\n"),
        ('    if known_name.kind == "other_name":\n', "    if False:\n"),
    ),
    *_of("_unknown_object_types", ("key = lower(text)", "key = text")),
    *_of(
        "_statuses",
        ("    ranked.sort(key=lambda it: it.rank(object_type) or 0)\n", ""),
        ("*(it for it in Status if object_type in it.unranked)", ""),
        ("type(number) is int and status.number == number", "status.number == number"),
    ),
    *_of(
        "_shown_values",
        ('"..." if len(text) > MAX_QUOTED else ""', '"..." if len(text) >= MAX_QUOTED else ""'),
        ('if " " <= character <= "~":', "if character.isprintable():"),
        ('if character in {\'"\', "\\\\"}:', "if character == '\"':"),
        ('return f"\\\\u{{{ord(character):x}}}"', 'return f"\\\\u{{{ord(character):04x}}}"'),
    ),
    *_of(
        "_errors",
        ("if len(entries) == 1:", "if False:"),
        ('return "\\n  ".join(', 'return "\\n".join('),
    ),
    *_of("_mask_problems", ("        if not self.suggestion:\n", "        if False:\n")),
]

MUTANTS_OF_LIFECYCLE: Final = [
    *_of(
        "_lifecycle",
        ("                type.__delattr__(cls, name)\n", "                pass\n"),
        ("members.setdefault(former, members[current])", "pass"),
        ("cls._add_text(members[current], text)", "pass"),
        ("member._add_value_alias_(text)", "pass"),
        (
            "            _warn(cls, member, name)\n            return member\n\n        def",
            "            return member\n\n        def",
        ),
        ("if name not in cls.__dict__:", "if False:"),
        ("if name not in cls.__dict__:", "if True:"),
        ("_describe_removal(cls, name) or unknown", "unknown"),
        ("_describe_removal(cls, name) or name", "name"),
        ("if it not in hidden]", "]"),
        ("if name != member.name:", "if False:"),
        ("stacklevel=3", "stacklevel=2"),
        ("DeprecationWarning", "FutureWarning"),
    ),
    *_of("_notices", ('f": {reason}" if reason else "."', '"."')),
    *_of("_action_attributes", ("Action(replaced_by) if replaced_by else None", "None")),
    *_of("_unknown_actions", ("if text in REMOVED_ACTIONS:", "if False:")),
]
"""Faulty variants of a package with a history, which its own checks detect."""

EQUIVALENT: Final = {
    Mutant("_edits", " or len({*one} - {*other}) > most", ""): (
        "Texts with too many different letters are skipped, to save time."
    ),
    Mutant("_edits", "if min(current) > most:", "if False:"): (
        "The comparison stops when every way takes too many edits, to save time."
    ),
    Mutant("_mask_characters", "if run.separates and not can_remove:", "if run.separates:"): (
        "A run that separates is next to two names, or has a separator: none is removed."
    ),
}

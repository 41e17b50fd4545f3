"""The rules of configuration files themselves: encoding, format and syntax."""

from __future__ import annotations

from typing import Final

from statserver_bindgen.diagnostics import Rule

CONFIGURATION_ENCODING: Final = Rule(
    "configuration-encoding",
    "A configuration file is text in UTF-8, or in UTF-16 with a byte-order mark.",
    "In another encoding the same bytes mean other characters. A file that is not UTF-8 is read as "
    "Windows-1252, in which some exports are written, and a note reports that: names in masks are "
    "the same in both. Bytes that are neither are an error.",
)
UNKNOWN_FORMAT: Final = Rule(
    "unknown-format",
    "The format of a configuration file is evident from its content or name, or given.",
    "In a wrong format a file seems to have no stat types, and no mistakes.",
)
CONFIGURATION_SYNTAX: Final = Rule(
    "configuration-syntax",
    "A configuration file is well-formed.",
    "Settings that can't be read can't be checked. The other sections of the file are.",
)
MISSING_EQUALS_SIGN: Final = Rule(
    "missing-equals-sign",
    "Each line of a stat type is a key, `=` and a value.",
    "A line without `=` sets nothing. The format has no comments either. Lines of sections that "
    "are no stat types are not checked.",
    severity="warning",
)
SETTING_OUTSIDE_SECTION: Final = Rule(
    "setting-outside-section",
    "The settings of a stat type are in a section.",
    "A setting before the first section header belongs to no stat type.",
    severity="warning",
)
HIDDEN_SETTINGS: Final = Rule(
    "hidden-settings",
    "Settings whose key begins with `xxHIDDENxx` are switched off, and are not checked.",
    "An administrator renames the key to switch a setting off and keep its value. They are "
    "reported once for each file.",
    severity="note",
)
UNQUOTED_MASK: Final = Rule(
    "unquoted-mask",
    "A mask in YAML that begins with `*`, or is `~` alone, is in quotes.",
    "Without quotes, `*` begins an alias, which makes the file invalid, and `~` is null.",
)
NOT_A_TEXT: Final = Rule(
    "not-a-text",
    "The value of a setting is one text.",
    "Lists of object types and masks are texts with commas. A list or mapping of YAML or JSON is "
    "not checked.",
    severity="warning",
)
UNKNOWN_COLUMN: Final = Rule(
    "unknown-column",
    "A CSV file has a column of masks, named in its first line or given.",
    "The masks of a file with several columns can't be guessed.",
)
EXTRA_FIELDS: Final = Rule(
    "extra-fields",
    "A line of a CSV file has at most as many fields as the first line.",
    "Masks contain commas: without quotes, the rest of a mask is in the next columns.",
)

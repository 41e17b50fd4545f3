"""The rules of stat types: what the sections of a configuration file define.

Each example is a section of the format `options`. The facts that the rules apply are in
spec/stat_types.yaml; a diagnostic of an inferred fact is a note.
"""

from __future__ import annotations

from typing import Final

from statserver_bindgen.diagnostics import Example, Rule


def _section(**settings: str) -> str:
    """Return a section of a valid stat type, with other values, or without those that are empty."""
    valid = {
        "Objects": "Agent,GroupAgents",
        "Category": "TotalNumber",
        "Subject": "DNAction",
        "MainMask": "CallAnswered",
    }
    lines = [f"{key}={value}" for key, value in (valid | settings).items() if value]
    return "\n".join(["[Demo]", *lines, ""])


_WAITING: Final = {"Objects": "Queue", "Category": "EstimWaitTime", "MainMask": "CallWait"}
_LOGINS: Final = {"Category": "RelativeTimePercentage", "Subject": "AgentStatus"}
_CUSTOM: Final = {"Category": "TotalCustomValue", "Formula": "DistByConnID,1"}

# Keys

KEY_CASE: Final = Rule(
    "key-case",
    "Keys are in the case of the documentation.",
    "Programs compare keys without case. Whether Stat Server does is not documented.",
    Example(
        _section(MainMask="") + "mainmask=CallAnswered\n",
        _section(),
    ),
    severity="note",
)
MISSPELLED_KEY: Final = Rule(
    "misspelled-key",
    "Keys of stat types are not misspelled.",
    "A stat type may have any key: business attributes, and what Java extensions read. So Stat "
    "Server accepts a misspelled key, and the setting has no effect. Sections of the category "
    "JavaCategory are not checked.",
    Example(_section(MainMask="") + "Main Mask=CallAnswered\n", _section()),
    severity="warning",
)
REPEATED_KEY: Final = Rule(
    "repeated-key",
    "A section has each key of stat types once.",
    "Which of two values Stat Server uses is not documented.",
    Example(_section() + "MainMask=CallInbound\n", _section()),
    severity="warning",
)
STAT_TYPE_KEY_MISSING: Final = Rule(
    "stat-type-key-missing",
    "A stat type has the keys Objects, Category and Subject.",
    "None has a default. A section of the category JavaCategory has no Subject; in an annex, the "
    "prefix of the section replaces Objects.",
    Example(_section(Subject=""), _section()),
)
CATEGORY_KEY_MISSING: Final = Rule(
    "category-key-missing",
    "A stat type has the keys that its category requires.",
    "Custom values need a Formula, the category Formula an Expression, and JavaCategory a "
    "JavaSubCategory.",
    Example(
        _section(Category="TotalCustomValue"),
        _section(**_CUSTOM),
    ),
)

# Values

VALUE_CASE: Final = Rule(
    "value-case",
    "Object types, categories and subjects are in the case of the documentation.",
    "Programs compare these values without case. Whether Stat Server does is not documented.",
    Example(_section(Category="totalnumber"), _section()),
    severity="note",
)
QUOTED_SETTING: Final = Rule(
    "quoted-setting",
    "Values have no quotes.",
    "In a configuration, quotes are part of the value.",
    Example(_section(Objects='"Agent"'), _section(Objects="Agent")),
)
OBJECT_LIST: Final = Rule(
    "object-list",
    "Objects is a list of different object types, joined by commas.",
    "Other separators and empty items are not documented, and a repetition adds nothing.",
    Example(_section(Objects="Agent;Place"), _section(Objects="Agent,Place")),
    severity="warning",
)
UNKNOWN_OBJECT_TYPE: Final = Rule(
    "unknown-object-type",
    "Objects contains object types of Stat Server.",
    "A statistic can't be requested for an object of another type.",
    Example(_section(Objects="Agents"), _section(Objects="Agent")),
)
OBJECT_TYPE_SPELLING: Final = Rule(
    "object-type-spelling",
    "Object types are spelled as in the options of Stat Server.",
    "Client libraries and the configuration have other names of some types. Only a documented one "
    "gives a warning.",
    Example(_section(Objects="Agent,AgentPlace"), _section(Objects="Agent,Place")),
    severity="warning",
)
INCOMPATIBLE_OBJECTS: Final = Rule(
    "incompatible-objects",
    "The object types of a stat type are in one compatibility group.",
    "Regular DNs, mediation DNs and campaigns have different actions.",
    Example(
        _section(Objects="Agent,Queue", MainMask="UserEvent"),
        _section(Objects="Agent,Place", MainMask="UserEvent"),
    ),
)
UNKNOWN_CATEGORY: Final = Rule(
    "unknown-category",
    "Category is a category of Stat Server.",
    "The documentation and the programs of the vendor have no other names.",
    Example(_section(Category="TotalNumbers"), _section(Category="TotalNumber")),
)
UNKNOWN_SUBJECT: Final = Rule(
    "unknown-subject",
    "Subject is a subject of Stat Server.",
    "Stat Server refuses a statistic with another subject.",
    Example(_section(Subject="DNActions"), _section(Subject="DNAction")),
)

# Values that depend on each other

CATEGORY_SUBJECT: Final = Rule(
    "category-subject",
    "The subject is one that the category accepts.",
    "Compound categories and custom values are computed from actions only; the continuous time is "
    "that of a status.",
    Example(
        _section(**_WAITING, Subject="DNStatus"),
        _section(**_WAITING),
    ),
)
CATEGORY_OBJECTS: Final = Rule(
    "category-objects",
    "The object types are those that the category accepts.",
    "Some categories are computed for few types of objects.",
    Example(
        _section(Category="CurrentContinuousTime", Subject="AgentStatus", MainMask="CallInbound"),
        _section(
            Objects="Agent,Place",
            Category="CurrentContinuousTime",
            Subject="AgentStatus",
            MainMask="CallInbound",
        ),
    ),
)
SUBJECT_OBJECTS: Final = Rule(
    "subject-objects",
    "The object types are those on which the subject counts.",
    "Stat Server refuses a statistic whose subject does not apply to the object.",
    Example(
        _section(Objects="Queue", Subject="AgentStatus", MainMask="Monitored"),
        _section(Objects="Queue", Subject="DNStatus", MainMask="Monitored"),
    ),
    severity="warning",
)
NOT_IN_RESTRICTED_CLUSTER: Final = Rule(
    "not-in-restricted-cluster",
    "With `--mode restricted_cluster`, a stat type has only what the mode supports.",
    "In this mode, Stat Server does not support places, Java extensions and campaigns.",
    severity="warning",
)

# Masks

MAIN_MASK_MISSING: Final = Rule(
    "main-mask-missing",
    "MainMask has an item, unless the category uses no masks.",
    "Without it, the statistic counts nothing.",
    Example(
        _section(Category="CurrentNumber", MainMask=""),
        _section(Category="CurrentNumber", MainMask="CallInbound"),
    ),
)
REL_MASK_MISSING: Final = Rule(
    "rel-mask-missing",
    "RelMask has an item if the category compares two masks.",
    "It is the denominator. RelativeNumberPercentage is in use without it, so nothing is reported "
    "there.",
    Example(
        _section(Category="AverageNumberPerRelativeHour"),
        _section(Category="AverageNumberPerRelativeHour", RelMask="LoggedIn"),
    ),
)
REL_MASK_UNUSED: Final = Rule(
    "rel-mask-unused",
    "A category that is computed from one mask has no RelMask.",
    "The mask has no effect, and misleads readers.",
    Example(_section(RelMask="LoggedIn"), _section()),
    severity="note",
)
MAIN_OUTSIDE_REL: Final = Rule(
    "main-outside-rel",
    "In a percentage, RelMask selects everything that MainMask selects.",
    "A part that is not in the whole makes values above 100.",
    Example(
        _section(**_LOGINS, MainMask="WaitForNextCall,LoggedOut", RelMask="*,~LoggedOut"),
        _section(**_LOGINS, MainMask="WaitForNextCall", RelMask="*,~LoggedOut"),
    ),
    severity="warning",
)
COMPOUND_MASK: Final = Rule(
    "compound-mask",
    "The main mask of a waiting time or a load is `CallWait`.",
    "These categories are computed from waiting calls. ServiceFactor1 may have any main mask.",
    Example(
        _section(**{**_WAITING, "MainMask": "CallWait,CallEntered"}),
        _section(**_WAITING),
    ),
    severity="warning",
)
NOT_A_STATUS: Final = Rule(
    "not-a-status",
    "With a subject of statuses, masks contain statuses of the objects.",
    "Such a subject counts nothing else. LoggedOut is a status of agents and never of a DN; "
    "mediation DNs are only Monitored or NotMonitored. An exclusion of another name is a note.",
    Example(
        _section(Category="TotalTime", Subject="AgentStatus"),
        _section(Category="TotalTime", Subject="AgentStatus", MainMask="CallInbound"),
    ),
    severity="warning",
)
INSTANTANEOUS_IGNORED: Final = Rule(
    "instantaneous-ignored",
    "The masks of a current category contain durable actions.",
    "A current value is made of what occurs now, so instantaneous actions are ignored.",
    Example(
        _section(Category="CurrentNumber", MainMask="CallInbound,CallAnswered"),
        _section(Category="CurrentNumber", MainMask="CallInbound"),
    ),
    severity="note",
)
CUSTOM_VALUE_ACTION: Final = Rule(
    "custom-value-action",
    "The masks of custom values contain actions that are related to interactions.",
    "The formula reads the data of an interaction. Current values need durable actions, too; "
    "historical ones accept UserEvent.",
    Example(
        _section(**_CUSTOM, MainMask="CallInbound,AfterCallWork"),
        _section(**_CUSTOM, MainMask="CallInbound"),
    ),
    severity="warning",
)

"""The problems of masks by example: kind, range, message and suggestion."""

from __future__ import annotations

import pytest

from statserver_actions import Mask, MaskError, MaskProblem, Severity

# For each text the kind, the range and the suggestion of its problems.
PROBLEMS: dict[str, list[tuple[str, str, str | None]]] = {
    # Unknown names: a misspelling, a name of another release, an unrelated text.
    "CallWiat": [("unknown-name", "CallWiat", "CallWait")],
    "*,~CallWiat": [("unknown-name", "CallWiat", "CallWait")],
    "CallTeleported": [("unknown-name", "CallTeleported", None)],
    "Zzyzx": [("unknown-name", "Zzyzx", None)],
    # Two edits are a misspelling only in long names of the same length.
    "CallOutbuond": [("unknown-name", "CallOutbuond", "CallOutbound")],
    "CalkOutboand": [("unknown-name", "CalkOutboand", "CallOutbound")],
    # The start may negate.
    "CellOutbound": [("unknown-name", "CellOutbound", None)],
    "Inactive": [("unknown-name", "Inactive", None)],
    "CallOutbou": [("unknown-name", "CallOutbou", None)],
    "OnHok": [("unknown-name", "OnHok", "OnHook")],
    "OnOk": [("unknown-name", "OnOk", None)],
    # Not one action is nearest: two are, or a known name is.
    "OnfHook": [("unknown-name", "OnfHook", None)],
    "CallWaitInbound1": [("unknown-name", "CallWaitInbound1", None)],
    # A part of a name.
    "Abandoned": [("unknown-name", "Abandoned", None)],
    # Labels, ids and other cases instead of a name.
    "CallAnswered (Regular DNs)": [("unknown-name", "CallAnswered (Regular DNs)", "CallAnswered")],
    "*,~CALL_ANSWERED_REGULAR_DN": [("unknown-name", "CALL_ANSWERED_REGULAR_DN", "CallAnswered")],
    "callwait": [("wrong-case", "callwait", "CallWait")],
    # Known names: variants, other releases and campaign actions have no equivalent in the table.
    "*,~CallWaitInbound": [("unknown-name", "CallWaitInbound", None)],
    "callwaitinbound": [("unknown-name", "callwaitinbound", "CallWaitInbound")],
    "Routable": [("unknown-name", "Routable", None)],
    "UserEventReceived": [("unknown-name", "UserEventReceived", None)],
    "StatusRunning": [("unknown-name", "StatusRunning", None)],
    "InteractionAccepted": [("unknown-name", "InteractionAccepted", "Accepted")],
    # Everyday words, in any case.
    "*,~ACW": [("unknown-name", "ACW", "AfterCallWork")],
    "hold": [("unknown-name", "hold", "CallOnHold")],
    "Login": [("unknown-name", "Login", None)],
    "LOGIN": [("unknown-name", "LOGIN", None)],
    # Empty texts and items.
    "": [("empty-mask", "", None)],
    " \t\r\n": [("empty-mask", "", None)],
    "CallWait, ,OffHook": [("empty-item", " ", None)],
    ",CallWait": [("empty-item", "", None)],
    "CallWait,": [("empty-item", "", None)],
    "CallWait,~": [("empty-item", "~", None)],
    # Signs before a name: some clearly exclude, others may mean anything.
    "*,˜LoggedOut": [("bad-character", "˜", "~")],
    "*,∼LoggedOut": [("bad-character", "∼", "~")],
    "*,～LoggedOut": [("bad-character", "～", "~")],
    "*,¬LoggedOut": [("bad-character", "¬", "~")],
    "*, !LoggedOut": [("bad-character", "!", "~")],
    "*,! LoggedOut": [("bad-character", "!", "~"), ("bad-character", " ", "")],
    "*,-LoggedOut": [("bad-character", "-", None)],
    "*,–LoggedOut": [("bad-character", "–", None)],
    "*,^LoggedOut": [("bad-character", "^", None)],
    "*,~~LoggedOut": [("bad-character", "~", None)],
    # Groups do not exist.
    "*,~{LoggedOut,NotMonitored}": [("bad-character", "{", None), ("bad-character", "}", None)],
    "*,~(LoggedOut)": [("bad-character", "(", None), ("bad-character", ")", None)],
    "*,~[LoggedOut]": [("bad-character", "[", None), ("bad-character", "]", None)],
    '*,~"LoggedOut,NotMonitored"': [("bad-character", '"', None), ("bad-character", '"', None)],
    # Quotes around everything, or around a name.
    '"CallWait,OffHook"': [("bad-character", '"CallWait,OffHook"', "CallWait,OffHook")],
    "'CallWait' ,OffHook": [("bad-character", "'CallWait'", "CallWait")],
    "“CallWait”": [("bad-character", "“CallWait”", "CallWait")],
    '"CallWait': [("bad-character", '"', None)],
    # Lines of a configuration file.
    "MainMask=CallAnswered": [("option-line", "MainMask=CallAnswered", "CallAnswered")],
    " relmask : *,~LoggedOut\n": [("option-line", "relmask : *,~LoggedOut", "*,~LoggedOut")],
    "RelMask=": [("empty-mask", "", None), ("option-line", "RelMask=", "")],
    'MainMask="CallWait"': [
        ("option-line", 'MainMask="CallWait"', '"CallWait"'),
        ("bad-character", '"CallWait"', "CallWait"),
    ],
    "Main=CallWait": [("bad-character", "=", None)],
    # Other separators than commas.
    "CallWait; OffHook": [("bad-character", "; ", ",")],
    "CallWait||OffHook": [("bad-character", "||", ",")],
    "CallWait;|OffHook": [("bad-character", ";|", None)],
    "CallWait OffHook": [("bad-character", " ", ",")],
    "CallWait or OffHook": [("bad-character", " or ", ",")],
    "callwait AND offhook": [("bad-character", " AND ", ",")],
    "CallWiat or OffHook": [("bad-character", " or ", None)],
    "CallWait or ~OffHook": [("bad-character", " ", None), ("bad-character", " ~", None)],
    "*~CallWait": [("bad-character", "~", ",~")],
    "* ¬CallWait": [("bad-character", " ¬", ",~")],
    "*,~LoggedOut;NotMonitored": [("bad-character", ";", None)],
    "* ~LoggedOut NotMonitored": [("bad-character", " ~", ",~"), ("bad-character", " ", None)],
    ";CallWait": [("bad-character", ";", None)],
    # Characters to remove, if one name is left without them.
    "Call-Wait": [("bad-character", "-", "")],
    "Call Wait": [("bad-character", " ", "")],
    "CallWait.": [("bad-character", ".", "")],
    "\u200bCallWait": [("bad-character", "\u200b", "")],
    "CallWait-": [("bad-character", "-", None)],
    "Call and Wait": [("bad-character", " and ", None)],
    "CallWait.Inbound": [("bad-character", ".", None)],
    "Call*": [("bad-character", "*", None)],
    # Items that have no effect, or the opposite one.
    "CallWait,CallWait": [("duplicate", "CallWait", None)],
    "*,~CallWait, ~CallWait": [("duplicate", "~CallWait", None)],
    "CallWait,~CallWait": [("contradiction", "~CallWait", None)],
    "*,~*": [("contradiction", "~*", None)],
    "~*,CallWait": [("contradiction", "CallWait", None)],
    "*,LoggedOut": [("redundant-inclusion", "LoggedOut", None)],
    "CallInbound,~LoggedOut": [("redundant-exclusion", "~LoggedOut", None)],
    "CallInbound,~LoggedOut,~": [("empty-item", "~", None)],
    "*,~LoggedOut": [],
    # Only exclusions.
    "~CallWait,~OffHook": [("exclude-from-nothing", "~", "*,~")],
    "~*": [("exclude-from-nothing", "~", None)],
}

# The message of the first problem of a text.
MESSAGES = {
    "CallWaitInbound": "CallWaitInbound is a per-call-type variant of CallWait; this catalog does "
    "not list variants",
    "Routable": "Routable is an action of Stat Server 8.5.1; this catalog describes 8.5.0",
    "CallOutboundReceived": "CallOutboundReceived is an action of a later release of Stat Server; "
    "this catalog describes 8.5.0",
    "UserEventReceived": "UserEventReceived is in other documentation of Stat Server 8.5.0; this "
    "catalog does not list it",
    "InteractionAccepted": "InteractionAccepted is another name of Accepted",
    "StatusRunning": "StatusRunning is a campaign action; this catalog does not list campaign "
    "actions",
    "acw": '"acw" is an everyday word, not an action name; the action is AfterCallWork',
    "Login": '"Login" is an everyday word, not an action name; the action may be AgentLogin or '
    "LoggedIn",
    "Zzyzx": '"Zzyzx" is not an action name of this catalog; it may be from another release',
    "*,~{CallWait}": '"{" opens or closes a group, and groups do not exist; write each name as an '
    "item of its own",
    "*,¬LoggedOut": '"\\u{ac}" does not exclude a name; "~" does',
    "*,- LoggedOut": '"-" does not exclude a name; "~" does',
    "CallWait or OffHook": '" or " does not separate items; a comma does',
    "MainMask = CallWait": '"MainMask" is the key of an option; a mask is only the value',
    "": "the mask is empty and selects nothing",
    "~*": "the mask has only exclusions, so it selects nothing",
    "*,LoggedOut": '"LoggedOut" next to "*" adds nothing; "~LoggedOut" excludes it',
    "CallInbound,~LoggedOut": '"~LoggedOut" excludes nothing, because "LoggedOut" is not included; '
    'is "*" missing?',
    "CallWait,~CallWait": '"CallWait" is both included and excluded; the exclusion wins',
    "A" * 41: f'"{"A" * 40}..." is not an action name of this catalog; it may be from another '
    "release",
    "A" * 40: f'"{"A" * 40}" is not an action name of this catalog; it may be from another release',
}


def problems_of(text: str, *, keep: bool = False) -> list[tuple[str, str, str | None]]:
    """Return kind, range and suggestion of each problem."""
    problems = Mask.problems(text, unknown="keep" if keep else "refuse")
    ranges = [text[it.start : it.start + it.length] for it in problems]
    return [(it.kind.value, part, it.suggestion) for it, part in zip(problems, ranges)]


@pytest.mark.parametrize(("text", "problems"), PROBLEMS.items(), ids=map(ascii, PROBLEMS))
def test_problems_have_kind_range_and_suggestion(
    text: str, problems: list[tuple[str, str, str | None]]
) -> None:
    assert problems_of(text) == problems


@pytest.mark.parametrize(("text", "message"), MESSAGES.items(), ids=map(ascii, MESSAGES))
def test_problems_have_a_message(text: str, message: str) -> None:
    assert Mask.problems(text)[0].message == message


def test_one_error_reports_all_problems() -> None:
    with pytest.raises(MaskError) as raised:
        Mask.parse("CallWiat,callinbound,,CallWait.,CallWait,CallWait")
    assert str(raised.value).splitlines() == [
        "not a valid mask:",
        '  unknown-name at 0: "CallWiat" is not an action name of this catalog; it may be from '
        'another release; write "CallWait" instead',
        '  wrong-case at 9: "callinbound" is in the wrong case; action names are case-sensitive; '
        'write "CallInbound" instead',
        "  empty-item at 21: no item between two commas",
        '  bad-character at 30: "." is not allowed in an action name; remove it',
        '  duplicate at 41: "CallWait" repeats an earlier item',
    ]


def test_an_error_with_one_problem_is_one_line() -> None:
    with pytest.raises(MaskError, match=r"\Anot a valid mask: empty-item at 9: no item after"):
        Mask.parse("CallWait,")


def test_a_text_with_warnings_only_is_parsed() -> None:
    assert [it.severity for it in Mask.problems("CallWait,CallWait")] == [Severity.WARNING]
    assert Mask.parse("CallWait,CallWait") == Mask.parse("CallWait")


def test_offsets_count_code_points() -> None:
    problem = Mask.problems("\U0001f4de,callwait")[-1]
    assert (problem.start, problem.length) == (2, 8)


def test_unknown_names_are_kept_on_request() -> None:
    with pytest.raises(MaskError):
        Mask.parse("CallTeleported,CallWait")
    text = "CallTeleported,CallWait,CallWaitInbound,CALL_WAIT"
    mask = Mask.parse(text, unknown="keep")
    assert mask.unknown == ("CALL_WAIT", "CallTeleported", "CallWaitInbound")
    assert mask.names("Queue") == ("CallWait",)
    assert repr(mask) == f"Mask.parse('{mask}', unknown=\"keep\")"
    (problem, *_) = Mask.problems("CallTeleported", unknown="keep")
    assert problem.severity is Severity.WARNING


@pytest.mark.parametrize("text", ["Hold", "login", "callwait", "Call.Teleported"])
def test_everyday_words_and_invalid_names_are_not_kept(text: str) -> None:
    with pytest.raises(MaskError):
        Mask.parse(text, unknown="keep")
    assert problems_of(text, keep=True) == problems_of(text)


def test_the_first_hundred_unknown_names_have_a_suggestion() -> None:
    problems = [it for it in Mask.problems("CallWiat,OnHok," * 51) if it.kind == "unknown-name"]
    assert [it.suggestion is not None for it in problems] == [True] * 100 + [False] * 2


def test_a_problem_is_worded_with_its_suggestion() -> None:
    problem = MaskProblem(Mask.problems("~")[0].kind, Severity.ERROR, 3, 1, "a message", "CallWait")
    assert str(problem) == 'empty-item at 3: a message; write "CallWait" instead'
    assert str(Mask.problems("CallWait.")[0]).endswith("; remove it")
    assert str(Mask.problems("Zzyzx")[0]).endswith("; it may be from another release")

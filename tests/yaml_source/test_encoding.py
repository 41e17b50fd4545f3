"""Files as a whole: encoding, forbidden characters, documents and directives."""

from __future__ import annotations

import pytest

from statserver_bindgen.yaml_source.limits import LIMITS, Limits
from support.documents import positions, pyyaml, read, rule_ids


@pytest.mark.parametrize(
    "text", ["", "\n\n", "  ", "# only this\n", "---\n", "---\n...\n", "\ufeff"]
)
def test_a_file_without_content_is_reported(text: str) -> None:
    assert "empty-file" in rule_ids(text)
    assert not read(text).complete


@pytest.mark.parametrize("text", ["a: 1\n---\nb: 2\n", "a: 1\n...\n---\nb: 2\n", "a: 1\n---\n"])
def test_a_second_document_is_reported_and_not_read(text: str) -> None:
    document = read(text)
    assert [it.rule.id for it in document.diagnostics] == ["multiple-documents"]
    assert document.data == {"a": 1}
    assert document.complete


def test_document_markers_around_one_document_are_accepted() -> None:
    assert read("---\na: 1\n...\n").data == {"a": 1}


def test_directives_are_reported_and_the_rest_is_read() -> None:
    text = "%YAML 1.1\n%TAG ! x:\n---\na: yes\n"
    assert positions(text) == [
        ("directive", 1, 1),
        ("directive", 2, 1),
        ("type-changing-scalar", 4, 4),
    ]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("utf-32-le", "UTF-32"),
        ("utf-32-be", "UTF-32"),
    ],
)
def test_other_unicode_encodings_are_reported_and_the_rest_is_read(
    encoding: str, name: str
) -> None:
    document = read("a: yes\nb: ü\n".encode(encoding))
    assert [it.message for it in document.diagnostics] == [
        f"the file is encoded in {name}",
        "yes without quotes is true",
    ]
    assert document.data == {"a": "yes", "b": "ü"}


@pytest.mark.parametrize(
    ("raw", "limits", "rule"),
    [
        (b"", LIMITS, "empty-file"),
        (b"# a\n\n", LIMITS, "empty-file"),
        ("a: b\n".encode("utf-16"), LIMITS, "wrong-encoding"),
        (b"a: b\n", Limits(file=3), "too-large"),
    ],
)
def test_problems_of_the_whole_file_are_at_its_start(raw: bytes, limits: Limits, rule: str) -> None:
    (problem,) = read(raw, limits).diagnostics
    assert (problem.rule.id, problem.span[1:]) == (rule, (1, 1, 1, 1))


def test_a_byte_order_mark_is_reported_and_not_counted() -> None:
    assert positions(b"\xef\xbb\xbfa: yes\n") == [
        ("byte-order-mark", 1, 1),
        ("type-changing-scalar", 1, 4),
    ]


def test_each_invalid_byte_is_reported() -> None:
    document = read(b"\xef\xbb\xbfa: f\xfcr\nb: ok\nc: [1, \xe4\xe4]\n")
    assert [(it.message, it.span.line, it.span.column) for it in document.diagnostics[1:]] == [
        ("the byte FC is not valid UTF-8", 1, 5),
        ("the byte E4 is not valid UTF-8", 3, 8),
        ("the byte E4 is not valid UTF-8", 3, 9),
    ]
    assert document.diagnostics[1].hint == (
        "save the file as UTF-8; in Windows-1252 and Latin-1 this byte is ü"
    )
    assert document.unreliable == {("a",), ("c", 1)}


@pytest.mark.parametrize("character", list("\x00\x07\x0b\x1b\x7f\x85\x9b\u2028\u2029\ufeff\uffff"))
def test_a_control_character_is_reported_with_its_escape(character: str) -> None:
    document = read(f"a: b\nc: d{character}e\n")
    (problem,) = document.diagnostics
    assert (problem.rule.id, problem.span[1:]) == ("control-character", (2, 5, 2, 6))
    escape = (problem.hint or "").rpartition(" as ")[2]
    assert pyyaml(escape) == character
    assert read(f'a: b\nc: "d{escape[1:-1]}e"\n').data == {"a": "b", "c": f"d{character}e"}


def test_binary_files_get_few_diagnostics() -> None:
    document = read(bytes(range(256)) * 1000)
    assert 1 < len(document.diagnostics) < 100
    assert not document.complete


# Invisible characters


INVISIBLE = (
    *"\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a\u202e\u2060\u2066\u2069\u2800",
    *"\u3164\uffa0\ufff9\ufe0f\U0001d173\U000e0001\U000e0041\U000e0100",
)


@pytest.mark.parametrize("character", INVISIBLE, ids=ascii)
@pytest.mark.parametrize("line", ["c: d{}e", "c{}d: e", "c: |\n  d{}e", "# c{}d", "c: 'd {} e'"])
def test_an_invisible_character_is_reported_with_its_escape(character: str, line: str) -> None:
    before, after = line.split("{}")
    document = read(f"a: b\n{before}{character}{after}\n")
    (problem,) = document.diagnostics
    above, _, start = f"a: b\n{before}".rpartition("\n")
    position = (above.count("\n") + 2, len(start) + 1)
    assert (problem.rule.id, problem.span[1:3]) == ("invisible-character", position)
    escape = (problem.hint or "").rpartition(" as ")[2]
    assert pyyaml(escape) == character
    assert read(f'a: b\nc: "d{escape[1:-1]}e"\n').data == {"a": "b", "c": f"d{character}e"}


@pytest.mark.parametrize(
    "text",
    [
        "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",  # Persian, with a non-joiner
        "\u0915\u094d\u200d\u0937",  # Devanagari, with a joiner after a mark
        "Auf\u200clage",
        "\U0001f468\u200d\U0001f469\u200d\U0001f467",  # a family
        "\U0001f3f3\ufe0f\u200d\U0001f308",  # a flag: selector and joiner
        "\U0001f44d\U0001f3fd",  # a skin tone
        "\u2764\ufe0f",
        "1\ufe0f\u20e3",  # a keycap
        "\u845b\U000e0100",  # an ideograph with a variant
        "a\u00a0b",
        "a\u3000b",
    ],
    ids=ascii,
)
def test_joiners_and_variants_of_visible_text_are_accepted(text: str) -> None:
    assert read(f"a: x {text} y\n").diagnostics == ()


@pytest.mark.parametrize(
    "text",
    [
        "a \u200db",
        "a\u200d b",
        "a\u200d\u200db",
        "\u2764\ufe0f\ufe0f",
        "a\ufe0f",
        "a\u200b\u200db",
        "a\ufe0f\u200db",
        "a\u200d",
    ],
    ids=ascii,
)
def test_joiners_and_selectors_without_text_around_them_are_reported(text: str) -> None:
    assert {*rule_ids(f"a: {text}\n")} == {"invisible-character"}

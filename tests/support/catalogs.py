"""Strategies for any valid spec, with hostile text in every free text.

Specs are plain dictionaries that satisfy the schema and the rules; `as_yaml` returns one as YAML.
"""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import strategies as st

from statserver_bindgen.identifiers import Identifiers, upper_snake

HOSTILE = (
    '"',
    "'",
    "\\",
    '\\"',
    "a\nb",
    "*/",
    "/*/",
    '"""',
    "'''",
    "{{ catalog }}",
    "{% raw %}",
    "{# x",
    "|",
    "</script>",
    "<!-- x -->",
    "`${x}`",
    "\u202eevil\u202c",
    "\u2028",
    "\x00",
    "\x85",
    "\U000e0001",
    "\\u002a/",
    "@deprecated",
    "# type: ignore",
    "[a](https://example.com)",
    "😀",
    "$(id)",
    "%s",
    "' OR 1=1 --",
)


def _is_seen(text: str) -> bool:
    """Return whether a text in double quotes of YAML is more than spaces; the rest is escaped."""
    return text.strip(" ") != ""


texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(_is_seen),
    st.lists(st.sampled_from(HOSTILE), min_size=2, max_size=4).map("".join),
)
names = st.from_regex(r"[A-Z][A-Za-z0-9]{0,12}(_[A-Za-z0-9]{1,6})?", fullmatch=True)
object_types = st.from_regex(r"[A-Z][A-Za-z0-9]{0,12}", fullmatch=True)
snakes = st.from_regex(r"[a-z][a-z0-9]{0,8}(_[a-z][a-z0-9]{0,5})?", fullmatch=True)
versions = st.tuples(*[st.integers(0, 99)] * 3).map(lambda it: ".".join(map(str, it)))

urls = st.from_regex(
    r"https://[a-z0-9]{1,9}\.example(:[0-9]{2})?([/?#][A-Za-z0-9._~/?#&=+@:,;-]{0,20})?",
    fullmatch=True,
)
LINKS = ("repository", "issues", "changelog", "documentation")

# The identifier rules of targets in tests: one of them reserves an identifier.
IDENTIFIERS = {
    "python": Identifiers("upper_snake", frozenset()),
    "typescript": Identifiers("upper_snake", frozenset({"ACTIONS"})),
    "java": Identifiers("pascal", frozenset()),
}

MODES = ("regular", "restricted_cluster")
VOCABULARY = (
    *("modes", "object_types", "object_classes", "scopes"),
    *("timings", "inferences", "evidence_kinds", "sources"),
)
"""The sections of a spec that hold its vocabulary."""


def _distinct(strategy: st.SearchStrategy[str], largest: int) -> st.SearchStrategy[list[str]]:
    return st.lists(strategy, min_size=1, max_size=largest, unique_by=upper_snake)


def _required_timing(name: str) -> str | None:
    if name.endswith("Started") or name.startswith("Started"):
        return "momentary"
    if name.endswith("Completed") or name.startswith("Stopped"):
        return "retrospective"
    return None


def _sentence(text: str) -> str:
    """Return a text as a sentence, which has no line break."""
    return f"Lasts {text} here.".replace("\n", " ")


@st.composite
def _facts(draw: st.DrawFn, data: dict[str, Any]) -> dict[str, Any]:
    """Add facts from outside the table to the data of a valid spec."""
    kinds = draw(_distinct(snakes, 2))
    data["evidence_kinds"] = {
        key: {"title": draw(texts), "description": draw(texts), "inferred": draw(st.booleans())}
        for key in kinds
    }
    references = st.fixed_dictionaries(
        {"source": st.sampled_from([*data["sources"]])}, optional={"note": texts}
    )
    provenance = st.fixed_dictionaries(
        {
            "evidence": st.sampled_from(kinds),
            "sources": st.lists(references, min_size=1, max_size=2),
        }
    )
    for row in data["actions"]:
        if draw(st.booleans()):
            confidence = draw(st.sampled_from(["high", "medium", "low"]))
            row["meaning"] = {"text": _sentence(draw(texts)), "confidence": confidence}
            row["meaning"] |= draw(provenance)
    _, *others = data["object_types"].values()
    for entry in others:
        if draw(st.booleans()):
            entry |= {"modes": ["regular"], "source": draw(st.sampled_from([*data["sources"]]))}
    names = [row["name"] for row in data["actions"]]
    data["known_names"] = {
        f"{names[0]}_Variant": {"kind": "variant", "actions": names[:1], **draw(provenance)},
        f"{names[0]}_Later": {"kind": "later_release", "release": "100.0.0", **draw(provenance)},
        f"{names[0]}_Campaign": {"kind": "campaign_action", **draw(provenance)},
        f"{names[0]}_Term": {"kind": "everyday_word", "actions": [*{*names}], **draw(provenance)},
    }
    types = [*data["object_types"]]
    data["known_object_types"] = {
        f"{types[0]}Known0": {"description": draw(texts), **draw(provenance)}
    }
    data["object_type_spellings"] = {f"{types[0]}Known1": {"object_type": types[0]}}
    data["object_type_spellings"][f"{types[0]}Known1"] |= draw(provenance)
    statuses: dict[str, Any] = {}
    for row in data["actions"]:
        if row["timing"] == "durable" and row["name"] not in statuses:
            number = len(statuses)
            first, *unranked = data["object_classes"][row["object_class"]]["object_types"]
            statuses[row["name"]] = {"number": number, "ranks": {first: number + 1}}
            statuses[row["name"]] |= {"unranked": unranked} if unranked else {}
            statuses[row["name"]] |= draw(provenance)
    return data | ({"statuses": statuses} if statuses else {})


@st.composite
def specs(draw: st.DrawFn, largest: int = 8, lengthen: int = 0) -> dict[str, Any]:
    """Draw the data of a valid spec with up to `largest` names.

    Names and keys are lengthened by up to `lengthen` letters.
    """

    def distinct(strategy: st.SearchStrategy[str], largest: int) -> list[str]:
        ends = st.integers(0, lengthen).map("x".__mul__) if lengthen else st.just("")
        lengthened = st.tuples(strategy, ends).map("".join)
        return draw(st.lists(lengthened, min_size=1, max_size=largest, unique_by=upper_snake))

    def term(**more: Any) -> dict[str, Any]:
        return {"title": draw(texts), "description": draw(texts), **more}

    def some(values: list[str]) -> list[str]:
        return draw(st.lists(st.sampled_from(values), min_size=1, unique=True))

    types, classes = distinct(object_types, 4), distinct(snakes, 3)
    inferences, sources = distinct(snakes, 2), distinct(snakes, 2)
    class_modes = {key: ["regular", *draw(st.sampled_from([[], [MODES[1]]]))] for key in classes}
    scopes = {key: draw(st.sampled_from(classes)) for key in distinct(snakes, 3)}

    rows: list[dict[str, Any]] = []
    for name in distinct(names, largest):
        of_name = some([*scopes]) if draw(st.booleans()) else []
        for scope in of_name if len(of_name) > 1 else [None]:
            key = scopes[scope] if scope else draw(st.sampled_from(classes))
            marked = MODES[1] in class_modes[key] and draw(st.booleans())
            row: dict[str, Any] = {"name": name} | ({"scope": scope} if scope else {})
            row |= {
                "object_class": key,
                "timing": _required_timing(name)
                or draw(st.sampled_from(["durable", "momentary", "retrospective"])),
                "interaction_related": draw(st.booleans()),
                "restricted_cluster": marked,
            }
            if draw(st.booleans()):
                row["inferred"] = {"timing": draw(st.sampled_from(inferences))}
            if draw(st.booleans()):
                row["source"] = draw(st.sampled_from(sources))
            rows.append(row)
    ids = [upper_snake("_".join(filter(None, (it["name"], it.get("scope"))))) for it in rows]
    rows = [row for at, row in enumerate(rows) if ids[at] not in ids[:at]]
    all_names = [it["name"] for it in rows]
    rows = [it for it in rows if ("scope" in it) == (all_names.count(it["name"]) > 1)]
    rows = [it for it in rows if upper_snake(it["name"]) != "ACTIONS"] or [
        {
            "name": "CallWait",
            "object_class": classes[0],
            "timing": "durable",
            "interaction_related": True,
            "restricted_cluster": False,
        }
    ]
    catalog: dict[str, Any] = {
        "id": "made-up",
        "title": draw(texts),
        "description": draw(texts),
        "version": draw(versions),
        "release": draw(versions),
        "source": draw(st.sampled_from(sources)),
    }
    if draw(st.booleans()):
        catalog["inferred"] = {"release": draw(st.sampled_from(inferences))}
    if draw(st.booleans()):
        keys = draw(st.lists(st.sampled_from(LINKS), min_size=1, unique=True))
        catalog["links"] = {key: draw(urls) for key in keys}
    data: dict[str, Any] = {
        "catalog": catalog,
        "modes": {key: term() for key in MODES},
        "object_types": {key: term() for key in types},
        "object_classes": {
            key: term(object_types=some(types), modes=class_modes[key]) for key in classes
        },
        "scopes": {key: term(object_class=of) for key, of in scopes.items()},
        "timings": {
            "durable": term(instantaneous=False),
            "momentary": term(instantaneous=True),
            "retrospective": term(instantaneous=True),
        },
        "inferences": {key: term() for key in inferences},
        "sources": {key: term() for key in sources},
        "actions": rows,
    }
    return draw(_facts(data)) if draw(st.booleans()) else data


def hostile(text: str) -> dict[str, Any]:
    """Return a spec whose free texts are all the same, with rows of every kind."""
    term = {"title": text, "description": text}
    row = {"timing": "durable", "interaction_related": True, "restricted_cluster": False}
    sources = [{"source": "note", "note": text}, {"source": "book"}]
    provenance = {"evidence": "stated", "sources": sources}
    meaning = {"text": _sentence(text), "confidence": "high", **provenance}
    return {
        "catalog": {"id": "c", **term, "version": "1.0.0", "release": "1.0.0", "source": "book"},
        "modes": {"regular": term, "restricted_cluster": term},
        "object_types": {"Queue": term},
        "object_classes": {"one": {**term, "object_types": ["Queue"], "modes": ["regular"]}},
        "scopes": {
            "here": {**term, "object_class": "one"},
            "there": {**term, "object_class": "one"},
        },
        "timings": {
            "durable": {**term, "instantaneous": False},
            "momentary": {**term, "instantaneous": True},
            "retrospective": {**term, "instantaneous": True},
        },
        "inferences": {"guess": term},
        "evidence_kinds": {
            "stated": {**term, "inferred": False},
            "likely": {**term, "inferred": True},
        },
        "sources": {"book": term, "note": term},
        "known_names": {
            "Wait": {"kind": "everyday_word", "actions": ["CallWait"], **provenance},
            "CallWaitInbound": {"kind": "variant", "actions": ["CallWait"], **provenance},
        },
        "known_object_types": {"Tenant": {"description": text, **provenance}},
        "object_type_spellings": {"Line": {"object_type": "Queue", **provenance}},
        "statuses": {
            "CallWait": {"number": 1, "ranks": {"Queue": 1}, **provenance},
            "OffHook": {"number": 2, "ranks": {}, "unranked": ["Queue"], **provenance},
        },
        "actions": [
            {"name": "CallWait", "scope": "here", "object_class": "one", **row}
            | {"meaning": meaning},
            {"name": "CallWait", "scope": "there", "object_class": "one", **row, "source": "note"},
            {"name": "OffHook", "object_class": "one", **row, "inferred": {"timing": "guess"}}
            | {"meaning": {**meaning, "evidence": "likely"}},
        ],
    }


class _Quoting(yaml.SafeDumper):
    """A dumper that writes every text in double quotes, and no aliases."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


def _quoted(_dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, style='"')


_Quoting.add_representer(str, _quoted)


def as_yaml(data: dict[str, Any]) -> bytes:
    """Return the data as valid YAML."""
    return yaml.dump(data, Dumper=_Quoting, sort_keys=False, allow_unicode=False).encode()

"""The rules of changes of the catalog and its vocabulary, and of generated code."""

from __future__ import annotations

from typing import Final

from statserver_bindgen.rules.change_rule import (
    CSV,
    JSON,
    MASKS,
    PYTHON,
    PYTHON_TYPES,
    TYPESCRIPT,
    TYPESCRIPT_TYPES,
    ChangeRule,
    Edit,
    Witness,
)

_WORKBIN: Final = (
    "  workbin: {title: Workbins, description: Rows of workbins., object_class: media_channel}\n"
)
_ROUTE_POINT: Final = "{title: Route point, description: One point of routing."
_PLACE: Final = "{title: Place, description: One seat."
_REGULAR: Final = ", modes: [regular], source: release_note"

CATALOG_ID_CHANGED: Final = ChangeRule(
    "catalog-id-changed",
    "The id of the catalog changed",
    "refused",
    "It is another catalog then: its versions can't be compared with those of the old one.",
    "Check all facts: {new} is another catalog than {old}.",
    Edit("\n  id: examples\n", "\n  id: other-examples\n"),
    (Witness(JSON, 'assert data["catalog"]["id"] == "examples"'),),
    hint="restore the id, or start a catalog with a spec of its own",
)
RELEASE_CHANGED: Final = ChangeRule(
    "release-changed",
    "The catalog describes another release of Stat Server",
    "major",
    "The facts hold for another program, even where they are equal.",
    "Stay with the old version while Stat Server {old} is in use.",
    Edit("\n  release: 8.5.0\n", "\n  release: 8.5.1\n"),
    (
        Witness(PYTHON, 'assert STAT_SERVER_RELEASE == "8.5.0"'),
        Witness(TYPESCRIPT_TYPES, 'const release: "8.5.0" = STAT_SERVER_RELEASE;'),
        Witness(TYPESCRIPT, 'assert.equal(STAT_SERVER_RELEASE, "8.5.0");'),
        Witness(JSON, 'assert data["catalog"]["release"] == "8.5.0"'),
    ),
)
LINKS_CHANGED: Final = ChangeRule(
    "links-changed",
    "A link of the catalog changed",
    "patch",
    "Links lead readers to the project; no program depends on them.",
    example=Edit(
        " issues: https://example.org/x/issues}",
        " issues: https://example.org/x/problems}",
    ),
)
ENTRY_ADDED: Final = ChangeRule(
    "entry-added",
    "A vocabulary entry was added",
    "minor",
    "Programs that name entries keep working; a match over all entries lacks a branch.",
    "Add a branch for the {subject} where a match lists all values.",
    Edit(
        "\nscopes:\n",
        "\nscopes:\n"
        "  route_point: {title: Route points, description: Rows of route points., "
        "object_class: mediation_dn}\n",
    ),
    (
        Witness(
            PYTHON_TYPES,
            """\
def is_line(scope: Scope) -> bool:
    match scope:
        case Scope.REGULAR_DN:
            return True
        case Scope.MEDIATION_DN | Scope.VIRTUAL_QUEUE | Scope.WORKBIN:
            return False
""",
            "needs a branch",
        ),
        Witness(
            TYPESCRIPT_TYPES,
            """\
const isLine: Record<Scope, boolean> = {
  regular_dn: true,
  mediation_dn: false,
  virtual_queue: false,
  workbin: false,
};
""",
            "needs a branch",
        ),
        Witness(PYTHON, 'assert Scope("workbin") in Scope', "works"),
        Witness(TYPESCRIPT, 'assert.ok(isScope("workbin"));', "works"),
    ),
)
ENTRY_REMOVED: Final = ChangeRule(
    "entry-removed",
    "A vocabulary entry was removed or renamed",
    "major",
    "Programs and data that name the entry stop working.",
    "Stop using the {subject}.",
    Edit(_WORKBIN, ""),
    (
        Witness(PYTHON_TYPES, "scope = Scope.WORKBIN"),
        Witness(PYTHON, 'Scope("workbin")'),
        Witness(TYPESCRIPT_TYPES, 'const scope: Scope = "workbin";'),
        Witness(TYPESCRIPT, 'assert.ok(isScope("workbin"));'),
        Witness(JSON, 'assert "workbin" in data["scopes"]'),
    ),
)
MODE_LOST: Final = ChangeRule(
    "mode-lost",
    "An object class or object type lost a mode",
    "major",
    "Selections for that mode return fewer actions, and masks match nothing there.",
    "Do not use the {subject} in the mode {old}.",
    Edit(f"{_ROUTE_POINT}}}", f"{_ROUTE_POINT}{_REGULAR}}}"),
    (
        Witness(
            PYTHON,
            'assert select(object_type="RoutePoint", mode="restricted_cluster")',
        ),
        Witness(
            TYPESCRIPT,
            'const mode = "restricted_cluster";\n'
            'assert.ok(select({ objectType: "RoutePoint", mode }).length > 0);',
        ),
        Witness(JSON, 'assert "restricted_cluster" in data["object_types"]["RoutePoint"]["modes"]'),
        Witness(CSV, 'assert names["CallWait", "RoutePoint"]["in_restricted_cluster"] == "true"'),
        Witness(
            MASKS,
            'assert Mask.parse("CallWait").actions("RoutePoint", mode="restricted_cluster")',
        ),
    ),
)
MODE_GAINED: Final = ChangeRule(
    "mode-gained",
    "An object class or object type gained a mode",
    "minor",
    "Each use keeps its meaning; selections for that mode return more actions.",
    "Expect the {subject} in selections for the mode {new}.",
    Edit(f"{_PLACE}{_REGULAR}}}", f"{_PLACE}}}"),
    (
        Witness(
            PYTHON,
            'assert Action.OFF_HOOK in select(object_type="Agent", mode="restricted_cluster")',
            "works",
        ),
        Witness(
            TYPESCRIPT,
            'assert.ok(select({ objectType: "Place" }).includes(Action.OFF_HOOK));',
            "works",
        ),
        Witness(JSON, 'assert "regular" in data["object_types"]["Place"]["modes"]', "works"),
        Witness(CSV, 'assert ("OffHook", "Place") in names', "works"),
        Witness(MASKS, 'assert Mask.parse("OffHook").actions("Place")', "works"),
    ),
)
OBJECT_TYPES_CHANGED: Final = ChangeRule(
    "object-types-changed",
    "The object types of an object class changed",
    "major",
    "Each action of the class occurs on other objects.",
    "Check each use of the actions of the {subject}.",
    Edit("object_types: [Queue, RoutePoint]", "object_types: [Queue]"),
    (
        Witness(PYTHON, 'assert Action.CALL_WAIT in select(object_type="RoutePoint")'),
        Witness(TYPESCRIPT_TYPES, 'const name: ActionNameFor<"RoutePoint"> = "CallWait";'),
        Witness(
            TYPESCRIPT,
            'assert.ok(select({ objectType: "RoutePoint" }).includes(Action.CALL_WAIT));',
        ),
        Witness(JSON, 'assert "RoutePoint" in rows["CALL_WAIT"]["object_types"]'),
        Witness(CSV, 'assert ("CallWait", "RoutePoint") in names'),
        Witness(MASKS, 'assert Mask.parse("CallWait").actions("RoutePoint")'),
    ),
)
SCOPE_CLASS_CHANGED: Final = ChangeRule(
    "scope-class-changed",
    "The object class of a scope changed",
    "major",
    "The rows with the scope occur on other objects.",
    "Check each use of the {subject}: its object class is {new}, no longer {old}.",
    Edit(
        "description: Rows of workbins., object_class: media_channel",
        "description: Rows of workbins., object_class: regular_dn",
    ),
    (Witness(JSON, 'assert data["scopes"]["workbin"]["object_class"] == "media_channel"'),),
)
TEXT_CHANGED: Final = ChangeRule(
    "text-changed",
    "A title or a description changed",
    "patch",
    "Titles and descriptions are for readers.",
    example=Edit("description: One seat.", "description: One seat with its telephones."),
)
EVIDENCE_CHANGED: Final = ChangeRule(
    "evidence-changed",
    "The evidence or the sources of a fact changed",
    "patch",
    "The fact is the same.",
    example=Edit("{source: release_note, note: a list}", "{source: users_guide}"),
)
SOURCES_CHANGED: Final = ChangeRule(
    "sources-changed",
    "A source was added or removed",
    "patch",
    "Sources are for readers; the facts are the same.",
    example=Edit(
        "\nsources:\n", "\nsources:\n  forum: {title: Forum, description: A public forum.}\n"
    ),
)
CODE_CHANGED: Final = ChangeRule(
    "code-changed",
    "Only the generated code changed",
    "patch",
    "The package has other bytes, and a version identifies its content.",
)

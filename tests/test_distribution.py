"""The tool installed from a wheel, from an sdist and editable: it gives `out/` byte for byte."""

from __future__ import annotations

import ast
import os
import re
import shutil
import sys
import sysconfig
import tarfile
import zipfile
from functools import partial
from pathlib import Path

import pytest

from statserver_bindgen.rendering import loading
from support import programs
from support.checkout import ROOT
from support.trees import committed, contents

PRECOMPILED = "statserver_bindgen/rendering/precompiled"
TEMPLATES = [it for it in (ROOT / "templates").rglob("*.j2") if not it.name.endswith("~")]
LEFTOVERS = ("build", "dist", "*.egg-info")
run = partial(programs.run, PIP_NO_INDEX="1")


@pytest.fixture(scope="module")
def checkout(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the files that are committed or about to be, as in a clone."""
    copy = tmp_path_factory.mktemp("checkout")
    for path in committed(root):
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / path, copy / path)
    return copy


@pytest.fixture(scope="module")
def built(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the sdist, and the wheel that is built from it."""
    directory = tmp_path_factory.mktemp("dist")
    run(
        sys.executable,
        "-m",
        "build",
        "--no-isolation",
        "--outdir",
        directory,
        checkout,
        cwd=directory,
    )
    return {"wheel": next(directory.glob("*.whl")), "sdist": next(directory.glob("*.tar.gz"))}


@pytest.fixture(params=["wheel", "sdist", "editable"])
def installed(
    request: pytest.FixtureRequest, built: dict[str, Path], checkout: Path, tmp_path: Path
) -> Path:
    """Return the Python of an environment with only the tool and its dependencies."""
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv", cwd=tmp_path)
    scripts = "Scripts" if os.name == "nt" else "bin"
    python = tmp_path / "venv" / scripts / "python"
    what = ["--editable", checkout] if request.param == "editable" else [built[request.param]]
    offline = ["--no-index", "--no-deps", "--no-build-isolation", "--quiet"]
    backend = {"PYTHONPATH": sysconfig.get_path("purelib")}
    run(
        sys.executable, "-m", "pip", "--python", python, "install", *offline, *what,
        cwd=tmp_path, **backend,
    )  # fmt: skip
    # The dependencies come from the environment of the tests: a path that is not searched for .pth
    # files, so that the tool itself can't come from there.
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path)
    Path(site.strip(), "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return python


def test_the_installed_tool_gives_out_byte_for_byte_in_any_directory(
    installed: Path, root: Path, tmp_path: Path
) -> None:
    command = installed.parent / "statserver-bindgen"
    run(command, "generate", "--all", "--out", tmp_path / "out", cwd=Path("/"))
    assert contents(tmp_path / "out") == contents(root / "out")


def test_the_tool_runs_as_a_module(installed: Path, root: Path, tmp_path: Path) -> None:
    out = ("--all", "--out", root / "out")
    run(installed, "-m", "statserver_bindgen", "check", *out, cwd=tmp_path)


def test_the_wheel_carries_templates_and_spec_and_no_output(built: dict[str, Path]) -> None:
    names = zipfile.ZipFile(built["wheel"]).namelist()
    schemas = ("actions.schema.json", "statserver-bindgen.schema.json")
    for path in ("actions.yaml", "masks.yaml", "stat_types.yaml", *schemas):
        assert f"statserver_bindgen/spec/{path}" in names
    assert "statserver_bindgen/templates/python/target.yaml" in names
    tops = {name.split("/")[0] for name in names}
    assert tops == {"statserver_bindgen", "statserver_bindgen-1.0.0.dist-info"}


# Compiled templates.

# Prints how many templates are compiled in memory during a whole run.
COUNT = """
import sys
from statserver_bindgen.rendering import loading
from statserver_bindgen.cli import main
sys.argv = ["statserver-bindgen", "check", "--all", "--quiet", "--out", sys.argv[1]]
try:
    main()
finally:
    print(loading._compile.cache_info().misses)
"""


def test_installed_templates_are_compiled_when_the_wheel_is_built(
    request: pytest.FixtureRequest, installed: Path, root: Path, tmp_path: Path
) -> None:
    compiled = run(installed, "-c", COUNT, root / "out", cwd=tmp_path)

    is_editable = request.node.callspec.params["installed"] == "editable"
    assert int(compiled) == (len(TEMPLATES) if is_editable else 0)


# Prints the targets whose templates run in the sandbox, which counts their steps.
GUARDED = """
import sys
from pathlib import Path
from statserver_bindgen import load
from statserver_bindgen.rendering import targets
from statserver_bindgen.rendering.budget import Budget
from statserver_bindgen.rendering.renderer import render
guarded, step, catalog = set(), Budget.step, load().catalog
for name in ("json", "markdown", "python", "typescript"):
    Budget.step = lambda *values: guarded.add(name) or step(*values)
    render(catalog, targets.read_target(Path(sys.argv[1], name)))
print(*sorted(guarded))
"""


@pytest.fixture(scope="module")
def unpacked(built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the directory of an unpacked wheel."""
    directory = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(built["wheel"]) as wheel:
        wheel.extractall(directory)  # noqa: S202 - built above
    return directory


def run_unpacked(unpacked: Path, source: str, *arguments: str | Path) -> str:
    """Run Python code with an unpacked wheel, and with the dependencies of the tests."""
    path = os.pathsep.join([str(unpacked), sysconfig.get_path("purelib")])
    return run(sys.executable, "-S", "-c", source, *arguments, cwd=unpacked, PYTHONPATH=path)


def test_the_wheel_has_a_module_for_each_target(unpacked: Path, root: Path) -> None:
    modules = {it.stem: it for it in (unpacked / PRECOMPILED).glob("*.py")}
    compiled = dict(loading.precompile(root / "templates"))

    assert sum(it.count("\ndef template_") for it in compiled.values()) == len(TEMPLATES)
    assert modules.keys() - {"__init__"} == compiled.keys()
    assert {it: modules[it].read_text("utf-8") for it in compiled} == compiled


SHARING = ["json", "python", "typescript"]
"""The target json, and those that share an artifact with it."""


@pytest.mark.parametrize(
    ("path", "addition"),
    [
        ("statserver_bindgen/templates/json/rows.part.j2", "{# edited #}"),
        ("statserver_bindgen/templates/python/header.part.j2", "{# edited #}"),
        ("statserver_bindgen/templates/json/LICENSE", "\n"),
    ],
)
def test_the_target_of_an_edited_file_is_compiled_in_memory(
    unpacked: Path, tmp_path: Path, root: Path, path: str, addition: str
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(unpacked, copy)
    (copy / path).write_text((copy / path).read_text("utf-8") + addition, "utf-8")
    target = Path(path).parent.name

    count = sum(it.is_relative_to(root / "templates" / target) for it in TEMPLATES)
    assert run_unpacked(copy, COUNT, root / "out") == f"{count}\n"
    shipped = copy / "statserver_bindgen" / "templates"
    assert run_unpacked(copy, GUARDED, shipped).split() == (
        SHARING if target == "json" else [target]
    )


def test_another_version_of_jinja_compiles_in_memory(unpacked: Path, root: Path) -> None:
    other = f"import jinja2; jinja2.__version__ = '3.1.99'\n{COUNT}"

    assert run_unpacked(unpacked, other, root / "out") == f"{len(TEMPLATES)}\n"


def test_templates_of_users_are_compiled_in_memory(unpacked: Path, root: Path) -> None:
    user = COUNT.replace('"--out"', f'"--templates", {str(root / "templates")!r}, "--out"')

    assert run_unpacked(unpacked, user, root / "out") == f"{len(TEMPLATES)}\n"


def test_only_the_templates_of_the_wheel_run_without_the_sandbox(
    unpacked: Path, tmp_path: Path
) -> None:
    shipped = unpacked / "statserver_bindgen" / "templates"
    copied = tmp_path / "templates"  # of a user, with the same names and files
    shutil.copytree(shipped, copied)
    other_jinja = f"import jinja2; jinja2.__version__ = '3.1.99'\n{GUARDED}"
    every_target = ["json", "markdown", "python", "typescript"]

    assert run_unpacked(unpacked, GUARDED, shipped).split() == []
    assert run_unpacked(unpacked, GUARDED, copied).split() == every_target
    assert run_unpacked(unpacked, other_jinja, shipped).split() == every_target


def test_a_template_that_is_added_to_a_shipped_target_runs_in_the_sandbox(
    unpacked: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(unpacked, copy)
    shipped = copy / "statserver_bindgen" / "templates"
    (shipped / "json" / "added.json.j2").write_text("1", "utf-8")

    assert run_unpacked(copy, GUARDED, shipped).split() == SHARING


def test_an_error_in_a_compiled_template_names_template_and_line(
    unpacked: Path, tmp_path: Path
) -> None:
    # A filter that is broken when the template runs, although the template is as it was compiled.
    broken = """
import sys
from statserver_bindgen.rendering import filters, loading
def code(self, value): raise filters.FilterError("broken")
filters.Filters.code = code
from statserver_bindgen import BindgenError, generate, load
try:
    generate(load().catalog, {"markdown": sys.argv[1]})
except BindgenError as error:
    print(error, loading._compile.cache_info().misses)
"""
    message, _, rest = run_unpacked(unpacked, broken, tmp_path / "out").rpartition(": broken ")

    path, _, line = message.rpartition(":")
    template = Path(path)
    assert template.is_relative_to(unpacked / "statserver_bindgen" / "templates" / "markdown")
    assert "| code" in template.read_text("utf-8").splitlines()[int(line) - 1]
    assert rest == "0\n"


# The data of YAML files.

# Prints the data of the shipped files, and then whether it was read from YAML.
DATA = """
import sys
from statserver_bindgen import load, mask_vocabulary, resources
from statserver_bindgen.rendering import declarations, targets
directories = targets.discover([resources.templates()])
print({name: declarations.read_declaration(it) for name, it in directories.items()})
print(mask_vocabulary.load())
spec = load(resources.spec())
catalog = vars(spec.catalog) | {"spans": None, "releases_directory": None}
assert spec.catalog.releases_directory.is_dir()
print(spec.text, spec.diagnostics, catalog)
print("yaml" in sys.modules)
print(spec.catalog.spans.value_span(("actions", 3, "name")).line)
"""
# Prints the problems of a spec, and whether it was read from YAML.
LOAD = """
import sys
from statserver_bindgen import load
for it in load(sys.argv[1]).diagnostics:
    print(it.span.line, it.span.column, it.rule.id)
print("yaml" in sys.modules)
"""
# Prints the title of the target json, or the number of problems of its target.yaml.
TITLE = """
import sys
from statserver_bindgen import find_targets
from statserver_bindgen.errors import TargetError
try:
    [target] = find_targets(["json"], sys.argv[1:])
    print(target.title, "yaml" in sys.modules)
except TargetError as error:
    print(len(error.diagnostics), "yaml" in sys.modules)
"""


def test_data_of_the_wheel_is_what_the_shipped_files_contain(unpacked: Path, root: Path) -> None:
    path = os.pathsep.join([str(root / "generator"), sysconfig.get_path("purelib")])
    read = run(sys.executable, "-S", "-c", DATA, cwd=root, PYTHONPATH=path)

    assert read.count("\nTrue\n") == 1
    assert run_unpacked(unpacked, DATA) == read.replace("\nTrue\n", "\nFalse\n")


@pytest.mark.parametrize(
    ("edit", "result"), [(("JSON data", "Edited"), "Edited"), (("language:", "lod:"), "2")]
)
def test_an_edited_target_of_the_installation_is_read_and_checked(
    unpacked: Path, tmp_path: Path, edit: tuple[str, str], result: str
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(unpacked, copy)
    declaration = copy / "statserver_bindgen/templates/json/target.yaml"
    declaration.write_text(declaration.read_text("utf-8").replace(*edit), "utf-8")

    assert run_unpacked(copy, TITLE) == f"{result} True\n"


def test_a_spec_with_other_bytes_is_read_and_checked(
    unpacked: Path, tmp_path: Path, root: Path
) -> None:
    shipped = (root / "spec/actions.yaml").read_text("utf-8")
    spec = tmp_path / "actions.yaml"

    spec.write_text(shipped, "utf-8")
    assert run_unpacked(unpacked, LOAD, spec) == "False\n"
    spec.write_text(shipped.replace("timing: durable", "timing: durabel", 1), "utf-8")
    line = shipped[: shipped.index("timing: durable")].count("\n") + 1
    problems = run_unpacked(unpacked, LOAD, spec).splitlines()
    assert len(problems) == 2
    assert problems[0].startswith(f"{line} ")
    assert problems[1] == "True"


def test_a_target_of_a_user_rejects_the_shipped_spec(unpacked: Path, tmp_path: Path) -> None:
    target = tmp_path / "trial"
    target.mkdir()
    (target / "target.yaml").write_text(
        "title: T\ndescription: D.\nlanguage: c\nidentifiers: {reserved: [CALL_WAIT]}\n"
    )
    (target / "x.ts.j2").write_text("{{ catalog.title | doc }}")
    rejected = LOAD.replace(
        "load(sys.argv[1])",
        "load(None, __import__('statserver_bindgen').find_targets(['trial'], sys.argv[1:]))",
    )

    assert "reserved-word" in run_unpacked(unpacked, rejected, tmp_path)


def test_targets_of_users_are_read_and_checked(unpacked: Path, root: Path) -> None:
    assert run_unpacked(unpacked, TITLE) == "JSON data False\n"
    assert run_unpacked(unpacked, TITLE, root / "templates") == "JSON data True\n"


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_modules_are_the_same_in_every_build(root: Path, tmp_path: Path, seed: str) -> None:
    build = (
        "import sys; sys.modules.update(dict.fromkeys(['black', 'click', 'jsonschema', 'yaml']))\n"
        "from pathlib import Path\n"
        "from statserver_bindgen.rendering import loading\n"
        "print(dict(loading.precompile(Path(sys.argv[1]))))"
    )
    path = os.pathsep.join([str(root / "generator"), sysconfig.get_path("purelib")])
    printed = run(
        sys.executable, "-S", "-c", build, root / "templates",
        cwd=tmp_path, PYTHONPATH=path, PYTHONHASHSEED=seed,
    )  # fmt: skip

    assert ast.literal_eval(printed) == dict(loading.precompile(root / "templates"))


def test_the_build_pins_the_locked_version_of_jinja(root: Path) -> None:
    [pin] = {*re.findall(r"jinja2==[\d.]+", (root / "pyproject.toml").read_text("utf-8"))}

    for lock in (
        "requirements-dev.lock",
        "requirements-lowest.lock",
        "requirements-publishing.lock",
    ):
        assert f"\n{pin} " in (root / lock).read_text("utf-8")


def test_license_and_changelog_are_in_both_distributions(
    built: dict[str, Path], root: Path
) -> None:
    license_text, changelog = ((root / it).read_bytes() for it in ("LICENSE", "CHANGELOG.md"))

    information = "statserver_bindgen-1.0.0.dist-info"
    with zipfile.ZipFile(built["wheel"]) as wheel:
        assert wheel.read(f"{information}/licenses/LICENSE") == license_text
        assert wheel.read(f"{information}/extra_metadata/CHANGELOG.md") == changelog
    with tarfile.open(built["sdist"]) as sdist:
        names = sdist.getnames()
    assert {"statserver_bindgen-1.0.0/LICENSE", "statserver_bindgen-1.0.0/CHANGELOG.md"} <= {*names}


def test_the_sdist_carries_sources_and_tests_and_no_output(built: dict[str, Path]) -> None:
    with tarfile.open(built["sdist"]) as archive:
        tops = {name.split("/")[1] for name in archive.getnames() if "/" in name}
    assert {"generator", "spec", "templates", "tests", "pyproject.toml", "LICENSE"} <= tops
    assert not tops & {"out", ".ci", "node_modules"}


def test_building_leaves_nothing_in_the_tree(built: dict[str, Path], checkout: Path) -> None:
    del built
    assert [path for pattern in LEFTOVERS for path in checkout.rglob(pattern)] == []

"""Projects that generate in their build, each built by the commands of docs/builds.md.

`REFRESH=1` writes the files of the projects into the page.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from statserver_bindgen.dependencies.rule import write_rule
from support.build_projects import PAGE, PROJECTS, SECTIONS, Project
from support.build_tools import NAMES, is_accepted
from support.checkout import ROOT
from support.command import run_command
from support.programs import UNPRIVILEGED
from support.trees import state

if TYPE_CHECKING:
    from support.build_projects import Built

TOOLS: Final = {
    "make": ("make", "jq"),
    "cmake": ("cmake", "ninja", "cc"),
    "hatch": (),
    "npm": ("npm",),
    "pre-commit": ("pre-commit", "git"),
    "read-only": (),
}
"""The programs that each project needs; the tests skip it without them, and fail in CI."""
REPEATED: Final = ["make", "cmake", "npm", "hatch", "read-only"]
"""The projects whose output is not committed."""


@pytest.fixture
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Project:
    """Return a copy of the project that is the parameter of the test."""
    name: str = request.param
    project = Project(name, tmp_path)
    for tool in TOOLS[name]:
        if shutil.which(tool, path=project.environment["PATH"]) is None:
            pytest.skip(f"{tool} is missing: run `make test-examples`")
    if name == "npm":
        modules = ROOT / "tests" / "typescript" / "node_modules"
        if not modules.exists():
            pytest.skip("run `npm ci` in tests/typescript: typescript is missing")
        (project.directory / "node_modules").symlink_to(modules, target_is_directory=True)
    if name == "pre-commit":
        commit(project, "start")
    return project


def commit(project: Project, message: str) -> None:
    """Commit all files of a project, without its hooks."""
    author = "-c user.name=a -c user.email=a@example.com"
    done = project.run(
        f"git init --quiet; git add --all; git {author} commit --quiet --no-verify -m '{message}'"
    )
    assert done.code == 0, done.output


def build(project: Project, **variables: str) -> Built:
    """Build a project as the page shows; the paths of the last one are those of the test."""
    if project.name != "read-only":
        return project.build(**variables)
    source, output = project.directory, project.directory.parent / "output"
    return project.run(f"./build.sh {source} {output}", **variables)


def products(project: Project) -> dict[str, tuple[int, bytes]]:
    """Return the time and the content of each file that a build makes, by its path."""
    directories = {
        "make": ["build"],
        "cmake": ["build/generated", "build/names", "build/CMakeFiles/names.dir/names.c.o"],
        "hatch": ["src/reports/statserver_actions"],
        "npm": ["src/statserver-actions", "dist"],
        "pre-commit": ["lib"],
        "read-only": ["../output"],
    }
    roots = [project.directory / it for it in directories[project.name]]
    files = [file for root in roots for file in ([root] if root.is_file() else root.rglob("*"))]
    return {
        os.path.relpath(file, project.directory): (file.stat().st_mtime_ns, file.read_bytes())
        for file in sorted(files)
        if file.is_file() and not file.name.endswith((".stamp", ".stamp.d"))
    }


def content(project: Project) -> dict[str, bytes]:
    """Return the content of each file that a build makes, by its path."""
    return {path: raw for path, (_, raw) in products(project).items()}


def names_action(project: Project, name: str) -> bool:
    """Return whether what a build makes has an action of this name."""
    if project.name == "npm":
        return f"{name}\n" in project.run("node dist/main.js").output
    last = {
        "make": "build/queues.txt",
        "cmake": "build/names",
        "hatch": "src/reports/statserver_actions/actions.json",
        "read-only": "../output/json/actions.json",
    }
    return name.encode() in content(project)[last[project.name]]


@pytest.mark.parametrize("project", REPEATED, indirect=True)
def test_a_project_is_built_again_only_as_far_as_needed(project: Project) -> None:
    """One test, because a build of some projects takes long."""
    is_tracked = project.name in {"make", "cmake"}  # the others run the tool in each build

    # A clean checkout builds, and a second build changes nothing.
    first = build(project)
    assert first.code == 0, first.output
    assert names_action(project, "CallAbandoned")
    before = products(project)
    second = build(project)
    assert (second.code, products(project)) == (0, before), second.output
    assert not is_tracked or (first.runs, second.runs) == (1, 0)

    # An edit of the spec that changes no output builds nothing else again.
    project.add_comment()
    done = build(project)
    assert (done.code, products(project)) == (0, before), done.output
    assert not is_tracked or (done.runs, build(project).runs) == (1, 0)

    # A broken spec fails every build, and the old output stays.
    text = project.break_spec()
    for _ in range(2):
        done = build(project)
        assert done.code != 0
        assert re.search(r'actions\.yaml:\d+:\d+: error: "durabel" is not one of', done.output)
        assert products(project) == before
    project.spec.write_text(text, "utf-8")

    # One edit builds what depends on it.
    project.rename_action("CallAbandoned", "CallGivenUp")
    done = build(project)
    assert done.code == 0, done.output
    assert names_action(project, "CallGivenUp")
    assert run_check(project) == 0


@pytest.mark.parametrize("project", ["make", "cmake"], indirect=True)
@pytest.mark.parametrize("step", [1, 8])
def test_a_build_that_was_killed_is_redone(project: Project, step: int) -> None:
    assert build(project, DIE_BEFORE_STEP=str(step)).code != 0
    assert build(project).code == 0
    project.rename_action("CallAbandoned", "CallGivenUp")
    assert build(project, DIE_BEFORE_STEP=str(step)).code != 0
    done = build(project)
    assert done.code == 0, done.output
    assert names_action(project, "CallGivenUp")
    assert run_check(project) == 0


def run_check(project: Project) -> int:
    """Return the exit code of `check` with the options of a project."""
    options = {
        "cmake": "--spec spec/actions.yaml --templates targets --target c=build/generated",
        "read-only": "--out ../output",
    }
    return project.run(f"statserver-bindgen check --quiet {options.get(project.name, '')}").code


# make


@pytest.mark.parametrize("project", ["make"], indirect=True)
def test_a_failed_program_after_the_run_is_run_again(project: Project) -> None:
    project.directory.joinpath("agents.jq").write_text("not jq", "utf-8")
    assert build(project).code != 0
    shutil.copy(PROJECTS / "make" / "agents.jq", project.directory)
    done = build(project)
    assert (done.code, done.runs) == (0, 0), done.output


@pytest.mark.parametrize("project", ["make"], indirect=True)
def test_an_upgrade_of_the_tool_runs_it_again(project: Project) -> None:
    """The tool is installed: files of it are copied, and its record is written."""
    site = project.directory.parent / "site"
    package = Path(
        shutil.copytree(
            ROOT / "generator" / "statserver_bindgen",
            site / "statserver_bindgen",
            ignore=shutil.ignore_patterns("__pycache__"),
        )
    )
    for name in ("spec", "templates"):
        without = shutil.ignore_patterns("source", "releases")
        shutil.copytree(ROOT / name, package / name, ignore=without)
    record = site / "statserver_bindgen-1.0.0.dist-info" / "RECORD"
    record.parent.mkdir()
    record.touch()
    command = project.directory.parent / "bin" / "statserver-bindgen"
    text = command.read_text("utf-8").replace(str(ROOT / "generator"), str(site))
    command.write_text(text, "utf-8")
    assert [build(project).runs, build(project).runs] == [1, 0]
    assert str(record) in (project.directory / "build/actions.stamp.d").read_text("utf-8")

    # The same version, installed again.
    os.utime(record)
    assert [build(project).runs, build(project).runs] == [1, 0]

    # Another version, whose files are older than the stamp.
    record.parent.rename(site / "statserver_bindgen-1.0.1.dist-info")
    os.utime(site / "statserver_bindgen-1.0.1.dist-info" / "RECORD", (1, 1))
    (package / "version.py").write_text('__version__ = "1.0.1"\n', "utf-8")
    assert [build(project).runs, build(project).runs] == [1, 0]
    manifest = json.loads((project.directory / "build/actions/manifest.json").read_bytes())
    assert manifest["generator"]["version"] == "1.0.1"


@pytest.mark.parametrize("project", ["make"], indirect=True)
def test_an_added_or_removed_snapshot_runs_the_tool_again(project: Project) -> None:
    assert build(project).code == 0
    assert project.run("statserver-bindgen release --target json=build/actions").code == 0
    os.utime(project.spec)
    assert build(project).runs == 1
    snapshots = project.spec.parent / "releases"
    (snapshot,) = snapshots.iterdir()
    shutil.copy(snapshot, snapshots / "0.9.0.txt")
    assert [build(project).runs, build(project).runs] == [1, 0]
    snapshot.unlink()
    assert [build(project).runs, build(project).runs] == [1, 0]


# CMake and ninja


@pytest.mark.parametrize("project", ["cmake"], indirect=True)
def test_a_changed_added_or_removed_template_runs_the_tool_again(project: Project) -> None:
    assert build(project).code == 0
    target = project.directory / "targets" / "c"
    template = target / "actions.h.j2"
    template.write_text(template.read_text("utf-8").replace("action_names", "names"), "utf-8")
    done = build(project)
    assert (done.code, done.runs) == (1, 1)
    assert "names.c" in done.output
    shutil.copy(PROJECTS / "cmake" / "targets" / "c" / "actions.h.j2", target)
    assert build(project).code == 0

    (target / "more.h.j2").write_text("/* more */\n", "utf-8")
    assert [build(project).runs, build(project).runs] == [1, 0]
    assert (project.directory / "build" / "generated" / "more.h").exists()
    (target / "more.h.j2").unlink()
    assert [build(project).runs, build(project).runs] == [1, 0]
    assert not (project.directory / "build" / "generated" / "more.h").exists()


@pytest.mark.parametrize("project", ["cmake"], indirect=True)
def test_ninja_generates_again_what_was_removed(project: Project) -> None:
    assert build(project).code == 0
    (project.directory / "build" / "generated" / "actions.h").unlink()
    assert build(project).code == 0
    assert (project.directory / "build" / "generated" / "actions.h").exists()


@pytest.mark.parametrize("project", ["cmake"], indirect=True)
def test_the_generator_of_makefiles_works_too(project: Project) -> None:
    text = "cmake -G 'Unix Makefiles' -B other; cmake --build other --parallel 4"
    first, second = project.run(text), project.run(text)
    assert (first.code, first.runs, second.runs) == (0, 1, 0), first.output
    project.rename_action("CallAbandoned", "CallGivenUp")
    assert project.run(text).code == 0
    assert project.run("other/names").output.count("CallGivenUp") == 1


@pytest.mark.parametrize("project", ["cmake"], indirect=True)
def test_ninja_reads_every_accepted_name_of_odd_characters(project: Project) -> None:
    names = ["first", "directory/", *filter(is_accepted, NAMES)]
    (project.directory / "rule").write_bytes(write_rule("stamp", names))
    (project.directory / "build.ninja").write_text(
        "rule copy\n  command = cp rule stamp.d && touch stamp\n  depfile = stamp.d\n"
        "  deps = gcc\nbuild stamp: copy\n",
        "utf-8",
    )
    assert project.run("ninja").code == 0
    done = subprocess.run(
        ["ninja", "-t", "deps", "stamp"],
        cwd=project.directory,
        env=project.environment,
        capture_output=True,
        check=True,
    )
    lines = os.fsdecode(done.stdout).split("\n")
    read = [line.removeprefix("    ") for line in lines if line.startswith("    ")]
    assert sorted(read) == sorted({name.removesuffix("/") for name in names})


# hatch


@pytest.mark.parametrize("project", ["hatch"], indirect=True)
def test_the_wheel_and_the_sdist_have_the_generated_package(project: Project) -> None:
    assert build(project).code == 0
    wheel = project.directory / "dist" / "reports-1.0.0-py3-none-any.whl"
    names = zipfile.ZipFile(wheel).namelist()
    assert "reports/statserver_actions/manifest.json" in names
    ran = project.run(
        "python -I -c \"import sys; sys.path.insert(0, 'dist/reports-1.0.0-py3-none-any.whl'); "
        'import reports; print(*reports.ANSWERED)"'
    )
    assert "CALL_ANSWERED_REGULAR_DN" in ran.output


# pre-commit


@pytest.mark.parametrize("project", ["pre-commit"], indirect=True)
def test_hooks_fail_until_the_output_of_an_edit_is_added(project: Project) -> None:
    missing = build(project)
    assert missing.code == 1
    assert "lib/actions/actions.json: error: is planned, but missing" in missing.output
    commit(project, "generated")
    assert build(project).code == 0
    before = products(project)
    assert build(project).code == 0
    assert products(project) == before

    project.rename_action("CallAbandoned", "CallGivenUp")
    assert project.run("pre-commit install; git add --all").code == 0
    author = "git -c user.name=a -c user.email=a@example.com"
    refused = project.run(f"{author} commit -m edited")
    assert refused.code == 1
    assert "lib/actions/actions.json: error: was generated from another spec" in refused.output
    assert "files were modified by this hook" in refused.output
    accepted = project.run(f"git add --all; {author} commit -m edited")
    assert accepted.code == 0, accepted.output
    assert run_check(project) == 0


@pytest.mark.parametrize("project", ["pre-commit"], indirect=True)
def test_hooks_report_a_broken_spec_and_an_edited_file_and_change_nothing(
    project: Project,
) -> None:
    build(project)
    commit(project, "generated")
    text = project.break_spec()
    before = products(project)
    done = build(project)
    assert done.code == 1
    assert '"durabel" is not one of' in done.output
    project.spec.write_text(text, "utf-8")
    generated = project.directory / "lib" / "actions" / "actions.json"
    generated.write_bytes(generated.read_bytes() + b"\n")
    assert "was edited since it was generated" in build(project).output
    generated.write_bytes(before["lib/actions/actions.json"][1])
    assert content(project) == {path: raw for path, (_, raw) in before.items()}


@pytest.mark.parametrize("project", ["pre-commit"], indirect=True)
def test_hooks_do_not_run_for_other_files(project: Project) -> None:
    build(project)
    commit(project, "generated")
    (project.directory / "notes.txt").write_text("notes\n", "utf-8")
    done = project.run("git add --all; pre-commit run")
    assert (done.code, done.runs) == (0, 0), done.output


# A read-only source tree


@pytest.mark.parametrize("project", ["read-only"], indirect=True)
def test_a_read_only_source_without_home_is_left_as_it_is(project: Project) -> None:
    directories = [it for it in [*project.directory.rglob("*"), project.directory] if it.is_dir()]
    output = project.directory.parent / "output"
    output.mkdir()
    before = state(project.directory)
    del project.environment["HOME"]
    privileges = " ".join(UNPRIVILEGED)
    try:
        for directory in directories:
            directory.chmod(0o555)
        assert project.run(f"{privileges} touch file").code != 0
        done = project.run(f"{privileges} ./build.sh {project.directory} {output}")
    finally:
        for directory in directories:
            directory.chmod(0o755)
    assert done.code == 0, done.output
    assert state(project.directory) == before
    assert [it.name for it in output.iterdir()] == ["json"]
    assert run_command("verify", output / "json").exit_code == 0


# The page

SHOWN: Final = re.compile(
    r"^\[`(?P<name>[^`]+)`\]\(\.\./tests/examples/builds/(?P<path>\S+)\):\n\n"
    r"```(?P<language>\w+)\n(?P<text>(?:.*\n)*?)```$",
    re.MULTILINE,
)


def test_the_page_shows_the_files_of_the_projects() -> None:
    def show(block: re.Match[str]) -> str:
        text = (PROJECTS / block["path"]).read_text("utf-8")
        assert Path(block["path"]).name == block["name"]
        return block[0].replace(f"\n{block['text']}```", f"\n{text}```")

    page = PAGE.read_text("utf-8")
    expected = SHOWN.sub(show, page)
    if os.environ.get("REFRESH"):
        PAGE.write_text(expected, "utf-8")
    assert PAGE.read_text("utf-8") == expected


CONSOLE: Final = re.compile(
    r"^```console\n\$ (?P<command>.*)\n(?P<output>(?:.*\n)*?)```$", re.MULTILINE
)


@pytest.mark.parametrize("project", ["make"], indirect=True)
def test_the_page_shows_what_commands_print(project: Project) -> None:
    def run(block: re.Match[str]) -> str:
        done = project.run(block["command"])
        assert done.code == 0, done.output
        return f"```console\n$ {block['command']}\n{done.output}```"

    page = PAGE.read_text("utf-8")
    expected = CONSOLE.sub(run, page)
    if os.environ.get("REFRESH"):
        PAGE.write_text(expected, "utf-8")
    assert PAGE.read_text("utf-8") == expected != CONSOLE.sub("", page)


def test_the_page_shows_each_project_with_its_commands() -> None:
    shown = {it["path"].split("/")[0] for it in SHOWN.finditer(PAGE.read_text("utf-8"))}
    projects = {it.name for it in PROJECTS.iterdir()}
    assert shown == projects == {*SECTIONS} == {*TOOLS}

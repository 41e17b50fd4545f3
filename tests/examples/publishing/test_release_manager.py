"""The job of a release manager, from the text of docs/releasing.md: every step up to the upload.

The commands of the page run in a copy of the repository, without a network. Two things are there
already: the environments that make would install, and the dependencies of the tool.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
import yaml

from support.checkout import ROOT
from support.programs import run
from support.trees import committed

if TYPE_CHECKING:
    from collections.abc import Mapping

GUIDE: Final = (ROOT / "docs" / "releasing.md").read_text("utf-8")
WORKFLOW: Final = ROOT / ".github" / "workflows" / "publish.yml"
SITE: Final = sysconfig.get_path("purelib")
IDENTITY: Final = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "Release manager",
    "GIT_AUTHOR_EMAIL": "manager@example.org",
    "GIT_COMMITTER_NAME": "Release manager",
    "GIT_COMMITTER_EMAIL": "manager@example.org",
}
# Links what make would install, then runs the real make.
MAKE: Final = f"""\
#!{sys.executable}
import os, shutil, sys
from pathlib import Path
for name in ("", "publishing"):
    source, environment = Path({str(ROOT / ".venv")!r}, name), Path(".venv", name)
    environment.mkdir(exist_ok=True)
    for entry in ("bin", "lib", "pyvenv.cfg"):
        if not (environment / entry).exists():
            (environment / entry).symlink_to(source / entry)
    (environment / ".installed").touch()
modules = Path("tests/typescript/node_modules")
if not modules.exists():
    modules.symlink_to({str(ROOT / "tests" / "typescript" / "node_modules")!r})
locked = "--old-file=tests/typescript/package-lock.json"
os.execv({str(shutil.which("make"))!r}, ["make", locked, *sys.argv[1:]])
"""
# The sections whose commands need hours, an account or the public repository.
NOT_RUN: Final = {"Test", "Reserve the names", "Trust the workflow", "Publish"}


def sections() -> dict[str, str]:
    """Return the commands of each section by its heading."""
    _, *parts = re.split(r"^## ", GUIDE, flags=re.MULTILINE)
    commands: dict[str, str] = {}
    for part in parts:
        heading, _, body = part.partition("\n")
        blocks = re.findall(r"^```sh\n(.*?)^```$", body, re.MULTILINE | re.DOTALL)
        commands[heading] = "".join(blocks)
    return commands


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository with the files that are committed or about to be, in one commit."""
    copy = tmp_path_factory.mktemp("work") / "project"
    for path in committed(ROOT):
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, copy / path)
    run("git", "init", "--quiet", "--initial-branch=main", cwd=copy)
    run("git", "add", "--all", cwd=copy)
    run("git", "commit", "--quiet", "--message=Start", cwd=copy, **IDENTITY)
    return copy


@pytest.fixture(scope="module")
def variables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the environment of the release manager, who is offline."""
    directory = tmp_path_factory.mktemp("bin")
    make = directory / "make"
    make.write_text(MAKE, "utf-8")
    make.chmod(make.stat().st_mode | stat.S_IXUSR)
    return {
        "PATH": f"{directory}{os.pathsep}{os.environ['PATH']}",
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "npm_config_offline": "true",
        "npm_config_cache": str(directory / "npm"),
        **IDENTITY,
    }


def run_section(
    heading: str, cwd: Path, variables: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run the commands of a section, and fail where one of them fails."""
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", sections()[heading]],
        cwd=cwd,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def released(repository: Path, variables: dict[str, str]) -> Path:
    """Return the clone in which the release is built, after all steps up to the upload."""
    # The tool of the copy, not of this checkout; the installed one at the end.
    copied = {**variables, "PYTHONPATH": f"{repository / 'generator'}{os.pathsep}{SITE}"}
    clone = repository.parent / "release"
    for heading in sections():
        if heading not in NOT_RUN:
            cwd = clone if clone.exists() else repository
            installed = {**variables, "PYTHONPATH": SITE}
            done = run_section(heading, cwd, copied if cwd == repository else installed)
            assert done.returncode == 0, f"{heading}\n{done.stdout}\n{done.stderr}"
    return clone


def test_every_section_without_commands_is_one_that_needs_an_account() -> None:
    assert {heading for heading, commands in sections().items() if not commands} == NOT_RUN - {
        "Test"
    }


def test_the_release_is_in_the_repository(released: Path) -> None:
    data: dict[str, Any] = yaml.safe_load((released / "spec" / "actions.yaml").read_bytes())
    version = data["catalog"]["version"]
    assert (released / "spec" / "releases" / f"{version}.json").is_file()
    assert run("git", "log", "--format=%s", "-1", cwd=released) == "Release the catalog\n"
    assert run("git", "status", "--porcelain", cwd=released) == ""


def test_every_distribution_has_the_license_and_the_changelog(released: Path) -> None:
    packed: dict[str, set[str]] = {}
    for file in (released / "dist").rglob("*.*"):
        if file.suffix == ".whl":
            packed[file.name] = {*zipfile.ZipFile(file).namelist()}
        elif file.is_file():
            with tarfile.open(file) as archive:
                packed[file.name] = {*archive.getnames()}

    assert len(packed) == 5
    for names in packed.values():
        ends = {Path(name).name for name in names}
        assert {"LICENSE", "CHANGELOG.md"} <= ends


def test_the_check_of_the_files_fails_at_a_warning_of_npm(
    released: Path, variables: dict[str, str], tmp_path: Path
) -> None:
    """Without a token, npm warns that an upload needs one."""
    done = subprocess.run(
        ["make", "check-dist", "OFFLINE=--offline"],
        cwd=released,
        env={**os.environ, **variables, "npm_config_userconfig": str(tmp_path / "npmrc")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "logged in" in done.stdout.splitlines()[-1]


# The workflow.


def workflow() -> dict[str, Any]:
    content: dict[str, Any] = yaml.load(WORKFLOW.read_bytes(), yaml.BaseLoader)  # noqa: S506
    return content


def steps() -> list[dict[str, Any]]:
    return [step for job in workflow()["jobs"].values() for step in job["steps"]]


def test_each_job_of_the_workflow_has_the_permissions_that_it_needs() -> None:
    content = workflow()
    assert content["permissions"] == {}
    permissions = {name: job["permissions"] for name, job in content["jobs"].items()}
    assert permissions.pop("build") == {"contents": "read"}
    assert permissions.keys() == {"tool-to-pypi", "catalog-to-pypi", "catalog-to-npm"}
    assert all(it == {"id-token": "write"} for it in permissions.values())


def test_only_jobs_with_an_environment_get_a_token_and_they_wait_for_the_build() -> None:
    for name, job in workflow()["jobs"].items():
        if name != "build":
            assert job["needs"] == "build"
            assert job["environment"] == name.rpartition("-")[2]
            assert job["if"] == f"startsWith(github.ref_name, '{name.split('-')[0]}-')"


def test_actions_are_pinned_and_no_secret_or_expression_reaches_a_command() -> None:
    assert "secrets." not in WORKFLOW.read_text("utf-8")
    for step in steps():
        assert "${{" not in step.get("run", "")
    for line in WORKFLOW.read_text("utf-8").splitlines():
        if "uses:" in line:
            assert re.fullmatch(r"\s+- uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)


def test_the_workflow_builds_and_checks_with_the_commands_of_the_guide() -> None:
    commands = [step["run"] for step in workflow()["jobs"]["build"]["steps"] if "run" in step]
    assert commands[0] in sections()["Build"].splitlines()
    assert commands[1] in sections()["Check the files"].splitlines()
    assert len(commands) == 3


def test_the_workflow_publishes_every_directory_of_the_build() -> None:
    published = [step["with"]["packages-dir"] for step in steps() if "packages-dir" in str(step)]
    published += re.findall(r"dist/typescript/", " ".join(step.get("run", "") for step in steps()))
    assert sorted(published) == ["dist/python/", "dist/tool/", "dist/typescript/"]


@pytest.mark.parametrize(
    ("tag", "is_accepted"),
    [
        ("tool-1.0.0", True),
        ("catalog-1.0.0", True),
        ("tool-1.0.1", False),
        ("catalog-2.0.0", False),
        ("catalog-", False),
        ("v1.0.0", False),
        ("tool-*", False),
    ],
)
def test_the_tag_names_the_version_of_the_files(
    released: Path, tag: str, *, is_accepted: bool
) -> None:
    command = ["bash", ".ci/check-tag", tag]
    done = subprocess.run(command, cwd=released, capture_output=True, text=True, check=False)
    assert (done.returncode == 0) == is_accepted, done.stderr
    assert bool(done.stderr) != is_accepted

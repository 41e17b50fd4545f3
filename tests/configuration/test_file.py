"""The file of a configuration: where it is found, and which files are refused."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from statserver_bindgen import read_configuration
from statserver_bindgen.configuration.configuration import FILE_NAME, Configuration
from statserver_bindgen.errors import ConfigurationError

OTHER_USER = 65534


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Use an empty working directory that only its user can write."""
    tmp_path.chmod(0o755)
    monkeypatch.chdir(tmp_path)


def refusal(file: str | None = None) -> str:
    with pytest.raises(ConfigurationError) as caught:
        read_configuration(file)
    assert caught.value.diagnostics == ()
    return str(caught.value)


def values(configuration: Configuration) -> dict[str, object]:
    return {it: getattr(configuration, it) for it in configuration.field_names}


def test_without_a_file_the_configuration_is_empty() -> None:
    assert values(read_configuration()) == values(Configuration())


def test_the_file_of_the_working_directory_is_read() -> None:
    Path(FILE_NAME).write_text("spec: s.yaml\n", "utf-8")
    assert read_configuration().file == Path(FILE_NAME)
    assert read_configuration().spec == Path("s.yaml")


def test_a_file_above_the_working_directory_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(FILE_NAME).write_text("spec: s.yaml\n", "utf-8")
    Path("below").mkdir()
    monkeypatch.chdir("below")
    assert read_configuration().file is None
    assert read_configuration(f"../{FILE_NAME}").spec == Path("../s.yaml")


def test_a_symlink_is_read_and_paths_are_relative_to_it() -> None:
    Path("shared").mkdir()
    Path("shared/build.yaml").write_text("spec: s.yaml\n", "utf-8")
    Path(FILE_NAME).symlink_to("shared/build.yaml")
    assert read_configuration().spec == Path("s.yaml")


def test_a_broken_symlink_is_refused() -> None:
    Path(FILE_NAME).symlink_to("missing.yaml")
    message = f"the configuration {FILE_NAME} can't be read: No such file or directory"
    assert refusal() == message


def test_a_directory_is_refused() -> None:
    Path(FILE_NAME).mkdir()
    message = f"the configuration {FILE_NAME} can't be read: Is a directory"
    assert refusal() == refusal(FILE_NAME) == message


def test_a_pipe_that_is_not_named_is_refused_at_once() -> None:
    os.mkfifo(FILE_NAME)
    assert refusal() == f"the configuration {FILE_NAME} can't be read: it is not a regular file"


def test_a_file_that_is_named_can_be_a_pipe() -> None:
    reader, writer = os.pipe()
    os.write(writer, b"targets: {json: /srv/data}\n")
    os.close(writer)
    assert read_configuration(f"/dev/fd/{reader}").targets == (("json", Path("/srv/data")),)
    os.close(reader)


@pytest.mark.parametrize("file", ["missing.yaml", "missing/c.yaml", "-", "a" * 300])
def test_a_file_that_is_named_must_exist(file: str) -> None:
    assert refusal(file).startswith(f"the configuration {file} can't be read: ")


def test_a_name_with_a_nul_character_is_refused() -> None:
    assert refusal("a\0b").endswith("embedded null byte")


def test_a_file_without_permission_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    Path(FILE_NAME).write_text("spec: s.yaml\n", "utf-8")
    monkeypatch.setattr(os, "open", deny)
    assert refusal() == f"the configuration {FILE_NAME} can't be read: Permission denied"


def test_a_working_directory_that_cannot_be_searched_has_no_configuration(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def deny(path: str) -> os.stat_result:
        raise PermissionError(path)

    monkeypatch.setattr(os, "lstat", deny)
    assert read_configuration().file is None


# A directory that every user can write


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """Return a working directory that every user can write, with a configuration."""
    Path(FILE_NAME).write_text("targets: {json: /home/victim/.config}\n", "utf-8")
    tmp_path.chmod(0o777 | stat.S_ISVTX)
    return Path(FILE_NAME)


def give_away(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a file belong to another user."""
    if os.geteuid() == 0:
        os.chown(file, OTHER_USER, -1, follow_symlinks=False)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: OTHER_USER)


PLANTED = (
    f"the configuration {FILE_NAME} may be from another user, because every user can write to its "
    "directory; name it with --config if it is yours, or use --no-config"
)


def test_a_file_of_another_user_is_refused_in_a_shared_directory(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give_away(shared, monkeypatch)
    assert refusal() == PLANTED
    assert read_configuration(shared).targets == (("json", Path("/home/victim/.config")),)


def test_a_symlink_is_refused_in_a_shared_directory(shared: Path) -> None:
    # Paths would be relative to the shared directory, whatever the symlink leads to.
    Path("own").mkdir()
    shared.rename("own/c.yaml")
    shared.symlink_to("own/c.yaml")
    assert refusal() == PLANTED


@pytest.mark.usefixtures("shared")
def test_a_file_of_the_user_is_read_in_a_shared_directory() -> None:
    assert read_configuration().targets


def test_a_file_of_another_user_is_read_in_a_directory_that_others_cannot_write(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A checkout that is mounted into a container belongs to another user.
    tmp_path.chmod(0o755)
    give_away(shared, monkeypatch)
    assert read_configuration().targets

"""The links of a catalog: the addresses of the project that publishes its packages, frozen.

`read_links` takes the data of a valid spec. The metadata of packages and the READMEs show them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from statserver_bindgen.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES: Final = ("repository", "issues", "changelog", "documentation")
"""The names of links, in the order in which readers see them."""
_HOSTS: Final = ("https://github.com/", "https://gitlab.com/", "https://bitbucket.org/")
_GIT: Final = ".git"


class Link(Frozen):
    """A link that the spec has.

    Attributes:
        id: its key in the spec, e.g. `issues`.
        title: its title for readers, which is also a well-known label of Python packages.
        url: an https URL.
    """

    id: str
    title: str
    url: str


class Links(Frozen):
    """The links of a catalog, each an https URL, or None if the spec does not have it.

    Attributes:
        repository: the repository of the spec.
        issues: where to report problems.
        changelog: the changes of each version.
        documentation: the documentation of the packages.
    """

    repository: str | None = None
    issues: str | None = None
    changelog: str | None = None
    documentation: str | None = None

    @property
    def listed(self) -> tuple[Link, ...]:
        """The links that the spec has."""
        urls = {name: getattr(self, name) for name in NAMES}
        return tuple(Link(name, name.title(), url) for name, url in urls.items() if url)

    @property
    def homepage(self) -> str | None:
        """The first page to read: the documentation, else the repository."""
        return self.documentation or self.repository

    @property
    def git_url(self) -> str | None:
        """The repository as package managers name it, e.g. `git+https://github.com/owner/name.git`.

        It ends with `.git` on the hosts on which npm adds that.
        """
        if self.repository is None:
            return None
        if not self.repository.startswith(_HOSTS):
            return f"git+{self.repository}"
        return f"git+{self.repository.removesuffix('/').removesuffix(_GIT)}{_GIT}"


def read_links(data: Mapping[str, Any]) -> Links:
    """Return the links in the data of a spec."""
    return Links(**data["catalog"].get("links", {}))

"""The environment of shipped templates, and what it shares with the sandbox of all others.

The templates that are compiled into the wheel are code of the tool: they run without the bounds and
checks of `sandbox`, under which the test suite of the tool runs the same templates.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, Final, cast

import jinja2
from jinja2.utils import missing

from statserver_bindgen.rendering.budget import Budget
from statserver_bindgen.rendering.values import finalize, names_of, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Readers = Mapping[type, Mapping[str, Callable[[Any], object]]]

NAMES: Final = ("catalog", "target", "notice", "conformance", "example", "masks", "releases")
"""The variables of all templates of a target, also of imported ones."""
ENTRY: Final = "entry"
"""The variable of a template with `each`."""
# Filters of Jinja that return iterators. Here and in the sandbox, they return lists.
_LAZY: Final = (
    *("batch", "items", "map", "reject", "rejectattr", "reverse", "select", "selectattr", "slice"),
    "unique",
)


class Undefined(jinja2.StrictUndefined):
    """Reports an undefined name together with the defined ones."""

    @property
    def _undefined_message(self) -> str:
        if (names := names_of(self._undefined_obj)) is not None:
            return f"unknown attribute {self._undefined_name!r}; use one of: {', '.join(names)}"
        if self._undefined_obj is missing and self._undefined_name == ENTRY:
            return f"the variable {ENTRY} needs each; declare it for the template under files"
        if self._undefined_obj is missing:
            return f"unknown name {self._undefined_name!r}; use one of: {', '.join(NAMES)}"
        return super()._undefined_message


# Folding constants costs more than it saves: each is printed once.
OPTIONS: Final[Mapping[str, Any]] = {
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
    "optimized": False,
    "auto_reload": False,
    "undefined": Undefined,
    "finalize": finalize,
}
"""The options of both environments."""


class TemplateEnvironment(jinja2.Environment):
    """The environment of the templates of one language.

    Attributes:
        budget: what the templates may still do for the artifact that is rendered.
    """

    def __init__(
        self,
        *,
        markup: bool,
        loader: jinja2.BaseLoader | None = None,
        readers: Readers | None = None,
    ) -> None:
        """Create an environment.

        Args:
            markup: whether printed values are escaped.
            loader: loads the templates.
            readers: the functions that read the attributes of records, by class and by name.
        """
        super().__init__(loader=loader, autoescape=markup, **OPTIONS)
        self.budget = Budget()
        self._readers = readers or {}
        cast("dict[str, Any]", self.globals)["fail"] = fail


class ShippedEnvironment(TemplateEnvironment):
    """The environment of shipped templates that are compiled into the wheel.

    Its budget is the size that the artifact may have; nothing else is counted.
    """

    def __init__(self, **options: Any) -> None:
        """Create an environment; see `TemplateEnvironment`."""
        super().__init__(**options)
        filters: dict[str, Any] = cast("Any", self).filters
        self.filters: dict[str, Any] = {**filters, **{it: _listing(filters[it]) for it in _LAZY}}

    def add_filters(self, filters: Mapping[str, Callable[..., Any]]) -> None:
        """Add the filters of a language."""
        self.filters |= filters

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute of a value, or else its item."""
        # A large table has millions of these reads: the usual case has no call but the last one.
        try:
            read = self._readers[obj.__class__][attribute]
        except KeyError:
            if obj.__class__ in self._readers:
                return self.undefined(obj=obj, name=attribute)
            return super().getattr(obj, attribute)
        return read(obj)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item of a value, or else its attribute."""
        if obj.__class__ is dict and argument in obj:  # as often as attributes
            return obj[argument]
        if obj.__class__ in self._readers:
            return self.getattr(obj, argument)
        return super().getitem(obj, argument)


def _listing(function: Callable[..., Any]) -> Callable[..., list[Any]]:
    # With the attributes of the function: they declare what Jinja passes as the first argument.
    @wraps(function)
    def listing(*values: Any, **named: Any) -> list[Any]:
        return [*function(*values, **named)]

    return listing


class Rejection(Exception):  # noqa: N818 - not an error: the answer of a target to a catalog
    """A template rejects the catalog; the message is for the author of the spec."""


def fail(message: object) -> None:
    """Reject the catalog: a function of templates.

    Raises:
        Rejection: always.
    """
    raise Rejection(plain(message))

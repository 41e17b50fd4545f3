"""The environment of templates that are compiled in memory: a sandbox with a budget.

Templates read the catalog and the other files of their target. They reach no object of Python
beyond text, numbers, lists and mappings, and evaluate nothing while they are compiled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import jinja2
from jinja2 import pass_eval_context
from jinja2.environment import TemplateModule
from jinja2.runtime import BlockReference, LoopContext, Macro, markup_join, str_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Cycler, Joiner, Namespace

from statserver_bindgen.rendering import compilation, jinja_filters, operators, text_methods
from statserver_bindgen.rendering.budget import CALL, Budget, require_short
from statserver_bindgen.rendering.environment import TemplateEnvironment
from statserver_bindgen.rendering.values import Record, refuse_record, require_printable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jinja2.nodes import EvalContext
    from jinja2.runtime import Context


# The attributes of values; records have all of theirs, and other types none.
_ATTRIBUTES: Final[Mapping[type, frozenset[str]]] = {
    dict: frozenset({"copy", "get", "items", "keys", "values"}),
    list: frozenset({"copy", "count", "index"}),
    tuple: frozenset({"count", "index", "grouper", "list"}),
}
_CONTAINERS: Final = (list, tuple, dict)
_BODIES: Final = (BlockReference, LoopContext, Macro)
_LOOP: Final = frozenset({"first", "index", "index0", "last", "length"})
_OBJECTS: Final = (
    *(BlockReference, Cycler, Joiner, LoopContext, Macro, Namespace, Record),
    TemplateModule,
    jinja2.runtime.TemplateReference,
)


class Sandbox(ImmutableSandboxedEnvironment, TemplateEnvironment):
    """The environment of the templates of users, and of the shipped ones in a checkout."""

    intercepted_binops = operators.OPERATORS

    def __init__(self, **options: Any) -> None:
        """Create an environment; see `TemplateEnvironment`."""
        super().__init__(**options)
        del self.globals["lipsum"]  # random text
        self.filters: dict[str, Any] = jinja_filters.jinja_filters(self._get_budget)
        self.tests: dict[str, Any] = jinja_filters.jinja_tests(self._get_budget)
        self.filters[compilation.COUNTED_LOOP] = self._count_loop
        self.filters[compilation.COUNTED_BODY] = self._count_body
        self.filters[compilation.CHARGED] = self._charge
        self.filters[compilation.JOINED] = self._joined

    def add_filters(self, filters: Mapping[str, Callable[..., Any]]) -> None:
        """Add the filters of a language; lists and mappings that `literal` writes are charged."""
        self.filters |= {**filters, "literal": self._charging(filters["literal"])}

    def call(self, context: Context, obj: Any, /, *values: Any, **named: Any) -> Any:
        """Call an object from a template, and charge what it is given."""
        self.budget.charge(CALL)
        # Functions and methods of Python compare and hash what they are given.
        handle = self.budget.handle if isinstance(obj, _BODIES) else self.budget.handle_all
        for value in values:
            handle(value)
        for value in named.values():
            handle(value)
        if isinstance(obj, LoopContext) and values:  # a recursive loop
            values = (self.budget.count(values[0], 1), *values[1:])
        if type(obj) is Macro:  # always safe
            return context.call(obj, *values, **named)
        return super().call(context, obj, *values, **named)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return the result of an operator, if it is not too large."""
        del context
        return operators.operate(self.budget, operator, left, right)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute of a value, or else its item."""
        readers = self._readers.get(obj.__class__)
        if readers is not None:
            read = readers.get(attribute)
            return self.undefined(obj=obj, name=attribute) if read is None else read(obj)
        if type(obj) is Record and attribute in (attributes := vars(obj)):
            return attributes[attribute]
        if isinstance(obj, str):
            return self._text_method(obj, attribute)
        if type(obj) is LoopContext and attribute in _LOOP:
            return getattr(obj, attribute)
        if type(obj) is TemplateModule and attribute[:1] != "_" and attribute in vars(obj):
            return vars(obj)[attribute]
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item of a value, or else its attribute."""
        kind: type = obj.__class__
        key: Any = argument
        if isinstance(argument, _CONTAINERS):  # hashed, or printed in an error
            self.budget.handle_all(cast("object", argument))
        elif kind is dict and key in obj:
            return obj[key]
        readers = self._readers.get(kind)
        if readers is not None and (read := readers.get(key)) is not None:
            return read(obj)
        if type(obj) is Record and argument in (attributes := vars(obj)):
            return attributes[argument]
        if isinstance(obj, str) and isinstance(argument, str):
            return self._text_method(obj, argument)
        refuse_record(key)  # an error would print it
        if readers is not None:
            return self.undefined(obj=obj, name=key)
        return super().getitem(obj, cast("Any", argument))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Return whether a template has this attribute."""
        if isinstance(obj, _OBJECTS):
            return super().is_safe_attribute(obj, attr, value)
        kind = next((it for it in _ATTRIBUTES if isinstance(obj, it)), None)
        return kind is not None and attr in _ATTRIBUTES[kind]

    def _text_method(self, text: str, name: str) -> Any:
        method = text_methods.text_method(self, self._get_budget, text, name)
        return self.unsafe_undefined(text, name) if method is None else method

    def _charging(self, write: Callable[..., Any]) -> Callable[..., Any]:
        def charging(value: Any, *values: Any, **named: Any) -> Any:
            if isinstance(value, _CONTAINERS):
                self.budget.handle_all(cast("object", value))
            return write(value, *values, **named)

        return charging

    def _get_budget(self) -> Budget:
        return self.budget

    def _count_loop(self, items: Any, weight: int) -> Any:
        return self.budget.count(items, weight)

    def _count_body(self, weight: int) -> None:
        self.budget.step(weight)

    def _charge(self, value: Any) -> Any:
        self.budget.handle_all(value)
        return value

    @pass_eval_context
    def _joined(self, context: EvalContext, values: Sequence[Any]) -> str:
        for value in values:
            require_printable(value)
        self.budget.charge(require_short(sum(len(it) for it in values if isinstance(it, str))))
        return markup_join(values) if context.autoescape else str_join(values)

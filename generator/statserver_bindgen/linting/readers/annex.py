"""Read the annex of an object that holds statistics, such as a value of a business attribute.

    [vq.demo]
    StatName=Waiting
    Category=CurrentNumber
    MainMask=CallWait

The syntax is that of `options`. The prefix of a section gives the object type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from statserver_bindgen.linting.keys import annex_prefixes
from statserver_bindgen.linting.readers.options import OptionsReader
from statserver_bindgen.linting.setting_texts import text_at
from statserver_bindgen.suggestions import lower

if TYPE_CHECKING:
    from statserver_bindgen.linting.readers.reading import Reading
    from statserver_bindgen.linting.sections import SettingText
    from statserver_bindgen.yaml_source.source_text import SourceText


def read_annex(source: SourceText) -> Reading:
    """Return the sections of a file and its problems."""
    return OptionsReader(source, "annex", objects_of).read()


def objects_of(name: SettingText) -> SettingText | None:
    """Return the object type that the prefix of a section gives, at the prefix, or None."""
    start = name.offsets[0]
    for prefix, object_type in annex_prefixes().items():
        if lower(name.text).startswith(prefix):
            return text_at(object_type, start, start + len(prefix))
    return None

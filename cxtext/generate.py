"""Writes what is derived from the language files and the CLDR: ``python -m cxtext.generate``.

``languages/cldr/<tag>.json``: what the CLDR says of a language, read through Babel.
``languages/common.json``: the common words of all languages, by which a text's language is told.
A test compares both with what would be written today.
"""

from __future__ import annotations

import json
import os

from cxtext import cldr
from cxtext.language import COMMON, listed_common_words, tags


def derived() -> dict[str, str]:
    """The path and the content of every derived file."""
    files = {os.path.join(cldr.FOLDER, f"{tag}.json"): _json(cldr.extract(tag)._asdict()) for tag in tags()}
    return files | {COMMON: _json(listed_common_words())}


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def main() -> None:
    """Write every derived file."""
    os.makedirs(cldr.FOLDER, exist_ok=True)
    for path, content in derived().items():
        with open(path, "w", encoding="utf-8") as file:
            file.write(content)


if __name__ == "__main__":
    main()

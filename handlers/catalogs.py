"""The catalogs of handlers/views/locale: alongside.pot holds every sentence of wording, a .po says them in a language.

make messages               the template and every .po, by the sentences as they are now
make messages LANGUAGE=de   the same, and a new de.po
"""

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from handlers.views import wording
from handlers.views.language import CATALOGS

KEYWORDS = {"_": None, "plural": (1, 2), "in_context": ((1, "c"), 2)}
BEGAN = datetime(2026, 11, 29, tzinfo=UTC)
"""One date for every catalog: version control knows the others."""


def template() -> Catalog:
    """Every sentence, by topic."""
    catalog = Catalog(project="Alongside", creation_date=BEGAN)
    for topic in sorted(Path(wording.__path__[0]).glob("*.py")):
        with topic.open("rb") as source:
            for _line, english, comments, context in extract("python", source, KEYWORDS, ("Translators:",)):
                catalog.add(english, None, [(topic.name, 0)], auto_comments=comments, context=context)
    return catalog


def written(catalog: Catalog, *, header: bool = True) -> bytes:
    """A catalog as a file."""
    file = BytesIO()
    write_po(file, catalog, width=110, include_lineno=False, omit_header=not header)
    return file.getvalue()


def main(*languages: str) -> None:
    """Bring the files up to date, and begin those of new languages."""
    sentences = template()
    (CATALOGS / "alongside.pot").write_bytes(written(sentences, header=False))
    for language in {*languages, *(path.stem for path in CATALOGS.glob("*.po"))}:
        path = CATALOGS / f"{language}.po"
        known = path.read_bytes() if path.exists() else b""
        catalog = read_po(BytesIO(known), locale=language)
        catalog.update(sentences)
        path.write_bytes(written(catalog))


if __name__ == "__main__":
    main(*sys.argv[1:])

"""Translations, compiled from the .po files of the checkout."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from arcore.launch.refusal import LaunchRefused


def compile_catalogues(root: Path) -> list[Path]:
    """Compile every catalogue that is newer than its compiled form; return what was written.

    Unsure ("fuzzy") translations are left out. Raises LaunchRefused for a file that does
    not parse.
    """
    stale = [path for path in find_catalogues(root) if is_stale(path)]
    for source in stale:
        compile_one(source)
    return [path.with_suffix(".mo") for path in stale]


def find_catalogues(root: Path) -> list[Path]:
    """The catalogues of the product: */locale/*/LC_MESSAGES/*.po, hidden folders left out."""
    found = root.glob("**/locale/*/LC_MESSAGES/*.po")
    return sorted(
        path
        for path in found
        if not any(part.startswith(".") for part in path.relative_to(root).parts)
    )


def is_stale(source: Path) -> bool:
    """Whether the compiled form is missing or older."""
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def compile_one(source: Path) -> None:
    """Write the compiled form beside the source, whole or not at all."""
    draft = source.with_suffix(".mo-draft")
    try:
        with source.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
    except (PoFileError, UnicodeError) as trouble:
        raise LaunchRefused(f"The translations in {source} cannot be read: {trouble}") from None
    with draft.open("wb") as file:
        write_mo(file, catalogue)
    draft.replace(source.with_suffix(".mo"))

"""Walk a CAMT element by local names, so that every version of the namespace reads alike."""

from lxml import etree

_local_names: dict[str, str] = {}  # a few hundred element names of the standard


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace."""
    tag = str(element.tag)
    name = _local_names.get(tag)
    if name is None:
        name = tag.rpartition("}")[2]
        if len(_local_names) < 5_000:
            _local_names[tag] = name
    return name


def parts(element: etree._Element | None) -> dict[str, etree._Element]:
    """The first child of each name; empty for no element."""
    if element is None:
        return {}
    found: dict[str, etree._Element] = {}
    for child in element:
        found.setdefault(local_name(child), child)
    return found


def every(element: etree._Element | None, name: str) -> list[etree._Element]:
    """All children of one name, in file order."""
    if element is None:
        return []
    return [child for child in element if local_name(child) == name]


def at(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The element at the end of a path of first children, or None."""
    for name in path:
        if element is None:
            return None
        element = next((child for child in element if local_name(child) == name), None)
    return element


def words(element: etree._Element | None) -> str:
    """The element's own text without blanks around it; empty when it is missing."""
    return "" if element is None else (element.text or "").strip()


def words_at(element: etree._Element | None, *path: str) -> str:
    """The text at the end of a path, empty when something on the way is missing."""
    return words(at(element, *path))


def code_or_proprietary(element: etree._Element | None) -> str:
    """A choice of `Cd` or `Prtry`; in old versions the text stands in the element itself."""
    return words_at(element, "Cd") or words_at(element, "Prtry") or words(element)


def given(text: str) -> str:
    """The text, or nothing for the word with which banks fill a mandatory field."""
    return "" if text.upper() == "NOTPROVIDED" else text

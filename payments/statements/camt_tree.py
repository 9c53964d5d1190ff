"""CAMT elements as light nodes with local names, so that every namespace version reads alike.

Each element is looked at once and turned into a node: asking lxml for the same child again
and again costs six times as much.
"""

from collections.abc import Mapping
from types import MappingProxyType

from lxml import etree

_local_names: dict[str, str] = {}  # a few hundred element names of the standard
_NAMES_KEPT = 5_000


class Node:
    """An element: its text as written, the `Ccy` of an `Amt`, its children."""

    __slots__ = ("children", "currency", "first", "text")

    def __init__(
        self,
        text: str,
        currency: str,
        children: tuple[tuple[str, "Node"], ...],
        first: Mapping[str, "Node"],
    ) -> None:
        self.text = text
        self.currency = currency
        self.children = children
        self.first = first


_NOTHING: Mapping[str, Node] = MappingProxyType({})


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace."""
    tag = str(element.tag)
    name = _local_names.get(tag)
    if name is None:
        name = tag.rpartition("}")[2]
        if len(_local_names) < _NAMES_KEPT:
            _local_names[tag] = name
    return name


def plant(element: etree._Element, skip: str = "") -> Node:
    """The element and all below it as nodes, leaving out elements named `skip`."""
    children = []
    for child in element:
        name = local_name(child)
        if name == skip:
            continue
        if len(child):
            node = plant(child, skip)
        else:
            currency = child.get("Ccy", "") if name == "Amt" else ""
            node = Node(child.text or "", currency, (), _NOTHING)
        children.append((name, node))
    first = dict(reversed(children)) if children else _NOTHING
    return Node(element.text or "", "", tuple(children), first)


def parts(node: Node | None) -> Mapping[str, Node]:
    """The first child of each name; empty for no node."""
    return _NOTHING if node is None else node.first


def every(node: Node | None, name: str) -> list[Node]:
    """All children of one name, in file order."""
    if node is None or name not in node.first:
        return []
    return [child for own, child in node.children if own == name]


def at(node: Node | None, *path: str) -> Node | None:
    """The node at the end of a path of first children, or None."""
    for name in path:
        if node is None:
            return None
        node = node.first.get(name)
    return node


def words(node: Node | None) -> str:
    """The node's own text without blanks around it; empty when it is missing."""
    return "" if node is None else node.text.strip()


def words_at(node: Node | None, *path: str) -> str:
    """The text at the end of a path, empty when something on the way is missing."""
    return words(at(node, *path))


def code_or_proprietary(node: Node | None) -> str:
    """A choice of `Cd` or `Prtry`; in old versions the text stands in the element itself."""
    if node is None:
        return ""
    return words(node.first.get("Cd")) or words(node.first.get("Prtry")) or words(node)


def given(text: str) -> str:
    """The text, or nothing for the word with which banks fill a mandatory field."""
    return "" if text.upper() == "NOTPROVIDED" else text

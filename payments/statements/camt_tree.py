"""CAMT elements as light nodes with local names, so that every namespace version reads alike.

Each element is looked at once and turned into a node: asking lxml for the same child again
and again costs six times as much.
"""

from collections.abc import Mapping
from types import MappingProxyType

from lxml import etree


class _LocalNames(dict[str, str]):
    """Element names without namespace, remembered: a message has a few hundred."""

    def __missing__(self, tag: str) -> str:
        name = str(tag).rpartition("}")[2]
        if len(self) < 5_000:
            self[tag] = name
        return name


class Node:
    """An element: its text without blanks around it, the `Ccy` of an `Amt`, its children.

    `first` holds the first child of each name, `more` the others where a name repeats.
    """

    __slots__ = ("currency", "first", "more", "text")

    def __init__(self, text: str = "", currency: str = "") -> None:
        self.text = text
        self.currency = currency
        self.first: Mapping[str, Node] = _NOTHING
        self.more: Mapping[str, list[Node]] = _NO_MORE


_names = _LocalNames()
_NOTHING: Mapping[str, Node] = MappingProxyType({})
_NO_MORE: Mapping[str, list[Node]] = MappingProxyType({})


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return _names[element.tag]


def plant(element: etree._Element, skip: str = "") -> Node:
    """The element and all below it as nodes, leaving out elements named `skip`."""
    node = Node(element.text.strip() if element.text else "")
    first: dict[str, Node] = {}
    more: dict[str, list[Node]] = {}
    for child in element:
        name = _names[child.tag]
        if name == skip:
            continue
        if len(child):
            kid = plant(child, skip)
        else:
            text = child.text
            kid = Node(
                text.strip() if text else "", child.get("Ccy", "") if name == "Amt" else ""
            )
        if name not in first:
            first[name] = kid
        else:
            more.setdefault(name, []).append(kid)
    if first:
        node.first = first
    if more:
        node.more = more
    return node


def parts(node: Node | None) -> Mapping[str, Node]:
    """The first child of each name; empty for no node."""
    return _NOTHING if node is None else node.first


def every(node: Node | None, name: str) -> list[Node]:
    """All children of one name, in file order."""
    if node is None or name not in node.first:
        return []
    return [node.first[name], *node.more.get(name, ())]


def at(node: Node | None, *path: str) -> Node | None:
    """The node at the end of a path of first children, or None."""
    for name in path:
        if node is None:
            return None
        node = node.first.get(name)
    return node


def words(node: Node | None) -> str:
    """The node's own text without blanks around it; empty when it is missing."""
    return "" if node is None else node.text


def words_at(node: Node | None, *path: str) -> str:
    """The text at the end of a path, empty when something on the way is missing."""
    return words(at(node, *path))


def code_or_proprietary(node: Node | None) -> str:
    """A choice of `Cd` or `Prtry`; in old versions the text stands in the element itself."""
    if node is None:
        return ""
    choice = node.first.get("Cd") or node.first.get("Prtry")
    return node.text if choice is None else choice.text


def given(text: str) -> str:
    """The text, or nothing for the word with which banks fill a mandatory field."""
    return "" if len(text) == 11 and text.upper() == "NOTPROVIDED" else text


def reference_at(node: Node | None, *path: str) -> str:
    """Like `words_at`, with NOTPROVIDED read as nothing."""
    node = at(node, *path)
    return "" if node is None else given(node.text)

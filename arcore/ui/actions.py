"""What a page offers to do: a label, a way there, and the permission it needs."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class Action:
    """A button or link. `post` makes it a POST form, `danger` and `primary` colour it.

    Give `url_name` (and `args`) or a ready `url`. Without `permission` everybody sees it.
    """

    label: Text
    url_name: str = ""
    permission: str = ""
    icon: str = ""
    primary: bool = False
    danger: bool = False
    post: bool = False
    key: str = ""
    url: str = ""
    args: tuple[Any, ...] = field(default=())


def allowed_actions(
    actions: Iterable[Action], user: AbstractBaseUser | AnonymousUser
) -> list[Action]:
    """The actions this user may take and whose page exists, each with its URL."""
    offered = []
    for action in actions:
        if action.permission and not user.has_perm(action.permission):  # type: ignore[union-attr]
            continue
        url = action.url or address(action.url_name, action.args)
        if url:
            offered.append(replace(action, url=url))
    return offered


def address(url_name: str, args: tuple[Any, ...] = ()) -> str:
    """The URL of a named page, or nothing when there is no such page."""
    try:
        return reverse(url_name, args=args)
    except NoReverseMatch:
        return ""

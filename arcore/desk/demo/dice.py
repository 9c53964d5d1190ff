"""Chance that always falls the same way: one die for each concern, so that a change of one
part of the demo company leaves the others as they were."""

from random import Random


def die(seed: int, concern: str) -> Random:
    """The die of a concern; the same seed and concern give the same throws."""
    return Random(f"{seed}/{concern}")  # noqa: S311 (a story, not a secret)

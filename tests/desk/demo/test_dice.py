"""Chance that repeats itself."""

from arcore.desk.demo.dice import die


def throws(seed: int, concern: str) -> list[int]:
    chance = die(seed, concern)
    return [chance.randrange(1000) for _throw in range(5)]


def test_the_same_seed_and_concern_throw_the_same():
    assert throws(1, "deals") == throws(1, "deals")


def test_each_concern_and_each_seed_has_its_own_throws():
    assert throws(1, "deals") != throws(1, "names")
    assert throws(1, "deals") != throws(2, "deals")

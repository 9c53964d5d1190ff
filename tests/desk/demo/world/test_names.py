"""Made-up names."""

from arcore.desk.demo.dice import die
from arcore.desk.demo.world.names import firm_name, new_name, person_name
from arcore.desk.demo.world.places import COUNTRIES, split_town


def test_every_country_has_people_and_firms():
    for code, country in COUNTRIES.items():
        _post_code, town = split_town(code, country.towns[0])
        assert len(person_name(code, die(1, "test")).split()) >= 2
        assert "{" not in firm_name(code, town, die(1, "test"))


def test_a_name_that_is_taken_is_thrown_again():
    taken = {"Cycles Roux"}
    answers = iter(["Cycles Roux", "Cycles Blanc"])
    assert new_name(taken, lambda: next(answers), die(1, "test"), "fr") == "Cycles Blanc"
    assert "Cycles Blanc" in taken


def test_a_name_that_never_changes_gets_a_partner():
    taken = {"Cycles Roux"}
    name = new_name(taken, lambda: "Cycles Roux", die(1, "test"), "fr")
    assert name.startswith("Cycles Roux ")

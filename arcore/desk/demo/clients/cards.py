"""Customer cards as a clerk would have typed them: who they are and where they live."""

from random import Random

from arcore.desk.demo.clients.habits import Habit
from arcore.desk.demo.setup import Setup
from arcore.desk.demo.world.names import TONGUES, firm_name, new_name, person_name
from arcore.desk.demo.world.places import COUNTRIES, Country, split_town
from arcore.desk.demo.world.vat_numbers import make_vat_no
from arcore.values.search_key import search_key
from customers.models import Customer

FOREIGN_SHARE = {"CHF": 0.5, "GBP": 0.7, "USD": 1.0}  # the others buy in euros
SALESPEOPLE = ("LÉNA", "MARC", "SOFIA")


def write_card(
    country_code: str,
    habit: Habit,
    taken: set[str],
    setup: Setup,
    chance: Random,
    *,
    is_person: bool,
) -> Customer:
    """An unsaved card without number."""
    country = COUNTRIES[country_code]
    post_code, town = split_town(country_code, chance.choice(country.towns))
    name, contact = _names(country_code, town, taken, chance, is_person=is_person)
    vat_no, registration_no = ("", "")
    if not is_person:
        vat_no, registration_no = make_vat_no(country_code, chance)
    card = Customer(
        name=name,
        contact=contact,
        address=_address(country, chance),
        post_code=post_code,
        city=town,
        country=country_code,
        phone=f"{country.phone} {chance.randrange(10, 99)} {chance.randrange(1000, 9999)}",
        email=f"{_mail_name(name)}@{'mail' if is_person else 'office'}.example",
        language=country.language,
        vat_registration_no=vat_no,
        registration_no=registration_no,
        partner_type="person" if is_person else "company",
        prices_including_vat=is_person,
        salesperson=chance.choice(SALESPEOPLE),
        priority=chance.choice((0, 0, 0, 1, 2)),
    )
    _give_groups(card, country, setup, chance)
    _give_terms(card, habit, setup, chance)
    return card


def _names(
    country: str, town: str, taken: set[str], chance: Random, *, is_person: bool
) -> tuple[str, str]:
    """Name and contact; a person is its own contact."""
    tongue = TONGUES[country]
    if is_person:
        name = new_name(taken, lambda: person_name(country, chance), chance, tongue)
        return name, name
    name = new_name(taken, lambda: firm_name(country, town, chance), chance, tongue)
    return name, person_name(country, chance)


def _address(country: Country, chance: Random) -> str:
    street, number = chance.choice(country.streets), chance.randrange(1, 140)
    return f"{number} {street}" if country.number_first else f"{street} {number}"


def _mail_name(name: str) -> str:
    letters = "".join(c if c.isascii() and c.isalnum() else "-" for c in search_key(name))
    return "-".join(part for part in letters.split("-") if part)[:40]


def _give_groups(card: Customer, country: Country, setup: Setup, chance: Random) -> None:
    region = country.region
    card.posting_group = setup.groups.customer[region]
    card.business_group = setup.groups.business[region]
    card.vat_business_group = setup.groups.vat[region]
    if country.currency and chance.random() < FOREIGN_SHARE[country.currency]:
        card.currency = setup.currencies[country.currency]
    at_home = region == "DOMESTIC"
    card.reminder_terms = setup.reminders["DOMESTIC" if at_home else "FOREIGN"]
    if chance.random() < 0.6:
        card.finance_charge_terms = setup.finance_charges["1.5DOM" if at_home else "2.0FOR"]


def _give_terms(card: Customer, habit: Habit, setup: Setup, chance: Random) -> None:
    method, terms = "TRANSFER", chance.choice(("30D", "30D", "30D", "60D", "CM", "14D"))
    if habit == Habit.AT_ONCE:
        method, terms = chance.choice(("CARD", "CARD", "CASH")), "COD"
    elif habit == Habit.DEBIT:
        method, terms = "DEBIT", "30D"
    elif habit == Habit.EARLY:
        terms = "1M(8D)"
    elif card.partner_type == "person":
        terms = chance.choice(("7D", "14D"))
    elif chance.random() < 0.08:
        method = "CHEQUE"
    if card.currency_id and method == "CASH":
        method = "CARD"
    card.payment_method = setup.methods[method]
    card.payment_terms = setup.terms[terms]
    oldest = habit == Habit.LUMP and chance.random() < 0.5 and not card.currency_id
    card.application_method = "oldest" if oldest else "manual"

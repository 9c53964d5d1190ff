import pytest

from arcore.values.bank_identifiers import BankIdentifierError, read_bic, read_iban


def test_an_iban_is_stored_without_spaces():
    assert read_iban(" fr76 3000 6000 0112 3456 7890 189 ") == "FR7630006000011234567890189"


@pytest.mark.parametrize("text", ["", "   "])
def test_blank_stays_blank(text):
    assert read_iban(text) == ""
    assert read_bic(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "FR7630006000011234567890188",  # one digit mistyped
        "FR763000600001123456789018",  # one missing
        "XX7630006000011234567890189",
        "hello",
        "FR76" * 3_000,
        "🙂",
    ],
)
def test_a_mistyped_iban_is_refused_and_quoted(text):
    with pytest.raises(BankIdentifierError) as refused:
        read_iban(text)
    assert f"“{text[:40]}”" in str(refused.value)


def test_a_bic_has_eight_or_eleven_characters():
    assert read_bic("agrifrpp") == "AGRIFRPP"
    assert read_bic("AGRIFRPP882") == "AGRIFRPP882"


@pytest.mark.parametrize("text", ["AGRIFRP", "AGRIFRPP88", "AGR1FRPP", "1" * 10_000])
def test_anything_else_is_no_bic(text):
    with pytest.raises(BankIdentifierError):
        read_bic(text)

"""Refusals of the company's setup; `str()` is the sentence the user reads."""


class SetupRefusal(Exception):
    """Something the setup does not provide or allow; names the fact and the way out."""


class CompanyMissing(SetupRefusal):
    """The company itself has not been set up yet."""


class RateMissing(SetupRefusal):
    """A currency has no exchange rate on or before the day."""


class SeriesMissing(SetupRefusal):
    """No number series is assigned to a purpose."""


class NumberDateRefused(SetupRefusal):
    """The series keeps date order and its last number carries a later date."""


class NumbersExhausted(SetupRefusal):
    """The series has no numbers left."""

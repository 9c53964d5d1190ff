"""Placeholders in the description and document no. of a recurring line."""

from datetime import date

from django.utils.formats import date_format


def fill_in(text: str, day: date | None) -> str:
    """%1 the day, %2 the week, %3 the month, %4 the month's name, %5 the year.

    "Rent %4 %5" on 31-01-2026 -> "Rent January 2026".
    """
    if day is None or "%" not in text:
        return text
    values = {
        "%1": f"{day.day:02d}",
        "%2": f"{day.isocalendar().week:02d}",
        "%3": f"{day.month:02d}",
        "%4": date_format(day, "F"),
        "%5": str(day.year),
    }
    for placeholder, value in values.items():
        text = text.replace(placeholder, value)
    return text

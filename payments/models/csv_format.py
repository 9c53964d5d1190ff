"""How a bank writes its CSV files: a stored mapping that administrators maintain."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from payments.statements.csv_check import problems_of
from payments.statements.csv_profile import AmountStyle, ColumnRef, CsvColumns, CsvProfile

COLUMN = "column_"
TAB_WORD = "tab"


def _column(label) -> models.CharField:
    return models.CharField(label, max_length=100, blank=True)


class CsvFormat(models.Model):
    """One bank's layout. A column is its heading, or its number; `+` joins several."""

    class Style(models.TextChoices):
        SIGNED = AmountStyle.SIGNED.value, _("One column with sign")
        FLAG = AmountStyle.FLAG.value, _("One column, another says credit or debit")
        TWO_COLUMNS = AmountStyle.TWO_COLUMNS.value, _("One column for credits, one for debits")

    name = models.CharField(_("name"), max_length=50, unique=True)
    encoding = models.CharField(
        _("encoding"),
        max_length=30,
        blank=True,
        help_text=_("Blank: UTF-8, else Windows-1252."),
    )
    delimiter = models.CharField(
        _("delimiter"), max_length=3, default=";", help_text=_("One character, or “tab”.")
    )
    quote = models.CharField(_("quote character"), max_length=1, default='"')
    skip_top = models.PositiveSmallIntegerField(_("rows to skip at the top"), default=0)
    skip_bottom = models.PositiveSmallIntegerField(_("rows to skip at the bottom"), default=0)
    has_header = models.BooleanField(_("has a heading row"), default=True)
    date_format = models.CharField(
        _("date format"),
        max_length=30,
        default="%d/%m/%Y",
        help_text=_("%%d day, %%m month, %%Y year with four digits, %%y with two."),
    )
    decimal_separator = models.CharField(_("decimal separator"), max_length=1, default=",")
    thousands_separator = models.CharField(
        _("thousands separator"),
        max_length=1,
        blank=True,
        help_text=_("A blank stands for every kind of blank."),
    )
    amount_style = models.CharField(
        _("amounts"), max_length=15, choices=Style, default=Style.SIGNED
    )
    credit_words = models.CharField(
        _("words for credit"), max_length=100, blank=True, default="C,CR,CRDT"
    )
    debit_words = models.CharField(
        _("words for debit"), max_length=100, blank=True, default="D,DR,DBIT"
    )
    invert_sign = models.BooleanField(_("turn the sign of every amount"), default=False)
    currency = models.CharField(
        _("currency where no column gives one"), max_length=3, blank=True
    )
    column_booking_date = _column(_("booking date"))
    column_value_date = _column(_("value date"))
    column_amount = _column(_("amount"))
    column_credit = _column(_("credit"))
    column_debit = _column(_("debit"))
    column_flag = _column(_("credit or debit"))
    column_currency = _column(_("currency"))
    column_original_amount = _column(_("original amount"))
    column_original_currency = _column(_("original currency"))
    column_balance = _column(_("balance"))
    column_unique_id = _column(_("unique id"))
    column_reference = _column(_("payment reference"))
    column_description = _column(_("transaction text"))
    column_notes = _column(_("additional info"))
    column_name = _column(_("related party name"))
    column_account = _column(_("related party bank account"))
    column_bic = _column(_("related party BIC"))

    class Meta:
        ordering = ("name",)
        verbose_name = _("CSV format")
        verbose_name_plural = _("CSV formats")

    def __str__(self) -> str:
        return self.name

    def profile(self) -> CsvProfile:
        """The mapping as the file reader takes it."""
        columns = {
            field.name.removeprefix(COLUMN): _columns(getattr(self, field.name))
            for field in self._meta.fields
            if field.name.startswith(COLUMN)
        }
        return CsvProfile(
            name=self.name,
            columns=CsvColumns(**columns),
            date_format=self.date_format,
            encoding=self.encoding,
            delimiter="\t" if self.delimiter == TAB_WORD else self.delimiter,
            quote=self.quote,
            skip_top=self.skip_top,
            skip_bottom=self.skip_bottom,
            has_header=self.has_header,
            decimal_separator=self.decimal_separator,
            thousands_separator=self.thousands_separator,
            amount_style=AmountStyle(self.amount_style),
            credit_words=_words(self.credit_words),
            debit_words=_words(self.debit_words),
            invert_sign=self.invert_sign,
            currency=self.currency,
        )

    def clean(self) -> None:
        """Refuse, field by field, what the reader could not use."""
        own = {field.name for field in self._meta.fields}
        errors: dict[str, list[str]] = {}
        for name, sentence in problems_of(self.profile()):
            field = name if name in own and COLUMN + name not in own else COLUMN + name
            errors.setdefault(field if field in own else "name", []).append(sentence)
        if errors:
            raise ValidationError(errors)


def _columns(typed: str) -> tuple[ColumnRef, ...]:
    parts = (part.strip() for part in typed.split("+"))
    return tuple(int(part) if part.isdecimal() else part for part in parts if part)


def _words(typed: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in typed.split(",") if word.strip())

"""How a bank's CSV statement is laid out, kept by an administrator."""

from dataclasses import fields

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from payments.statements.csv_check import problems_of
from payments.statements.csv_profile import AmountStyle, ColumnRef, CsvColumns, CsvProfile

COLUMN_FIELDS = tuple(item.name for item in fields(CsvColumns))


class CsvStatementFormat(models.Model):
    """A mapping for the files of one bank account, or of any when none is named.

    `columns` maps a field of `CsvColumns` to a list of headings or numbers counted from 1,
    such as {"booking_date": ["Date"], "description": ["Label", "Details"]}. Words and
    columns are checked by `clean`; `profile` gives the frozen values that the reader takes.
    """

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=100)
    bank_account = models.ForeignKey(
        "ledger.BankAccount",
        verbose_name=_("bank account"),
        on_delete=models.PROTECT,
        related_name="csv_formats",
        null=True,
        blank=True,
        help_text=_("Empty: for any bank account."),
    )
    encoding = models.CharField(
        _("encoding"),
        max_length=40,
        blank=True,
        help_text=_("Empty: UTF-8, else Windows-1252."),
    )
    delimiter = models.CharField(_("delimiter"), max_length=1, default=";")
    quote = models.CharField(_("quote"), max_length=1, default='"')
    skip_top = models.PositiveSmallIntegerField(_("rows to skip at the top"), default=0)
    skip_bottom = models.PositiveSmallIntegerField(_("rows to skip at the bottom"), default=0)
    has_header = models.BooleanField(_("has a heading row"), default=True)
    columns = models.JSONField(_("columns"), default=dict)
    date_format = models.CharField(_("date format"), max_length=40, default="%d.%m.%Y")
    decimal_separator = models.CharField(_("decimal separator"), max_length=1, default=",")
    thousands_separator = models.CharField(
        _("thousands separator"), max_length=1, blank=True, default=""
    )
    amount_style = models.CharField(
        _("amount style"),
        max_length=12,
        default=AmountStyle.SIGNED.value,
        choices=[
            (AmountStyle.SIGNED.value, _("one signed column")),
            (AmountStyle.FLAG.value, _("one column and a word for credit or debit")),
            (AmountStyle.TWO_COLUMNS.value, _("a credit and a debit column")),
        ],
    )
    credit_words = models.CharField(
        _("words for credit"), max_length=100, default="C, CR, CRDT", blank=True
    )
    debit_words = models.CharField(
        _("words for debit"), max_length=100, default="D, DR, DBIT", blank=True
    )
    invert_sign = models.BooleanField(_("turn every sign"), default=False)
    currency = models.CharField(_("currency without its own column"), max_length=3, blank=True)

    class Meta:
        ordering = ("code",)
        verbose_name = _("CSV statement format")
        verbose_name_plural = _("CSV statement formats")

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def clean(self) -> None:
        """ValidationError with every fault beside its field."""
        super().clean()
        faults: dict[str, list[str]] = {}
        for message in self._column_faults():
            faults.setdefault("columns", []).append(message)
        if not faults:
            own = {field.name for field in self._meta.fields}
            for name, message in problems_of(self.profile()):
                if name in own:
                    faults.setdefault(name, []).append(message)
                else:
                    faults.setdefault("columns", []).append(f"{name}: {message}")
        if faults:
            raise ValidationError(faults)

    def _column_faults(self) -> list[str]:
        if not isinstance(self.columns, dict):
            return [_now("Give an object such as {“booking_date”: [“Date”]}.")]
        faults = []
        for name, columns in self.columns.items():
            if name not in COLUMN_FIELDS:
                known = ", ".join(COLUMN_FIELDS)
                faults.append(
                    _now("“%(name)s” is no field; known are: %(known)s.")
                    % {"name": name, "known": known}
                )
            elif not _is_column_list(columns):
                faults.append(
                    _now("%(name)s needs a list of headings or column numbers.")
                    % {"name": name}
                )
        return faults

    def profile(self) -> CsvProfile:
        """The mapping as frozen values for `read_statements`."""
        columns: dict[str, tuple[ColumnRef, ...]] = {
            name: tuple(given) for name, given in self.columns.items()
        }
        return CsvProfile(
            name=self.code,
            columns=CsvColumns(**columns),
            date_format=self.date_format,
            encoding=self.encoding,
            delimiter=self.delimiter,
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
            account=self.bank_account.iban if self.bank_account is not None else "",
        )


def _is_column_list(columns: object) -> bool:
    if not isinstance(columns, list):
        return False
    return all(isinstance(c, str | int) and not isinstance(c, bool) for c in columns)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())

"""The rule that a pair of line and entry gets: the highest-scoring one that fits."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from payments.models.choices import Confidence, DebitMatch

ANY = "any"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the rule table. Confidence is the rule's own, never read from the score."""

    confidence: Confidence
    priority: int
    party: str = ANY
    number: str = ANY
    amount: str = ANY
    debit: str = ANY
    review_required: bool = False
    apply_immediately: bool = False

    @property
    def score(self) -> int:
        """High 1 -> 3999; Low 5 -> 1995; None 1 -> 999."""
        return (self.confidence + 1) * 1000 - self.priority

    def fits(self, party: str, number: str, amount: str, debit: str) -> bool:
        """Each criterion is not considered, or exactly what was found."""
        return (
            self.party in (ANY, party)
            and self.number in (ANY, number)
            and self.amount in (ANY, amount)
            and self.debit in (ANY, debit)
        )


@dataclass(slots=True)
class RuleTable:
    """The rules, best first; equal questions are answered once."""

    rules: tuple[Rule, ...]
    _answers: dict[tuple[str, str, str, str], Rule | None] = field(default_factory=dict)

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> "RuleTable":
        """Sorted by score; rules of confidence None apply nothing and are left out."""
        usable = (rule for rule in rules if rule.confidence > Confidence.NONE)
        return cls(tuple(sorted(usable, key=lambda rule: -rule.score)))

    def best(
        self,
        party: str,
        number: str,
        amount: str,
        debit: str = DebitMatch.ANY,
    ) -> Rule | None:
        """The best rule for what was found; None when the pair is no candidate."""
        found = (party, number, amount, debit)
        if found not in self._answers:
            fitting = (rule for rule in self.rules if rule.fits(*found))
            self._answers[found] = next(fitting, None)
        return self._answers[found]

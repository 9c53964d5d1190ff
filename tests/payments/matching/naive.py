"""The algorithm of the spec, word by word: every line with every entry. The oracle."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from payments.matching.values import Ledger

RANK = {Ledger.CUSTOMER: 0, Ledger.VENDOR: 1, Ledger.BANK: 2}
CENT = Decimal("0.01")


def nearness(name, text):
    name, text = name.strip().upper(), text.strip().upper()
    shorter = min(len(name), len(text))
    if not shorter or 100 * len(text) < 65 * len(name):
        return 0
    total = 0
    while True:
        best = ""
        for i in range(len(name)):
            for j in range(i + 1, len(name) + 1):
                if name[i:j] in text and j - i > len(best):
                    best = name[i:j]
        if len(best) < 4:
            return 100 * total // shorter
        total += len(best)
        name, text = name.replace(best, "", 1), text.replace(best, "", 1)


def name_matches(name, text, mode):
    if mode == "disabled" or not name.strip():
        return False
    if mode == "permutations":
        name = name.strip()
        first, _blank, rest = name.partition(" ")
        forms = [name] + ([rest.strip() + " " + first] if rest.strip() else [])
        if len(name) < 4:
            return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
        return any(form in text for form in forms)
    if len(name.strip()) < 4:
        word = re.escape(name.strip().upper())
        return re.search(rf"(?<!\w){word}(?!\w)", text.strip().upper()) is not None
    return nearness(name, text) >= 95


def party_of(line, party, everyone, accounts, mode, is_bank):
    key = re.sub("[^A-Za-z0-9]", "", line.account).upper()
    if key and party.id in accounts.get(key, ()):
        return "fully"
    if not name_matches(party.name, line.name or line.text, mode):
        return "no"
    ours, theirs = (line.city, line.address), (party.city, party.address)
    if line.name and all(theirs) and [t.lower() for t in ours] == [t.lower() for t in theirs]:
        return "fully"
    holders = [p for p in everyone if party.name.strip().upper() in p.name.strip().upper()]
    return "fully" if len(holders) == 1 and not is_bank else "partially"


def quoted(line, entry):
    if line.reference and line.reference == entry.reference:
        return True
    text = f"{line.text} {line.info}".upper()
    for number in (entry.document_no.upper(), entry.external_no.upper()):
        number = re.sub("^[^A-Z0-9]+|[^A-Z0-9]+$", "", number)
        if len(number) >= 4 and re.search(
            rf"(?<![A-Z0-9]){re.escape(number)}(?![A-Z0-9])", text
        ):
            return True
    return False


def window(line, tolerance):
    size = abs(line.amount)
    spread = size * tolerance.value / 100 if tolerance.is_percentage else tolerance.value
    low = max((size - spread).quantize(CENT, ROUND_HALF_UP), Decimal(0))
    high = (size + spread).quantize(CENT, ROUND_HALF_UP)
    return (low, high) if line.amount > 0 else (-high, -low)


def amount_on(entry, day):
    if entry.discount and entry.deadline and day <= entry.deadline:
        return entry.amount - entry.discount
    return entry.amount


def best(rules, party, number, amount, debit):
    fitting = [
        r
        for r in rules
        if r.confidence > 0
        and r.party in ("any", party)
        and r.number in ("any", number)
        and r.amount in ("any", amount)
        and r.debit in ("any", debit)
    ]
    return max(fitting, key=lambda r: r.score, default=None)


def how_many(count):
    return "none" if count == 0 else "one" if count == 1 else "multiple"


def match(lines, entries, everyone, accounts, mode, tolerance, rules, collected):
    """line id -> [(ledger, entry id, amount, discount)] and the score."""
    candidates, groups = [], []
    for line in lines:
        if not line.amount:
            continue
        low, high = window(line, tolerance)
        debit_of = collected.get(line.transaction_id) if line.transaction_id else None
        members: dict[Any, list[Any]] = {}
        for entry in entries:
            if (entry.amount > 0) != (line.amount > 0) or entry.posting_date > line.day:
                continue
            people = everyone["vendor" if entry.ledger == Ledger.VENDOR else "customer"]
            party = next(p for p in people if p.id == entry.party)
            is_bank = entry.ledger == Ledger.BANK
            owners = accounts["vendor" if entry.ledger == Ledger.VENDOR else "customer"]
            fact = party_of(line, party, people, owners, mode, is_bank)
            is_quoted = quoted(line, entry)
            amount = "none"
            if low <= amount_on(entry, line.day) <= high:
                amount = how_many(in_range(entries, entry.ledger, low, high, line.day))
            debit = "any"
            if debit_of is not None and entry.ledger == Ledger.CUSTOMER:
                debit = "yes" if entry.id in debit_of else "no"
            rule = best(rules, fact, "yes" if is_quoted else "no", amount, debit)
            if rule:
                candidates.append((line, [entry], rule.score, amount))
            if is_quoted:
                account = 0 if is_bank else entry.party
                members.setdefault((entry.ledger, account), []).append((entry, fact))
        for (ledger, _account), found in members.items():
            if len(found) > 1:
                found.sort(key=lambda pair: (pair[0].due_date, pair[0].id))
                groups.append((line, ledger, [e for e, _f in found], found[0][1]))
    totals = [(g[1], sum(amount_on(e, g[0].day) for e in g[2])) for g in groups]
    for (line, ledger, together, fact), (_ledger, total) in zip(groups, totals, strict=True):
        low, high = window(line, tolerance)
        amount = "none"
        if low <= total <= high:
            rivals = sum(1 for other, t in totals if other == ledger and low <= t <= high)
            amount = "multiple"
            if rivals == 1:
                amount = how_many(1 + in_range(entries, ledger, low, high, line.day))
        rule = best(rules, fact, "multiple", amount, "any")
        if rule:
            candidates.append((line, together, rule.score, amount))
    return assign(candidates)


def in_range(entries, ledger, low, high, day):
    return sum(1 for e in entries if e.ledger == ledger and low <= amount_on(e, day) <= high)


def assign(candidates):
    def order(candidate):
        line, members, score, _amount = candidate
        first = members[0]
        lowest = min(e.id for e in members)
        return (-score, -len(members), first.due_date, RANK[first.ledger], lowest, line.number)

    left: dict[Any, Any] = {}
    result: dict[Any, Any] = {}
    for line, members, score, amount in sorted(candidates, key=order):
        if line.id in result:
            continue
        money, parts = line.amount, []
        for entry in members:
            key = (entry.ledger, entry.id)
            remains = left.get(key, entry.amount)
            if not remains or not money:
                continue
            is_single = len(members) == 1 and amount != "none"
            if key in left and is_single and abs(remains) < abs(money):
                continue
            discount = Decimal(0)
            if entry.granted_until and line.day <= entry.granted_until:
                discount = entry.discount
            if discount and abs(money) >= abs(remains - discount):
                amount_taken = remains
            else:
                discount = Decimal(0)
                amount_taken = min(money, remains, key=abs)
            money -= amount_taken - discount
            parts.append((entry.ledger, entry.id, amount_taken, discount))
        if parts:
            result[line.id] = (score, parts)
            for ledger, entry_id, taken, _discount in parts:
                key = (ledger, entry_id)
                total = next(
                    e.amount for m in candidates for e in m[1] if (e.ledger, e.id) == key
                )
                left[key] = left.get(key, total) - taken
    return result

"""Which open entries a line of a bank statement pays: `run.match`, rule by rule.

    parties         criterion 1: the related party; names, nearness, name_index
    numbers         criterion 2: quoted numbers and references
    amounts         criterion 3: the window around the amount; what a payment takes
    direct_debit    criterion 4: collections of ours
    rules           which rule a pair gets; default_rules are the 25 to begin with
    groups          one line quoting several entries
    text_mappings   texts that always mean one account
    assign          who gets which entry, over all lines; streams ask for more when needed

    evidence, engine    facts, pairs, the recipe; plain values only
    candidates          entries by SQL; in_memory the bank account's own
    loading, run        what a run reads and writes
    explain, wording    why, as codes, and in words
    ranking, candidate_list   the manual list of one line

Chosen: pairs are looked at one by one only when quoted, or among few of their amount; what is
left (a party's other entries, an amount that hundreds share) is streamed by due date when
assignment comes to its score. Rejected: scoring every line with every entry. A test holds that
both give the same.
"""

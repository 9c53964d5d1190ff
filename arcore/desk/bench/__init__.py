"""Fixed workloads, measured as ratios in one run; a larger ratio is better throughout.

A workload is a module with `run(options)` that yields one `Result` a size. Ours goes through the
functions that the screens call; the limit is raw SQL that writes or reads the same rows. Rounds
alternate ours and limit, so that a noisy machine hurts both; the median of the rounds' ratios is
told. The books are checked after each size, and a wrong ledger gets no speed.

    w1   post invoices one by one          w4   match statement lines
    w2   the same by two workers           w9   list pages deep in a million rows
    w3   post a journal of 10,000 applied payments
    w10  peak memory of W3
    w11  W1 on top of a million entries of history

Run it on a database of its own: it fills the tables, and posted rows can't be removed.
"""

from arcore.desk.bench.result import Options, Result

WORKLOADS = ("w1", "w2", "w3", "w4", "w9", "w10", "w11")

__all__ = ["WORKLOADS", "Options", "Result"]

"""The payment journal: lines typed, imported or copied back, tested, previewed, posted together.

values         a batch and its lines as plain values
checks/        why a journal may not be posted, one reason a file (pure)
recurring      what posting does to a line that comes again (pure)
placeholders   month and year in the texts of recurring lines (pure)
posting/       the source that posts a batch
"""

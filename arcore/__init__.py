"""arcore: the receivables back office of one company.

values   money, rounding, date formulas (pure)
company  the company, its users and roles, currencies and rates, number series, periods
ui       the page kit: tables, filters, keyset pager, forms, grids, money and date tags
jobs     the queue and its progress
exports  files of long lists, made by the queue
desk     start page and global search: the only part of arcore that reads the apps
"""

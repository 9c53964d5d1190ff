"""Exchange rates: the list, one rate typed, many read from a file.

reading  a text of many rates, with every problem of every line
store    many rates at once, each new, changed or as it was
"""

"""The bank statement files that wait to be imported.

camt     writes CAMT.053, versions 02 and 08
clean    the main bank: right references, almost everything matches by itself
messy    the second bank: as payers and banks are (payers, banks, scene, pile)
broken   refused on purpose
files    writes the three of them
"""

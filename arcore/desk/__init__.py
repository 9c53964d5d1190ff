"""The start page and the search over everything: the only part of arcore that reads the apps.

overview   what the start page shows: receivables, who is late, what waits
search     customers by number or name, documents and entries by number
"""

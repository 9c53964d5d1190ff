"""The start page and the search over everything: the only part of arcore that reads the apps."""

"""Places, names and numbers of made-up customers, believable for their country."""

"""Prints what was sold."""


def total(rows):
    """Sum of all rows."""
    return sum(row.price for row in rows)


def monthly(rows):
    return total(rows) / 12


def by_duck(thing):
    return thing.place(1)

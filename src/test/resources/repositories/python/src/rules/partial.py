"""Functions with some arguments already given."""

import functools
from functools import partial


def scale(factor, value):
    return factor * value


double = partial(scale, 2)


def run():
    triple = functools.partial(scale, 3)
    triple(1)
    return double(2)

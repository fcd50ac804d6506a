"""A module."""
import os
import os.path as osp
from . import sibling
from ..pkg.mod import thing as other, more
from typing import *

LIMIT: int = 3


class Base(object, metaclass=Meta):
    """The base."""

    shared = []

    def __init__(self, name, *args, size: int = 3, **options):
        self.name = name
        self.child = Child(size)

    @property
    def title(self) -> str:
        return self.name.title()

    @staticmethod
    def make(cls: "Base") -> "Base":
        return Base("x")


@decorate(1)
class Child(Base, other.Mixin):
    def run(self):
        super().run()
        with open(self.name) as handle:
            for line in handle:
                print(line)
        value = self.child.compute(1, *[2], key=3)
        squares = [x.square() for x in value if x]
        return lambda y: helper(y)


async def helper(a, b=None):
    def inner():
        return a
    await inner()
    global LIMIT
    LIMIT = 4


class Pair[K, *V]:
    def first[R: Base](self, key: dict[K, V]) -> R: ...


type Table[K] = dict[K, Pair]


def outer():
    seen = 1

    def inner():
        nonlocal seen
        seen = 2
        yield seen

    return inner

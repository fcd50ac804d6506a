import copy
from contextlib import contextmanager
from functools import cached_property
from typing import Iterator, Self


class Node:
    def __enter__(self):
        return self

    def __exit__(self, *error): ...

    def __iter__(self) -> Iterator["Node"]: ...

    def run(self): ...

    def chain(self) -> Self: ...


class Leaf(Node):
    def only(self): ...


class Tree:
    def __init__(self):
        self.nodes: dict[str, Node] = {}

    @property
    def root(self):
        return Node()

    @cached_property
    def leaf(self) -> Leaf: ...

    def find(self, key):
        if key:
            return None
        return Node()

    def either(self, key):
        return Node() if key else Tree()


@contextmanager
def session():
    yield Node()


@contextmanager
def other() -> Iterator[Leaf]:
    yield Leaf()


def make():
    return Leaf()


def use(tree: Tree, first, second):
    make().only()
    tree.root.run()
    tree.leaf.only()
    tree.find("a").run()
    tree.either("a").run()  # of two types
    with Leaf() as leaf:
        leaf.only()
    with session() as node, other() as leaf:
        node.run()
        leaf.only()
    for key, value in tree.nodes.items():
        value.run()  # not known yet
    for value in tree.nodes.values():
        value.run()
    for value in node:
        value.run()
    tree.nodes["a"].run()
    tree.nodes.get("a").run()
    Leaf().chain().only()
    copy.copy(leaf).only()
    thing = make()
    thing.only()
    thing = Tree()
    thing.find("b")
    helper = make if first else second
    chosen = make
    chosen()
    (first or Leaf()).only()  # or what first is
    [each.run() for each in sorted(tree.nodes.values())]


def later():
    value = Leaf()

    def inner():
        value.only()

    def changing():
        changed.run()

    changed = Leaf()
    changed = Tree()

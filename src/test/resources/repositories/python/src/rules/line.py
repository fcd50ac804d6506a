import contextlib
import vendor


class Top:
    def go(self): ...


class Left(Top):
    def left(self): ...


class Right(Top):
    def go(self): ...


class Bottom(Left, Right):
    def go(self):
        super().go()  # of Right, which comes before Top


current = None


def switch():
    global current
    current = Bottom()


def counter():
    count = Top()

    def next():
        nonlocal count
        count = Right()

    return next


def use(bottom: Bottom):
    Bottom().left()
    vendor.make().left()  # nothing from in here is in it
    vendor.make(Left).left()  # perhaps
    current.go()  # what switch() sets
    with contextlib.suppress(Exception):
        bottom.go()

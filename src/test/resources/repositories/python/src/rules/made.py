class Base:
    def __init__(self, name): ...

    @classmethod
    def make(cls):
        return cls("made")  # this class or one below it

    def __call__(self): ...

    def again(self):
        self()


class Sub(Base): ...


class Both:
    def __new__(cls): ...

    def __init__(self): ...


def use(kinds):
    Sub("x")  # names Sub, not the constructor it inherits
    Both()
    Alias = Sub
    Alias("y")
    for cls in kinds:
        cls()  # no current class, but a variable


class Late:
    def __init__(self):
        self.base = None

    def set(self):
        self.base = Base("late")

    def use(self):
        self.base.again()


TABLE: dict[str, Base] = {"a": Base("a")}

import typing as t


class Box:
    @t.overload
    def get(self, key: int) -> int: ...
    @t.overload
    def get(self, key: str) -> str: ...
    def get(self, key):
        return helper(key)


def helper(key): ...


def use(box: Box):
    box.get(1)

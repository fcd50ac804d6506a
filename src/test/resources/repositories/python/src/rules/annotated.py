import typing as t
from typing import TYPE_CHECKING, Literal, Optional, TypeVar, Union

from .late import Handlers

if TYPE_CHECKING:
    from . import made

T = TypeVar("T")
Alias = Union["Store", None]


class Store:
    def put(self, value: T) -> "Store": ...

    def all(self) -> "t.List[Store]": ...


Kept = Store


def use(
    first: "Optional[Store]",
    second: t.Optional["made.Base"],
    third: "Store | None",
    fourth: Kept,
    mode: Literal["a Store", "b"],
    handlers: Handlers,
):
    first.put(1).put(2)
    second.again()
    third.put(3)
    fourth.put(4)

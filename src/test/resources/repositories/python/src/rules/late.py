from collections.abc import Callable

Handlers = dict[str, Callable[[], None]]

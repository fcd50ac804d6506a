import sys

try:
    from json import loads
except ImportError:

    def loads(text): ...


if sys.platform == "win32":

    def width(): ...

else:

    def width(): ...


def height(): ...


def height(): ...


def use():
    loads("")  # one of the two, which is not known
    width()  # likewise
    height()  # the second

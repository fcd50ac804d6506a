"""A limit on the time of all measurements together."""

import time


class Bounded:
    """Lets nothing start when the time is over, and remembers what."""

    def __init__(self, minutes):
        self.end = time.monotonic() + minutes * 60
        self.left_out = []

    def allows(self, what):
        if time.monotonic() < self.end:
            return True
        self.left_out.append(what)
        return False

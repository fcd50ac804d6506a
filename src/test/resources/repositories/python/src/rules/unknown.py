class Store:
    def get(self, key): ...

    def lookup(self, key): ...


def use(thing, store: Store):
    thing.get("a")  # most likely a dict's
    thing.lookup("a")
    store.get("a")

class Base:
    def __init__(self, customer):
        self.customer = customer

    def save(self):
        pass

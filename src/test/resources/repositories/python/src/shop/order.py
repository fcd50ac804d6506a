from . import util
from .util import Money, log as write
import shop.base


class Order(shop.base.Base):
    def __init__(self, customer):
        super().__init__(customer)
        self.total = Money()

    def price(self):
        self.total.plus(util.Money())
        write("price")
        self.save()
        anything = self.load()
        return anything.plus(1)

    def load(self):
        return self.customer.load()

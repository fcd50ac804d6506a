from shop import Order, log


def main():
    order = Order(1)
    order.price()
    log(order)

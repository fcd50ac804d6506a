package shop

import shop.pricing.Discount
import shop.pricing.Money
import shop.pricing.Priced
import shop.pricing.nearest
import shop.pricing.half as halved

class Order(private val discount: Discount) : Document("order"), Priced {
    private val items = mutableListOf<Item>()
    var buyer: Customer? = null

    fun add(item: Item): Order {
        items.add(item)
        touch()
        return this
    }

    override fun cents(): Long {
        var sum = 0L
        for (item in items) {
            sum += item.cents()
        }
        return discount.apply(nearest(sum))
    }

    fun describe(): String = title() + buyer?.name() + super.title() + label()

    override fun title(): String = Money.of(cents()).text()

    companion object {
        fun sample(): Order = Order(Discount.standard()).add(Item(3))
    }
}

class Item(val price: Long) : Priced {
    override fun cents() = price
}

data class Customer(val first: String) {
    fun name() = first
}

fun main() {
    val order = Order.sample()
    order.add(Item(1)).add(Item(2)).describe()
    val item = Item(5)
    item.halved()
    order.touch()
    Registry.register(order)
    val priced: Priced = item
    priced.cents()
    if (priced is Order) {
        priced.describe()
    }
    with(order) {
        add(item)
    }
}

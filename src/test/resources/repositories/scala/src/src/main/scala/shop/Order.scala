package shop

import shop.pricing.{Discount, Money => Amount, Priced}
import shop.pricing.Rounding._

class Order(discount: Discount) extends Document("order") with Priced {
  private val items = List(new Item(1))
  var buyer: Customer = new Customer("n")

  def add(item: Item): Order = {
    touch()
    this
  }

  override def cents: Long = {
    var sum = 0L
    for (item <- items) {
      sum += item.cents
    }
    discount.apply(nearest(sum))
  }

  def describe(): String = title() + buyer.name() + super.title() + label()

  override def title(): String = Amount.of(cents).text()
}

object Order {
  def sample(): Order = new Order(Discount.standard()).add(new Item(3))
}

class Item(val price: Long) extends Priced {
  def cents: Long = price
}

case class Customer(first: String) {
  def name(): String = first
}

object Main {
  def main(args: Array[String]): Unit = {
    val order = Order.sample()
    order.add(new Item(1)).describe()
    order.touch()
    val customer = Customer("x")
    customer.name()
    val priced: Priced = order
    priced.cents
    priced match {
      case same: Order => same.describe()
      case _ => Registry.register(order)
    }
  }
}

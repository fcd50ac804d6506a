package shop.billing

class Money {
  def text(): String = "billing"
}

object Money {
  def of(cents: Long): Money = new Money
}

object Rounding {
  def nearest(cents: Long): Long = cents
}

object Use {
  def use(): String = Money.of(Rounding.nearest(1)).text() + label()
}

package shop.pricing

trait Priced {
  def cents: Long

  def label(): String = "costs " + cents
}

class Discount(rate: Long) {
  def apply(cents: Long): Long = cents * rate
}

object Discount {
  def standard(): Discount = new Discount(1)
}

class Money(cents: Long) {
  def text(): String = cents.toString
}

object Money {
  def of(cents: Long): Money = new Money(cents)
}

object Rounding {
  def nearest(cents: Long): Long = cents
}

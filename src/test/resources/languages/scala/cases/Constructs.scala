package shop.sells

import java.util.ArrayList
import shop.model.{Item, Price => Cost}
import shop.base._
import scala.collection.mutable

/** A shop. */
@deprecated("old")
class Store[T <: Base](val name: String, private var size: Int = 0) extends Thing(name) with Seller {
  private val items: List[T] = List()
  var owner: Person = _
  lazy val count = items.size
  type Key = String

  /** Makes one. */
  def this(name: String) = this(name, 1)

  /** Sells one. */
  override def sell(item: Item, n: Int, more: Int*): Int = {
    val price = item.price()
    var total: Long = 0L
    for (each <- items; if each.ok) {
      total += each.use(price)
    }
    val twice = (x: Int) => x * 2
    items.map(_.name).foreach(y => println(s"$y ${item.name}"))
    items foreach audit
    this.size = twice(2)
    val made = new Item("a", 2)
    val (a, b) = pair
    try owner.greet()
    catch { case e: IOException => throw new IllegalStateException(e.getMessage) }
    item match {
      case book: Book => book.read()
      case Pair(left, right) => left.use(right)
      case _ => super.sell(item, n)
    }
    Store.make[Int](a).run
  }

  def audit(t: T): Unit
}

object Store {
  val Limit = 3
  def make[A](a: A)(implicit log: Log) = new Store(a)
}

trait Seller extends Any { def sell(item: Item): Int; val id: Int }
case class Pair(a: Int, b: Item)
sealed abstract class Shape
case object Circle extends Shape
package object util { def helper(f: Int => Int) = f(1) }

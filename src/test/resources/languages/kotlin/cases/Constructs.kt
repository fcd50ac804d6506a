package shop.sells

import java.util.ArrayList
import shop.model.Item as Thing
import shop.base.*

const val LIMIT = 3
typealias Stock = Map<String, Item>

/** A shop. */
@Serializable
open class Store<T : Any>(val name: String, private var size: Int = 0, note: String) : Base<T>(name), Seller {
    private val items: MutableList<T> = ArrayList()
    lateinit var owner: Person
    val count: Int
        get() = items.size
    val lazy by lazy { load() }

    init {
        audit(name)
    }

    constructor(name: String) : this(name, 1, "x")

    /** Sells one. */
    override fun sell(item: Item, n: Int, vararg more: Int): Int {
        val price = item.price()
        var total: Long = 0L
        for (each in items) {
            total += each.use(price)
        }
        val book = item as Book
        val twice = { x: Int -> x * 2 }
        items.map { it.name }.forEach { y -> println("$y ${item.name}") }
        this.size = twice(2)
        try {
            owner?.greet()
        } catch (e: IOException) {
            throw IllegalStateException(e.message)
        }
        val (a, b) = pair
        when (item) {
            is Book -> item.read()
            else -> super.sell(item, n)
        }
        return Store("x").run(named = a) + Companion.make()
    }

    companion object {
        fun make() = 1
    }

    inner class Shelf
}

interface Seller {
    fun sell(item: Item, n: Int): Int
}
data class Pair(val a: Int, val b: Item?)
enum class Status(val code: Int) {
    OPEN(1), CLOSED(2);
    fun next() = this
}
object Registry : Seller {
    val all = listOf(1)
}
annotation class Entity
sealed interface Shape

/** Twice. */
internal fun Item.twice(): Item? = null
private suspend fun <K> helper(block: (K) -> Unit = {}) { block() }

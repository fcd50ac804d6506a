package shop.pricing

import shop.Item

interface Priced {
    fun cents(): Long

    fun label(): String = "costs " + cents()
}

class Discount(private val rate: Long) {
    fun apply(cents: Long): Long = cents * rate

    companion object {
        fun standard() = Discount(1)
    }
}

class Money private constructor(val cents: Long) {
    fun text(): String = cents.toString()

    companion object {
        fun of(cents: Long): Money = Money(cents)
    }
}

fun nearest(cents: Long): Long = cents / 5 * 5

fun Item.half(): Long = price / 2

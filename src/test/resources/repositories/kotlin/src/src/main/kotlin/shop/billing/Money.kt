package shop.billing

class Money {
    fun text(): String = "billing"

    companion object {
        fun of(cents: Long): Money = Money()
    }
}

fun nearest(cents: Long): Long = cents

fun use(): String = Money.of(nearest(1)).text() + label()

package shop

abstract class Document(private val name: String) {
    open fun title(): String = name

    fun touch() {
        version += 1
    }

    var version = 0
}

object Registry {
    private val all = ArrayList<Document>()

    fun register(document: Document) {
        all.add(document)
        document.touch()
    }
}

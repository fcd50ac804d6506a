package shop

abstract class Document(name: String) {
  var version = 0

  def title(): String = name

  def touch(): Unit = {
    version += 1
  }
}

object Registry {
  def register(document: Document): Unit = document.touch()
}

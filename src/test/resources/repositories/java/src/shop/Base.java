package shop;

abstract class Base {
  void log(String text) {}

  void log(Object value) {}

  protected void save() {
    log("saved");
  }
}

interface Priced {
  shop.util.Money price();
}

class Customer {
  Account account() {
    return new Account();
  }
}

class Account {
  void charge(shop.util.Money money) {}
}

/** Has the same name as a library's; nobody here means it. */
class ArrayList {
  void add(Object value) {}
}

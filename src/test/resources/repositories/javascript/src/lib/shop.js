class Shop {
  static open() {
    return new Shop();
  }

  sell(item) {
    return this.pack(item);
  }

  pack(item) {
    return [item].map((each) => each.wrap());
  }
}

module.exports = Shop;

namespace billing {

class Item {
public:
  long cents() const { return 1; }
};

long settle(long cents) { return cents; }

long nearest(long cents) {
  Item item;
  return settle(item.cents());
}

}

static long twice(long cents) { return cents; }

long use() { return twice(billing::nearest(1)); }

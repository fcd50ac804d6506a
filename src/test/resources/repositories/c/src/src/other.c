struct list {
  int other;
};

static int hidden(int value) {
  return value;
}

int list_sum(const struct list *list) {
  return hidden(list->other);
}

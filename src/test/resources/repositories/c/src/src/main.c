#include <stdio.h>
#include "../include/list.h"

static int ascending(int left, int right) {
  return left - right;
}

static int limit(int value) {
  return value;
}

int main(void) {
  struct list *list = list_new();
  list->compare = ascending;
  list_add(list, limit(3));
  list->compare(1, 2);
  printf("%d\n", list_sum(list));
  hidden(ASCENDING);
  list_sort(list, DESCENDING);
  return list->head->next->value;
}

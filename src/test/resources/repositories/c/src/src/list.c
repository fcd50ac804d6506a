#include "list.h"

#include <stdlib.h>

static int limit(int value) {
  return value > LIST_MAX ? LIST_MAX : value;
}

struct list *list_new(void) {
  return calloc(1, sizeof(struct list));
}

void list_add(struct list *list, int value) {
  node_t *node = malloc(sizeof(node_t));
  node->value = limit(value);
  node->next = list->head;
  list->head = node;
  list->count++;
}

int list_sum(const struct list *list) {
  int sum = 0;
  for (node_t *node = list->head; node; node = node->next) {
    sum += node->value;
  }
  return sum;
}

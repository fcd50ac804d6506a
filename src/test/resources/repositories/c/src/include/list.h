#ifndef LIST_H
#define LIST_H

#define LIST_MAX 10
#define LIST_EACH(node, list) for (node = (list)->head; node; node = node->next)

typedef struct node {
  int value;
  struct node *next;
} node_t;

struct list {
  node_t *head;
  int count;
  int (*compare)(int left, int right);
};

enum order { ASCENDING, DESCENDING };

struct list *list_new(void);
void list_add(struct list *list, int value);
int list_sum(const struct list *list);

#endif

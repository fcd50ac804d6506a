/* Sells things. */
#include <stdio.h>
#include "shop/item.h"

#define LIMIT 3
#define MAX(a, b) ((a) > (b) ? (a) : (b))

/** A shop. */
struct store {
    const char *name;
    struct item *items[LIMIT];
    int count, size;
    void (*on_sale)(struct item *);
};

typedef struct {
    int amount;
} price_t;

typedef struct store store_t;
typedef unsigned long count_t;
typedef int (*compare_fn)(const void *, const void *);

union value {
    int i;
    float f;
};

enum status {
    OPEN,
    CLOSED = 4
};

static int counter = 0;
extern const char *names[];
static store_t *current, *previous;

/* Sells one. */
int sell(struct store *shop, item_t *item, int n);

// Makes one.
// It is empty.
static store_t *make(const char *name) {
    store_t *made = malloc(sizeof(store_t));
    made->name = name;
    made->count = LIMIT;
    return made;
}

char **list_names(void) { return 0; }

int sell(struct store *shop, item_t *item, int n) {
    int total = item_price(item) * n, rest;
    struct item *best = shop->items[0];
    for (int i = 0; i < n; i++) {
        total += MAX(i, best->price);
        printf("%d\n", total);
    }
    shop->on_sale(item);
    counter++;
    if (shop->status == CLOSED)
        goto done;
    item_t copy = *(item_t *) item;
    qsort(shop->items, (size_t) n, sizeof copy, &by_price);
done:
    return total;
}

int log_all(const char *format, ...) {
    return 'x';
}

// Sells things.
#include <vector>
#include "shop/item.hpp"

using namespace std;
using shop::base::Price;
using Stock = std::vector<Item>;
namespace fs = std::filesystem;

#define LIMIT 3

namespace shop::sells {

enum class Status : int { Open, Closed = 2 };

/// A shop.
template <typename T, int N = 4>
class Store : public Base<T>, private virtual util::Tool {
public:
    /** Makes one. */
    explicit Store(const std::string& name) : name_(name), size_{0} { init(); }
    virtual ~Store() = default;
    Store(const Store&) = delete;

    virtual int sell(const Item& item, int n = 1) const = 0;
    T* first() { return &items_[0]; }
    Item& at(size_t i);
    static Store make();
    bool operator==(const Store& other) const { return name_ == other.name_; }
    friend class Auditor;

protected:
    int size_ = 0;

private:
    std::string name_;
    std::vector<T> items_;
    static int count;
    struct Node { Node* next; };
};

struct Pair final : Base<int> {
    int a, b;
};

/// Where it is.
int Counter::next(int step) {
    this->value += step;
    auto made = std::make_unique<Store<int>>("x");
    Item* item = new Item(3);
    Pair pair{1, 2};
    Item copy(*item);
    for (const auto& each : items) {
        each.touch();
    }
    auto twice = [&](int x) { return x * factor; };
    try {
        made->sell(copy, static_cast<int>(twice(2)));
        item->price().round();
    } catch (const std::exception& e) {
        log(e.what());
    }
    delete item;
    return Store<int>::make().size(), helper<int>(3);
}

Counter::Counter(int start) : value(start) {}

const Item* shop::Shelf::top() const { return nullptr; }

template <class K>
K largest(K a, K b) {
    return a > b ? a : b;
}

union Value { int i; float f; };
typedef unsigned long count_t;
constexpr int kMax = 10;

}

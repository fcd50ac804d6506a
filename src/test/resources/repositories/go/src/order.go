package shop

import (
	"fmt"

	cash "example.com/shop/money"
)

type Base struct{ name string }

func (b *Base) Log(text string) { fmt.Println(b.name, text) }

type Order struct {
	Base
	total cash.Money
	store Store
}

type Store interface{ Save(o *Order) error }

func New(store Store) *Order { return &Order{store: store} }

func (o *Order) Price() cash.Money {
	o.Log("price")
	sum := cash.Zero().Plus(o.total)
	if err := o.store.Save(o); err != nil {
		helper(err)
	}
	return sum
}

func helper(err error) {}

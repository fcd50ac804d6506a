// Package shop sells.
package shop

import (
	"fmt"
	str "strings"
	. "math"
	_ "embed"
)

// Limit is the most.
const Limit, Other = 3, 4

var registry = map[string]*Store{}

// Store sells things.
type Store struct {
	Base
	*str.Builder
	Name  string
	items []Item
}

type Seller interface {
	fmt.Stringer
	Sell(item Item, n int) (int, error)
}

type Kind int

type List[T any] struct{ head *T }

// New makes one.
func New(name string, opts ...Option) *Store {
	s := &Store{Name: name}
	for _, opt := range opts {
		opt(s)
	}
	return s
}

func (s *Store) Sell(item Item, n int) (total int, err error) {
	price, ok := s.prices()[item]
	if !ok {
		return 0, fmt.Errorf("no %s", str.ToUpper(item.name))
	}
	go func(k Kind) { s.items = append(s.items, item) }(Kind(n))
	switch v := any(item).(type) {
	case Item:
		v.Use()
	}
	return price * n, nil
}

func (l *List[T]) Head() *T { return l.head }

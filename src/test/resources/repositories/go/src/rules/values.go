package rules

type Squares []*Square

type Handler func(s *Square) (*Square, error)

func load(name string) (first *Square, rest Squares, err error) {
	return nil, nil, nil
}

// Each variable gets its own result.
func results() {
	one, rest, err := load("a")
	one.Area()
	for _, each := range rest {
		each.Name()
	}
	rest[0].Area()
	if err != nil {
		err.Error()
	}
}

// What comes out of maps, channels, assertions and switches.
func elements(byName map[string]*Square, stream chan *Square, any interface{}) {
	if found, ok := byName["a"]; ok {
		found.Area()
	}
	for each := range stream {
		each.Area()
	}
	next := <-stream
	next.Area()
	if square, ok := any.(*Square); ok {
		square.Area()
	}
	switch value := any.(type) {
	case *Square:
		value.Name()
	case error:
		value.Error()
	}
}

// Functions as values: a call through a variable reads it.
func functions(handle Handler, list []*Square) {
	made, _ := handle(list[0])
	made.Area()
	build := func() *Square { return &Square{} }
	build().Area()
	area := made.Area
	area()
}

func first[T any](items []T) T { return items[0] }

func generic(list []*Square) {
	first(list).Area()
}

func stack(depth int) *Square { return nil }

// The function is called before the variable hides it.
func shadowed() {
	stack := stack(3)
	stack.Area()
}

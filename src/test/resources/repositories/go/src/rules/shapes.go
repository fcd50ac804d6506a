package rules

import "io"

type Shape interface {
	Area() float64
	Scale(by float64) Shape
}

type Named interface {
	Shape
	Name() string
}

// Its io.Writer is outside the index: a type with the rest of it is likely to implement it.
type Sink interface {
	io.Writer
	Flush() error
	Reset(size int)
}

type base struct{ name string }

func (b *base) Name() string { return b.name }

// Implements Shape with its own methods, Named with a promoted one.
type Square struct {
	base
	side float64
}

func (s *Square) Area() float64 { return s.side * s.side }

func (s *Square) Scale(by float64) Shape { return &Square{side: s.side * by} }

// Has the names but not the signatures.
type Liar struct{}

func (Liar) Area() int { return 0 }

func (Liar) Scale(by float64) Shape { return nil }

type File struct{}

func (f *File) Flush() error { return nil }

func (f *File) Reset(int) {}

type Wrapped struct {
	io.Writer
	File
}

package money

type Money int

func Zero() Money { return Money(0) }

func (m Money) Plus(other Money) Money { return m + other }

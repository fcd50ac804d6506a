package shop

func use() {
	order := New(nil)
	order.Price().Plus(order.total)
	func() { helper(nil) }()
}

package rules

func open() {}

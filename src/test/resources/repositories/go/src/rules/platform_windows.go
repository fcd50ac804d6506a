package rules

func open() {}

func start() { open() }

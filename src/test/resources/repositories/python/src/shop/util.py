class Money:
    def plus(self, other):
        return Money()

    @classmethod
    def zero(cls):
        return cls()


def log(text):
    print(text)

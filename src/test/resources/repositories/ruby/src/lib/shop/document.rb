module Shop
  class Document
    attr_reader :title

    def initialize(title)
      @title = title
    end

    def touch
      @version = 1
    end

    def self.build(title)
      new(title)
    end
  end

  class Registry
    def self.instance
      @instance ||= new
    end

    def register(document)
      document.touch
    end
  end
end

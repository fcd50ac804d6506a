#pragma once

#include <string>

namespace shop {

class Document {
public:
  explicit Document(std::string title);
  virtual ~Document() = default;

  virtual std::string title() const;
  void touch() { ++version_; }

protected:
  int version_ = 0;

private:
  std::string title_;
};

class Priced {
public:
  virtual long cents() const = 0;
};

}

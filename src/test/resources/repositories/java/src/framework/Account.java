package framework;

import lombok.Data;
import lombok.Getter;

@Data
class Account {
  private String owner;
  private boolean active;
  private Address address;
}

class Address {
  @Getter private String city;
  private String street;
}

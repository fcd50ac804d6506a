package framework;

import jakarta.inject.Inject;
import org.springframework.stereotype.Service;

@Service
class AccountService {
  private final Accounts accounts;
  private final Mailer mailer;

  AccountService(Accounts accounts, Mailer mailer) {
    this.accounts = accounts;
    this.mailer = mailer;
  }

  String city(String id) {
    Account account = accounts.load(id);
    account.setOwner("x");
    account.isActive();
    account.getAddress().getStreet();
    mailer.send(account.getOwner());
    return account.getAddress().getCity();
  }
}

class Resource {
  @Inject Accounts accounts;

  Account get(Accounts given) {
    given.load("b");
    return accounts.load("a");
  }
}

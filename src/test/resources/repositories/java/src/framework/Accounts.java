package framework;

/** Has one implementation. */
interface Accounts {
  Account load(String id);
}

class DatabaseAccounts implements Accounts {
  @Override
  public Account load(String id) {
    return new Account();
  }
}

/** Has two. */
interface Mailer {
  void send(String text);
}

class SmtpMailer implements Mailer {
  @Override
  public void send(String text) {}
}

class LogMailer implements Mailer {
  @Override
  public void send(String text) {}
}

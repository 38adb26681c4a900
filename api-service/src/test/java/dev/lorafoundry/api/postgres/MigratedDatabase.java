package dev.lorafoundry.api.postgres;

import dev.lorafoundry.testkit.Servers;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An empty database with the product's tables. As an extension it runs each test in a transaction
 * that is rolled back.
 */
public final class MigratedDatabase implements BeforeEachCallback, AfterEachCallback {
  private final DataSource source;
  private final DataSource elsewhere;
  private final PlatformTransactionManager transactions;
  private @Nullable TransactionStatus open;

  public MigratedDatabase() {
    String address = Servers.freshDatabase();
    source = connect(address);
    elsewhere = connect(address);
    Flyway.configure().dataSource(source).load().migrate();
    transactions = new JdbcTransactionManager(source);
  }

  private static DataSource connect(String address) {
    return new DriverManagerDataSource(
        address, Servers.postgres().user(), Servers.postgres().password());
  }

  /** Another way to the same database, which takes no part in transactions of the first. */
  public DataSource elsewhere() {
    return elsewhere;
  }

  public JdbcClient jdbcElsewhere() {
    return JdbcClient.create(elsewhere);
  }

  public DataSource source() {
    return source;
  }

  public JdbcClient jdbc() {
    return JdbcClient.create(source);
  }

  public TransactionTemplate transactions() {
    return new TransactionTemplate(transactions);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    open = transactions.getTransaction(null);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    transactions.rollback(open);
  }
}

package examples;

import examples.GitHistory.Change;
import java.util.List;

/** File contents of the order service's small repository. */
final class ConnectionPoolSources {
  static final String VALIDATOR =
      """
      package com.acme.orders.web;

      final class RequestValidator {
        String refusal(String field, String rule) {
          return "Rejected request: field '" + field + "' " + rule;
        }
      }
      """;

  static final String SEARCH =
      """
      package com.acme.orders.search;

      public final class OrderSearch {
        private final Sql sql = Sql.resource("sql/order_search.sql");

        public Page byCustomerNote(String words) {
          return sql.query("%" + words.toLowerCase() + "%");
        }
      }
      """;

  static final String SQL =
      """
      SELECT o.id, o.status, o.customer_note, o.created_at
      FROM orders o
      WHERE lower(o.customer_note) LIKE ?
      ORDER BY o.created_at DESC
      LIMIT 50
      """;

  static final String CACHE =
      """
      package com.acme.orders.search;

      /** Keeps answers of the order search for 60 seconds. */
      final class SearchCache {
        private static final int SECONDS = 60;
      }
      """;

  private ConnectionPoolSources() {}

  static List<Change> base() {
    return List.of(
        new Change("README.md", "# orders-api\n"),
        new Change("version.txt", "2.2.3\n"),
        new Change(
            "src/main/java/com/acme/orders/search/OrderSearch.java",
            """
            package com.acme.orders.search;

            public final class OrderSearch {
              private final Sql sql = Sql.resource("sql/order_search.sql");

              public Page byNumber(String number) {
                return sql.query(number);
              }
            }
            """),
        new Change(
            "src/main/resources/sql/order_search.sql",
            """
            SELECT o.id, o.status, o.created_at
            FROM orders o
            WHERE o.number = ?
            """));
  }
}

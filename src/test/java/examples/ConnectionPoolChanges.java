package examples;

import examples.GitHistory.Change;
import examples.GitHubDeployments.State;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** What changed before, in and after the first example: commits and deployments. */
final class ConnectionPoolChanges {
  private static final ZoneOffset BERLIN = ZoneOffset.ofHours(1);
  private static final String SEARCH = "src/main/java/com/acme/orders/search/OrderSearch.java";
  private static final String SQL = "src/main/resources/sql/order_search.sql";

  private final EvidenceFolder folder;

  ConnectionPoolChanges(EvidenceFolder folder) {
    this.folder = folder;
  }

  /** The repository and the deployments of three services. */
  void put() throws IOException {
    GitHistory history = new GitHistory();
    history.commit(
        "jonas.b",
        Instant.parse("2025-02-03T13:12:44Z"),
        BERLIN,
        "Import of the order service\n",
        ConnectionPoolSources.base());
    history.commit(
        "priya.s",
        Instant.parse("2025-02-05T09:40:02Z"),
        BERLIN,
        "Say which field of a request was refused\n",
        List.of(
            new Change(
                "src/main/java/com/acme/orders/web/RequestValidator.java",
                ConnectionPoolSources.VALIDATOR)));
    String before =
        history.commit(
            "jonas.b",
            Instant.parse("2025-02-06T15:21:30Z"),
            BERLIN,
            "Release 2.2.4\n",
            List.of(new Change("version.txt", "2.2.4\n")));
    history.tag("v2.2.4");
    history.commit(
        "priya.s",
        at("08:47:19"),
        BERLIN,
        "Describe how to run the service locally\n",
        List.of(
            new Change(
                "README.md",
                "# orders-api\n\nRun it: `docker compose up`, then `mvn spring-boot:run`.\n")));
    String commit =
        history.commit(
            "jonas.b",
            at("09:41:07"),
            BERLIN,
            "Search orders by customer note\n\nThe support desk looks orders up by what customers wrote. Release 2.3.0.\n",
            List.of(
                new Change(SEARCH, ConnectionPoolSources.SEARCH),
                new Change(SQL, ConnectionPoolSources.SQL),
                new Change("version.txt", "2.3.0\n")));
    history.tag("v2.3.0");
    String cache =
        history.commit(
            "priya.s",
            at("10:18:58"),
            BERLIN,
            "Add cache layer in front of order search\n\nAnswers stay valid for 60 seconds. Release 2.3.1.\n",
            List.of(
                new Change(
                    "src/main/java/com/acme/orders/search/SearchCache.java",
                    ConnectionPoolSources.CACHE),
                new Change("version.txt", "2.3.1\n")));
    history.tag("v2.3.1");
    history.commit(
        "jonas.b",
        at("10:57:41"),
        BERLIN,
        "Add a trigram index on the customer note\n",
        List.of(
            new Change(
                "src/main/resources/db/V31__customer_note_index.sql",
                "CREATE EXTENSION IF NOT EXISTS pg_trgm;\nCREATE INDEX CONCURRENTLY orders_customer_note_trgm\n    ON orders USING gin (lower(customer_note) gin_trgm_ops);\n")));
    folder.put("git/orders-api.bundle", new EvidenceFolder.Bundle(history));
    folder.fact(
        Fact.atPointer(
                "query-committed",
                at("09:41:07"),
                "Search by customer note committed",
                "git/orders-api.bundle",
                "/" + commit,
                "Search orders by customer note")
            .optional());

    GitHubDeployments orders = new GitHubDeployments("acme-shop/orders-api", 5_811_204_110L);
    orders.deployment(
        2_201_338_017L,
        "v2.2.4",
        before,
        "production",
        "orders-api v2.2.4",
        Instant.parse("2025-02-06T15:40:02Z"),
        new State("in_progress", Instant.parse("2025-02-06T15:40:09Z"), ""),
        new State("success", Instant.parse("2025-02-06T15:42:51Z"), "Rolled out"));
    orders.deployment(
        2_204_410_552L,
        "v2.3.0",
        commit,
        "production",
        "orders-api v2.3.0",
        at("09:56:12"),
        new State("in_progress", at("09:56:20"), ""),
        new State("success", ConnectionPoolIncident.DEPLOYED, "v2.3.0 live in production"));
    orders.deployment(
        2_204_439_208L,
        "v2.3.1",
        cache,
        "production",
        "orders-api v2.3.1: cache layer",
        at("10:20:21"),
        new State("in_progress", at("10:20:33"), ""),
        new State(
            "success",
            ConnectionPoolIncident.CACHE_DEPLOYED,
            "v2.3.1 with the cache layer live in production"));
    orders.putInto(folder, "github/orders-api");
    deployed(
        "v2.3.0-deployed",
        ConnectionPoolIncident.DEPLOYED,
        "orders-api v2.3.0 deployed",
        2_204_410_552L);
    deployed(
        "cache-layer-deployed",
        ConnectionPoolIncident.CACHE_DEPLOYED,
        "Cache layer deployed",
        2_204_439_208L);
    unrelated();
  }

  private void deployed(String id, Instant when, String statement, long deployment) {
    String path = GitHubDeployments.statusesPath("github/orders-api", deployment);
    folder.fact(Fact.atPointer(id, when, statement, path, "/0", "success"));
  }

  /** Other services of the same day; one of these deployments failed. */
  private void unrelated() {
    GitHubDeployments web = new GitHubDeployments("acme-shop/storefront", 5_811_198_021L);
    web.deployment(
        2_204_280_190L,
        "v81.0.2",
        "6b0f5f3c1c1b0a7b4d0f4f0e8b7a2f5e9d3c1a20",
        "production",
        "storefront v81.0.2",
        Instant.parse("2025-02-08T16:20:40Z"),
        new State("in_progress", Instant.parse("2025-02-08T16:20:49Z"), ""),
        new State("success", Instant.parse("2025-02-08T16:24:13Z"), "Rolled out"));
    web.deployment(
        2_204_391_773L,
        "v81.0.3",
        "0d4a7be2f0a94a38c1f36a0b5f7e2c9d8b6a1f47",
        "production",
        "storefront v81.0.3",
        at("08:31:02"),
        new State("in_progress", at("08:31:10"), ""),
        new State("success", at("08:34:47"), "Rolled out"));
    web.putInto(folder, "github/storefront");
    GitHubDeployments mailer = new GitHubDeployments("acme-shop/mailer", 5_811_201_733L);
    mailer.deployment(
        2_204_402_961L,
        "v4.11.0",
        "c9e1d57a3f2b48e6a0c4b8d2e6f1a35b7c9d0e14",
        "production",
        "mailer v4.11.0",
        at("09:33:15"),
        new State("in_progress", at("09:33:24"), ""),
        new State("failure", at("09:35:58"), "Readiness probe failed, previous version kept"));
    mailer.putInto(folder, "github/mailer");
  }

  private static Instant at(String time) {
    return ConnectionPoolIncident.at(time);
  }
}

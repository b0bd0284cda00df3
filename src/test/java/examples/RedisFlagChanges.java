package examples;

import examples.GitHubDeployments.State;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;

/** What changed before and in the second example: commits, deployments, flags. */
final class RedisFlagChanges {
  private static final ZoneOffset BERLIN = ZoneOffset.ofHours(1);

  private final EvidenceFolder folder;

  RedisFlagChanges(EvidenceFolder folder) {
    this.folder = folder;
  }

  /** The repository, the deployments of two services, and the flags. */
  void put() throws IOException {
    GitHistory history = new GitHistory();
    history.commit(
        "tom.w",
        Instant.parse("2026-03-09T10:02:17Z"),
        BERLIN,
        "Import of the user service\n",
        RedisFlagSources.base());
    history.tag("v1.2.2");
    String dependency =
        history.commit(
            "renovate",
            RedisFlagIncident.DEPENDENCY,
            ZoneOffset.UTC,
            "Update dependency typescript to v5.8.2\n",
            RedisFlagSources.dependencyUpdate());
    String caching =
        history.commit(
            "deniz.a",
            RedisFlagIncident.COMMITTED,
            BERLIN,
            "Add caching layer to user service\n\nReads go through Redis while enableUserCache is on. Release 1.2.3.\n",
            RedisFlagSources.cachingLayer());
    history.tag("v1.2.3");
    String git = "git/user-service.bundle";
    folder.put(git, new EvidenceFolder.Bundle(history));
    folder.fact(
        Fact.atPointer(
            "dependency-committed",
            RedisFlagIncident.DEPENDENCY,
            "Unrelated dependency update committed",
            git,
            "/" + dependency,
            "Update dependency typescript"));
    folder.fact(
        Fact.atPointer(
            "caching-committed",
            RedisFlagIncident.COMMITTED,
            "Caching layer committed",
            git,
            "/" + caching,
            "Add caching layer to user service"));

    GitHubDeployments users = new GitHubDeployments("acme-accounts/user-service", 9_120_441_003L);
    users.deployment(
        3_310_772_641L,
        "v1.2.3",
        caching,
        "production",
        "user-service v1.2.3",
        at("14:30:19"),
        new State("in_progress", at("14:30:26"), ""),
        new State("success", RedisFlagIncident.DEPLOYED, "v1.2.3 live on 12 hosts"));
    users.putInto(folder, "github/user-service");
    folder.fact(
        Fact.atPointer(
            "v1.2.3-deployed",
            RedisFlagIncident.DEPLOYED,
            "user-service v1.2.3 deployed",
            GitHubDeployments.statusesPath("github/user-service", 3_310_772_641L),
            "/0",
            "success"));
    GitHubDeployments login = new GitHubDeployments("acme-accounts/login-page", 9_120_430_775L);
    login.deployment(
        3_310_741_118L,
        "v7.4.1",
        "5e8a1c0f7b3d42e69a0b1c2d3e4f5a6b7c8d9e0f",
        "production",
        "login-page v7.4.1",
        at("13:47:51"),
        new State("in_progress", at("13:47:59"), ""),
        new State("success", at("13:51:36"), "Rolled out"));
    login.putInto(folder, "github/login-page");
    flags();
  }

  private void flags() {
    LaunchDarklyAudit audit = new LaunchDarklyAudit("accounts");
    audit.flag(
        "",
        Instant.parse("2026-03-11T08:55:31.002Z"),
        "deniz.a",
        "createFlag",
        "created the flag",
        "enableUserCache",
        "production",
        "",
        "");
    audit.flag(
        "",
        Instant.parse("2026-03-11T13:20:07.551Z"),
        "deniz.a",
        "updateOn",
        "turned on the flag",
        "enableUserCache",
        "staging",
        "Changed targeting from `false` to `true`",
        "");
    audit.flag(
        "",
        at("09:12:44.870"),
        "tom.w",
        "updateOn",
        "turned on the flag",
        "compactLoginPage",
        "test",
        "Changed targeting from `false` to `true`",
        "");
    audit.flag(
        "flag-on",
        RedisFlagIncident.FLAG_ON,
        "deniz.a",
        "updateOn",
        "turned on the flag",
        "enableUserCache",
        "production",
        "Changed targeting from `false` to `true`",
        "User cache for everybody");
    audit.flag(
        "flag-off",
        RedisFlagIncident.FLAG_OFF,
        "deniz.a",
        "updateOn",
        "turned off the flag",
        "enableUserCache",
        "production",
        "Changed targeting from `true` to `false`",
        "");
    String path = "launchdarkly/auditlog.json";
    folder.put(path, new EvidenceFolder.Text(audit.render()));
    folder.fact(
        Fact.atPointer(
            "flag-on",
            RedisFlagIncident.FLAG_ON,
            "Flag enableUserCache turned on in production",
            path,
            audit.pointer("flag-on"),
            "turned on the flag"));
    folder.fact(
        Fact.atPointer(
            "flag-off",
            RedisFlagIncident.FLAG_OFF,
            "Flag enableUserCache turned off in production",
            path,
            audit.pointer("flag-off"),
            "turned off the flag"));
  }

  private static Instant at(String time) {
    return RedisFlagIncident.at(time);
  }
}

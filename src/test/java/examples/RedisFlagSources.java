package examples;

import examples.GitHistory.Change;
import java.util.List;

/** File contents of the user service's small repository. */
final class RedisFlagSources {
  private RedisFlagSources() {}

  static List<Change> base() {
    return List.of(
        new Change("README.md", "# user-service\n"),
        new Change("src/services/user.ts", service(false)),
        new Change("src/jobs/avatar.ts", "export class AvatarJob {}\n"),
        new Change("package.json", packageJson("1.2.2", "5.7.3")),
        new Change("package-lock.json", lock("1.2.2", "5.7.3")));
  }

  static List<Change> dependencyUpdate() {
    return List.of(
        new Change("package.json", packageJson("1.2.2", "5.8.2")),
        new Change("package-lock.json", lock("1.2.2", "5.8.2")));
  }

  static List<Change> cachingLayer() {
    return List.of(
        new Change("src/services/user.ts", service(true)),
        new Change("src/cache/redis.ts", cache()));
  }

  private static String packageJson(String version, String typescript) {
    return """
    {
      "name": "user-service",
      "version": "%s",
      "devDependencies": {
        "typescript": "%s"
      }
    }
    """
        .formatted(version, typescript);
  }

  private static String lock(String version, String typescript) {
    return """
    {
      "name": "user-service",
      "version": "%s",
      "lockfileVersion": 3,
      "packages": {
        "node_modules/typescript": {
          "version": "%s",
          "dev": true
        }
      }
    }
    """
        .formatted(version, typescript);
  }

  /** Long enough that the cached read stands at line 45. */
  private static String service(boolean cached) {
    StringBuilder source = new StringBuilder();
    source.append("import { Profile, ProfileStore } from '../store/profile';\n");
    source.append(
        cached
            ? "import { RedisCache } from '../cache/redis';\nimport { flags } from '../flags';\n"
            : "\n\n");
    source.append(
        "\nexport class UserService {\n  constructor(private readonly store: ProfileStore");
    source.append(cached ? ", private readonly cache: RedisCache) {}\n" : ") {}\n");
    for (String field : List.of("name", "email", "locale", "avatar")) {
      source.append("\n  async ").append(field).append("(id: string): Promise<string> {\n");
      source.append(
          "    const profile = await this.store.load(id);\n    if (profile === undefined) {\n      return '';\n    }\n");
      source.append("    return profile.").append(field).append(";\n  }\n");
    }
    source.append("\n  /**\n   * The whole profile.\n   */");
    source.append("\n  async getUser(id: string): Promise<Profile> {\n");
    if (cached) {
      source.append(
          "    if (flags.enabled('enableUserCache')) {\n      const hit = await this.cache.get(id);\n      if (hit !== undefined) {\n        return hit;\n      }\n    }\n");
    }
    return source.append("    return this.store.mustLoad(id);\n  }\n}\n").toString();
  }

  private static String cache() {
    return """
    import { createClient } from 'redis';
    import { Profile } from '../store/profile';

    export class RedisCache {
      private readonly client = createClient({ url: process.env.REDIS_URL });

      async get(id: string): Promise<Profile | undefined> {
        const text = await this.client.get('user:' + id);
        return text === null ? undefined : (JSON.parse(text) as Profile);
      }

      async put(profile: Profile): Promise<void> {
        await this.client.set('user:' + profile.id, JSON.stringify(profile));
      }
    }
    """;
  }
}

package counterpart;

import github.GitHubServer;
import gitserver.GitServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * GitHub on this machine, for trying the program without GitHub: issues and pull requests of one
 * repository at one port, its Git at the next. Nothing of it outlives the process.
 */
public final class Counterpart implements AutoCloseable {

  /** The moment at which the clock stands in the tour of the README: a Tuesday, five days after. */
  public static final Instant TOUR = Instant.parse("2026-03-17T09:00:00Z");

  /** Where the API is, unless something else is said; Git is at the next port. */
  public static final int PORT = 8470;

  private static final int WIDTH = 110;
  static final String REPOSITORY = "acme/user-service";
  private static final String TOKEN = "counterpart";
  private static final String LOGIN = "rosa";
  private static final String SERVER = "https://github.example";

  private final GitHubServer github;
  private final GitServer git;
  private final boolean stands;
  private final Instant now;

  private Counterpart(GitHubServer github, GitServer git, boolean stands, Instant now) {
    this.github = github;
    this.git = git;
    this.stands = stands;
    this.now = now;
  }

  /**
   * Starts it.
   *
   * @param checkout the folder of this project
   * @param folder a folder of its own, which is there
   * @param clock of the server; one that stands is handed on in {@link #variables}
   * @param port of the API; 0 for any two that are free
   * @param news told what happens, line by line
   */
  public static Counterpart start(
      Path checkout, Path folder, Clock clock, int port, Consumer<String> news) throws Exception {
    TeamRepository team = TeamRepository.create(checkout, folder.resolve("remote.git"));
    GitServer git =
        GitServer.servingToAll(team.folder(), TOKEN, REPOSITORY, port == 0 ? 0 : port + 1);
    GitHubServer github = new GitHubServer(clock, "", port);
    github.person(LOGIN, TOKEN);
    List.of("deniz-a", "mara-k", "tom-w").forEach(login -> github.person(login, "of-" + login));
    github
        .repository(REPOSITORY)
        .pushers(LOGIN)
        .assignable(LOGIN, "deniz-a", "mara-k", "tom-w")
        .branches(team::hasBranch);
    github.watch((request, answer) -> news.accept(News.of(request, answer)));
    boolean stands = clock.equals(Clock.fixed(clock.instant(), ZoneOffset.UTC));
    return new Counterpart(github, git, stands, clock.instant());
  }

  /** The server behind it. */
  public GitHubServer github() {
    return github;
  }

  /** What the environment of the program has to say, in the order in which it is shown. */
  public Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("GITHUB_API_URL", github.url());
    variables.put("GITHUB_SERVER_URL", SERVER);
    variables.put("GITHUB_REPOSITORY", REPOSITORY);
    variables.put("GITHUB_TOKEN", TOKEN);
    variables.put("GITHUB_ACTOR", LOGIN);
    if (stands) {
      variables.put("SOURCE_DATE_EPOCH", Long.toString(now.getEpochSecond()));
    }
    return variables;
  }

  /** The address that {@code git clone} takes. */
  public String address() {
    return git.url();
  }

  /** What somebody has to type in another terminal. */
  public String instructions() {
    StringBuilder text = new StringBuilder();
    text.append("The counterpart of GitHub runs until Ctrl-C. Type in another terminal:\n");
    int column = 0;
    for (Map.Entry<String, String> variable : variables().entrySet()) {
      String setting = " " + variable.getKey() + "=" + variable.getValue();
      if (column == 0 || column + setting.length() > WIDTH) {
        text.append(column == 0 ? "export" : "\nexport");
        column = "export".length();
      }
      text.append(setting);
      column += setting.length();
    }
    text.append('\n');
    text.append("git clone -q ").append(address()).append(" tour && cd tour\n");
    return text.append("What reaches it is shown here.\n").toString();
  }

  @Override
  public void close() throws IOException {
    git.close();
    github.close();
  }

  /** Runs it until the process is ended. */
  public static void main(String[] args) throws Exception {
    List<String> words = List.of(args);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    int at = words.indexOf("--port");
    boolean known =
        words.stream().allMatch(word -> word.matches("--port|--now|\\d{1,5}"))
            && (at < 0 || (at + 1 < words.size() && words.get(at + 1).matches("\\d{1,5}")));
    if (!known) {
      System.err.println("usage: bin/counterpart [--port N] [--now]");
      System.exit(2);
    }
    int port = at < 0 ? PORT : Integer.parseInt(words.get(at + 1));
    Clock clock = words.contains("--now") ? Clock.systemUTC() : Clock.fixed(TOUR, ZoneOffset.UTC);
    Path folder = Files.createTempDirectory("counterpart");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    try {
      Counterpart counterpart = start(Path.of(""), folder, clock, port, out::print);
      out.print(counterpart.instructions());
    } catch (Exception e) {
      Throwable cause = e;
      while (cause.getCause() != null && !(cause instanceof BindException)) {
        cause = cause.getCause();
      }
      if (!(cause instanceof BindException)) {
        throw e;
      }
      System.err.println(
          "counterpart: port " + port + " or the one after it is taken; use --port N");
      System.exit(2);
    }
    new CountDownLatch(1).await();
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      // It lies in the folder for temporary files.
    }
  }
}

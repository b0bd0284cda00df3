package bench.generator;

/** What happened in the repositories of an organisation, as GitHub tells it. */
final class ActivityExport extends CallRecords {

  private static final String CALLS =
      """
      900 started WatchEvent | {user}
      800 created IssueCommentEvent | looks good, see {path}
      700 labeled IssuesEvent | {noun} is slow
      600 approved PullRequestReviewEvent | thanks, {user}
      500 opened PullRequestEvent | cache {noun} for {n} s
      200 branch CreateEvent | feature-{n}
      200 forked ForkEvent | {hex:8}
      20 pushed PushEvent | {noun}
      """;

  private static final byte[] ID = Bytes.of("{\"id\":\"2224");
  private static final byte[] TYPE = Bytes.of("\",\"type\":\"");
  private static final byte[] ACTOR =
      Bytes.of(
          "\",\"actor\":{\"id\":5,\"login\":\"deployer\",\"gravatar_id\":\"\","
              + "\"url\":\"https://api.example.test/users/deployer\"},\"repo\":{\"id\":");
  private static final byte[] ACTION =
      Bytes.of(",\"name\":\"acme/checkout\"},\"payload\":{\"action\":\"");
  private static final byte[] HEAD = Bytes.of("\",\"ref\":\"refs/heads/main\",\"head\":\"");
  private static final byte[] BODY = Bytes.of("\",\"body\":\"");
  private static final byte[] CREATED = Bytes.of("\"},\"public\":true,\"created_at\":\"");
  private static final byte[] LAST = Bytes.of("\"}\n");

  ActivityExport() {
    super("activity", CALLS);
  }

  @Override
  public int write(Bytes out, Clock clock, Dice dice, boolean trouble) {
    Program.Said said = draw(dice, trouble);
    out.text(ID).padded(dice.below(1_000_000_000), 9).text(TYPE).text(said.logger());
    out.text(ACTOR).decimal(dice.between(1, 90)).text(ACTION).text(said.level());
    out.text(HEAD).hex(dice.bits(), 16).hex(dice.bits(), 16).hex(dice.bits(), 8).text(BODY);
    said.message().write(out, dice);
    out.text(CREATED);
    clock.second(out);
    out.text(LAST);
    return said.statement().id();
  }
}

package bench.generator;

/**
 * Calls of an interface in the cloud as AWS CloudTrail writes them down: nearly all of them only
 * read.
 */
final class AuditExport extends CallRecords {

  private static final String CALLS =
      """
      900 ec2 DescribeInstances | {of:}
      800 ecs DescribeServices | {of:}
      700 s3 GetObject | {of:}
      600 kms Decrypt | {of:}
      500 sts AssumeRole | {of:}
      400 logs DescribeLogGroups | {of:}
      300 dynamodb ListTables | {of:}
      200 elasticloadbalancing DescribeTargetHealth | {of:}
      120 sqs GetQueueAttributes | {of:}
      8 ecs UpdateService | shop
      6 autoscaling SetDesiredCapacity | shop
      5 lambda UpdateFunctionCode20150331v2 | mailer
      4 ec2 RunInstances | {of:}
      3 rds ModifyDBInstance | orders
      2 iam PutRolePolicy | {of:}
      """;

  private static final byte[] BEGIN = Bytes.of("{\"Records\":[\n");
  private static final byte[] END = Bytes.of("]}\n");
  private static final byte[] IDENTITY =
      Bytes.of(
          "{\"eventVersion\":\"1.09\",\"userIdentity\":{\"type\":\"AssumedRole\",\"principalId\":"
              + "\"AROAEXAMPLEEXAMPLE:deployer\",\"arn\":\"arn:aws:sts::111122223333:assumed-role/deployer/ci\","
              + "\"accountId\":\"111122223333\",\"sessionContext\":{\"sessionIssuer\":{\"type\":\"Role\","
              + "\"userName\":\"deployer\"},\"attributes\":{\"mfaAuthenticated\":\"false\"}}},\"eventTime\":\"");
  private static final byte[] SOURCE = Bytes.of("\",\"eventSource\":\"");
  private static final byte[] NAME = Bytes.of(".amazonaws.com\",\"eventName\":\"");
  private static final byte[] FROM =
      Bytes.of("\",\"awsRegion\":\"eu-west-1\",\"sourceIPAddress\":\"");
  private static final byte[] AGENT =
      Bytes.of(
          "\",\"userAgent\":\"aws-sdk-go-v2/1.25.0 os/linux lang/go md/GOOS#linux\",\"requestParameters\":");
  private static final byte[] SERVICE = Bytes.of("{\"service\":\"");
  private static final byte[] CLOSE = Bytes.of("\"}");
  private static final byte[] NONE = Bytes.of("{\"maxResults\":100}");
  private static final byte[] REQUEST = Bytes.of(",\"responseElements\":null,\"requestID\":\"");
  private static final byte[] EVENT = Bytes.of("\",\"eventID\":\"");
  private static final byte[] LAST =
      Bytes.of(
          "\",\"eventType\":\"AwsApiCall\",\"managementEvent\":true,\"recipientAccountId\":\"111122223333\","
              + "\"eventCategory\":\"Management\",\"tlsDetails\":{\"tlsVersion\":\"TLSv1.3\",\"cipherSuite\":"
              + "\"TLS_AES_128_GCM_SHA256\"}}");
  private static final byte[] REFUSED = Bytes.of(",\"errorCode\":\"AccessDenied\"");

  AuditExport() {
    super("audit", CALLS);
  }

  @Override
  public String fileName() {
    return name() + ".json";
  }

  @Override
  public void between(Bytes out, long record) {
    if (record > 0) {
      out.put(',').put('\n');
    }
  }

  @Override
  public void begin(Bytes out) {
    out.text(BEGIN);
  }

  @Override
  public void end(Bytes out) {
    out.text(END);
  }

  @Override
  public int write(Bytes out, Clock clock, Dice dice, boolean trouble) {
    Program.Said said = draw(dice, trouble);
    out.text(IDENTITY);
    clock.second(out);
    out.text(SOURCE).text(said.level()).text(NAME).text(said.logger());
    out.text(FROM);
    Phrase.ip(out, dice);
    out.text(AGENT);
    int from = out.length();
    out.text(SERVICE);
    int service = out.length();
    said.message().write(out, dice);
    if (out.length() > service) {
      out.text(CLOSE);
    } else {
      out.cut(from);
      out.text(NONE);
    }
    if (dice.below(2_000) == 0) {
      out.text(REFUSED);
    }
    out.text(REQUEST).hex(dice.bits(), 16).text(EVENT).hex(dice.bits(), 16);
    out.text(LAST);
    return said.statement().id();
  }
}

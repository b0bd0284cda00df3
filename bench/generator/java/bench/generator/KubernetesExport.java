package bench.generator;

/** The audit log of an API server of Kubernetes, which controllers and probes fill. */
final class KubernetesExport extends CallRecords {

  private static final String CALLS =
      """
      900 get leases | kube-controller-manager
      800 update leases | kube-scheduler
      700 list pods | node-agent
      600 watch configmaps | node-agent
      500 get nodes | node-agent
      400 patch events | event-recorder
      300 create subjectaccessreviews | metrics-adapter
      200 get endpointslices | proxy
      100 list namespaces | operator
      6 patch deployments | {noun}
      4 update configmaps | {noun}
      3 delete pods | {noun}-{hex:8}
      2 create ingresses | {noun}
      """;

  private static final byte[] BEGIN =
      Bytes.of(
          "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"level\":\"Metadata\",\"auditID\":\"");
  private static final byte[] STAGE =
      Bytes.of("\",\"stage\":\"ResponseComplete\",\"requestURI\":\"/apis/apps/v1/namespaces/shop/");
  private static final byte[] MANAGER =
      Bytes.of("?fieldManager=kubectl-edit\\u0026fieldValidation=Strict\",\"verb\":\"");
  private static final byte[] CONTROLLER =
      Bytes.of(
          "\",\"user\":{\"username\":\"system:serviceaccount:kube-system:controller\",\"uid\":\"0c1f\","
              + "\"groups\":[\"system:serviceaccounts\",\"system:authenticated\"]},\"sourceIPs\":[\"");
  private static final byte[] PERSON =
      Bytes.of(
          "\",\"user\":{\"username\":\"deployer\",\"groups\":[\"ops\",\"system:authenticated\"]},"
              + "\"sourceIPs\":[\"");
  private static final byte[] AGENT =
      Bytes.of(
          "\"],\"userAgent\":\"kubectl/v1.31.0 (linux/amd64) kubernetes/9edcffc\",\"objectRef\":{\"resource\":\"");
  private static final byte[] NAME = Bytes.of("\",\"namespace\":\"shop\",\"name\":\"");
  private static final byte[] STATUS =
      Bytes.of(
          "\",\"apiGroup\":\"apps\",\"apiVersion\":\"v1\"},\"responseStatus\":{\"metadata\":{},\"code\":");
  private static final byte[] RECEIVED = Bytes.of("},\"requestReceivedTimestamp\":\"");
  private static final byte[] DONE = Bytes.of("\",\"stageTimestamp\":\"");
  private static final byte[] LAST =
      Bytes.of(
          "\",\"annotations\":{\"authorization.k8s.io/decision\":\"allow\","
              + "\"authorization.k8s.io/reason\":\"RBAC: allowed by ClusterRoleBinding\"}}\n");

  /** So many of the calls are made by the cluster itself, which nobody wants to read of. */
  private static final int OF_CONTROLLERS = 9;

  KubernetesExport() {
    super("kubernetes", CALLS);
  }

  @Override
  public int write(Bytes out, Clock clock, Dice dice, boolean trouble) {
    Program.Said said = draw(dice, trouble);
    boolean reads = said.statement().id() < OF_CONTROLLERS;
    out.text(BEGIN).hex(dice.bits(), 16).hex(dice.bits(), 16);
    out.text(STAGE).text(said.logger()).text(MANAGER).text(said.level());
    out.text(reads ? CONTROLLER : PERSON);
    Phrase.ip(out, dice);
    out.text(AGENT).text(said.logger()).text(NAME);
    said.message().write(out, dice);
    out.text(STATUS).decimal(dice.below(500) == 0 ? 409 : 200).text(RECEIVED);
    clock.utc(out);
    out.text(DONE);
    clock.utc(out);
    out.text(LAST);
    return said.statement().id();
  }
}

package postmortem.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PodNameTest {

  @Test
  void a_container_that_does_not_say_whose_it_is_goes_by_the_workload_of_its_pod() {
    assertThat(PodName.service("server", "order-service-5b67c48447-fj8b7"))
        .isEqualTo("order-service");
    assertThat(PodName.service("Main", "nightly-report-28391040-x2k9q"))
        .isEqualTo("nightly-report");
  }

  @Test
  void a_name_that_tells_stays() {
    assertThat(PodName.service("orders", "shop-orders-5b67c48447-fj8b7")).isEqualTo("orders");
    assertThat(PodName.service("istio-proxy", "orders-5b67c48447-fj8b7")).isEqualTo("istio-proxy");
  }

  @Test
  void a_machine_is_no_pod() {
    assertThat(PodName.service("app", "web-12")).isEqualTo("app");
    assertThat(PodName.service("app", "ip-10-0-0-7")).isEqualTo("app");
    assertThat(PodName.service("app", null)).isEqualTo("app");
    assertThat(PodName.service(null, "orders-5b67c48447-fj8b7")).isNull();
  }

  @Test
  void workloads_of_deployments_daemon_sets_and_stateful_sets() {
    assertThat(PodName.workload("orders-7d9c5b8f4-x2k9q")).isEqualTo("orders");
    assertThat(PodName.workload("node-exporter-x2k9q")).isEqualTo("node-exporter");
    assertThat(PodName.workload("redis-0")).isEqualTo("redis");
  }
}

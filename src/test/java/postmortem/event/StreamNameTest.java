package postmortem.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamNameTest {

  @Test
  void rotated_files_are_one_stream() {
    for (String piece :
        new String[] {
          "app.log",
          "app.log.1",
          "app.log.2.gz",
          "app-2025-02-09.log",
          "app.log-20250209.gz",
          "app.2025-02-09.0.log.zst",
          "app.log.2025-02-09-10",
          "app.1.log"
        }) {
      assertThat(StreamName.of("ev/" + piece)).as(piece).isEqualTo("ev/app.log");
    }
  }

  @Test
  void other_services_and_folders_are_other_streams() {
    assertThat(StreamName.of("a/app.log")).isNotEqualTo(StreamName.of("b/app.log"));
    assertThat(StreamName.of("orders.log")).isNotEqualTo(StreamName.of("carts.log.1"));
    assertThat(StreamName.of("orders-1.log")).isEqualTo(StreamName.of("orders-7.log.gz"));
  }

  @Test
  void pods_and_containers_of_one_workload_share_its_name() {
    String workload = StreamName.workload("logs/payments-6c9f7d4b8d-4xf5m.log");
    for (String other :
        new String[] {
          "logs/payments-7f5dd6c6c9-xk8jm.log",
          "logs/payments-6c9f7d4b8d-b9h98.log.1",
          "logs/payments-59f8c7d96c-2hjkp-2025-02-09.log.gz"
        }) {
      assertThat(StreamName.workload(other)).as(other).isEqualTo(workload);
    }
    assertThat(
            StreamName.workload(
                "pods/shop_report-29682100-x4v2q_3f2c9e6f-0c2e-4e0f-b0a1-b2c3d4e5f601/0.log"))
        .isEqualTo(
            StreamName.workload(
                "pods/shop_report-29682160-bdf7k_9a1b7c33-1f2e-4d0f-8e21-c2b3a4d5e6f7/0.log"));
  }

  @Test
  void words_are_no_identifiers_of_pods() {
    assertThat(StreamName.workload("web-frontend-https.log"))
        .isNotEqualTo(StreamName.workload("web-frontend-nginx.log"));
    assertThat(StreamName.workload("shop-dbcluster-http2.log"))
        .isNotEqualTo(StreamName.workload("shop-dbcluster-grpcd.log"));
  }

  @Test
  void regions_and_clusters_are_no_replicas_of_each_other() {
    for (String[] areas :
        new String[][] {
          {"eu-1/gateway.log", "eu-2/gateway.log"},
          {"logs/us-east-1/app-1.log", "logs/us-east-2/app-1.log"},
          {"europe-west1/app.log", "europe-west4/app.log"},
          {"cluster-1/app.log", "cluster-2/app.log"}
        }) {
      assertThat(StreamName.workload(areas[0])).isNotEqualTo(StreamName.workload(areas[1]));
      assertThat(StreamName.of(areas[0])).isNotEqualTo(StreamName.of(areas[1]));
    }
    assertThat(StreamName.workload("us-east-1/app-1.log"))
        .isEqualTo(StreamName.workload("us-east-1/app-2.log"));
    assertThat(StreamName.area("logs/eu-2/gateway.log")).isEqualTo(5);
  }

  @Test
  void hosts_and_files_that_are_called_alike_are() {
    for (String[] replicas :
        new String[][] {
          {"web-1/app.log", "web-2/app.log"},
          {"eu-web-1/app.log", "eu-web-2/app.log"},
          {"menu-1/app.log", "menu-2/app.log"},
          {"logs/eu-1.log", "logs/eu-2.log"}
        }) {
      assertThat(StreamName.workload(replicas[0])).isEqualTo(StreamName.workload(replicas[1]));
      assertThat(StreamName.area(replicas[0])).isNegative();
    }
  }
}

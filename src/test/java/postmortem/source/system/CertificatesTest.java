package postmortem.source.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.Diagnostics;
import postmortem.event.Event;
import postmortem.event.EventType;
import postmortem.log.Readout;
import postmortem.source.Evidences;
import postmortem.source.SourceReader;

class CertificatesTest {

  /** Made for this test; the key was thrown away. */
  private static final String CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBrzCCAVSgAwIBAgIUb+m8A6dq9IHB8FcpIUgDskW42sQwCgYIKoZIzj0EAwIw
      FzEVMBMGA1UEAwwMc2hvcC5leGFtcGxlMB4XDTI2MTEyMTExMjk0NVoXDTI3MDIx
      OTExMjk0NVowFzEVMBMGA1UEAwwMc2hvcC5leGFtcGxlMFkwEwYHKoZIzj0CAQYI
      KoZIzj0DAQcDQgAEN9KEfHcbYgrBcyLeCmNedDmnQTxbQrm4R+Hq+7Mf25Ud0kGv
      rMRwH5BV8+6CQUG4xuO7uWURPUC9pqitylP+CKN+MHwwHQYDVR0OBBYEFOVhLdpa
      Jxp77Tl1+rdjfA+cSeG2MB8GA1UdIwQYMBaAFOVhLdpaJxp77Tl1+rdjfA+cSeG2
      MA8GA1UdEwEB/wQFMAMBAf8wKQYDVR0RBCIwIIIMc2hvcC5leGFtcGxlghB3d3cu
      c2hvcC5leGFtcGxlMAoGCCqGSM49BAMCA0kAMEYCIQChAGd2nm9sxOjYHW322o6a
      PU6+0UNBtbIaLTOujy5+3AIhAOa1byu6A56kuiVKRAOHdMVg9kT7T/Rg/aIzTXNr
      sAc7
      -----END CERTIFICATE-----
      """;

  private static final String KEY =
      "-----BEGIN PRIVATE" + " KEY-----\nbm90IGEga2V5\n-----END PRIVATE" + " KEY-----\n";

  @Test
  void a_certificate_begins_to_be_valid_and_expires() {
    Diagnostics diagnostics = new Diagnostics();
    Readout readout = Evidences.read(diagnostics, Evidences.file("shop.pem", KEY + CERTIFICATE));
    assertThat(diagnostics.sorted()).isEmpty();
    assertThat(readout.events())
        .extracting(Event::summary)
        .containsExactly(
            "Certificate of shop.example is valid from now on",
            "Certificate of shop.example expires");
    assertThat(readout.events())
        .extracting(event -> event.time().text())
        .containsExactly("2026-11-21T11:29:45Z", "2027-02-19T11:29:45Z");
    Event event = readout.events().get(0);
    assertThat(event.type()).isEqualTo(EventType.CERTIFICATE);
    assertThat(event.attributes()).containsEntry("names", "shop.example, www.shop.example");
    assertThat(event.citations().get(0).place()).hasToString(":4");
    assertThat(readout.accounts().get(0).filtered()).isEqualTo(1);
    assertThat(readout.toString()).doesNotContain("bm90IGEga2V5");
  }

  @Test
  void what_stands_behind_the_limit_is_counted_and_told() {
    Diagnostics diagnostics = new Diagnostics();
    String padding = ("-".repeat(999) + "\n").repeat(17_000);
    Readout readout =
        Evidences.read(
            diagnostics, Evidences.file("shop.pem", CERTIFICATE + padding + CERTIFICATE));
    assertThat(readout.events()).hasSize(2);
    assertThat(readout.accounts().get(0).unreadable()).isEqualTo(1);
    assertThat(diagnostics.sorted())
        .extracting(Diagnostic::message)
        .anySatisfy(
            told -> assertThat(told).contains("only the first 16 MiB of the file are read"));
  }

  @Test
  void words_around_the_blocks_do_not_matter_but_a_log_stays_a_log() {
    SourceReader reader = Evidences.reader(new Diagnostics());
    assertThat(
            reader
                .claim(
                    List.of(
                        Evidences.file(
                            "chain.txt", " 0 s:CN=shop.example\n   i:CN=x\n" + CERTIFICATE),
                        Evidences.file("app.log", "2025-03-04T09:00:00Z start\n" + CERTIFICATE),
                        Evidences.file("key.pem", KEY)))
                .sources())
        .containsOnlyKeys("chain.txt");
  }

  @Test
  void a_damaged_certificate_is_located() {
    Diagnostics diagnostics = new Diagnostics();
    Readout readout =
        Evidences.read(
            diagnostics,
            Evidences.file(
                "shop.pem", "-----BEGIN CERTIFICATE-----\nTUlJQ0Zq\n-----END CERTIFICATE-----\n"));
    assertThat(readout.accounts().get(0).unreadable()).isEqualTo(1);
    assertThat(diagnostics.sorted())
        .extracting(Diagnostic::code, Diagnostic::message)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "PM-S013", "this is not a certificate: 1 row of certificates"));
  }
}

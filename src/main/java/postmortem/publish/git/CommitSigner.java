package postmortem.publish.git;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.GpgSignature;
import org.jspecify.annotations.Nullable;
import postmortem.diagnostic.Diagnostic;
import postmortem.diagnostic.DiagnosticException;

/**
 * Signs commits as Git does where {@code commit.gpgsign} is set: with the user's own program, so
 * that agents, cards and passphrases work.
 */
final class CommitSigner {

  private final Config settings;
  private final Map<String, String> variables;
  private final Path temporaryFolder;
  private final String committer;

  private CommitSigner(
      Config settings, Map<String, String> variables, Path temporaryFolder, String committer) {
    this.settings = settings;
    this.variables = variables;
    this.temporaryFolder = temporaryFolder;
    this.committer = committer;
  }

  /**
   * The signer; empty when the user's configuration does not ask for signatures.
   *
   * @param committer name and address, by which OpenPGP finds a key that is not named
   */
  static Optional<CommitSigner> of(
      Config settings, Map<String, String> variables, Path temporaryFolder, String committer) {
    return settings.getBoolean("commit", null, "gpgsign", false)
        ? Optional.of(new CommitSigner(settings, variables, temporaryFolder, committer))
        : Optional.empty();
  }

  /** The key, for people. */
  String key() {
    String key = settings.getString("user", null, "signingkey");
    return key == null || key.isBlank() ? committer : key.strip();
  }

  private String format() {
    String format = settings.getString("gpg", null, "format");
    return format == null ? "openpgp" : format.toLowerCase(Locale.ROOT);
  }

  /** Signs the bytes of a commit without a signature. */
  GpgSignature sign(byte[] commit) throws IOException {
    return new GpgSignature(format().equals("ssh") ? ssh(commit) : openPgp(commit));
  }

  private String program(String standard) {
    String program = settings.getString("gpg", format(), "program");
    if (program == null && !format().equals("ssh") && !format().equals("x509")) {
      program = settings.getString("gpg", null, "program");
    }
    return program == null ? standard : program;
  }

  private byte[] openPgp(byte[] commit) throws IOException {
    String standard = format().equals("x509") ? "gpgsm" : "gpg";
    byte[] signature = run(List.of(program(standard), "-bsau", key()), commit);
    if (!new String(signature, StandardCharsets.ISO_8859_1).startsWith("-----BEGIN ")) {
      throw failed("the program made no signature", null);
    }
    return signature;
  }

  private byte[] ssh(byte[] commit) throws IOException {
    String configured = settings.getString("user", null, "signingkey");
    if (configured == null || configured.isBlank()) {
      throw failed(
          "user.signingkey is not set",
          "gpg.ssh.defaultKeyCommand is not asked here; name the key itself");
    }
    Path folder = Files.createTempDirectory(temporaryFolder, "postmortem-sign-");
    Path text = folder.resolve("commit");
    Path signature = folder.resolve("commit.sig");
    Path literal = folder.resolve("key.pub");
    try {
      Files.write(text, commit);
      List<String> command = new ArrayList<>(List.of(program("ssh-keygen"), "-Y", "sign", "-n"));
      command.addAll(List.of("git", "-f"));
      String key = key();
      if (key.startsWith("key::") || key.startsWith("ssh-")) {
        Files.writeString(literal, key.replaceFirst("^key::", "") + "\n", StandardCharsets.UTF_8);
        command.addAll(List.of(literal.toString(), "-U"));
      } else {
        String home = variables.get("HOME");
        command.add(key.startsWith("~/") && home != null ? home + key.substring(1) : key);
      }
      command.add(text.toString());
      run(command, new byte[0]);
      return Files.readAllBytes(signature);
    } finally {
      for (Path file : List.of(text, signature, literal, folder)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private byte[] run(List<String> command, byte[] input) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(variables);
    Path said = Files.createTempFile(temporaryFolder, "postmortem-sign-", ".txt");
    builder.redirectError(said.toFile());
    try {
      Process process = builder.start();
      try (OutputStream out = process.getOutputStream()) {
        out.write(input);
      }
      byte[] output = process.getInputStream().readAllBytes();
      // A passphrase may have to be typed.
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw failed("it took longer than five minutes", null);
      }
      if (process.exitValue() != 0) {
        String why = Files.readString(said, StandardCharsets.ISO_8859_1);
        throw failed(
            command.get(0) + " ended with " + process.exitValue(),
            why.isBlank() ? null : "it says: " + RemoteSide.printable(why));
      }
      return output;
    } catch (IOException e) {
      throw failed(command.get(0) + " cannot be run", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("it was interrupted", null);
    } finally {
      Files.deleteIfExists(said);
    }
  }

  private DiagnosticException failed(String why, @Nullable String detail) {
    Diagnostic diagnostic =
        Diagnostic.error("PM-P005", "the commit could not be signed: " + why)
            .noting("commit.gpgsign is set, with format " + format() + " and key " + key());
    if (detail != null) {
      diagnostic = diagnostic.noting(detail);
    }
    return DiagnosticException.usage(
        diagnostic.helping("nothing was pushed; make signing work, or publish with --no-sign"));
  }
}

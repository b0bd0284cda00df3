package postmortem.publish.git;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/**
 * Reaches a remote through the user's own ssh, with its keys, agent, known hosts and configuration:
 * {@code GIT_SSH_COMMAND}, {@code core.sshCommand}, {@code GIT_SSH}, else {@code ssh}, in the order
 * of Git.
 */
final class ExternalSsh extends SshSessionFactory {

  private final Map<String, String> variables;
  private final @Nullable String configured;

  ExternalSsh(Map<String, String> variables, @Nullable String configured) {
    this.variables = Map.copyOf(variables);
    this.configured = configured;
  }

  @Override
  public String getType() {
    return "postmortem";
  }

  @Override
  public RemoteSession getSession(
      URIish uri, @Nullable CredentialsProvider credentials, @Nullable FS fs, int milliseconds) {
    return new Session(uri);
  }

  private List<String> command(URIish uri, String remoteCommand) {
    List<String> arguments = new ArrayList<>();
    if (uri.getPort() > 0) {
      arguments.add("-p");
      arguments.add(Integer.toString(uri.getPort()));
    }
    // An address that begins with a hyphen must not become an option.
    arguments.add("--");
    String user = uri.getUser();
    arguments.add(user == null ? uri.getHost() : user + "@" + uri.getHost());
    arguments.add(remoteCommand);
    String line = variables.getOrDefault("GIT_SSH_COMMAND", configured);
    List<String> command = new ArrayList<>();
    if (line == null) {
      command.add(variables.getOrDefault("GIT_SSH", "ssh"));
    } else {
      // Git gives it to a shell as well: it may hold options and quotes.
      command.addAll(List.of("sh", "-c", line + " \"$@\"", line));
    }
    command.addAll(arguments);
    return command;
  }

  private final class Session implements RemoteSession {

    private final URIish uri;
    private @Nullable Process process;

    Session(URIish uri) {
      this.uri = uri;
    }

    @Override
    public Process exec(String remoteCommand, int timeout) throws IOException {
      ProcessBuilder builder = new ProcessBuilder(command(uri, remoteCommand));
      builder.environment().clear();
      builder.environment().putAll(variables);
      process = builder.start();
      return process;
    }

    @Override
    public void disconnect() {
      Process running = process;
      if (running == null) {
        return;
      }
      try {
        if (!running.waitFor(5, TimeUnit.SECONDS)) {
          running.destroy();
        }
      } catch (InterruptedException e) {
        running.destroy();
        Thread.currentThread().interrupt();
      }
    }
  }
}

package github;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.report.ValidationReport;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Holds requests against GitHub's own OpenAPI description, each shape of them once. */
public final class OpenApiCheck implements RequestCheck {

  private static final Path DESCRIPTION =
      Path.of("../shared/corpus/github-openapi/rest-api-pruned.json");

  /** Loading it takes two seconds: once for all servers. */
  private static final OpenApiInteractionValidator VALIDATOR = load();

  private static final Map<String, List<String>> JUDGED = new HashMap<>();

  private static OpenApiInteractionValidator load() {
    try {
      return OpenApiInteractionValidator.createForInlineApiSpecification(
              Files.readString(DESCRIPTION))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many shapes of requests were judged so far. */
  static int shapes() {
    synchronized (JUDGED) {
      return JUDGED.size();
    }
  }

  @Override
  public List<String> violations(Request request) {
    synchronized (JUDGED) {
      return JUDGED.computeIfAbsent(shape(request), shape -> judge(request));
    }
  }

  private static List<String> judge(Request request) {
    // Links between pages name the repository by its id, which is not described.
    String path = request.path().replaceFirst("^/repositories/[0-9]+", "/repos/acme/shop");
    SimpleRequest.Builder builder = new SimpleRequest.Builder(request.method(), path);
    request.query().forEach(builder::withQueryParam);
    // GitHub recommends an Accept header, application/vnd.github+json, that its description lacks.
    String type = request.headers().get("content-type");
    if (type != null) {
      builder.withHeader("Content-Type", type);
    }
    if (!request.body().isEmpty()) {
      builder.withBody(request.body());
    }
    return VALIDATOR.validateRequest(builder.build()).getMessages().stream()
        .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
        .map(message -> request + ": " + message.getMessage())
        .toList();
  }

  /**
   * Method, kind of path, names and types of all values; of a single word, the word: it may be one
   * of a few.
   */
  private static String shape(Request request) {
    StringBuilder shape = new StringBuilder(request.method()).append(' ');
    shape.append(request.endpoint() == Endpoint.OTHER ? request.path() : request.endpoint());
    shape.append(new TreeSet<>(request.query().keySet()));
    describe(request.json(), shape);
    return shape.toString();
  }

  private static void describe(JsonNode node, StringBuilder shape) {
    shape.append(node.getNodeType());
    if (node.isTextual() && node.textValue().matches("[a-z_]{1,20}")) {
      shape.append(node.textValue());
    }
    node.properties()
        .forEach(
            field -> {
              shape.append(' ').append(field.getKey()).append('=');
              describe(field.getValue(), shape);
            });
    if (node.isArray() && !node.isEmpty()) {
      describe(node.get(0), shape);
    }
  }
}

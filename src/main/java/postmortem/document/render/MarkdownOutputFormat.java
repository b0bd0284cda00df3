package postmortem.document.render;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** Escapes every value of a template as {@link MarkdownText#prose} unless it is {@link Markup}. */
final class MarkdownOutputFormat extends CommonMarkupOutputFormat<MarkdownOutputFormat.Output> {

  static final MarkdownOutputFormat INSTANCE = new MarkdownOutputFormat();

  /** What a template expression gives. */
  static final class Output extends CommonTemplateMarkupOutputModel<Output> {
    Output(@Nullable String plain, @Nullable String markup) {
      super(plain, markup);
    }

    @Override
    public MarkdownOutputFormat getOutputFormat() {
      return INSTANCE;
    }
  }

  private MarkdownOutputFormat() {}

  @Override
  public String getName() {
    return "Markdown";
  }

  @Override
  public String getMimeType() {
    return "text/markdown";
  }

  @Override
  public void output(String plain, Writer out) throws IOException {
    out.write(MarkdownText.prose(plain));
  }

  @Override
  public String escapePlainText(String plain) {
    return MarkdownText.prose(plain);
  }

  @Override
  public boolean isLegacyBuiltInBypassed(String builtIn) {
    return false;
  }

  @Override
  protected Output newTemplateMarkupOutputModel(@Nullable String plain, @Nullable String markup) {
    return new Output(plain, markup);
  }
}

package postmortem.document.render;

import freemarker.ext.beans.ClassMemberAccessPolicy;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Shows templates the components of our view records and nothing else of any object: a template may
 * come from a pull request.
 */
final class ViewWrapper extends DefaultObjectWrapper {

  ViewWrapper() {
    super(Configuration.VERSION_2_3_35);
    setMemberAccessPolicy(
        new freemarker.ext.beans.MemberAccessPolicy() {
          @Override
          public ClassMemberAccessPolicy forClass(Class<?> type) {
            return new RecordComponents(type);
          }

          @Override
          public boolean isToStringAlwaysExposed() {
            return false;
          }
        });
    writeProtect();
  }

  @Override
  public @Nullable TemplateModel wrap(@Nullable Object value) throws TemplateModelException {
    return value instanceof Markup markup
        ? new MarkdownOutputFormat.Output(null, markup.text())
        : super.wrap(value);
  }

  private record RecordComponents(Class<?> type) implements ClassMemberAccessPolicy {
    @Override
    public boolean isMethodExposed(Method method) {
      return type.isRecord()
          && type.getPackage() == ViewWrapper.class.getPackage()
          && method.getParameterCount() == 0
          && method.getDeclaringClass() == type;
    }

    @Override
    public boolean isConstructorExposed(Constructor<?> constructor) {
      return false;
    }

    @Override
    public boolean isFieldExposed(Field field) {
      return false;
    }
  }
}

package architecture.violation.library_mail.postmortem.log;

import org.apache.james.mime4j.dom.Message;

@SuppressWarnings("unused")
final class UsesMail {
  static String subject(Message mail) {
    return mail.getSubject();
  }
}

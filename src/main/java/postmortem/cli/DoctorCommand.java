package postmortem.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import postmortem.workflow.Doctor;

@Command(
    name = "doctor",
    header = "Says what is missing: token, permissions, settings, labels, clock.",
    description =
        "Changes nothing. Exits with 1 if something would be refused, 2 if settings or"
            + " token are missing.")
final class DoctorCommand implements Callable<Integer> {

  private final Invocation invocation;

  DoctorCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() throws Exception {
    return Doctor.run(invocation.session(), invocation::say).value();
  }
}

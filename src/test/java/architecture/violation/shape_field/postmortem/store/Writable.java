package architecture.violation.shape_field.postmortem.store;

final class Writable {
  public int everybody = 1;
}

package architecture;

import com.tngtech.archunit.lang.ArchRule;

/**
 * A rule about the shape of the code, with the name of the folder under {@code violation/} whose
 * classes break it.
 *
 * @param name of the folder, a Java package name
 * @param rule holds for the program, and does not for the folder
 */
record HouseRule(String name, ArchRule rule) {
  @Override
  public String toString() {
    return name;
  }
}

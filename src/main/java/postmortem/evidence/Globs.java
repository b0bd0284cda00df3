package postmortem.evidence;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** Arguments that are patterns, for shells that do not expand them and for quoted ones. */
final class Globs {

  private static final String SPECIAL = "*?[{";

  private Globs() {}

  /** Whether an argument may be a pattern; it is none where a file of that name exists. */
  static boolean isPattern(Path argument) {
    return argument.toString().chars().anyMatch(c -> SPECIAL.indexOf(c) >= 0);
  }

  /** The files that a pattern matches, by name, as given: relative ones stay relative. */
  static List<Path> expand(Path pattern, Path workingDirectory) throws IOException {
    Path whole = workingDirectory.resolve(pattern).toAbsolutePath().normalize();
    Path folder = whole;
    while (isPattern(folder) && folder.getParent() != null) {
      folder = folder.getParent();
    }
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    Path inside = folder.relativize(whole);
    PathMatcher matcher;
    try {
      matcher = folder.getFileSystem().getPathMatcher("glob:" + Prefixes.slashed(inside));
    } catch (PatternSyntaxException e) {
      return List.of();
    }
    int depth = inside.toString().contains("**") ? Integer.MAX_VALUE : inside.getNameCount();
    List<Path> found = new ArrayList<>();
    Path from = folder;
    Files.walkFileTree(
        folder,
        java.util.EnumSet.noneOf(java.nio.file.FileVisitOption.class),
        depth,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (matcher.matches(from.relativize(file))) {
              found.add(pattern.isAbsolute() ? file : relative(file));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
          }

          private Path relative(Path file) {
            return workingDirectory.toAbsolutePath().normalize().relativize(file);
          }
        });
    Collections.sort(found);
    return found;
  }
}

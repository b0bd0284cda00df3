package postmortem.source.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.annotations.Nullable;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.eclipse.jgit.util.sha1.SHA1;

/**
 * Opens a repository without looking at anybody's configuration, and without the probe files that
 * JGit would otherwise write into it to measure the clock of the file system.
 */
final class HermeticGit {

  private HermeticGit() {}

  /** The repository in a bare folder. */
  static synchronized Repository open(Path folder) throws IOException {
    SystemReader before = SystemReader.getInstance();
    SystemReader.setInstance(new Reader(before));
    try {
      return new FileRepositoryBuilder()
          .setGitDir(folder.toFile())
          .setBare()
          .setMustExist(true)
          .build();
    } finally {
      SystemReader.setInstance(before);
    }
  }

  /**
   * Lets JGit decide how it computes SHA-1, which it does once and looks for in everybody's
   * configuration, for which it starts processes.
   */
  static synchronized void chooseHash() {
    SystemReader before = SystemReader.getInstance();
    SystemReader.setInstance(new Reader(before));
    try {
      SHA1.newInstance();
    } finally {
      SystemReader.setInstance(before);
    }
  }

  private static final class Reader extends SystemReader.Delegate {
    Reader(SystemReader outer) {
      super(outer);
    }

    @Override
    public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
      return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
      return new Empty(parent, fs);
    }

    @Override
    public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
      return new Empty(parent, fs);
    }

    @Override
    public StoredConfig getUserConfig() {
      return new Empty(null, FS.DETECTED);
    }

    @Override
    public StoredConfig getSystemConfig() {
      return new Empty(null, FS.DETECTED);
    }

    @Override
    public StoredConfig getJGitConfig() {
      return new Empty(null, FS.DETECTED);
    }
  }

  /** Nothing is set, and nothing is saved. */
  private static final class Empty extends FileBasedConfig {
    Empty(@Nullable Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {
      // There is no file.
    }

    @Override
    public void save() {
      // Nothing is kept.
    }

    @Override
    public boolean isOutdated() {
      return false;
    }

    @Override
    public long getTimeUnit(
        String section, String subsection, String name, long defaultValue, TimeUnit wantUnit) {
      // Known resolution: nothing has to be measured, so no probe is written.
      return section.equals("filesystem")
          ? wantUnit.convert(1, TimeUnit.SECONDS)
          : super.getTimeUnit(section, subsection, name, defaultValue, wantUnit);
    }
  }
}

package postmortem.publish.git;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * What JGit gets to see of the machine while we publish: the environment that the program was
 * given, and the settings that were chosen for it. Nobody's configuration file is looked for, and
 * no probe file is written to measure the clock of the file system.
 *
 * <p>JGit has one reader per process; what it answers depends on the thread, so that two runs in
 * one process do not see each other's.
 */
final class HermeticSystem extends SystemReader.Delegate {

  private record World(Map<String, String> variables, Config settings) {}

  private static final ThreadLocal<World> WORLD = new ThreadLocal<>();

  private HermeticSystem(SystemReader outer) {
    super(outer);
  }

  /** From here on this thread sees those variables and settings alone. */
  static synchronized void enter(Map<String, String> variables, Config settings) {
    if (!(SystemReader.getInstance() instanceof HermeticSystem)) {
      SystemReader.setInstance(new HermeticSystem(SystemReader.getInstance()));
    }
    WORLD.set(new World(Map.copyOf(variables), settings));
  }

  /** This thread sees the machine again. */
  static void leave() {
    WORLD.remove();
  }

  @Override
  public @Nullable String getenv(String variable) {
    World world = WORLD.get();
    return world == null ? super.getenv(variable) : world.variables().get(variable);
  }

  @Override
  public @Nullable String getProperty(String key) {
    World world = WORLD.get();
    if (world != null && key.equals("user.home")) {
      return world.variables().get("HOME");
    }
    return super.getProperty(key);
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
    World world = WORLD.get();
    return world == null ? super.openUserConfig(parent, fs) : new Fixed(world.settings());
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
    return WORLD.get() == null ? super.openSystemConfig(parent, fs) : new Fixed(new Config());
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return WORLD.get() == null ? super.openJGitConfig(parent, fs) : new Fixed(new Config());
  }

  @Override
  public StoredConfig getUserConfig()
      throws java.io.IOException, org.eclipse.jgit.errors.ConfigInvalidException {
    World world = WORLD.get();
    return world == null ? super.getUserConfig() : new Fixed(world.settings());
  }

  @Override
  public StoredConfig getSystemConfig()
      throws java.io.IOException, org.eclipse.jgit.errors.ConfigInvalidException {
    return WORLD.get() == null ? super.getSystemConfig() : new Fixed(new Config());
  }

  @Override
  public StoredConfig getJGitConfig()
      throws java.io.IOException, org.eclipse.jgit.errors.ConfigInvalidException {
    return WORLD.get() == null ? super.getJGitConfig() : new Fixed(new Config());
  }

  /** Settings that lie in no file. */
  private static final class Fixed extends FileBasedConfig {
    Fixed(Config settings) {
      super(settings, null, FS.DETECTED);
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
        String section,
        @Nullable String subsection,
        String name,
        long defaultValue,
        TimeUnit wantUnit) {
      // Known resolution: nothing has to be measured, so no probe is written.
      return Objects.equals(section, "filesystem")
          ? wantUnit.convert(1, TimeUnit.SECONDS)
          : super.getTimeUnit(section, subsection, name, defaultValue, wantUnit);
    }
  }
}

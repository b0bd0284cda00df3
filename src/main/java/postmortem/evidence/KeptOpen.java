package postmortem.evidence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A channel that nobody closes who only gave up on it: a library does where it cannot read on. */
record KeptOpen(SeekableByteChannel of) implements SeekableByteChannel {

  @Override
  public int read(ByteBuffer into) throws IOException {
    return of.read(into);
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    return of.write(from);
  }

  @Override
  public long position() throws IOException {
    return of.position();
  }

  @Override
  public SeekableByteChannel position(long position) throws IOException {
    of.position(position);
    return this;
  }

  @Override
  public long size() throws IOException {
    return of.size();
  }

  @Override
  public SeekableByteChannel truncate(long size) throws IOException {
    of.truncate(size);
    return this;
  }

  @Override
  public boolean isOpen() {
    return of.isOpen();
  }

  @Override
  public void close() {
    // It goes with whoever opened it.
  }
}

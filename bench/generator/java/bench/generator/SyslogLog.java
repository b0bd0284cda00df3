package bench.generator;

import java.util.Arrays;
import java.util.List;

/** What the daemons of a few machines send to a relay, with priority, as RFC 3164 has it. */
final class SyslogLog implements Family {

  /** The level is the priority: eight times the facility, plus the severity. */
  private static final String STATEMENTS =
      """
      800 86 sshd | session for {user} from {ip} port {port} opened
      800 86 sshd | session for {user} from {ip} port {port} closed
      700 78 crond | ({user}) runs job /usr/local/bin/{noun}-sync
      600 30 systemd | started unit {noun}-worker@{n:1-99}.service
      600 30 systemd | unit {noun}-worker@{n:1-99}.service left after {dur}
      500 6 kernel | link of eth{n:0-3} is up at {n:100-10000} Mb/s
      480 6 kernel | [{n}.{n:100000-999999}] packet from {ip} to {ip} dropped, ttl {n:1-255}, len {n:40-1500}
      450 22 postfix/smtp | {hex:11}: sent to {email} through {host}[{ip}]:25 in {float} s
      430 22 postfix/qmgr | {hex:11}: from {email}, size {n}, queued
      410 22 postfix/cleanup | {hex:11}: message id {hex:16}@{host}
      400 30 named | query of {ip}#{port} for {host}.shop.example answered in {n:1-90} ms
      380 30 dhcpd | lease of {ip} for {mac} through eth{n:0-3}
      360 30 dhcpd | offer of {ip} for {mac} through eth{n:0-3}
      340 30 ntpd | clock moved by {float} ms towards {ip}
      320 134 haproxy | {ip}:{port} to backend {noun}/{host} {n:0-90}/{n:0-90}/{n:0-900} {n:200-204} {n}
      300 30 dockerd | container {hex:12} attached to network {noun}_net
      280 30 dockerd | image {noun}:{version} pulled ({size})
      260 30 kubelet | pod {noun}-{hex:8} on {host} became ready after {dur}
      240 30 kubelet | volume {uuid} mounted for pod {noun}-{hex:8}
      220 30 etcd | compacted revision {n} in {dur}
      200 30 consul | member {host} ({ip}) is alive
      190 38 sudo | {user} on pts/{n:0-9} in /home/{user} runs /usr/bin/{noun}
      180 86 login | root shell on tty{n:1-6}
      170 30 rsyslogd | file {path} rotated at {size}
      160 30 logrotate | renamed {path} to {path}
      150 30 smartd | disk /dev/sd{of:a|b|c} at {n:20-60} degrees
      140 30 mdadm | array md{n:0-9} checked, {n:0-90} mismatches
      130 30 backupd | copied {n} files ({size}) to {host}
      120 30 openvpn | peer {user}/{ip}:{port} renewed its key
      120 30 openvpn | peer {user}/{ip}:{port} connected with {of:AES-256-GCM|CHACHA20}
      110 30 snmpd | walk from {ip} took {n:1-900} ms
      100 30 bgpd | neighbour {ip} in state {of:up|idle|active}, {n} prefixes
      95 30 keepalived | instance VI_{n:1-9} is {of:primary|standby} now
      90 30 postgres | checkpoint {n} done: {n} buffers in {float} s
      85 30 redis | saved {n} changes to {path} in {float} seconds
      80 30 nginx | reload of {n:1-90} sites took {n:1-900} ms
      75 30 certbot | certificate of {host}.shop.example is good until {date}
      70 30 auditd | rule {n:1-900} loaded for {path}
      65 30 puppet-agent | applied catalogue {hex:8} in {float} seconds
      60 30 zabbix | item {noun}.{noun}[{n:0-99}] read as {float}
      55 30 cupsd | job {n} of {user} printed, {n:1-90} pages
      50 30 dovecot | mailbox of {user} opened by {ip}, session {b64}
      50 36 sshd | key SHA256:{b64} of {user} is not known
      48 36 sshd | wrong password for {user} from {ip} port {port}
      46 36 sshd | {ip} port {port} went away before the handshake
      44 28 kubelet | probe of pod {noun}-{hex:8} missed {n:1-3} of 3
      42 28 dockerd | container {hex:12} does not stop, killing it after {n:5-60} s
      40 28 named | no answer from {ip} for {host}.shop.example
      38 28 dhcpd | pool {ip} has {n:0-20} addresses left
      36 28 ntpd | no good clock among {n:2-9} servers
      34 20 postfix/smtp | {hex:11}: {email} deferred: {host} answers 450
      32 28 smartd | disk /dev/sd{of:a|b|c} has {n:1-90} pending sectors
      30 28 consul | member {host} ({ip}) does not answer, suspect
      28 28 haproxy | server {noun}/{host} is slow: {n:1000-9000} ms
      26 4 kernel | cpu{n:0-63} throttled, {n:1-900} times since start
      24 4 kernel | tcp: flood on port {n:1-9999}, cookies are sent
      22 28 etcd | heartbeat to {hex:16} took {n:100-9000} ms
      20 28 rsyslogd | queue at {n:70-100} percent, {n} records dropped
      18 28 openvpn | peer {ip}:{port} failed to verify: depth {n:0-3}
      16 28 puppet-agent | resource File[{path}] changed by hand
      20! 27 haproxy | server {noun}/{host} is down: no answer in {n:1000-9000} ms, {n:0-9} left
      15! 27 consul | member {host} ({ip}) has failed
      15! 27 postgres | connection from {ip} refused: all {n:20-400} slots taken
      12! 27 kubelet | pod {noun}-{hex:8} restarted {n:1-90} times, backing off {dur}
      8 27 systemd | unit {noun}-worker@{n:1-99}.service failed with code {n:1-255}
      7 3 kernel | {noun}[{n:100-99999}]: fault at {hex:16} in lib{noun}.so
      6 3 kernel | memory is out: killed process {n:100-99999} ({noun}), {n} kB
      6 19 postfix/smtp | {hex:11}: {email} bounced: {host} answers 550
      5 3 kernel | ext4 on sd{of:a|b|c}{n:1-9}: error at inode {n}
      5 27 dockerd | layer {hex:64} does not verify
      4 27 named | zone {noun}.example: transfer from {ip} failed, serial {n}
      4 27 backupd | {host}: {path} could not be read
      3 27 mdadm | array md{n:0-9} lost /dev/sd{of:a|b|c}{n:1-9}
      3 27 etcd | no leader for {n:1-90} s, term {n}
      3 27 certbot | challenge for {host}.shop.example failed with {n:400-499}
      2 25 keepalived | instance VI_{n:1-9}: two primaries, {ip} and {ip}
      2 26 smartd | disk /dev/sd{of:a|b|c} is about to fail
      1 24 mcelog | machine check on cpu{n:0-63}, bank {n:0-9}
      """;

  private static final byte[][] HOSTS = Phrase.words("web-1 web-2 db-1 db-2 mail-1 edge-1 edge-2");

  private static final byte[] KERNEL = Bytes.of("kernel");

  private final Program program = new Program(STATEMENTS);

  @Override
  public String name() {
    return "syslog";
  }

  @Override
  public List<Statement> statements() {
    return program.statements();
  }

  @Override
  public int perSecond() {
    return 300;
  }

  @Override
  public int write(Bytes out, Clock clock, Dice dice, boolean trouble) {
    Program.Said said = program.draw(dice, trouble);
    out.put('<').text(said.level()).put('>');
    clock.syslog(out);
    out.put(' ').text(dice.of(HOSTS)).put(' ').text(said.logger());
    if (!Arrays.equals(said.logger(), KERNEL)) {
      out.put('[').decimal(dice.between(300, 60000)).put(']');
    }
    out.put(':').put(' ');
    said.message().write(out, dice);
    out.put('\n');
    return said.statement().id();
  }
}

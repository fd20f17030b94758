import type { Value } from '../../../lib/gotemplate/value.js';
import type { MetricFamily } from '../../../wire/exposition/metric-family.js';
import { FamilySet } from '../family-set.js';
import { TICKS_PER_SECOND } from '../host/collectors/cpu.js';
import { inParallel } from '../in-parallel.js';
import type { Exporter } from '../metric-family.js';
import { SourceTree } from '../sources.js';
import { Accounts } from './accounts.js';
import { groupFamilies } from './group-families.js';
import type { ProcessExporterConfig } from './process-exporter-config.js';
import { type ProcessIdentity, readArguments, readIdentity, readUse } from './process-facts.js';
import { type GroupMember, ProcessGroups, processKey } from './process-groups.js';
import { ProcessNames } from './process-names.js';

/** Processes that are looked at; those with the highest ids are left out. */
const MAX_PROCESSES = 10_000;
const READS_AT_ONCE = 4;

/** What a process was found to be; it is asked anew when it runs another program. */
interface Decision {
  readonly comm: string;
  readonly group: string | undefined;
}

/**
 * Groups of processes under the names of process-exporter (`namedprocess_namegroup_*`), read from `/proc`. Without a `/proc`
 * it has nothing to say but its failures. https://github.com/ncabatoff/process-exporter#readme
 */
export class ProcessExporter implements Exporter {
  private readonly proc: SourceTree;
  private readonly names: ProcessNames;
  private readonly groups = new ProcessGroups();
  private decisions = new Map<string, Decision>();
  private underWay: Promise<MetricFamily[]> | undefined;
  private readonly errors = { scrape: 0, partial: 0 };

  /** Throws for templates and expressions that are none. */
  constructor(private readonly config: ProcessExporterConfig) {
    this.proc = new SourceTree(config.procPath);
    this.names = new ProcessNames(config.names);
  }

  /** Who asks while another's question is answered gets the same answer. */
  collect(): Promise<MetricFamily[]> {
    this.underWay ??= this.read().finally(() => {
      this.underWay = undefined;
    });
    return this.underWay;
  }

  async close(): Promise<void> {}

  private async read(): Promise<MetricFamily[]> {
    const set = new FamilySet();
    try {
      set.addAll(await this.readGroups());
    } catch {
      this.errors.scrape++;
    }
    const { scrape, partial } = this.errors;
    set.counter('namedprocess_scrape_errors', 'How often no process could be read.', scrape);
    const incomplete = 'How often a process was read in part only.';
    set.counter('namedprocess_scrape_partial_errors', incomplete, partial);
    return set.families;
  }

  private async readGroups(): Promise<MetricFamily[]> {
    const boot = Number(/^btime (\d+)$/m.exec(await this.proc.text('stat'))?.[1]);
    const names = (await this.proc.names('.')).filter((name) => /^\d+$/.test(name));
    const pids = names.map(Number).sort((a, b) => a - b);
    if (pids.length > MAX_PROCESSES) this.errors.partial++;
    const read = (pid: number) => readIdentity(this.proc, pid);
    const all = (await inParallel(pids.slice(0, MAX_PROCESSES), READS_AT_ONCE, read)).filter(
      (one) => one !== undefined,
    );
    await this.decide(all, boot);
    const byGroup = this.grouped(all);
    const found = new Map<string, GroupMember[]>();
    const tracked = [...byGroup];
    const uses = await inParallel(tracked, READS_AT_ONCE, ([identity]) => readUse(this.proc, identity));
    tracked.forEach(([identity, group], at) => {
      const use = uses[at];
      if (use === undefined) return;
      if (!use.complete) this.errors.partial++;
      const members = found.get(group);
      if (members === undefined) found.set(group, [{ identity, use }]);
      else members.push({ identity, use });
    });
    return groupFamilies(this.groups.update(found), boot);
  }

  private async decide(all: readonly ProcessIdentity[], boot: number): Promise<void> {
    const before = this.decisions;
    const accounts = new Accounts(this.proc);
    const decisions = await inParallel(all, READS_AT_ONCE, async (identity) => {
      const key = processKey(identity);
      const known = before.get(key);
      if (known?.comm === identity.comm) return [key, known] as const;
      const group = await this.names.groupOf({
        comm: identity.comm,
        arguments: await readArguments(this.proc, identity.pid),
        more: () => this.more(identity, boot, accounts),
      });
      return [key, { comm: identity.comm, group }] as const;
    });
    this.decisions = new Map(decisions);
  }

  /** The processes that belong to a group, by themselves or by their ancestors. */
  private grouped(all: readonly ProcessIdentity[]): Map<ProcessIdentity, string> {
    const byPid = new Map(all.map((one) => [one.pid, one]));
    const own = (one: ProcessIdentity) => this.decisions.get(processKey(one))?.group;
    const found = new Map<ProcessIdentity, string>();
    for (const one of all) {
      let group = own(one);
      const passed = new Set([one.pid]);
      let parent = byPid.get(one.parent);
      while (this.config.children && group === undefined && parent !== undefined && !passed.has(parent.pid)) {
        group = own(parent);
        passed.add(parent.pid);
        parent = byPid.get(parent.parent);
      }
      if (group !== undefined) found.set(one, group);
    }
    return found;
  }

  private async more({ pid, startTicks }: ProcessIdentity, boot: number, accounts: Accounts) {
    const cgroups = (await this.proc.textIfAny(`${pid}/cgroup`)) ?? '';
    const paths: Value = cgroups.split('\n').flatMap((line) => line.split(':').slice(2).join(':') || []);
    return {
      PID: BigInt(pid),
      StartTime: new Date((boot + startTicks / TICKS_PER_SECOND) * 1000).toISOString(),
      Username: await accounts.of(pid),
      Cgroups: paths,
    };
  }
}

import { posix } from 'node:path';
import type { RE2JS } from 're2js';
import { compileRegex } from '../../../lib/bounded-regex.js';
import { Template } from '../../../lib/gotemplate/template.js';
import { TemplateError } from '../../../lib/gotemplate/template-error.js';
import { TextMap, type Value, ValueMap } from '../../../lib/gotemplate/value.js';
import type { ProcessName } from './process-exporter-config.js';

/** By what a process is recognised. */
export interface ProcessNaming {
  readonly comm: string;
  readonly arguments: readonly string[];
  /** What else templates may ask for; read when a process is matched. */
  more(): Promise<Readonly<Record<'Username' | 'PID' | 'StartTime' | 'Cgroups', Value>>>;
}

const LIMITS = { steps: 10_000, characters: 4096 };

/** The entries of `process_names`. */
export class ProcessNames {
  private readonly entries: readonly Entry[];

  /** Throws for templates and expressions that are none. */
  constructor(names: readonly ProcessName[]) {
    this.entries = names.map((name) => new Entry(name));
  }

  /** The name of the group that a process belongs to, if any. */
  async groupOf(process: ProcessNaming): Promise<string | undefined> {
    for (const entry of this.entries) {
      const matches = entry.matches(process);
      if (matches !== undefined) return entry.name(process, matches);
    }
    return undefined;
  }
}

class Entry {
  private readonly template: Template;
  private readonly expressions: readonly RE2JS[];

  constructor(private readonly entry: ProcessName) {
    this.template = new Template('name', entry.name, { limits: LIMITS });
    this.expressions = entry.cmdline.map((expression) => compileRegex(expression));
  }

  /** What the groups of its expressions found, if the entry matches; what a whole expression found has an empty name. */
  matches({ comm, arguments: given }: ProcessNaming): ReadonlyMap<string, string> | undefined {
    const { entry, expressions } = this;
    if (entry.comm.length > 0 && !entry.comm.includes(comm)) return undefined;
    const program = given[0] ?? '';
    const isProgram = (exe: string) => exe === (exe.includes('/') ? program : posix.basename(program));
    if (entry.exe.length > 0 && !entry.exe.some(isProgram)) return undefined;
    const line = given.join(' ');
    const found = new Map<string, string>();
    for (const expression of expressions) {
      const matcher = expression.matcher(line);
      if (!matcher.find()) return undefined;
      found.set('', matcher.group() ?? '');
      for (const name of Object.keys(expression.namedGroups())) found.set(name, matcher.group(name) ?? '');
    }
    return found;
  }

  /** The name of a process that matches. One for which the template fails belongs to no group. */
  async name(process: ProcessNaming, matches: ReadonlyMap<string, string>): Promise<string | undefined> {
    const program = process.arguments[0] ?? '';
    const values = {
      Comm: process.comm,
      ExeBase: posix.basename(program),
      ExeFull: program,
      Matches: new TextMap(matches),
      ...(await process.more()),
    };
    try {
      return this.template.execute(new ValueMap(new Map<string, Value>(Object.entries(values))));
    } catch (error) {
      if (error instanceof TemplateError) return undefined;
      throw error;
    }
  }
}

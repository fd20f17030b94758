import type { Node } from 'yaml';
import { nearest } from '../../lib/nearest.js';
import type { Config } from '../config.js';
import { givenByPatch } from '../precedence.js';
import type { GivenSetting } from '../settings.js';
import type { YamlEntry, YamlFile } from '../yaml-file.js';
import { ANY_OTHER, type FileContext, type Rule, type SettingsTable } from './rules.js';

/** What a file of another system came to. */
export interface OriginalFile {
  readonly given: GivenSetting[];
  /** Paths that have no use here. */
  readonly unneeded: string[];
  /** Paths that are known, and on which nothing acts yet. */
  readonly waiting: string[];
  /** What is unknown to that system, gone from it, or has a value that it would not take: `file:line: …`. */
  readonly problems: string[];
}

type Path = readonly (string | number)[];

const shownPath = (path: Path) =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${part}` : part),
    '',
  );

/** Walks a file along the table of its system. Nothing in the file makes it throw. */
class OriginalReader {
  readonly result: OriginalFile = { given: [], unneeded: [], waiting: [], problems: [] };

  constructor(
    private readonly file: YamlFile,
    private readonly system: string,
    private readonly context: FileContext,
  ) {}

  visitMap(node: Node | undefined, table: SettingsTable, path: Path): void {
    const entries = this.file.entries(node);
    if (entries === undefined) {
      this.problem(node, `${shownPath(path) || 'the file'} is not a map of settings`);
      return;
    }
    for (const entry of entries) {
      const rule = Object.hasOwn(table, entry.key) ? table[entry.key] : table[ANY_OTHER];
      if (rule === undefined) this.unknown(entry, table, path);
      else this.visit(entry, rule, [...path, entry.key]);
    }
  }

  private visit(entry: YamlEntry, rule: Rule, path: Path): void {
    const { keyNode, value } = entry;
    switch (rule.kind) {
      case 'unneeded':
        this.result.unneeded.push(shownPath(path));
        break;
      case 'waiting':
        this.result.waiting.push(shownPath(path));
        break;
      case 'strict':
        break;
      case 'gone': {
        const instead = rule.by === undefined ? 'nothing takes its place' : `it is ${rule.by} now`;
        this.problem(keyNode, `${shownPath(path)} no longer exists in ${this.system}; ${instead}`);
        break;
      }
      case 'acts':
        this.act(entry, rule, path);
        break;
      case 'section':
        this.visitMap(value, rule.table, path);
        break;
      case 'list':
        this.visitList(entry, typeof rule.of === 'function' ? rule.of() : rule.of, path);
        break;
    }
  }

  private visitList({ keyNode, value }: YamlEntry, of: Rule, path: Path): void {
    const items = this.file.items(value);
    if (items !== undefined) {
      items.forEach((item, i) => {
        this.visit({ key: String(i), keyNode: item, value: item }, of, [...path, i]);
      });
    } else if (this.file.value(value) !== null) this.problem(value ?? keyNode, `${shownPath(path)} is not a list`);
  }

  private act({ keyNode, value }: YamlEntry, rule: Extract<Rule, { kind: 'acts' }>, path: Path): void {
    const raw = this.file.value(value);
    if (raw === null) return;
    const read = rule.read(raw);
    if (read === undefined) {
      this.problem(value, `${shownPath(path)}: ${JSON.stringify(raw)} is not ${rule.expected}; the default stays`);
      return;
    }
    this.result.given.push(...givenByPatch(rule.fill(read as never, this.context), this.file.line(keyNode)));
  }

  private unknown({ key, keyNode }: YamlEntry, table: SettingsTable, path: Path): void {
    const close = nearest(
      key,
      Object.keys(table).filter((known) => table[known]!.kind !== 'gone'),
    );
    const hint = close === undefined ? '' : `; did you mean ${shownPath([...path, close])}?`;
    this.problem(keyNode, `${shownPath([...path, key])} is not a setting of ${this.system}${hint}`);
  }

  private problem(node: Node | undefined, message: string): void {
    this.result.problems.push(`${this.file.line(node)}: ${message}`);
  }
}

interface ReadOptions {
  readonly defaults: Config;
  readonly environment?: FileContext['environment'];
  /** The part that follows the table, where it is not the whole file. */
  readonly at?: { readonly node: Node | undefined; readonly path: Path };
}

/** Takes over what acts here of a file of `system`, along `table`. */
export function readOriginal(
  file: YamlFile,
  system: string,
  table: SettingsTable,
  { defaults, environment = {}, at = { node: file.root, path: [] } }: ReadOptions,
): OriginalFile {
  let data: unknown;
  try {
    data = file.value(file.root);
  } catch (error) {
    return { given: [], unneeded: [], waiting: [], problems: [`${file.name}: ${(error as Error).message}`] };
  }
  const reader = new OriginalReader(file, system, { file: data, defaults, environment });
  reader.visitMap(at.node, table, at.path);
  return reader.result;
}

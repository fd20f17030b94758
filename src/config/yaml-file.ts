import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { ConfigError } from './config-error.js';

/** A key with its value as they stand in the file. */
export interface YamlEntry {
  readonly key: string;
  readonly keyNode: Node | undefined;
  readonly value: Node | undefined;
}

/** A YAML file whose nodes know their lines. Aliases and merge keys (`<<`) are followed. */
export class YamlFile {
  readonly root: Node | undefined;
  /** The path as messages show it: relative where that is shorter. */
  readonly name: string;
  private readonly document: Document;
  private readonly lines = new LineCounter();

  /** Throws `ConfigError` where `text` is not one YAML document. */
  constructor(
    readonly path: string,
    text: string,
  ) {
    const shorter = relative(process.cwd(), path);
    this.name = shorter !== '' && shorter.length < path.length ? shorter : path;
    this.document = parseDocument(text, { lineCounter: this.lines, prettyErrors: false, merge: true });
    const [error] = this.document.errors;
    if (error !== undefined) {
      const { line, col } = this.lines.linePos(error.pos[0]);
      throw new ConfigError(`${this.name}:${line}:${col}: not valid YAML: ${error.message}`);
    }
    this.root = (this.document.contents as Node | null) ?? undefined;
  }

  /** Reads the file at `path`; `edit` may change its text before it is parsed. */
  static read(path: string, edit: (text: string) => string = (text) => text): YamlFile {
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (error) {
      throw new ConfigError(`cannot read ${path}: ${(error as Error).message}`, { cause: error });
    }
    return new YamlFile(path, edit(text));
  }

  /** `file:line:column` of a node; only the file where the node has no place. */
  where(node: Node | undefined): string {
    const position = this.position(node);
    return position === undefined ? this.name : `${this.name}:${position.line}:${position.col}`;
  }

  /** `file:line` of a node. */
  line(node: Node | undefined): string {
    const position = this.position(node);
    return position === undefined ? this.name : `${this.name}:${position.line}`;
  }

  /** Offset of a node in the text, to order what was found. */
  offset(node: Node | undefined): number {
    return node?.range?.[0] ?? 0;
  }

  /** The entries of a map, those of merged maps first; `undefined` where the node is no map. An empty value is an empty map. */
  entries(node: Node | undefined): YamlEntry[] | undefined {
    const map = this.resolved(node);
    if (map === undefined || (isScalar(map) && map.value === null)) return [];
    if (!isMap(map)) return undefined;
    const entries: YamlEntry[] = [];
    for (const pair of map.items) {
      const keyNode = pair.key as Node | undefined;
      const value = (pair.value as Node | null) ?? undefined;
      const key = isScalar(keyNode) ? String(keyNode.value) : String(keyNode);
      if (key === '<<' || key === 'Symbol(<<)') entries.unshift(...this.merged(value));
      else entries.push({ key, keyNode, value });
    }
    return entries;
  }

  /** The items of a list; `undefined` where the node is none. */
  items(node: Node | undefined): Node[] | undefined {
    const list = this.resolved(node);
    return isSeq(list) ? (list.items as Node[]) : undefined;
  }

  /** The node's value as plain data. */
  value(node: Node | undefined): unknown {
    return node === undefined ? null : node.toJS(this.document, { maxAliasCount: 100 });
  }

  private merged(value: Node | undefined): YamlEntry[] {
    return (this.items(value) ?? [value]).flatMap((node) => this.entries(node as Node | undefined) ?? []);
  }

  private position(node: Node | undefined): { line: number; col: number } | undefined {
    return node?.range ? this.lines.linePos(node.range[0]) : undefined;
  }

  private resolved(node: Node | undefined): Node | undefined {
    return isAlias(node) ? (node.resolve(this.document) as Node | undefined) : node;
  }
}

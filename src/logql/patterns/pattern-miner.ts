import { type Labels, labelValue } from '../../model/labels.js';
import type { LogEntry } from '../../storage/interface.js';
import { type Cluster, ClusterTree } from './cluster-tree.js';
import { logfmtTokenizer } from './logfmt-tokenizer.js';
import { jsonTokenizer, punctuationTokenizer } from './punctuation-tokenizer.js';
import type { Tokenizer } from './tokens.js';

/** Longer lines are left out. */
const MAX_LINE_LENGTH = 3000;
/** Patterns of fewer lines are left out. */
const MIN_LINES = 30;
const MAX_PATTERNS = 300;
/** Formats and levels that are told apart; senders may make up levels. */
const MAX_TREES = 32;

type Format = 'text' | 'json' | 'logfmt';

export interface Pattern {
  /** With `<_>` for what differs. */
  readonly pattern: string;
  readonly level: string;
  /** Start of the step (ms) and number of lines, ascending. */
  readonly samples: readonly (readonly [ms: number, lines: number])[];
}

/**
 * Finds what lines have in common, level by level.
 * https://grafana.com/docs/loki/latest/reference/loki-http-api/#query-patterns
 */
export class PatternMiner {
  private readonly tokenizers: Readonly<Record<Format, Tokenizer>> = {
    text: punctuationTokenizer,
    json: jsonTokenizer,
    logfmt: logfmtTokenizer(),
  };
  private readonly formats = new Map<Labels, Format>();
  private readonly trees = new Map<string, { format: Format; level: string; tree: ClusterTree }>();

  /** `step`: ms for which lines are counted together. */
  constructor(private readonly step: number) {}

  add({ labels, metadata, ns, line }: LogEntry): void {
    if (line.length > MAX_LINE_LENGTH) return;
    const format = this.formatOf(labels, line);
    const tokenized = this.tokenizers[format].tokenize(line);
    if (tokenized === undefined) return;
    const ms = Number(ns / 1_000_000n);
    this.treeOf(format, labelValue(metadata, 'detected_level'))?.add(tokenized, ms - (ms % this.step));
  }

  /** The most frequent first. */
  patterns(): Pattern[] {
    const found = new Map<string, { pattern: string; level: string; lines: number; counts: Map<number, number> }>();
    for (const { format, level, tree } of this.trees.values()) {
      for (const cluster of tree.clusters) {
        const pattern = this.tokenizers[format].join(cluster);
        const key = JSON.stringify([level, pattern]);
        const same = found.get(key) ?? { pattern, level, lines: 0, counts: new Map() };
        found.set(key, same);
        same.lines += addCounts(same.counts, cluster);
      }
    }
    return [...found.values()]
      .filter(({ lines }) => lines >= MIN_LINES)
      .sort((a, b) => b.lines - a.lines)
      .slice(0, MAX_PATTERNS)
      .map(({ pattern, level, counts }) => ({ pattern, level, samples: [...counts].sort(([a], [b]) => a - b) }));
  }

  /** A stream writes lines of one format: that of the first that is seen. */
  private formatOf(stream: Labels, line: string): Format {
    let format = this.formats.get(stream);
    if (format === undefined) {
      format = formatOfLine(line);
      this.formats.set(stream, format);
    }
    return format;
  }

  private treeOf(format: Format, level: string): ClusterTree | undefined {
    const key = `${format} ${level}`;
    let entry = this.trees.get(key);
    if (entry === undefined) {
      if (this.trees.size === MAX_TREES) return undefined;
      entry = { format, level: level === '' ? 'unknown' : level, tree: new ClusterTree() };
      this.trees.set(key, entry);
    }
    return entry.tree;
  }
}

function formatOfLine(line: string): Format {
  if (line.startsWith('{') && line.endsWith('}')) return 'json';
  return /^[^\s="]+=/.test(line) ? 'logfmt' : 'text';
}

/** Adds the counts of a cluster, and says how many lines they are. */
function addCounts(counts: Map<number, number>, cluster: Cluster): number {
  let lines = 0;
  for (const [step, count] of cluster.counts) {
    counts.set(step, (counts.get(step) ?? 0) + count);
    lines += count;
  }
  return lines;
}

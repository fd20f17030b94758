import { PLACEHOLDER, type TokenizedLine } from './tokens.js';

/** Share of the tokens that a line has in common with its cluster at least. */
const SIMILARITY = 0.3;
/** Tokens by which lines are told apart at first, one level of the tree for each. */
const DEPTH = 28;
/** Different tokens at one place of the tree; what comes behind them counts as one. */
const MAX_BRANCHES = 15;
/** Lines that are like no cluster are left out when there are so many. */
const MAX_CLUSTERS = 300;
/** With fewer tokens everything is alike, with more nothing is. */
const MIN_TOKENS = 4;
const MAX_TOKENS = 80;

/** Lines that differ in some tokens only. */
export interface Cluster {
  /** What its lines share, and placeholders. */
  readonly tokens: string[];
  readonly blanksAfter: readonly number[];
  /** How many lines there are, by the start of their step. */
  readonly counts: Map<number, number>;
}

interface Node {
  readonly branches: Map<string, Node>;
  readonly clusters: Cluster[];
}

const HAS_DIGIT = /\p{Nd}/u;

/**
 * Groups lines into clusters while they come, by the tree of fixed depth of Drain.
 * https://jiemingzhu.github.io/pub/pjhe_icws2017.pdf
 */
export class ClusterTree {
  readonly clusters: Cluster[] = [];
  /** By the number of tokens. */
  private readonly roots = new Map<number, Node>();

  /** Adds a line to the cluster it is most like, or to a new one; counts it at `step`. */
  add({ tokens, blanksAfter }: TokenizedLine, step: number): void {
    if (tokens.length < MIN_TOKENS || tokens.length > MAX_TOKENS) return;
    let cluster = mostAlike(this.leafFor(tokens)?.clusters ?? [], tokens);
    if (cluster === undefined) {
      if (this.clusters.length === MAX_CLUSTERS) return;
      cluster = { tokens: [...tokens], blanksAfter, counts: new Map() };
      this.clusters.push(cluster);
      this.grow(tokens).clusters.push(cluster);
    } else {
      for (let i = 0; i < tokens.length; i++) if (cluster.tokens[i] !== tokens[i]) cluster.tokens[i] = PLACEHOLDER;
    }
    cluster.counts.set(step, (cluster.counts.get(step) ?? 0) + 1);
  }

  private leafFor(tokens: readonly string[]): Node | undefined {
    let node = this.roots.get(tokens.length);
    for (let i = 0; i < levelsOf(tokens) && node !== undefined; i++) {
      node = node.branches.get(tokens[i]!) ?? node.branches.get(PLACEHOLDER);
    }
    return node;
  }

  /** Makes what is missing of the way to the leaf. Tokens with digits differ from line to line: they branch nowhere. */
  private grow(tokens: readonly string[]): Node {
    let node = branch(this.roots, tokens.length);
    for (let i = 0; i < levelsOf(tokens); i++) {
      const token = tokens[i]!;
      const { branches } = node;
      const room = MAX_BRANCHES - (branches.has(PLACEHOLDER) ? 0 : 1);
      const isOwn = branches.has(token) || (!HAS_DIGIT.test(token) && branches.size < room);
      node = branch(branches, isOwn ? token : PLACEHOLDER);
    }
    return node;
  }
}

function branch<K>(branches: Map<K, Node>, key: K): Node {
  let node = branches.get(key);
  if (node === undefined) {
    node = { branches: new Map(), clusters: [] };
    branches.set(key, node);
  }
  return node;
}

/** The last token never leads further. */
const levelsOf = (tokens: readonly string[]): number => Math.min(DEPTH, tokens.length) - 1;

/** The cluster that has most tokens in common with the line, of equals the one with more placeholders. */
function mostAlike(clusters: readonly Cluster[], tokens: readonly string[]): Cluster | undefined {
  let best: Cluster | undefined;
  let bestShared = SIMILARITY * tokens.length;
  let bestPlaceholders = -1;
  for (const cluster of clusters) {
    let shared = 0;
    let placeholders = 0;
    // Ends where what is left cannot make it the best.
    for (let i = 0; i < tokens.length && shared + tokens.length - i >= bestShared; i++) {
      const token = cluster.tokens[i];
      if (token === PLACEHOLDER) placeholders++;
      else if (token === tokens[i]) shared++;
    }
    if (shared > bestShared || (shared === bestShared && placeholders > bestPlaceholders)) {
      best = cluster;
      bestShared = shared;
      bestPlaceholders = placeholders;
    }
  }
  return best;
}

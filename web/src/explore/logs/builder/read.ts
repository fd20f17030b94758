import { parser as grammar } from '@grafana/lezer-logql';
import type { SyntaxNode } from '@lezer/common';
import { isMatchOperator, type Matcher } from '../../matcher';
import { COUNTINGS, type Counting, LABEL_OPERATORS, LINE_OPERATORS, type LogQuery, PARSERS, type Stage } from './query';

/** Thrown for what the builder has no words for. */
export class NotBuildable extends Error {}

/** Stands for a macro while a range is parsed. */
const MACRO_RANGE = '1000000007ms';

/** The text as the builder has it. Throws NotBuildable for what is no LogQL or has stages that it does not know. */
export function readLogql(text: string): LogQuery {
  const macro = /\[\s*(\$\w+|\$\{\w+\})\s*\]/.exec(text)?.[1];
  const plain = macro === undefined ? text : text.replaceAll(macro, MACRO_RANGE);
  const reading = new Reading(plain);
  const query = reading.read();
  const { counting } = query;
  return counting?.range === MACRO_RANGE && macro !== undefined
    ? { ...query, counting: { ...counting, range: macro } }
    : query;
}

class Reading {
  constructor(private readonly text: string) {}

  read(): LogQuery {
    const tree = grammar.parse(this.text);
    tree.iterate({
      enter: ({ type }) => {
        if (type.isError) throw new NotBuildable('this is no LogQL yet');
      },
    });
    return this.expression(tree.topNode);
  }

  private expression(node: SyntaxNode): LogQuery {
    const read = this.readers[node.name];
    if (read === undefined) throw new NotBuildable(`the builder has no ${node.name}`);
    return read(node);
  }

  private readonly readers: Readonly<Record<string, (node: SyntaxNode) => LogQuery>> = {
    LogQL: (node) => this.expression(only(node)),
    Expr: (node) => this.expression(only(node)),
    MetricExpr: (node) => this.expression(only(node)),
    LogExpr: (node) => this.lines(node),
    VectorAggregationExpr: (node) => this.sum(node),
    RangeAggregationExpr: (node) => this.count(node),
  };

  private lines(node: SyntaxNode): LogQuery {
    const selector = node.getChild('Selector');
    if (selector === null) throw new NotBuildable('the builder needs a stream selector');
    const pipeline = node.getChild('PipelineExpr');
    return {
      matchers: all(selector, 'Matcher').map((one) => this.matcher(one)),
      stages: pipeline === null ? [] : all(pipeline, 'PipelineStage').flatMap((one) => this.stage(one)),
    };
  }

  private count(node: SyntaxNode): LogQuery {
    const lines = node.getChild('LogRangeExpr');
    const operation = this.of(node.getChild('RangeOp'));
    const isKnown = (COUNTINGS as readonly string[]).includes(operation);
    if (lines === null || !isKnown || node.getChild('Grouping') || node.getChild('Number')) {
      throw new NotBuildable(`the builder has no ${operation} of this kind`);
    }
    if (lines.getChild('UnwrapExpr') || lines.getChild('OffsetExpr')) {
      throw new NotBuildable('the builder has no unwrap and no offset');
    }
    const range = this.of(lines.getChild('Range')).replace(/^\[\s*|\s*\]$/g, '');
    return { ...this.lines(lines), counting: { operation, range } };
  }

  private sum(node: SyntaxNode): LogQuery {
    const operation = this.of(node.getChild('VectorOp'));
    const grouping = node.getChild('Grouping');
    const inner = node.getChild('MetricExpr');
    if (operation !== 'sum' || inner === null || grouping?.getChild('Without')) {
      throw new NotBuildable(`the builder has only sum by, no ${operation} of this kind`);
    }
    const query = this.expression(inner);
    if (query.counting === undefined || query.counting.sumBy !== undefined) {
      throw new NotBuildable('the builder has one aggregation only');
    }
    const sumBy = grouping === null ? [] : all(grouping, 'Identifier').map((one) => this.of(one));
    return { ...query, counting: { ...query.counting, sumBy } satisfies Counting };
  }

  private stage(node: SyntaxNode): Stage[] {
    const filters = node.getChild('LineFilters');
    if (filters !== null) return all(filters, 'LineFilter').map((one) => this.lineFilter(one));
    const parser = node.getChild('LabelParser') ?? node.getChild('LogfmtParser');
    if (parser !== null) return [this.parser(parser)];
    const filter = node.getChild('LabelFilter');
    if (filter !== null) return [this.labelFilter(filter)];
    throw new NotBuildable(`the builder has no stage "${this.of(node)}"`);
  }

  private lineFilter(node: SyntaxNode): Stage {
    const operator = LINE_OPERATORS.find((one) => one === this.of(node.getChild('Filter')));
    const text = node.getChild('String');
    if (operator === undefined || text === null || node.getChild('Or') !== null) {
      throw new NotBuildable(`the builder has no line filter "${this.of(node)}"`);
    }
    return { kind: 'line', operator, text: this.string(text) };
  }

  private parser(node: SyntaxNode): Stage {
    const [name, ...rest] = this.of(node).split(/\s+/);
    const parser = PARSERS.find((one) => one === name);
    const argument = node.getChild('String');
    if (parser === undefined || (rest.length > 0 && argument === null)) {
      throw new NotBuildable(`the builder has no parser "${this.of(node)}"`);
    }
    return { kind: 'parser', parser, argument: argument === null ? '' : this.string(argument) };
  }

  private labelFilter(node: SyntaxNode): Stage {
    const inner = only(node);
    if (inner.name === 'Matcher') return { kind: 'label', ...this.matcher(inner) };
    const [, label, symbol, value] = /^([A-Za-z_]\w*)\s*(>=|<=|==|!=|>|<)\s*([\w.]+)$/.exec(this.of(inner)) ?? [];
    const operator = LABEL_OPERATORS.find((one) => one === symbol);
    if (label === undefined || operator === undefined || operator.startsWith('!') || value === undefined) {
      throw new NotBuildable(`the builder has no filter "${this.of(node)}"`);
    }
    return { kind: 'label', label, operator, value };
  }

  private matcher(node: SyntaxNode): Matcher {
    const label = node.getChild('Identifier');
    const value = node.getChild('String');
    const operator = this.text.slice(label?.to ?? 0, value?.from ?? 0).trim();
    if (label === null || value === null || !isMatchOperator(operator)) {
      throw new NotBuildable(`the builder has no filter "${this.of(node)}"`);
    }
    return { label: this.of(label), operator, value: this.string(value) };
  }

  private of(node: SyntaxNode | null): string {
    return node === null ? '' : this.text.slice(node.from, node.to);
  }

  private string(node: SyntaxNode): string {
    const text = this.of(node);
    if (text.startsWith('`')) return text.slice(1, -1);
    try {
      return JSON.parse(text) as string;
    } catch {
      throw new NotBuildable(`the builder cannot read the text ${text}`);
    }
  }
}

/** The one child that a node has. */
function only(node: SyntaxNode): SyntaxNode {
  const first = node.firstChild;
  if (first === null || first.nextSibling !== null) throw new NotBuildable(`the builder has no such ${node.name}`);
  return first;
}

/** Nodes of a name below another, in the order of the text; not those inside of one another. */
function all(node: SyntaxNode, name: string): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name === name && !(name === 'LineFilter' && child.getChild('LineFilter'))) found.push(child);
    else found.push(...all(child, name));
  }
  return found;
}

import { quoted } from '../../../app/links';
import { nameText, selectorText } from '../../matcher';
import { OPERATIONS, type OperationShape } from './operations';
import type { BuilderQuery, Operation } from './query';

/** The query as PromQL; `''` while there is neither a metric nor a condition. */
export function writePromql({ metric, matchers, operations }: BuilderQuery): string {
  const isPlain = metric === '' || /^[A-Za-z_:][\w:]*$/.test(metric);
  const named = isPlain ? matchers : [{ label: '__name__', operator: '=' as const, value: metric }, ...matchers];
  const selector = `${isPlain ? metric : ''}${selectorText(named)}`;
  if (selector === '') return '';
  let written = { text: selector, isBinary: false };
  for (const operation of operations) {
    const shape = OPERATIONS.get(operation.id);
    if (shape !== undefined) written = WRITERS[shape.kind](written, operation, parametersOf(operation, shape), shape);
  }
  return written.text;
}

interface Written {
  readonly text: string;
  /** Stands in brackets within another binary operation. */
  readonly isBinary: boolean;
}

type Writer = (inner: Written, operation: Operation, parameters: readonly string[], shape: OperationShape) => Written;

const call = (name: string, args: readonly string[]): Written => ({
  text: `${name}(${args.join(', ')})`,
  isBinary: false,
});

const WRITERS: Readonly<Record<OperationShape['kind'], Writer>> = {
  range: ({ text }, { id }, parameters) => call(id, [...parameters.slice(0, -1), `${text}[${parameters.at(-1)}]`]),
  aggregation: ({ text }, { id, labels = [], isWithout = false }, parameters) => {
    const grouping =
      labels.length === 0 && !isWithout ? '' : ` ${isWithout ? 'without' : 'by'} (${labels.map(nameText).join(', ')}) `;
    return call(`${id}${grouping}`, [...parameters, text]);
  },
  function: ({ text }, { id }, parameters, { isParameterFirst = false }) =>
    call(id, isParameterFirst ? [...parameters, text] : [text, ...parameters]),
  scalar: ({ text, isBinary }, { id }, [number]) => ({
    text: `${isBinary ? `(${text})` : text} ${id} ${number}`,
    isBinary: true,
  }),
};

const parametersOf = ({ parameters }: Operation, shape: OperationShape): string[] =>
  shape.parameters.map(({ initial, isText }, index) => {
    const given = parameters[index] ?? initial;
    return isText ? quoted(given) : given || initial;
  });

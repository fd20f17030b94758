import { askSource } from '../../../data/ask';
import type { Answer } from '../../../data/prometheus/answer';
import { intervalText } from '../../../data/step';
import type { BuilderQuery } from './query';
import { type AstNode, readPromql } from './read';

/** Lengths that stand for macros while the server parses: nobody writes them, ms. */
const MACROS: ReadonlyMap<number, string> = new Map([
  [1_000_000_007, '$__rate_interval'],
  [1_000_000_009, '$__interval'],
  [1_000_000_021, '$__range'],
]);

/** The text as the builder has it. Throws ApiError for what is no PromQL, NotBuildable for what cannot be built. */
export async function parsePromql(text: string, signal: AbortSignal): Promise<BuilderQuery> {
  let query = text;
  for (const [ms, macro] of MACROS) {
    const name = macro.slice(1);
    query = query.replace(new RegExp(`\\$(?:${name}\\b|\\{${name}\\})`, 'g'), `${ms}ms`);
  }
  const answer = await askSource<Answer<AstNode>>(
    'prometheus',
    'api/v1/parse_query',
    { query },
    { isForm: true, signal },
  );
  if (answer.data === undefined) throw new Error('the server did not answer as Prometheus does');
  return readPromql(answer.data, (ms) => MACROS.get(ms) ?? intervalText(ms));
}

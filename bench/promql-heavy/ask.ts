import { request } from 'node:http';
import type { HeavyQuestion } from './questions.js';

export interface HeavyOutcome {
  readonly ms: number;
  readonly bytes: number;
  /** `answered`, or the status and text of the refusal. */
  readonly outcome: string;
}

const SHOWN = 300;

/** Asks and reads the answer to its end, without keeping it. */
export function askHeavy(url: string, { path, parameters }: HeavyQuestion): Promise<HeavyOutcome> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const asked = request(`${url}${path}?${new URLSearchParams(parameters)}`, (answer) => {
      let bytes = 0;
      let head = '';
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (head.length < SHOWN) head += chunk.toString('latin1', 0, SHOWN);
      });
      answer.on('end', () => {
        const refusal = `${answer.statusCode} ${/"error":"([^"]*)"/.exec(head)?.[1] ?? head}`;
        const outcome = answer.statusCode === 200 ? 'answered' : refusal;
        resolve({ ms: performance.now() - started, bytes, outcome });
      });
      answer.on('error', reject);
    });
    asked.on('error', reject);
    asked.end();
  });
}

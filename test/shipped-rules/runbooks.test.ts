import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse as parseLogql } from '../../src/logql/parser.js';
import { parse as parsePromql } from '../../src/promql/parser.js';
import { parse as parseTraceql } from '../../src/traceql/parser.js';
import { ALERTS, RUNBOOKS } from './shipped.js';

const SECTIONS = ['Meaning', 'Impact', 'How to look', 'How to mend'];

const PARSERS: Readonly<Record<string, (query: string) => unknown>> = {
  promql: (query) => parsePromql(query),
  logql: parseLogql,
  traceql: parseTraceql,
  sh: () => undefined,
};

it('each alert has a runbook, and each runbook an alert', () => {
  const named = ALERTS.map(({ alert }) => `${alert}.md`);
  expect(readdirSync(RUNBOOKS).sort()).toEqual(named.sort());
});

describe.each(ALERTS.map(({ alert, file, labels }) => ({ alert, file, labels })))(
  '$alert',
  ({ alert, file, labels }) => {
    const text = readFileSync(join(RUNBOOKS, `${alert}.md`), 'utf8');
    const parts = text.split(/^## /m);

    it('says what it is, where it comes from, and what to do', () => {
      expect(parts[0]).toBe(`# ${alert}\n\nSeverity ${labels.severity}, in [${file}](../../${file}).\n\n`);
      expect(parts.slice(1).map((part) => part.split('\n', 1)[0])).toEqual(SECTIONS);
      for (const part of parts.slice(1)) expect(part.split('\n').slice(1).join('').trim()).not.toBe('');
      expect(parts[4]).toMatch(/^- /m);
    });

    it('has queries that can be pasted', () => {
      const queries = [...parts[3]!.matchAll(/^```(\w+)\n(.*?)\n```$/gms)];
      expect(queries.length).toBeGreaterThan(0);
      for (const [, language, query] of queries) {
        expect(Object.keys(PARSERS)).toContain(language);
        expect(() => PARSERS[language!]!(query!), query!).not.toThrow();
      }
    });

    it('leads to runbooks that there are', () => {
      const links = [...text.matchAll(/\]\((\w+)\.md\)/g)].map(([, name]) => name);
      expect(ALERTS.map((other) => other.alert)).toEqual(expect.arrayContaining(links));
    });
  },
);

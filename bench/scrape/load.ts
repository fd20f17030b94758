import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

export interface ScrapeLoad {
  /** Where the store is. */
  readonly directory: string;
  /** The `prometheus.yml`. */
  readonly file: string;
}

/** Since the start; durations sorted. */
export interface ScrapeFigures {
  readonly scrapes: number;
  readonly samples: number;
  readonly missed: number;
  readonly late: number;
  readonly failed: number;
  /** Targets whose last scrape was good. */
  readonly up: number;
  /** How long each target's last scrape took, s. */
  readonly seconds: readonly number[];
  /** How late timers were since the figures were asked for last, ms. */
  readonly delays: readonly number[];
}

/** The servers that are scraped, and what scrapes them. */
export const PROGRAMS = {
  targets: new URL('./targets-main.js', import.meta.url),
  scraper: new URL('./scraper-main.js', import.meta.url),
};

/** Starts one of them and gives its first message. */
export async function started<T>(
  program: URL,
  argument: string,
  nodeFlags: readonly string[] = [],
): Promise<{ child: ChildProcess; first: T }> {
  const child = fork(program, [argument], { execArgv: [...nodeFlags] });
  const [first] = (await once(child, 'message')) as [T];
  return { child, first };
}

export async function figures(child: ChildProcess): Promise<ScrapeFigures> {
  child.send('figures');
  const [answer] = (await once(child, 'message')) as [ScrapeFigures];
  return answer;
}

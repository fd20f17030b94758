import { appendFile } from 'node:fs/promises';

/** Lines that wait for a slow disk; more are left out. */
const MAX_WAITING = 1000;

export interface FailedScrape {
  readonly ms: number;
  readonly job: string;
  readonly target: string;
  readonly lastError: string;
}

/**
 * Writes a JSON line for each failed scrape.
 * https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config (scrape_failure_log_file)
 */
export class ScrapeFailureLog {
  private work: Promise<void> = Promise.resolve();
  private waiting = 0;
  private isFailing = false;

  constructor(private readonly logger: { warn(fields: object, message: string): void }) {}

  add(file: string, { ms, job, target, lastError }: FailedScrape): void {
    if (this.waiting === MAX_WAITING) return;
    this.waiting++;
    const line = { time: new Date(ms).toISOString(), level: 'ERROR', msg: lastError, job_name: job, target };
    this.work = this.work.then(() => this.write(file, `${JSON.stringify(line)}\n`));
  }

  /** Resolves when all is written. Never rejects. */
  written(): Promise<void> {
    return this.work;
  }

  private async write(file: string, line: string): Promise<void> {
    this.waiting--;
    try {
      await appendFile(file, line);
      this.isFailing = false;
    } catch (error) {
      if (!this.isFailing)
        this.logger.warn({ file, error: (error as Error).message }, 'a failed scrape was not logged');
      this.isFailing = true;
    }
  }
}

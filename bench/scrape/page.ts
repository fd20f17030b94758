import { Random } from '../support/random.js';

const BUCKETS = ['0.005', '0.01', '0.025', '0.05', '0.1', '0.25', '0.5', '1', '2.5', '+Inf'];
/** Of a histogram: its buckets, its sum and its count. */
const HISTOGRAM_SERIES = BUCKETS.length + 2;

/** What an application shows: half of its series are of histograms, the others counters and gauges. */
export class Page {
  private readonly random = new Random(5);
  private readonly counts: number[];

  constructor(private readonly series: number) {
    this.counts = Array.from({ length: series }, () => this.random.below(100_000));
  }

  /** The page as it is a second after the one before. */
  next(): string {
    for (let i = 0; i < this.series; i++) this.counts[i]! += i % 5 === 0 ? 0 : this.random.below(20);
    const lines = [
      '# HELP http_request_duration_seconds Time to answer.',
      '# TYPE http_request_duration_seconds histogram',
    ];
    let i = 0;
    for (let h = 0; i + HISTOGRAM_SERIES <= this.series / 2; h++) {
      const labels = `handler="/api/v1/things/${h}",method="GET"`;
      let count = 0;
      for (const le of BUCKETS) {
        count += this.counts[i++]!;
        lines.push(`http_request_duration_seconds_bucket{${labels},le="${le}"} ${count}`);
      }
      lines.push(`http_request_duration_seconds_sum{${labels}} ${(this.counts[i++]! * 0.0137).toFixed(4)}`);
      lines.push(`http_request_duration_seconds_count{${labels}} ${count}`);
      i++;
    }
    for (let family = 0; i < this.series; family++) {
      const type = family % 2 === 0 ? 'counter' : 'gauge';
      const name = `process_things_${family}${type === 'counter' ? '_total' : ''}`;
      lines.push(`# HELP ${name} What the process did.`, `# TYPE ${name} ${type}`);
      for (let k = 0; k < 10 && i < this.series; k++)
        lines.push(`${name}{kind="k${k}",zone="eu-1"} ${this.counts[i++]}`);
    }
    return `${lines.join('\n')}\n`;
  }
}

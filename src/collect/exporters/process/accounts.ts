import { SourceTree } from '../sources.js';

/** The names of users, read once when somebody asks. */
export class Accounts {
  private names: Promise<Map<string, string>> | undefined;

  constructor(private readonly proc: SourceTree) {}

  /** Of the user whose rights a process has; its number where it has no name. */
  async of(pid: number): Promise<string> {
    const user = /^Uid:\s+\d+\s+(\d+)/m.exec((await this.proc.textIfAny(`${pid}/status`)) ?? '')?.[1] ?? '';
    this.names ??= this.read();
    return (await this.names).get(user) ?? user;
  }

  /** Of process 1: it has the host's accounts. */
  private async read(): Promise<Map<string, string>> {
    const text =
      (await this.proc.textIfAny('1/root/etc/passwd')) ?? (await new SourceTree('/etc').textIfAny('passwd')) ?? '';
    return new Map(
      text.split('\n').map((line) => {
        const [name = '', , number = ''] = line.split(':');
        return [number, name];
      }),
    );
  }
}

/** Owners that are remembered; one that is forgotten gets a new number. */
const MAX_OWNERS = 10_000;

/** Gives each owner of keys (a tenant) its number, for the `salt` of a `BytesCache`. No number is given twice. */
export class OwnerSalts {
  private readonly salts = new Map<string, number>();
  private next = 1;

  of(owner: string): number {
    let salt = this.salts.get(owner);
    if (salt === undefined) {
      if (this.salts.size === MAX_OWNERS) this.salts.clear();
      salt = this.next++ | 0;
      this.salts.set(owner, salt);
    }
    return salt;
  }
}

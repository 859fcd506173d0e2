/**
 * Whose turn it is. Runs that train beside each other take strictly one turn each, and between beginning and end of a turn
 * nothing of another run happens: scopes of tensors, readings and sheets never mix. Who takes no steps (prepares, saves,
 * is looked at) has its turn as soon as the present one is over.
 */
export class Baton {
  /** Who takes steps; the first is next. */
  private readonly ring: object[] = [];
  private readonly waiting: { readonly who: object; readonly go: () => void }[] = [];
  private isHeld = false;

  /** From now on the others wait for its steps, one after each of theirs. Its first is next: the others have had theirs. */
  join(who: object): void {
    if (!this.ring.includes(who)) this.ring.unshift(who);
  }

  leave(who: object): void {
    const at = this.ring.indexOf(who);
    if (at < 0) return;
    this.ring.splice(at, 1);
    this.pass();
  }

  /** Several take steps. */
  get isShared(): boolean {
    return this.ring.length > 1;
  }

  /** A turn. No turn within a turn: it would wait for itself. */
  async hold<T>(who: object, work: () => T | Promise<T>): Promise<T> {
    await new Promise<void>((go) => {
      this.waiting.push({ who, go });
      this.pass();
    });
    try {
      return await work();
    } finally {
      this.isHeld = false;
      const at = this.ring.indexOf(who);
      if (at >= 0) this.ring.push(...this.ring.splice(at, 1));
      this.pass();
    }
  }

  private pass(): void {
    if (this.isHeld) return;
    const [first] = this.ring;
    const visitor = this.waiting.findIndex(({ who }) => !this.ring.includes(who));
    const next = visitor >= 0 ? visitor : this.waiting.findIndex(({ who }) => who === first);
    const [turn] = next < 0 ? [] : this.waiting.splice(next, 1);
    if (!turn) return;
    this.isHeld = true;
    turn.go();
  }
}

// Requests that have paid for a miss and may yet get change: those that found a bucket empty meanwhile wait for it here,
// so that ten people who look the same certificate up at the same moment do not turn the eleventh away.

interface Inside {
  count: number;
  waiting: Set<() => void>;
}

/** One for each process: what others give back comes without being announced, and is there at the next request. */
export class Turnstile {
  readonly #inside = new Map<string, Inside>();

  enter(key: string): void {
    const inside = this.#inside.get(key);
    if (inside) inside.count++;
    else this.#inside.set(key, { count: 1, waiting: new Set() });
  }

  /** To be called for every `enter`, after the change has been given back. */
  leave(key: string): void {
    const inside = this.#inside.get(key);
    if (!inside) return;
    inside.count--;
    // Change for one lets one go on. When nobody is left to bring any, everybody hears it.
    const [first] = inside.waiting;
    if (inside.count > 0) first?.();
    else {
      this.#inside.delete(key);
      for (const wake of inside.waiting) wake();
    }
  }

  /** Resolves with true when somebody leaves; with false when nobody is inside, or has left within `ms`. */
  change(key: string, ms: number): Promise<boolean> {
    const inside = this.#inside.get(key);
    if (!inside) return Promise.resolve(false);
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        inside.waiting.delete(wake);
        resolve(true);
      };
      const timer = setTimeout(() => {
        inside.waiting.delete(wake);
        resolve(false);
      }, ms);
      inside.waiting.add(wake);
    });
  }
}

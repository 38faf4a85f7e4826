// Holds the one trust bundle this device believes (D7). A newer bundle takes its place only after every proof; whatever else
// the network or the store brings, the last good one stays. The start-up path proves what was stored exactly as if it had
// just come over the network.
import type { CryptoPort, Jwk } from '../../domain/crypto.ts';
import { readJwk } from '../../domain/crypto.ts';
import { acceptBundle, openTrustBundle } from '../../domain/trust-bundle.ts';
import type { TrustBundle, TrustFaultCode } from '../../domain/trust-bundle.ts';
import type { Answer } from './answer.ts';
import type { Kept, TrustKeep } from './keep.ts';
import type { TrustProblem, TrustState } from './state.ts';

export interface HolderPorts {
  ask(): Promise<Answer>;
  keep: TrustKeep;
  /** Milliseconds by this device's clock, which may be wrong. */
  now(): number;
  crypto: CryptoPort;
  show(state: TrustState): void;
}

/** The floor is written when it has risen by this much: not at every scan. */
const FLOOR_STEP_MS = 60_000;

/** Refusals of a candidate, as a person needs to know them. Whatever is not listed was not signed by those we trust. */
const PROBLEMS: Partial<Record<TrustFaultCode, TrustProblem>> = {
  not_a_bundle: 'broken',
  bundle_too_large: 'broken',
  bundle_form: 'broken',
  bundle_older: 'older',
};

export class TrustHolder {
  #bundle: TrustBundle | null = null;
  #pins: Jwk[] | null = null;
  #floor = 0;
  #keptFloor = 0;
  #problem: TrustProblem | null = null;
  #lastCheckedAt: number | null = null;
  #storage: TrustState['storage'] = 'kept';
  readonly #ports: HolderPorts;

  constructor(ports: HolderPorts) {
    this.#ports = ports;
  }

  get bundle(): TrustBundle | null {
    return this.#bundle;
  }

  /** Adopts what this device has stored, if it still verifies and is not older: at start, and when another tab has stored one. */
  async load(): Promise<void> {
    const stored = await this.#ports.keep.load().catch(() => null);
    if (!stored) this.#storage = 'memory';
    else if (stored.kept) await this.#adoptStored(stored.kept, stored.floor);
    else this.#floor = Math.max(this.#floor, stored.floor);
    this.#show();
  }

  async #adoptStored(kept: Kept, floor: number): Promise<void> {
    const roots = kept.roots.map(readJwk).filter((root) => root !== null);
    // Pins outlive a damaged text, so that damaging the store does not open the door to other roots.
    if (this.#bundle === null && roots.length > 0) this.#pins = roots;
    const opened = await openTrustBundle(kept.text, this.#pins, this.#ports.crypto);
    if (!opened.ok) {
      if (this.#bundle === null) this.#problem = 'store_damaged';
      return;
    }
    const isNewer = opened.value.version > (this.#bundle?.version ?? 0);
    if (!isNewer || !acceptBundle(this.#bundle, opened.value).ok) return;
    this.#take(opened.value, Math.max(floor, opened.value.issuedAt * 1000));
    this.#keptFloor = floor;
    this.#problem = null;
  }

  /** Asks the service once. True when it brought a bundle that verifies and is not older. */
  async refresh(): Promise<boolean> {
    this.#raiseFloor();
    const answer = await this.#ports.ask();
    this.#problem = 'problem' in answer ? answer.problem : await this.#consider(answer.text);
    if (this.#problem !== 'offline') this.#lastCheckedAt = this.#ports.now();
    this.#show();
    return this.#problem === null;
  }

  async #consider(text: string): Promise<TrustProblem | null> {
    const opened = await openTrustBundle(text, this.#pins, this.#ports.crypto);
    if (!opened.ok) return PROBLEMS[opened.fault.code] ?? 'not_trusted';
    const accepted = acceptBundle(this.#bundle, opened.value);
    if (!accepted.ok) return PROBLEMS[accepted.fault.code] ?? 'not_trusted';
    // The same one again proves nothing about the time: a replay must not lower the clock's floor.
    if (this.#bundle?.version === opened.value.version) return null;
    this.#take(opened.value, opened.value.issuedAt * 1000);
    await this.#save(text, opened.value);
    return null;
  }

  /** A newly verified bundle resets the floor: a clock that once ran ahead would otherwise be "wrong" for ever. */
  #take(bundle: TrustBundle, floor: number): void {
    this.#bundle = bundle;
    this.#pins = bundle.roots;
    this.#floor = floor;
  }

  async #save(text: string, { version, roots }: TrustBundle): Promise<void> {
    try {
      const saved = await this.#ports.keep.save({ text, version, roots }, this.#floor);
      this.#keptFloor = this.#floor;
      this.#storage = 'kept';
      // Another tab was faster and has a newer one: this tab goes on with that.
      if (!saved) await this.load();
    } catch {
      this.#storage = 'memory';
    }
  }

  /** The clock as `judge` wants it: now, and the latest time that is known to have been. */
  clock(): { now: number; floor: number } {
    const floor = this.#floor;
    this.#raiseFloor();
    return { now: this.#ports.now(), floor };
  }

  #raiseFloor(): void {
    const now = this.#ports.now();
    if (!(now > this.#floor)) return;
    this.#floor = now;
    if (now - this.#keptFloor < FLOOR_STEP_MS) return;
    this.#keptFloor = now;
    // Lost on a refusal of the store: then a turned-back clock is noticed within this tab only, and the page says so.
    this.#ports.keep.raiseFloor(now, this.#bundle?.version ?? null).catch(() => {
      this.#storage = 'memory';
      this.#show();
    });
  }

  /** Forgets bundle and pins: the way out when a service has truly changed its roots. Only on the user's explicit word. */
  async forget(): Promise<void> {
    this.#bundle = null;
    this.#pins = null;
    this.#floor = 0;
    this.#keptFloor = 0;
    this.#problem = null;
    await this.#ports.keep.clear().catch(() => undefined);
    this.#show();
  }

  #show(): void {
    const refused = this.#problem !== null && this.#problem !== 'offline';
    const held = this.#bundle === null ? 'none' : 'ok';
    this.#ports.show({
      status: refused ? 'problem' : held,
      version: this.#bundle?.version ?? null,
      issuedAt: this.#bundle?.issuedAt ?? null,
      latestKnown: this.#floor,
      lastCheckedAt: this.#lastCheckedAt,
      problem: this.#problem,
      storage: this.#storage,
    });
  }
}

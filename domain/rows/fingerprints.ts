// Which texts have come before, and where, without keeping them: ID numbers of a million people are not held in memory,
// only 64 bits of each, which says the same (one false alarm in fifty million batches of a million rows).

export interface Fingerprints {
  /**
   * Null for a text that is new; else where it came first, and whether with the same second text as now (by 32 bits: of
   * four thousand million differences one is overlooked).
   */
  put(text: string, at: number, second: string): { readonly at: number; readonly same: boolean } | null;
}

/** An open hash table of four numbers an entry: two hashes, the place, the hash of the second text. */
export function fingerprints(): Fingerprints {
  let table = new Uint32Array(4 * 1024);
  let count = 0;

  function grow(): void {
    const larger = new Uint32Array(table.length * 2);
    for (let entry = 0; entry < table.length; entry += 4) {
      if (table[entry + 2] === 0) continue;
      const to = entryOf(larger, table[entry] ?? 0, table[entry + 1] ?? 0);
      for (let i = 0; i < 4; i++) larger[to + i] = table[entry + i] ?? 0;
    }
    table = larger;
  }

  return {
    put(text, at, second) {
      const high = hash(text, 0x9747b28c);
      const low = hash(text, 0x85ebca6b);
      const other = hash(second, 0x27d4eb2f);
      const entry = entryOf(table, high, low);
      const place = table[entry + 2] ?? 0;
      if (place !== 0) return { at: place, same: table[entry + 3] === other };
      table[entry] = high;
      table[entry + 1] = low;
      table[entry + 2] = at;
      table[entry + 3] = other;
      count += 1;
      if (count * 8 > table.length) grow(); // at most half full
      return null;
    },
  };
}

/** The entry of these hashes, or the free one where they belong. A place of 0 is a free entry. */
function entryOf(into: Uint32Array, high: number, low: number): number {
  const entries = into.length / 4;
  let entry = high & (entries - 1);
  while (into[4 * entry + 2] !== 0 && (into[4 * entry] !== high || into[4 * entry + 1] !== low)) {
    entry = (entry + 1) & (entries - 1);
  }
  return 4 * entry;
}

/** 32 bits of a text (the mixing steps of MurmurHash3, one UTF-16 unit a round). Not against people who mean harm. */
function hash(text: string, seed: number): number {
  let state = seed;
  for (let i = 0; i < text.length; i++) {
    state = Math.imul(state ^ Math.imul(text.charCodeAt(i), 0xcc9e2d51), 0x1b873593);
    state = (state << 13) | (state >>> 19);
  }
  state = Math.imul(state ^ (state >>> 16) ^ text.length, 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

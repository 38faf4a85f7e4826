// PostgreSQL's binary COPY format: values as the server stores them, so that neither side parses text.

/** "PGCOPY", its guard bytes, no flags, no header extension. */
export const COPY_HEADER = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
export const COPY_END = Buffer.from([0xff, 0xff]);

const DAY_MS = 86_400_000;
/** PostgreSQL counts days from 2000 on. */
const EPOCH_DAYS = Date.UTC(2000, 0, 1) / DAY_MS;

/** Rows one behind the other in a buffer that grows; `take` empties it. */
export class CopyWriter {
  #bytes = Buffer.allocUnsafe(1 << 20);
  #at = 0;

  row(columns: number): void {
    this.#room(2);
    this.#at = this.#bytes.writeInt16BE(columns, this.#at);
  }

  int2(value: number): void {
    this.#length(2);
    this.#at = this.#bytes.writeInt16BE(value, this.#at);
  }

  int4(value: number): void {
    this.#length(4);
    this.#at = this.#bytes.writeInt32BE(value, this.#at);
  }

  int8(value: number): void {
    this.#length(8);
    this.#at = this.#bytes.writeBigInt64BE(BigInt(value), this.#at);
  }

  /** YYYY-MM-DD */
  date(value: string): void {
    this.int4(Date.parse(value) / DAY_MS - EPOCH_DAYS);
  }

  /** Midnight UTC of a day, as timestamptz. */
  moment(day: string): void {
    this.int8((Date.parse(day) - EPOCH_DAYS * DAY_MS) * 1000);
  }

  bytea(value: Uint8Array): void {
    this.#length(value.length);
    this.#bytes.set(value, this.#at);
    this.#at += value.length;
  }

  text(value: string | null): void {
    if (value === null) {
      this.#room(4);
      this.#at = this.#bytes.writeInt32BE(-1, this.#at);
      return;
    }
    const length = Buffer.byteLength(value);
    this.#length(length);
    this.#at += this.#bytes.write(value, this.#at, length);
  }

  /** Everything written since the last time, in memory of its own. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = new Uint8Array(this.#bytes.subarray(0, this.#at));
    this.#at = 0;
    return taken;
  }

  #length(bytes: number): void {
    this.#room(4 + bytes);
    this.#at = this.#bytes.writeInt32BE(bytes, this.#at);
  }

  #room(bytes: number): void {
    if (this.#at + bytes <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafe(this.#bytes.length * 2);
    this.#bytes.copy(grown, 0, 0, this.#at);
    this.#bytes = grown;
  }
}

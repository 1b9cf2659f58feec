/**
 * Rising numbers by key, held in a byte or two each: what is found by a word, for hundreds of thousands of statements.
 * A list is kept as differences, 7 bits a byte (LEB128); what came lately is kept plainly until there is enough to pack.
 */

/** Numbers kept plainly: at least so many, and then this share of all. */
const fewestLoose = 10_000;
const looseShare = 1 / 8;

const lengthOf = (difference: number): number => {
  let length = 1;
  for (let rest = difference; rest >= 128; rest = Math.floor(rest / 128)) length += 1;
  return length;
};

export class NumberLists {
  /** Every key that was ever given, in the order in which each came first. */
  readonly keys: string[] = [];
  readonly #ids = new Map<string, number>();
  /** The packed list of key i is `#bytes` from `#starts[i]` to `#starts[i + 1]`; its last number is `#lasts[i]`. */
  #bytes = new Uint8Array(0);
  #starts = new Uint32Array(1);
  #lasts = new Uint32Array(0);
  #packed = 0;
  #loose = new Map<number, number[]>();
  #looseCount = 0;

  /** @param number not below the last one given for the key; that one again counts once */
  add(key: string, number: number): void {
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.keys.push(key) - 1;
      this.#ids.set(key, id);
    }
    const list = this.#loose.get(id);
    const last = list?.at(-1) ?? (this.#isPacked(id) ? this.#lasts[id] : undefined);
    if (last === number) return;
    if (list === undefined) this.#loose.set(id, [number]);
    else list.push(number);
    this.#looseCount += 1;
    if (this.#looseCount > Math.max(fewestLoose, this.#packed * looseShare)) this.#pack();
  }

  /** Rising; empty for a key that was never given. */
  get(key: string): number[] {
    const id = this.#ids.get(key);
    if (id === undefined) return [];
    const numbers: number[] = [];
    const end = this.#starts[id + 1] ?? 0;
    let number = 0;
    for (let at = this.#starts[id] ?? end; at < end; at += 1) {
      let byte = this.#bytes[at] ?? 0;
      number += byte % 128;
      for (let scale = 128; byte >= 128; scale *= 128) {
        at += 1;
        byte = this.#bytes[at] ?? 0;
        number += (byte % 128) * scale;
      }
      numbers.push(number);
    }
    for (const loose of this.#loose.get(id) ?? []) numbers.push(loose);
    return numbers;
  }

  /**
   * The same lists with every number as `renumber` gives it, in the same order; undefined drops it, and a key without
   * numbers goes.
   */
  renumbered(renumber: (number: number) => number | undefined): NumberLists {
    const lists = new NumberLists();
    for (const key of this.keys)
      for (const number of this.get(key)) {
        const given = renumber(number);
        if (given !== undefined) lists.add(key, given);
      }
    lists.#pack();
    return lists;
  }

  #isPacked(id: number): boolean {
    return (this.#starts[id + 1] ?? 0) > (this.#starts[id] ?? 0);
  }

  #pack(): void {
    const starts = new Uint32Array(this.keys.length + 1);
    const lasts = new Uint32Array(this.keys.length);
    const lastOf = (id: number): number => (this.#isPacked(id) ? (this.#lasts[id] ?? 0) : 0);
    let size = 0;
    for (let id = 0; id < this.keys.length; id += 1) {
      starts[id] = size;
      size += Math.max(0, (this.#starts[id + 1] ?? 0) - (this.#starts[id] ?? 0));
      let last = lastOf(id);
      for (const number of this.#loose.get(id) ?? []) {
        size += lengthOf(number - last);
        last = number;
      }
      lasts[id] = last;
    }
    starts[this.keys.length] = size;
    const bytes = new Uint8Array(size);
    for (let id = 0; id < this.keys.length; id += 1) {
      let at = starts[id] ?? 0;
      if (this.#isPacked(id)) {
        const packed = this.#bytes.subarray(this.#starts[id], this.#starts[id + 1]);
        bytes.set(packed, at);
        at += packed.length;
      }
      let last = lastOf(id);
      for (const number of this.#loose.get(id) ?? []) {
        let rest = number - last;
        last = number;
        for (; rest >= 128; rest = Math.floor(rest / 128)) {
          bytes[at] = 128 + (rest % 128);
          at += 1;
        }
        bytes[at] = rest;
        at += 1;
      }
    }
    this.#bytes = bytes;
    this.#starts = starts;
    this.#lasts = lasts;
    this.#packed += this.#looseCount;
    this.#loose = new Map();
    this.#looseCount = 0;
  }
}

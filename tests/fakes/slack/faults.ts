/** What goes wrong next, by method. */
export type Fault =
  | { readonly kind: '429'; readonly retryAfter?: number }
  | { readonly kind: '5xx'; readonly status: number }
  /** `ok: false` with this code. */
  | { readonly kind: 'error'; readonly error: string }
  /** Does what was asked, then closes the connection without an answer. */
  | { readonly kind: 'dropped' }
  /** Does what was asked, and answers when `until` resolves. */
  | { readonly kind: 'slow'; readonly until: Promise<void> };

export class Faults {
  readonly #queues = new Map<string, { readonly fault: Fault; left: number }[]>();

  /** The next `times` calls of `method` meet `fault`, after those queued before. */
  add(method: string, fault: Fault, times = 1): void {
    const queue = this.#queues.get(method) ?? [];
    queue.push({ fault, left: times });
    this.#queues.set(method, queue);
  }

  clear(method: string): void {
    this.#queues.delete(method);
  }

  /** What calls meet when nothing else is queued for them, one by one. */
  decide: (method: string, args: Readonly<Record<string, string>>) => Fault | undefined = () => undefined;

  take(method: string, args: Readonly<Record<string, string>> = {}): Fault | undefined {
    const queue = this.#queues.get(method) ?? [];
    const [first] = queue;
    if (first === undefined) return this.decide(method, args);
    first.left -= 1;
    if (first.left <= 0) queue.shift();
    return first.fault;
  }
}

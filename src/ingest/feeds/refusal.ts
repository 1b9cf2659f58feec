/** What is wrong and what can be done about it, each one line for people. */
export interface Refusal {
  readonly kind: 'refused';
  readonly code: string;
  readonly reason: string;
  readonly fix: string;
}

export const refusal = (code: string, reason: string, fix: string): Refusal => ({ kind: 'refused', code, reason, fix });

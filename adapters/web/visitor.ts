/** Who looks at the page, as every route behind the door knows them. */
import type { Context } from 'hono';

export interface Visitor {
  /** Person.id in what they type: `page`, or the name that a proxy gives. */
  readonly id: string;
  /** Stands in every form, so that no other site can send one in their name. */
  readonly token: string;
  /** They came in with the password, and can leave again. */
  readonly session?: string;
}

export interface PageEnv {
  Variables: { visitor: Visitor };
}

export type PageContext = Context<PageEnv>;

/** The field of a form that holds the token. */
export const tokenField = 'token';

/** What is kept in the database but must not be read there: sealed with a key from the environment. */
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import type { Seal } from './ports.ts';

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
/** What NIST SP 800-38D asks for: 96 bits, random; far below 2^32 texts under one key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Before every sealed text, so that another way of sealing can come after this one. */
const VERSION = 'v1';

/** A key of its own for each purpose. Slow on purpose (scrypt, some 50 ms): the setting may be a sentence. */
const keyFor = (secret: string, purpose: string): Buffer =>
  scryptSync(secret.normalize('NFKC'), `crosswire ${purpose} ${VERSION}`, KEY_BYTES);

/** A second secret from the same setting, for what needs one of its own: 43 characters. */
export const derivedSecret = (secret: string, purpose: string): string => keyFor(secret, purpose).toString('base64url');

/** `v1.NONCE.TAG.TEXT` in base64url, AES-256-GCM; bound to what it is about. */
export const createSeal = (secret: string): Seal => {
  const key = keyFor(secret, 'seal');
  return {
    seal: (content, about) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(about, 'utf8'));
      const text = Buffer.concat([cipher.update(content, 'utf8'), cipher.final()]);
      return [VERSION, ...[nonce, cipher.getAuthTag(), text].map((part) => part.toString('base64url'))].join('.');
    },
    open: (sealed, about) => {
      const [version, ...parts] = sealed.split('.');
      const [nonce, tag, text, ...more] = parts.map((part) => Buffer.from(part, 'base64url'));
      if (version !== VERSION || nonce?.length !== NONCE_BYTES || tag?.length !== TAG_BYTES) return undefined;
      if (text === undefined || more.length > 0) return undefined;
      const cipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(about, 'utf8'));
      cipher.setAuthTag(tag);
      try {
        return Buffer.concat([cipher.update(text), cipher.final()]).toString('utf8');
      } catch {
        // Another key, another purpose, or a text that was changed: which of them, nobody can tell.
        return undefined;
      }
    },
  };
};

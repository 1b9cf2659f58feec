/** What is kept in the database but must not be read there, sealed with a key from the environment; and signatures. */
import { createCipheriv, createDecipheriv, createHmac, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import type { Seal, Signer } from './ports.ts';

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

/** 96 bits: nobody guesses one over a network, and it stays short in an address. */
const SIGNATURE_BYTES = 12;

/** A secret for `createSigner`. */
export const newSecret = (): string => randomBytes(KEY_BYTES).toString('base64url');

/** HMAC-SHA-256, cut short (RFC 2104, section 5): 16 characters that are safe in addresses. */
export const createSigner = (secret: string): Signer => {
  const sign = (text: string): string =>
    createHmac('sha256', secret).update(text).digest().subarray(0, SIGNATURE_BYTES).toString('base64url');
  return {
    sign,
    isSigned: (text, signature) => {
      const [given, wanted] = [Buffer.from(signature), Buffer.from(sign(text))];
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    },
  };
};

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

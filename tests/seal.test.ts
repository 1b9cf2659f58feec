import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSeal, createSigner, derivedSecret, newSecret } from '../src/seal.ts';

const secret = 'correct horse battery staple, twice over';
const { seal, open } = createSeal(secret);

describe('a sealed text', () => {
  it('opens to what it was, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (content, about) => {
        expect(open(seal(content, about), about)).toBe(content);
      }),
    );
  });

  it('shows nothing of what is in it, and is another each time', () => {
    const [first, second] = [seal('xoxb-token', 'slack:T1'), seal('xoxb-token', 'slack:T1')];
    expect(first).not.toBe(second);
    for (const sealed of [first, second]) {
      expect(sealed).toMatch(/^v1\.[\w-]{16}\.[\w-]{22}\.[\w-]+$/u);
      expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('xoxb');
    }
  });

  it('does not open with another key, nor for another workspace', () => {
    const sealed = seal('xoxb-token', 'slack:T1');
    expect(createSeal(`${secret}.`).open(sealed, 'slack:T1')).toBeUndefined();
    expect(open(sealed, 'slack:T2')).toBeUndefined();
    expect(createSeal(secret).open(sealed, 'slack:T1')).toBe('xoxb-token');
  });

  it('does not open when any part of it was changed', () => {
    const [version, nonce = '', tag = '', text = ''] = seal('xoxb-token', 'slack:T1').split('.');
    const other = (part: string): string => `${part.startsWith('A') ? 'B' : 'A'}${part.slice(1)}`;
    for (const changed of [
      ['v2', nonce, tag, text],
      [version, other(nonce), tag, text],
      [version, nonce, other(tag), text],
      [version, nonce, tag, other(text)],
      [version, nonce, tag.slice(0, 8), text],
      [version, nonce, tag],
      [version, nonce, tag, text, text],
      ['nothing of ours'],
      [''],
    ])
      expect(open(changed.join('.'), 'slack:T1')).toBeUndefined();
  });
});

describe('a derived secret', () => {
  it('is the same for the same purpose, and tells nothing of another', () => {
    expect(derivedSecret(secret, 'state')).toBe(derivedSecret(secret, 'state'));
    expect(derivedSecret(secret, 'state')).not.toBe(derivedSecret(secret, 'seal'));
    expect(derivedSecret(secret, 'state')).toHaveLength(43);
  });
});

describe('a signature', () => {
  const signer = createSigner(newSecret());

  it('holds for its own text under its own key, and is safe and short in an address', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, other) => {
        const signature = signer.sign(text);
        expect(signature).toMatch(/^[\w-]{16}$/u);
        expect(signer.isSigned(text, signature)).toBe(true);
        expect(signer.isSigned(other, signature)).toBe(text === other);
        expect(createSigner(newSecret()).isSigned(text, signature)).toBe(false);
      }),
    );
  });

  it.each(['', 'x', '0'.repeat(16), '0'.repeat(15), '0'.repeat(10_000), '💥', '=====', '../..'])(
    'is not made up: %s',
    (made) => {
      expect(signer.isSigned('a1', made)).toBe(false);
      expect(signer.isSigned('a1', `${signer.sign('a1')}${made}`)).toBe(made === '');
    },
  );
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documents, schemaText } from '../../docs/schemas.ts';

describe('the published JSON Schemas', () => {
  it.each(Object.entries(documents))('say of %s what the code checks (npm run schema writes them)', (name, schema) => {
    const written = readFileSync(new URL(`../../docs/schemas/${name}.schema.json`, import.meta.url), 'utf8');
    expect(JSON.parse(written)).toEqual(JSON.parse(schemaText(name, schema)));
  });
});

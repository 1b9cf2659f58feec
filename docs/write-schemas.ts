/** Writes the JSON Schemas of the command line's documents: `npm run schema`. A test keeps them in step with the code. */
import { writeFileSync } from 'node:fs';
import { documents, schemaText } from './schemas.ts';

for (const [name, schema] of Object.entries(documents))
  writeFileSync(new URL(`./schemas/${name}.schema.json`, import.meta.url), schemaText(name, schema));

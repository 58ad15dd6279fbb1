#!/usr/bin/env node
// Plain JavaScript that any Node can read: on one that is too old, even loading the rest would crash.
// The same number stands in package.json, under "engines".
const oldest = 24;

if (Number(process.versions.node.split('.')[0]) < oldest) {
  console.error(
    `Watchbill needs Node ${oldest} or newer, and this is ${process.versions.node}. ` +
      'In a checkout, "npm start" and "npx watchbill" run on the Node that npm ci installed.',
  );
  process.exit(2);
}

const { enableCompileCache } = await import('node:module');
enableCompileCache?.();
const { main } = await import('./main.ts');
await main(process.argv.slice(2));

#!/usr/bin/env node
// Plain JavaScript that any Node can read: on one that is too old, even loading the rest would crash.
const oldest = [22, 18];
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
  console.error(
    `Watchbill needs Node ${oldest.join('.')} or newer, and this is ${process.versions.node}. ` +
      'In a checkout, "npm start" and "npx watchbill" run on the Node that npm ci installed.',
  );
  process.exit(2);
}

const { enableCompileCache } = await import('node:module');
enableCompileCache?.();
const { main } = await import('./main.ts');
await main(process.argv.slice(2));

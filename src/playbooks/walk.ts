import type { Nodes } from 'mdast';

/** The node and all below it, in the order in which they are read. Deep nesting takes memory, not stack. */
export function* walk(root: Nodes): Generator<Nodes> {
  const waiting: Nodes[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    yield node;
    if ('children' in node) waiting.push(...node.children.toReversed());
  }
}

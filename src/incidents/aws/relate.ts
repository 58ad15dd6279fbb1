import type { AskedOf, ITEM } from './asked.ts';
import { fitting, readLinks, toAwsItem } from './aws-items.ts';
import { calling } from './calling.ts';
import type { Doing, Work } from './handling.ts';
import type { AwsParts } from './parts.ts';
import { seenOf, takeOver } from './seen.ts';
import { onceThere } from './young-record.ts';

type Asked = AskedOf[typeof ITEM];

/** Adds a link to an incident's related items in AWS, or takes one away; a longer address than AWS takes is left out. */
export function relating(parts: AwsParts): Doing<Asked> {
  return {
    lacks: ({ name }) => `Incident Manager does not have the links of ${name} as they are`,
    async run({ incident: { id, arn }, asked, errand, signal }) {
      if (arn === null) return undefined;
      const { items: before } = await seenOf(parts.db, id);
      const update = await onceThere(id, () => updateOf({ arn, asked, signal }, parts), parts);
      if (update === null) return undefined;
      const needs = { permission: 'ssm-incidents:UpdateRelatedItems', resource: arn, signal };
      const request = { incidentRecordArn: arn, relatedItemsUpdate: update, clientToken: errand.token };
      const change = () => calling(needs, (options) => parts.incidents.updateRelatedItems(request, options));
      await onceThere(id, change, parts);
      // What we did there is no news when it is seen there.
      const url = 'add' in asked ? asked.add.url : asked.remove;
      const others = before.filter((each) => each !== url);
      await takeOver({ id, part: 'items', before }, async () => ('add' in asked ? [...others, url] : others), parts);
      return undefined;
    },
  };
}

async function updateOf(
  { arn, asked, signal }: Pick<Work<Asked>, 'asked' | 'signal'> & { arn: string },
  parts: AwsParts,
) {
  if ('add' in asked) {
    const [item] = fitting([asked.add]);
    return item ? { itemToAdd: toAwsItem(item) } : null;
  }
  const links = await readLinks(arn, parts, signal);
  const found = links.find(({ url }) => url === asked.remove);
  return found ? { itemToRemove: found.identifier } : null;
}

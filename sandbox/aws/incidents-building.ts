import { randomUUID } from 'node:crypto';
import type { Channel, Contact, Rotation, Stage } from './contacts-world.ts';
import { arnOf, type World } from './incidents-world.ts';

type ChannelParts = { type: Channel['type']; address?: string; activated?: boolean };

/** Puts response plans, contacts and rotations into the account. Each answers with its ARN. */
export type Building = {
  /** Engagements are ARNs of contacts; the summary and a dedupe string are left out unless given. */
  plan(parts: {
    name: string;
    title: string;
    impact: number;
    summary?: string;
    dedupeString?: string;
    engagements?: string[];
  }): string;
  /** PERSONAL has channels (e-mail unless told), ESCALATION stages, ONCALL_SCHEDULE rotations. */
  contact(parts: {
    alias: string;
    name?: string;
    type?: Contact['type'];
    channels?: (Channel['type'] | ChannelParts)[];
    stages?: (Omit<Stage, 'essential'> & { essential?: boolean })[];
    rotations?: string[];
  }): string;
  /** Hand-offs each day at 00:00 UTC from today on, unless told. */
  rotation(parts: { name: string; contacts: string[] } & Partial<Omit<Rotation, 'arn' | 'overrides'>>): string;
};

/** Builds in `world`. */
export function createBuilding(world: World): Building {
  return {
    plan: ({ name, engagements = [], ...incidentTemplate }) => {
      const arn = arnOf('ssm-incidents', `response-plan/${name}`);
      world.plans.set(arn, { arn, name, displayName: name, incidentTemplate, engagements });
      return arn;
    },
    contact: ({ alias, name = alias, type = 'PERSONAL', stages = [], rotations = [], ...parts }) => {
      const arn = arnOf('ssm-contacts', `contact/${alias}`);
      const { channels = type === 'PERSONAL' ? ['EMAIL' as const] : [] } = parts;
      world.contacts.set(arn, {
        arn,
        alias,
        displayName: name,
        type,
        channels: channels.map((each) => channel(alias, typeof each === 'string' ? { type: each } : each)),
        stages: stages.map((stage) => ({ essential: true, ...stage })),
        rotations,
      });
      return arn;
    },
    rotation: (parts) => {
      const arn = arnOf('ssm-contacts', `rotation/${randomUUID()}`);
      const firstDay = world.now().toISOString().slice(0, 10);
      const daily = { firstDay, zone: 'Etc/UTC', handOff: { hour: 0, minute: 0 }, days: 1 };
      world.rotations.set(arn, { ...daily, ...parts, arn, overrides: [] });
      return arn;
    },
  };
}

function channel(alias: string, { type, address, activated = true }: ChannelParts): Channel {
  const arn = arnOf('ssm-contacts', `contact-channel/${alias}/${randomUUID()}`);
  const usual = type === 'EMAIL' ? `${alias}@example.com` : '+15005550006';
  return { arn, name: type.toLowerCase(), type, address: address ?? usual, activated };
}

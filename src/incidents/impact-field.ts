import type { InputBlock } from '@slack/types';
import { choiceField, optionOf } from '../slack/forms.ts';
import { type Impact, impacts, impactWords } from './rules/impact.ts';

/** The choice of an impact; the options' values are its numbers. With words for leaving it open it can be. */
export function impactField(chosen: Impact | null, ifOpen?: string): InputBlock {
  const options = impacts.map((impact) => optionOf(String(impact), `${impact} · ${impactWords[impact]}`));
  const open = ifOpen === undefined ? {} : { optional: true, placeholder: ifOpen };
  return choiceField('impact', 'Impact', { options, chosen: String(chosen), ...open });
}

import { describe, expect, it } from 'vitest';
import { asTheySaid, harmless, harmlessName } from '../../../src/support/api/harmless.ts';

describe('text of a client', () => {
  it.each([
    ['that names somebody', '@U0000ADA', '@\u2060U0000ADA'],
    ['that names somebody as Slack writes it', '<@W0000ADA>', '<@\u2060W0000ADA>'],
    ['that names somebody once Markdown is rendered', '&#64;U0000ADA', '&#64;\u2060U0000ADA'],
    ['that hides the first letter', '@&#85;0000ADA @U&#48;000ADA', '@\u2060&#85;0000ADA @\u2060U&#48;000ADA'],
    ['that hides them behind markup', '@<!-- -->U0000ADA', '@\u2060<!-- -->U0000ADA'],
    ['with addresses', 'ann@acme.example, Bob@Example.org, bob@Ulm.example', null],
    ['with an @ by itself', '3 apples @ 2 euros', null],
    ['with characters that nobody can keep', 'a\u0000b\u001bc\nd\te\ud800', 'a b c\nd\te\ufffd'],
  ])('%s becomes harmless, and looks as before', (_what, text, as) => {
    expect(harmless(text)).toBe(as ?? text);
    expect(harmless(harmless(text))).toBe(harmless(text));
  });

  it('that is a name may look like an id of Slack, and is none', () => {
    expect(harmlessName(' UMA\n')).toBe('\u2060UMA');
    expect(harmlessName('U\u20600000ADA')).toBe('\u2060U0000ADA');
    expect(harmlessName('Uma')).toBe('Uma');
    expect(harmlessName('\u2060 ')).toBe('');
  });

  it('is answered as it was sent', () => {
    const sent = { creator: 'UMA', summary: '@U0000ADA &#64;U0000ADA' };
    const kept = { creator: harmlessName(sent.creator), summary: harmless(sent.summary) };
    expect(JSON.parse(asTheySaid(JSON.stringify(kept)))).toEqual(sent);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keptText, typedText } from '../../sandbox/slack/typed-text.ts';
import { createWorld } from '../../sandbox/slack/world.ts';
import { composeTopic, type KeptTopic, MOST_TOPIC, nothingKept } from '../../src/outbox/topic.ts';
import { asTyped } from '../../src/outbox/topic-text.ts';

const starts = 'IC: ';
const long = 'IC: <@U01AAAAAA> until 15:00 · On call: <@U01BBBBBB> 15:00-22:00';
const short = 'IC: <@U01AAAAAA> · On call: <@U01BBBBBB>';
const ours = { own: [long, short], starts };
const next = { own: ['IC: <@U01CCCCCC> until 15:00', 'IC: <@U01CCCCCC>'], starts };

/** Pieces that are hard to tell from ours, to keep in one piece, or to send back as they came. */
const piece = fc.oneof(
  fc.constantFrom(' | ', '|', '…', '&', '<', '>', '&amp;', '&lt;!here&gt;', '<!channel>', '<!here|here>', '😀', 'é'),
  fc.constantFrom(
    '<@U01AAAAAA>',
    '<#C01AAAAAA|war>',
    '<!subteam^S01AAAAAA>',
    'https://a.example/?b=1&c=2',
    'a@b.example',
  ),
  fc.constantFrom(starts, long, short, 'Runbook', ' for the bugs'),
  fc.string({ maxLength: 60 }),
  fc.nat({ max: 250 }).map((length) => 'w'.repeat(length)),
);
const anyText = fc
  .array(piece, { maxLength: 12 })
  .map((pieces) => pieces.join('').replace(/\s+/g, ' ').trim().slice(0, MOST_TOPIC).toWellFormed());
/** What people write who do not try to look like us. */
const words = fc.stringMatching(/^[A-Za-z0-9<&>é()][A-Za-z0-9<&>é() ]{0,80}$/).map((text) => text.trim());
const anyOwn = fc
  .array(
    fc.oneof(
      fc.string(),
      fc.nat({ max: 300 }).map((length) => 'o'.repeat(length)),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((rests) => ({ own: rests.map((rest) => starts + rest).sort((a, b) => b.length - a.length), starts }));

const withOurs = (shown: string, kept: KeptTopic = nothingKept) => composeTopic(shown, ours, kept);

describe('a topic', () => {
  it.each([
    ['that is empty becomes ours', '', long],
    ['of people stays behind ours', 'Bugs go here', `${long} | Bugs go here`],
    ['with a part that begins like ours gets it replaced, in its place', 'Hi | IC: who? | bye', `Hi | ${long} | bye`],
    ['that only mentions how ours begins is all of people', 'Ask the IC: now', `${long} | Ask the IC: now`],
    ['that was left with a separator gets no second one', '| Bugs go here', `${long} | Bugs go here`],
    ['with little room gets the shorter wording', 'x'.repeat(190), `${short} | ${'x'.repeat(190)}`],
    ['without room is clipped at its end', 'x'.repeat(230), `${short} | ${'x'.repeat(206)}…`],
    [
      'that mentions is never clipped within a mention',
      `${'x'.repeat(198)} <@U01DDDDDD>`,
      `${short} | ${'x'.repeat(198)}…`,
    ],
  ])('%s', (_what, shown, topic) => expect(withOurs(shown).topic).toBe(topic));

  it('is never longer than Slack takes, whatever people and we wrote', () => {
    fc.assert(
      fc.property(anyText, anyText, anyOwn, anyOwn, (shown, more, own, other) => {
        const first = composeTopic(shown, own, nothingKept);
        expect(first.topic.length).toBeLessThanOrEqual(MOST_TOPIC);
        const second = composeTopic(`${more}${first.topic}${more}`.slice(0, MOST_TOPIC), other, first.kept);
        expect(second.topic.length).toBeLessThanOrEqual(MOST_TOPIC);
      }),
    );
  });

  it('that we set is left as it is', () => {
    fc.assert(
      fc.property(anyText, fc.oneof(anyOwn, fc.constant(ours)), (shown, own) => {
        const set = composeTopic(shown, own, nothingKept);
        expect(composeTopic(set.topic, own, set.kept)).toEqual(set);
      }),
    );
  });

  it('keeps what people put before and after our part, whatever separates it, when ours changes', () => {
    const gap = fc.constantFrom(' | ', '|', ' ', ' - ');
    fc.assert(
      fc.property(words, words, gap, gap, (before, behind, left, right) => {
        const { topic, kept } = withOurs('');
        const changed = composeTopic(`${before}${left}${topic}${right}${behind}`, next, kept).topic;
        expect(changed).toBe(`${before}${left}${next.own[0]}${right}${behind}`);
      }),
    );
  });

  it('keeps what people wrote when our part was changed or deleted by hand', () => {
    fc.assert(
      fc.property(words, words, (people, byHand) => {
        const { topic, kept } = withOurs(people);
        const edited = topic.replace(long, `IC: ${byHand}`);
        expect(composeTopic(edited, next, kept).topic).toBe(`${next.own[0]} | ${people}`);
        for (const left of [people, ` | ${people}`, `| ${people}`]) {
          expect(composeTopic(left, next, kept).topic).toBe(`${next.own[0]} | ${people}`);
        }
      }),
    );
  });

  it('knows its part again without a memory, by how it starts', () => {
    fc.assert(
      fc.property(words, words, (before, behind) => {
        const shown = `${before} | ${long} | ${behind}`;
        expect(composeTopic(shown, next, nothingKept).topic).toBe(`${before} | ${next.own[0]} | ${behind}`);
      }),
    );
  });

  it('shows all of what people wrote again when there is room', () => {
    const much = fc.stringMatching(/^[A-Za-z<&> 😀]{60,250}$/u).map((text) => text.trim().slice(0, MOST_TOPIC));
    const wide = { own: [`IC: ${'w'.repeat(230)}`], starts };
    const narrow = { own: ['IC: n'], starts };
    const fits = (text: string) => text.length <= MOST_TOPIC - 'IC: n | '.length;
    fc.assert(
      fc.property(much.filter(fits), fc.boolean(), (people, isBefore) => {
        const set = isBefore ? composeTopic(`${people} | IC: n`, narrow, nothingKept) : withOurs(people);
        const clipped = composeTopic(set.topic, wide, set.kept);
        expect(clipped.topic).toMatch(/…/);
        const again = composeTopic(clipped.topic, narrow, clipped.kept);
        expect(again.topic).toBe(isBefore ? `${people} | IC: n` : `IC: n | ${people}`);
      }),
    );
  });

  it('shows the beginning of what people wrote on either side, however much it is and however long ours', () => {
    const [b, a] = ['b'.repeat(190), 'a'.repeat(50)];
    const { topic } = composeTopic(
      `${b} | IC: n | ${a}`.slice(0, MOST_TOPIC),
      { own: ['I'.repeat(300)], starts },
      nothingKept,
    );
    expect(topic).toMatch(/^b+… \| I{199}… \| a+…$/);
  });

  it.each(['x'.repeat(100), 'something else…'])(
    'that was clipped and then written anew by hand (%s) stays so',
    (text) => {
      const { kept } = withOurs('x'.repeat(240));
      expect(withOurs(`${short} | ${text}`, kept).topic).toBe(`${long} | ${text}`);
    },
  );

  it('does not get our part twice when it was to begin otherwise and that call was not made', () => {
    const first = withOurs('people');
    const renamed = { own: ['On duty: bob'], starts: 'On duty: ' };
    const { kept } = composeTopic(first.topic, renamed, first.kept);
    expect(composeTopic(first.topic, renamed, kept).topic).toBe('On duty: bob | people');
  });

  it('loses nothing of people’s text when the call that clips it is not made, or made twice', () => {
    const people = 'x'.repeat(240);
    const first = withOurs(people);
    for (const shown of [first.topic, composeTopic(first.topic, next, first.kept).topic]) {
      const { kept } = composeTopic(first.topic, next, first.kept);
      const again = composeTopic(shown, { own: ['IC: n'], starts }, kept);
      expect(again.kept.after ?? again.topic).toContain(people);
    }
  });
});

describe('a topic that Slack tells', () => {
  const world = createWorld({ appId: 'A1', clock: { now: () => new Date(0) }, changed() {}, emit() {} });

  it.each([
    ['escaped', 'a &amp; b &lt; c &gt; d', 'a & b < c > d'],
    ['with mentions', '<@U01AAAAAA> in <#C01AAAAAA|war>', '<@U01AAAAAA> in <#C01AAAAAA|war>'],
    [
      'with links',
      'see <https://a.example/?b&amp;c> or <http://b.example|b.example>',
      'see https://a.example/?b&c or b.example',
    ],
    ['that calls everybody', 'hey <!here|here> <!channel>', 'hey @here @channel'],
    ['that only looks like a mention', '&lt;!channel&gt; &lt;@U01AAAAAA&gt;', '<\u200b!channel> <\u200b@U01AAAAAA>'],
    ['with what only looks escaped', 'a &amp;amp; b', 'a &amp; b'],
  ])('%s is read as it was typed', (_how, told, typed) => expect(asTyped(told)).toBe(typed));

  it('is set once and then stays, however people typed it, and calls nobody', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const told = typedText(world, typed);
        const first = withOurs(asTyped(told));
        const second = withOurs(asTyped(keptText(first.topic)), first.kept);
        expect(second.topic).toBe(first.topic);
        expect(first.topic).not.toMatch(/<!(here|channel|everyone)/);
      }),
    );
  });
});

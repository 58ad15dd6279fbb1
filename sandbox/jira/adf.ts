import { z } from 'zod';

/**
 * The Atlassian Document Format as descriptions may hold it here, of which nothing else is let through:
 * https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
 */
const plainMark = z.strictObject({ type: z.enum(['strong', 'em', 'strike']) });
const codeMark = z.strictObject({ type: z.literal('code') });
const linkMark = z.strictObject({ type: z.literal('link'), attrs: z.strictObject({ href: z.url() }) });

/** Each mark once, and beside `code` nothing but a link. */
const marks = z
  .array(z.union([plainMark, codeMark, linkMark]))
  .min(1)
  .refine((given) => new Set(given.map(({ type }) => type)).size === given.length, 'a mark twice')
  .refine(
    (given) =>
      !given.some(({ type }) => type === 'code') || given.every(({ type }) => type === 'code' || type === 'link'),
    'code with another mark',
  );

const words = z
  .string()
  .min(1)
  .refine((text) => text.isWellFormed(), 'half a character')
  .refine((text) => !/[^\P{Cc}\n\t]/u.test(text), 'a control character');
const bareText = z.strictObject({ type: z.literal('text'), text: words });
const text = z.strictObject({ type: z.literal('text'), text: words, marks: marks.optional() });
const hardBreak = z.strictObject({ type: z.literal('hardBreak') });
const inline = z.array(z.union([text, hardBreak]));

const paragraph = z.strictObject({ type: z.literal('paragraph'), content: inline });
const codeBlock = z.strictObject({
  type: z.literal('codeBlock'),
  attrs: z.strictObject({ language: z.string().min(1) }).optional(),
  content: z.array(bareText),
});
const heading = z.strictObject({
  type: z.literal('heading'),
  attrs: z.strictObject({ level: z.int().min(1).max(6) }),
  content: inline,
});
const rule = z.strictObject({ type: z.literal('rule') });

/** An item begins with a paragraph or with code. */
const item: z.ZodType = z.lazy(() =>
  z.strictObject({
    type: z.literal('listItem'),
    content: z.tuple([z.union([paragraph, codeBlock])]).rest(z.union([paragraph, codeBlock, bulletList, orderedList])),
  }),
);
const bulletList = z.strictObject({ type: z.literal('bulletList'), content: z.array(item).min(1) });
const orderedList = z.strictObject({
  type: z.literal('orderedList'),
  attrs: z.strictObject({ order: z.int().min(0) }).optional(),
  content: z.array(item).min(1),
});
const blockquote = z.strictObject({
  type: z.literal('blockquote'),
  content: z.array(z.union([paragraph, codeBlock, bulletList, orderedList])).min(1),
});

const MOST = 32_767;

/** A whole document; what is not one is refused, and what is too long. */
export const adfDocument = z
  .strictObject({
    version: z.literal(1),
    type: z.literal('doc'),
    content: z.array(z.union([paragraph, codeBlock, heading, rule, bulletList, orderedList, blockquote])),
  })
  .refine((document) => JSON.stringify(document).length <= MOST, 'The entered text is too long.');

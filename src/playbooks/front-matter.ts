import { z } from 'zod';
import { refusing } from '../config/given.ts';
import { showPath } from '../config/mistake.ts';
import { readYaml, type YamlReading } from '../config/read-yaml.ts';
import { toMistakes } from '../config/schema-mistakes.ts';
import { section, someOf, text } from '../config/values.ts';

/** What is wrong at a line of the file, counted from 1. */
export type LineMistake = { line: number; message: string };

/** Slack shows a header of at most 150 characters. */
const LONGEST_TITLE = 150;
/** The longest name CloudWatch allows has 255 characters (PutMetricAlarm); more is no glob on one. */
const LONGEST_GLOB = 500;

const glob = text(
  `a text of 1 to ${LONGEST_GLOB} characters in which * and ? are wildcards; put numbers and a leading * in quotes`,
  (given) => given !== '' && given.length <= LONGEST_GLOB,
);

const fields = section({
  name: glob.optional(),
  namespace: glob.optional(),
  metric: glob.optional(),
  account: glob.optional(),
  tag: glob.optional(),
}).refine((pattern) => Object.keys(pattern).length > 0, {
  error: refusing('at least one of name, namespace, metric, account, tag'),
  // Who mistyped the only key need not also be told that there is none.
  when: ({ issues }) => issues.length === 0,
});

const schema = section({
  title: text(
    `one line of 1 to ${LONGEST_TITLE} characters`,
    (given) => given.trim() !== '' && given.length <= LONGEST_TITLE && !/\p{Cc}/u.test(given),
  ),
  alarms: someOf(z.union([glob.transform((name) => ({ name })), fields]), 'globs or patterns'),
  owner: text('a text that is not empty', (given) => given.trim() !== '').nullish(),
});

/** What a playbook says about itself. */
export type FrontMatter = z.infer<typeof schema>;

/** Reads the YAML of a front matter, which begins at line 2 of its file, below the first `---`. */
export function readFrontMatter(yaml: string): { front: FrontMatter | null; mistakes: LineMistake[] } {
  // An empty line stands for the `---`, so that the lines are those of the file.
  const reading = readYaml(`\n${yaml}`);
  const mistakes = reading.mistakes.map(({ place, text }) => ({ line: place.line, message: hinted(text) }));
  if (reading.value === undefined) return { front: null, mistakes };
  const parsed = schema.safeParse(reading.value ?? {});
  if (parsed.success && mistakes.length === 0) return { front: parsed.data, mistakes };
  return { front: null, mistakes: [...mistakes, ...(parsed.success ? [] : placed(parsed.error, reading))] };
}

function placed(error: z.ZodError, { value, placeOf }: YamlReading): LineMistake[] {
  return toMistakes(error.issues, value ?? {}).map(({ path, text }) => ({
    line: Math.max(2, placeOf(path).line),
    message: path.length === 0 ? text : `${showPath(path)}: ${text}`,
  }));
}

/** To YAML a bare `*cpu` is a reference, which is the likeliest mistake in a list of globs. */
function hinted(text: string): string {
  return /alias/i.test(text) ? `${text} (a glob that begins with * stands in quotes)` : text;
}

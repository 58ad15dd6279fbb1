import type { Json } from './shapes.ts';

/** Looks at a value and adds what is wrong with it to `problems`; `at` is the JSON pointer of the value. */
export type Check = (value: unknown, at: string, problems: string[]) => void;

/** A line in the words of Slack's own answers. */
export function problem(what: string, at: string): string {
  return `${what} [json-pointer:${at}]`;
}

/** Anything at all. */
export const anything: Check = () => undefined;

/** True or false. */
export const flag: Check = (value, at, problems) => {
  if (typeof value !== 'boolean') problems.push(problem('must be a boolean', at));
};

/** Text of `min` to `max` characters, counted as JavaScript does. */
export function text(max: number, min = 1): Check {
  return (value, at, problems) => {
    if (typeof value !== 'string') problems.push(problem('must be a string', at));
    else if (value.length < min) problems.push(problem(`must be more than ${min - 1} characters`, at));
    else if (value.length > max) problems.push(problem(`must be less than ${max + 1} characters`, at));
  };
}

/** Text in a form such as a date's; `what` names the form. */
export function pattern(form: RegExp, what: string): Check {
  return (value, at, problems) => {
    if (typeof value !== 'string' || !form.test(value)) problems.push(problem(`must be ${what}`, at));
  };
}

/** A whole number from `min` to `max`. */
export function whole(min: number, max: number): Check {
  return (value, at, problems) => {
    const fits = typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
    if (!fits) problems.push(problem(`must be an integer from ${min} to ${max}`, at));
  };
}

/** One of a few words or numbers. */
export function oneOf(...allowed: readonly (string | number)[]): Check {
  return (value, at, problems) => {
    if (!allowed.some((each) => each === value)) problems.push(problem(`must be one of: ${allowed.join(', ')}`, at));
  };
}

/** A list of `min` to `max` things of one kind. */
export function list(item: Check, max: number, min = 1): Check {
  return (value, at, problems) => {
    if (!Array.isArray(value)) return void problems.push(problem('must be an array', at));
    if (value.length > max) problems.push(problem(`no more than ${max} items allowed`, at));
    if (value.length < min) problems.push(problem(`no fewer than ${min} items allowed`, at));
    for (const [index, each] of value.entries()) item(each, `${at}/${index}`, problems);
  };
}

/** The fields an object must have, those it may have, and what must hold between them. */
export type Shape = { must?: Record<string, Check>; may?: Record<string, Check>; also?: Check };

/** An object with these fields and no others. `type` is always taken: whoever picked the shape has looked at it. */
export function object({ must = {}, may = {}, also = anything }: Shape): Check {
  return (value, at, problems) => {
    if (!isObject(value)) return void problems.push(problem('must be an object', at));
    for (const name of Object.keys(must)) {
      if (value[name] === undefined) problems.push(problem(`missing required field: ${name}`, at));
    }
    for (const [name, each] of Object.entries(value)) {
      const check = must[name] ?? may[name];
      if (check && each !== undefined) check(each, `${at}/${name}`, problems);
      else if (!check && name !== 'type') problems.push(problem(`invalid additional property: ${name}`, at));
    }
    also(value, at, problems);
  };
}

/** An object whose `type` says which shape it has. */
export function byType(shapes: Readonly<Record<string, Check>>): Check {
  return (value, at, problems) => {
    if (!isObject(value)) return void problems.push(problem('must be an object', at));
    const type = value['type'];
    if (type === undefined) return void problems.push(problem('missing required field: type', at));
    const check = Object.hasOwn(shapes, String(type)) ? shapes[String(type)] : undefined;
    if (!check) return void problems.push(problem(`unsupported type: ${String(type)}`, `${at}/type`));
    check(value, at, problems);
  };
}

/** Exactly one of these fields. */
export function exactlyOne(...names: readonly string[]): Check {
  return (value, at, problems) => {
    const given = names.filter((name) => isObject(value) && value[name] !== undefined);
    if (given.length !== 1) problems.push(problem(`must define exactly one of ${names.join(', ')}`, at));
  };
}

/** Tells an object from everything else that JSON has. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

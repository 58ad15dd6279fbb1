import { readFileSync } from 'node:fs';

type Shape = {
  type: string;
  required?: string[];
  members?: Record<string, { shape: string; location?: string; locationName?: string }>;
  member?: { shape: string };
  key?: { shape: string };
  value?: { shape: string };
  min?: number;
  max?: number;
  enum?: string[];
  pattern?: string;
  union?: boolean;
  error?: { httpStatusCode: number };
};

type OperationModel = {
  http: { method: string; requestUri: string; responseCode?: number };
  input?: { shape: string };
  output?: { shape: string };
};

/** A service as AWS publishes it (botocore's form): operations and the shapes they take. */
export type Model = {
  metadata: { targetPrefix?: string; jsonVersion: string };
  operations: Record<string, OperationModel>;
  shapes: Record<string, Shape>;
};

/** What is wrong with a request. `kind` decides which error the service would answer with. */
export type Fault = { kind: 'missing' | 'type' | 'value'; path: string; message: string };

/** Reads the model of one service from the folder beside this file. */
export function loadModel(service: 'sqs' | 'cloudwatch' | 'ssm-incidents' | 'ssm-contacts'): Model {
  return JSON.parse(readFileSync(new URL(`./models/${service}.json`, import.meta.url), 'utf8'));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const HAS_TYPE: Record<string, (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string',
  blob: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  integer: (value) => Number.isInteger(value),
  long: (value) => Number.isInteger(value),
  double: (value) => typeof value === 'number',
  timestamp: (value) => typeof value === 'number',
  list: Array.isArray,
  map: isRecord,
  structure: isRecord,
};

/** The first thing in `value` that the shape forbids, or null. `path` names the place in messages. */
export function faultIn(model: Model, shapeName: string, value: unknown, path = ''): Fault | null {
  const shape = model.shapes[shapeName];
  if (!shape) throw new Error(`the model has no shape ${shapeName}`);
  if (!HAS_TYPE[shape.type]?.(value)) return { kind: 'type', path, message: `${path} must be a ${shape.type}` };
  return faultInSize(shape, value, path) ?? faultInside(model, shape, value, path);
}

function faultInSize(shape: Shape, value: unknown, path: string): Fault | null {
  const size = sizeOf(value);
  const fails = (rule: string): Fault => ({
    kind: 'value',
    path,
    message: `Value '${String(value).slice(0, 100)}' at '${path}' failed to satisfy constraint: Member must ${rule}`,
  });
  if (size !== null && shape.max !== undefined && size > shape.max) return fails(`be at most ${shape.max}`);
  if (size !== null && shape.min !== undefined && size < shape.min) return fails(`be at least ${shape.min}`);
  if (typeof value !== 'string') return null;
  if (shape.enum && !shape.enum.includes(value)) return fails(`satisfy enum value set: [${shape.enum.join(', ')}]`);
  if (shape.pattern && !expression(shape.pattern).test(value)) return fails(`match ${shape.pattern}`);
  return null;
}

/** Of a text the characters of Unicode: https://smithy.io/2.0/spec/constraint-traits.html#length-trait */
function sizeOf(value: unknown): number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return Array.from(value).length;
  return Array.isArray(value) ? value.length : null;
}

/** A pattern of a model, which holds for the whole of a text. */
function expression(pattern: string): RegExp {
  // ([...]+)* takes for ever over a long text that does not fit; [...]* takes the same texts.
  const quick = pattern.replace(/\((\[[^\]]+\])\+\)\*/g, '$1*');
  return new RegExp(`^(?:${quick})$`, pattern.includes('\\p{') ? 'u' : '');
}

function faultInside(model: Model, shape: Shape, value: unknown, path: string): Fault | null {
  if (Array.isArray(value)) {
    const item = shape.member?.shape ?? '';
    return firstFault(
      value.map((each, index) => [item, each, `${path}.${index + 1}`]),
      model,
    );
  }
  if (!isRecord(value)) return null;
  const inside = (name: string) => (path ? `${path}.${name}` : name);
  if (shape.type === 'map') {
    const item = shape.value?.shape ?? '';
    return firstFault(
      Object.entries(value).map(([key, each]) => [item, each, inside(key)]),
      model,
    );
  }
  const members = shape.members ?? {};
  const missing = shape.required?.find((name) => value[name] === undefined || value[name] === null);
  if (missing) {
    return {
      kind: 'missing',
      path: inside(missing),
      message: `The request must contain the parameter ${inside(missing)}.`,
    };
  }
  const unknown = Object.keys(value).find((name) => !members[name]);
  if (unknown)
    return { kind: 'type', path: inside(unknown), message: `${inside(unknown)} is no member of the request` };
  const given = Object.entries(value).filter(([, each]) => each !== null);
  if (shape.union && given.length !== 1) {
    const message = `${path} must have exactly one of ${Object.keys(members).join(', ')}`;
    return { kind: 'value', path, message };
  }
  return firstFault(
    given.map(([name, each]) => [members[name]?.shape ?? '', each, inside(name)]),
    model,
  );
}

function firstFault(parts: [shape: string, value: unknown, path: string][], model: Model): Fault | null {
  for (const [shape, value, path] of parts) {
    const fault = faultIn(model, shape, value, path);
    if (fault) return fault;
  }
  return null;
}

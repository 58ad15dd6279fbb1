import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import type { apiDocument } from '../../../src/support/api/document.ts';

/** What went to and fro. `sent` and `answer` are JSON, or text where that is what came. */
export type Exchange = { method: string; path: string; sent?: unknown; status: number; type: string; answer: unknown };

type Content = Record<string, { schema: object }>;
type Operation = { operationId: string; requestBody?: { content: Content }; responses: Record<string, object> };

const REFERENCE = /^#\/components\/responses\/(.+)$/;

/** Holds requests and answers against the document that the API serves. */
export function createContract(document: ReturnType<typeof apiDocument>) {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/);
  ajv.addSchema(document, 'openapi.json');

  /** What is wrong with a value; null when nothing is. */
  function wrongs(content: Content | undefined, type: string, value: unknown): string | null {
    const schema = content?.[type]?.schema;
    if (!schema) return `the document has no ${type} here`;
    const text = JSON.stringify(schema).replaceAll('"#/', '"openapi.json#/');
    const isValid = ajv.validate(JSON.parse(text) as object, value);
    return isValid ? null : ajv.errorsText(ajv.errors);
  }

  function operationOf({ method, path }: Exchange): Operation {
    const [pathname = ''] = path.split('?');
    const found = Object.entries(document.paths).find(([pattern]) =>
      new RegExp(`^${pattern.replace(/\{\w+\}/g, '[^/]+')}$`).test(pathname),
    );
    const operation = (found?.[1] as Record<string, Operation> | undefined)?.[method.toLowerCase()];
    if (!operation) throw new Error(`the document has no ${method} ${path}`);
    return operation;
  }

  /** Of the answer that the document has for a status: its content by type. */
  function contentOf({ responses }: Operation, status: number): Content | undefined {
    const response = responses[status] as { $ref?: string; content?: Content } | undefined;
    const [, name] = REFERENCE.exec(response?.$ref ?? '') ?? [];
    if (name === undefined) return response?.content;
    return (document.components.responses as Record<string, { content: Content }>)[name]?.content;
  }

  return {
    /** Fails when an answer is none that the document has, or what was taken is nothing that it has. */
    check(exchange: Exchange): void {
      const { method, path, sent, status, type, answer } = exchange;
      const operation = operationOf(exchange);
      const what = `${method} ${path}, answered ${status}`;
      const mime = type.split(';')[0] ?? '';
      expect(wrongs(contentOf(operation, status), mime, answer), what).toBeNull();
      if (status < 300 && operation.requestBody)
        expect(wrongs(operation.requestBody.content, 'application/json', sent), `what was sent to ${what}`).toBeNull();
    },
    /** What is wrong with what a webhook brought; null when nothing is. */
    wrongInWebhook: (brought: unknown) =>
      wrongs(document.webhooks.ticketChanged.post.requestBody.content, 'application/json', brought),
  };
}
